"""The markings of many records at once."""

from __future__ import annotations

from diplotrack.base.markings import UNMARKED, Marking, scheme_named
from diplotrack.records import Engagement, Party, Passage, Person, RelTo
from diplotrack.release import ReleaseFilter, effective_markings, own_markings, whole_markings
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work

RESTRICTED = Marking.of(scheme_named("neutral").level("RESTRICTED"))
SECRET = Marking.of(scheme_named("neutral").level("SECRET"))


def meeting(work: Work, marking: Marking = UNMARKED, *passages: Marking) -> tuple[int, list[int]]:
    one = Engagement(title="Meeting")
    one.mark(marking)
    work.add(one)
    ids = []
    for ordinal, portion in enumerate(passages):
        passage = Passage(owner_kind="engagement", owner_id=one.id, ordinal=ordinal, text="Said")
        passage.mark(portion)
        ids.append(work.add(passage).id)
    return one.id, ids


def test_a_marking_carries_its_release_list(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one, _ = meeting(work, RESTRICTED)
        for name, code in (("France", "FRA"), ("The Elders", "")):
            party = work.add(Party(name=name, code=code))
            work.add(RelTo(owner_kind="engagement", owner_id=one, party_id=party.id))
    with ledger.read() as session:
        assert own_markings(session, "engagement", [one])[one].rel_to == {"FRA", "The Elders"}


def test_an_unmarked_passage_goes_under_its_record(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        _, (bare, own) = meeting(work, RESTRICTED, UNMARKED, SECRET)
    with ledger.read() as session:
        found = effective_markings(session, "passage", [bare, own])
    assert (found[bare].text, found[own].text) == ("RESTRICTED", "SECRET")


def test_a_record_as_a_whole_is_as_sensitive_as_its_passages(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one, _ = meeting(work, RESTRICTED, UNMARKED, SECRET)
    with ledger.read() as session:
        assert whole_markings(session, "engagement", [one])[one].text == "SECRET"


def test_rows_that_cannot_be_marked_follow_their_record(ledger: Ledger) -> None:
    from diplotrack.records import ContactPoint

    with ledger.change("Set up") as work:
        person = Person(name="Somebody")
        person.mark(SECRET)
        work.add(person)
        phone = work.add(ContactPoint(person_id=person.id, value="1")).id
    with ledger.read() as session:
        assert ReleaseFilter.named("restricted").allowed_ids(session, "contact_point", [phone]) == set()
        assert ReleaseFilter.named("secret").allowed_ids(session, "contact_point", [phone]) == {phone}


def test_names_of_parties_may_always_go_out(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = work.add(Party(name="France", code="FRA")).id
    with ledger.read() as session:
        assert ReleaseFilter(max_rank=0, release_to="DEU").allowed_ids(session, "party", [one]) == {one}


def test_more_records_than_one_statement_takes(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        ids = work.add_all(
            Engagement,
            [
                {
                    "title": str(n),
                    "marking_scheme": "neutral",
                    "marking_rank": n % 5,
                    "marking_text": str(n % 5),
                }
                for n in range(2_000)
            ],
        )
    with ledger.read() as session:
        assert len(ReleaseFilter(max_rank=1).allowed_ids(session, "engagement", ids)) == 800
