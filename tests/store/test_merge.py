"""Merging: everything follows, nothing is lost, nothing goes out that could not before, and undo puts it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.records import (
    KINDS,
    Appointment,
    Engagement,
    EngagementParty,
    ExternalReference,
    Finding,
    Participant,
    Party,
    PartyName,
    Passage,
    Person,
    PersonName,
    RelTo,
    SavedView,
    Tag,
    fields,
)
from diplotrack.records.enumerations import ParticipantRole, Side
from diplotrack.store import pointers
from diplotrack.store.content import content_hash
from diplotrack.store.ledger import Ledger
from diplotrack.store.merge import merge
from tests.records.making import make, make_bare

MERGED = ("person", "party", "engagement", "objective", "communication")


def hash_of(ledger: Ledger) -> str:
    with ledger.read() as session:
        return content_hash(session)


def people(ledger: Ledger, *names: str, **more: Any) -> list[int]:
    with ledger.change("People") as work:
        return [work.add(Person(name=name, **more)).id for name in names]


def merge_people(ledger: Ledger, keep: int, *others: int, **choices: int) -> None:
    with ledger.change("Merge people") as work:
        merge(work, Person, keep, others, choices)


@pytest.mark.parametrize("name", MERGED)
def test_every_row_of_every_kind_that_points_at_a_merged_record_points_at_the_kept_one(
    ledger: Ledger, name: str
) -> None:
    kind = KINDS[name]
    with ledger.change("Make") as work:
        keep, gone = make_bare(work, kind), make_bare(work, kind)
        for other in KINDS.values():
            row = make(work, other)
            if isinstance(row, Finding):
                row.fingerprint = "0"  # the step made after it makes a gap of its own
            for column, field in fields(other).items():
                if field.refers == name:
                    setattr(row, column, gone.id)
                elif field.type == "uid":
                    setattr(row, column, gone.uid)
            for pair in pointers.anywhere():
                if pair[0] == other.__kind__.name:
                    setattr(row, pair[1], name)
                    setattr(row, pair[2], gone.id)
        work.session.flush()
        ids, uid = (keep.id, gone.id), gone.uid
    before = hash_of(ledger)
    with ledger.change("Merge") as work:
        merge(work, kind, ids[0], [ids[1]])
    with ledger.read() as session:
        for other in KINDS.values():
            table = other.__table__
            for column, field in fields(other).items():
                wanted = ids[1] if field.refers == name else uid if field.type == "uid" else None
                if wanted is not None:
                    left = session.scalars(select(table.c.id).where(table.c[column] == wanted)).all()
                    assert not left, (other.__kind__.name, column)
            for row_kind, kind_column, id_column in pointers.anywhere():
                if row_kind == other.__kind__.name:
                    here = (table.c[kind_column] == name) & (table.c[id_column] == ids[1])
                    assert not session.scalars(select(table.c.id).where(here)).all(), row_kind
        left_behind = session.get(kind, ids[1])
        assert left_behind is not None
        assert (left_behind.merged_into, left_behind.deleted_at is None) == (ids[0], False)
    ledger.undo()
    assert hash_of(ledger) == before


def test_every_part_that_links_two_records_says_what_tells_it_from_the_others() -> None:
    for name, kind in KINDS.items():
        about = kind.__kind__
        links = [field for column, field in fields(kind).items() if field.refers and column != about.owner]
        if about.is_part and not about.dated and any(field.required for field in links):
            assert about.once, name


def test_the_same_person_twice_in_a_meeting_is_there_once_and_keeps_what_either_row_said(
    ledger: Ledger,
) -> None:
    keep, gone = people(ledger, "Catherine Colonna", "C. Colonna")
    with ledger.change("Meeting") as work:
        meeting = work.add(Engagement(title="Talks")).id
        work.add(Participant(engagement_id=meeting, person_id=keep, side=Side.THEIRS))
        work.add(
            Participant(
                engagement_id=meeting, person_id=gone, role=ParticipantRole.HEAD, capacity="Foreign Minister"
            )
        )
    merge_people(ledger, keep, gone)
    with ledger.read() as session:
        (row,) = session.scalars(select(Participant)).all()
        assert (row.person_id, row.role, row.capacity) == (keep, ParticipantRole.HEAD, "Foreign Minister")
        assert session.scalars(select(PersonName.name)).all() == ["C. Colonna"]


def test_the_same_party_twice_in_a_meeting_is_there_once(ledger: Ledger) -> None:
    with ledger.change("Make") as work:
        keep, gone = (
            work.add(Party(name=name, code=code)).id
            for name, code in (("Ivory Coast", "CIV"), ("Côte d’Ivoire", "RCI"))
        )
        meeting = work.add(Engagement(title="Talks")).id
        for party in (keep, gone):
            work.add(EngagementParty(engagement_id=meeting, party_id=party))
    before = hash_of(ledger)
    with ledger.change("Merge partners") as work:
        merge(work, Party, keep, [gone], {"name": gone})
    with ledger.read() as session:
        assert session.scalars(select(EngagementParty.party_id)).all() == [keep]
        kept = session.get(Party, keep)
        assert kept is not None
        assert kept.name == "Côte d’Ivoire"
        assert set(session.scalars(select(PartyName.name))) == {"Ivory Coast", "RCI"}
    ledger.undo()
    assert hash_of(ledger) == before
    ledger.redo()
    with ledger.read() as session:
        assert session.scalars(select(EngagementParty.party_id)).all() == [keep]


def test_two_equal_tags_become_one_and_different_offices_stay(ledger: Ledger) -> None:
    keep, gone = people(ledger, "A", "B")
    with ledger.change("More") as work:
        for one, office in ((keep, "Minister"), (gone, "Minister"), (gone, "Ambassador to Japan")):
            work.add(Appointment(person_id=one, office=office, from_on=date(2020, 1, 1)))
        for one in (keep, gone):
            work.add(Tag(owner_kind="person", owner_id=one, name="g7"))
    merge_people(ledger, keep, gone)
    with ledger.read() as session:
        assert session.scalars(select(Tag.owner_id)).all() == [keep]
        offices = session.scalars(select(Appointment.office).order_by(Appointment.office)).all()
        assert offices == ["Ambassador to Japan", "Minister"]


def test_texts_of_two_records_follow_one_another_and_equal_paragraphs_are_kept_once(ledger: Ledger) -> None:
    with ledger.change("Make") as work:
        keep, gone = (work.add(Engagement(title=title)).id for title in ("Ours", "Theirs"))
        for owner, texts in (
            (keep, ("Both said so.", "Ours.")),
            (gone, ("Both said so.", "Theirs.", "Theirs.")),
        ):
            for place, text in enumerate(texts):
                work.add(
                    Passage(owner_kind="engagement", owner_id=owner, role="summary", ordinal=place, text=text)
                )
    with ledger.change("Merge engagements") as work:
        merge(work, Engagement, keep, [gone])
    with ledger.read() as session:
        query = select(Passage.text).where(Passage.owner_id == keep).order_by(Passage.ordinal)
        assert session.scalars(query).all() == ["Both said so.", "Ours.", "Theirs.", "Theirs."]


def test_a_text_that_was_not_chosen_stays_with_the_record_that_goes(ledger: Ledger) -> None:
    with ledger.change("Make") as work:
        keep, gone = (work.add(Engagement(title=title)).id for title in ("Ours", "Theirs"))
        for owner, text in ((keep, "Ours."), (gone, "Theirs.")):
            work.add(Passage(owner_kind="engagement", owner_id=owner, role="summary", text=text))
    before = hash_of(ledger)
    with ledger.change("Merge engagements") as work:
        merge(work, Engagement, keep, [gone], {"text:summary": gone})
    with ledger.read() as session:
        rows = dict(session.execute(select(Passage.text, Passage.owner_id)).all())
    assert rows == {"Theirs.": keep, "Ours.": gone}
    ledger.undo()
    assert hash_of(ledger) == before


def test_the_narrowest_marking_stays(ledger: Ledger) -> None:
    (open_one,) = people(ledger, "Open", marking_scheme="neutral", marking_rank=1, marking_text="OPEN")
    (secret,) = people(ledger, "Secret", marking_scheme="neutral", marking_rank=4, marking_text="SECRET")
    with ledger.change("More") as work:
        france, japan = (work.add(Party(name=name)).id for name in ("France", "Japan"))
        for owner, party in ((open_one, france), (open_one, japan), (secret, japan)):
            work.add(RelTo(owner_kind="person", owner_id=owner, party_id=party))
    merge_people(ledger, open_one, secret)
    with ledger.read() as session:
        person = session.get(Person, open_one)
        assert person is not None
        assert person.marking_text == "SECRET"
        assert session.scalars(select(RelTo.party_id).where(RelTo.owner_id == open_one)).all() == [japan]


def test_protection_of_either_protects(ledger: Ledger) -> None:
    (plain,) = people(ledger, "A")
    (protected,) = people(ledger, "B", is_protected=True)
    merge_people(ledger, plain, protected)
    with ledger.read() as session:
        person = session.get(Person, plain)
        assert person is not None
        assert person.is_protected


def test_references_of_sources_saved_views_and_gaps_follow(ledger: Ledger) -> None:
    keep, gone = people(ledger, "A", "B")
    with ledger.change("More") as work:
        work.add(
            ExternalReference(owner_kind="person", owner_id=gone, source="list", source_id="7", imported={})
        )
        meeting = work.add(Engagement(title="Talks")).id
        imported = {"values": {"owner_id": gone}, "parts": [["participant", {"person_id": gone}]]}
        work.add(
            ExternalReference(
                owner_kind="engagement", owner_id=meeting, source="m", source_id="1", imported=imported
            )
        )
        work.add(Participant(engagement_id=meeting, person_id=gone))
        view = {"conditions": [["people", "is", gone], ["title", "contains", "x"]], "sort": ""}
        work.add(SavedView(name="With B", kind="engagement", query=view))
        work.add(Finding(fingerprint="f", rule="R1", subject_kind="person", subject_id=gone))
    merge_people(ledger, keep, gone)
    with ledger.read() as session:
        owners = dict(session.execute(select(ExternalReference.source, ExternalReference.owner_id)).all())
        assert owners["list"] == keep
        rows = session.scalars(select(ExternalReference).where(ExternalReference.source == "m")).all()
        assert rows[0].imported["parts"] == [["participant", {"person_id": keep}]]
        assert session.scalars(select(SavedView)).all()[0].query["conditions"][0] == ["people", "is", keep]
        assert session.scalars(select(Finding.subject_id)).all() == [keep]


def test_a_record_merged_twice_leads_to_the_last_one(ledger: Ledger) -> None:
    first, second, third = people(ledger, "A", "B", "C")
    merge_people(ledger, second, first)
    merge_people(ledger, third, second)
    with ledger.read() as session:
        assert {one.merged_into for one in session.scalars(select(Person).where(Person.id < third))} == {
            third
        }


def test_what_is_gone_is_not_merged_again(ledger: Ledger) -> None:
    first, second, third = people(ledger, "A", "B", "C")
    merge_people(ledger, second, first)
    with pytest.raises(UserError, match="merged already"):
        merge_people(ledger, third, first)
    with pytest.raises(UserError, match="two or more"):
        merge_people(ledger, third, third)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_undo_restores_exactly_what_any_merge_changed(
    empty_template: Path, tmp_path_factory: Any, data: Any
) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("any") / "any.diplotrack"
    shutil.copytree(empty_template, folder)
    ledger = Ledger.open(folder)
    numbers = st.integers(0, 3)
    with ledger.change("Make") as work:
        ids = [work.add(Person(name=data.draw(st.sampled_from("ABC")))).id for _one in range(4)]
        parties = [work.add(Party(name=name)).id for name in "FGJK"]
        meetings = [work.add(Engagement(title=title)).id for title in "MN"]
        for meeting, person, party in data.draw(st.lists(st.tuples(numbers, numbers, numbers), max_size=8)):
            where = meetings[meeting % 2]
            work.add(
                Participant(
                    engagement_id=where, person_id=ids[person], replaced_by_id=ids[(person + party) % 4]
                )
            )
            work.add(EngagementParty(engagement_id=where, party_id=parties[party], note=str(person)))
        for one, word in data.draw(st.lists(st.tuples(numbers, st.sampled_from("xy")), max_size=6)):
            work.add(Tag(owner_kind="person", owner_id=ids[one], name=word))
            work.add(Appointment(person_id=ids[one], office=word, party_id=parties[one]))
    before = hash_of(ledger)
    keep = data.draw(st.sampled_from(ids))
    others = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True).filter(lambda x: x != [keep]))
    merge_people(ledger, keep, *others, appointment=data.draw(st.sampled_from([keep, *others, 0])))
    merged = hash_of(ledger)
    assert merged != before
    ledger.undo()
    assert hash_of(ledger) == before
    ledger.redo()
    ledger.undo()
    assert hash_of(ledger) == before
    ledger.close()
