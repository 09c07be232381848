"""The search finds words in every script, in what a record says and in whom it names."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.records import Engagement, EngagementParty, Participant, Party, Person, PersonName
from diplotrack.store import passages, search_index
from diplotrack.store.ledger import Ledger
from diplotrack.store.search import CLOSE_MARK, OPEN_MARK, search


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    with ledger.change("Fill") as work:
        france = work.add(Party(name="France", code="FRA"))
        work.add(Party(name="Japan", code="JPN"))
        envoy = work.add(Person(name="Hélène Émond", native_name="", family_name="Émond"))
        work.add(PersonName(person_id=envoy.id, name="إيلين إيمون"))
        talks = work.add(Engagement(title="Talks on fisheries", starts_on=date(2023, 3, 1), marking_rank=3))
        work.add(EngagementParty(engagement_id=talks.id, party_id=france.id))
        work.add(Participant(engagement_id=talks.id, person_id=envoy.id))
        passages.write_text(
            work, talks, "summary", "両国は東京都で会談した。\n\nThe cod quota was left open."
        )
        work.add(Engagement(title="Reception", starts_on=date(2024, 3, 1)))
    return ledger


def titles(ledger: Ledger, words: str, **filters: object) -> list[str]:
    with ledger.read() as session:
        hits = search(session, words, **filters)  # type: ignore[arg-type]
    return [hit.title.replace(OPEN_MARK, "").replace(CLOSE_MARK, "") for hit in hits]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("fisher", "Talks on fisheries"),
        ("FISHERIES talks", "Talks on fisheries"),
        ("emond quota", "Talks on fisheries"),
        ("東京", "Talks on fisheries"),
        ("会談", "Talks on fisheries"),
        ("إيمون", "Hélène Émond"),
        ('"cod quota"', "Talks on fisheries"),
        ("helene", "Hélène Émond"),
    ],
)
def test_words_are_found(filled: Ledger, words: str, title: str) -> None:
    assert title in titles(filled, words)


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "***", "quota herring", '"quota cod"', "talks -quota", "京東"]
)
def test_nothing_is_found_and_nothing_breaks(filled: Ledger, words: str) -> None:
    assert titles(filled, words) == []


def test_filters_narrow(filled: Ledger) -> None:
    assert titles(filled, "talks", kind="person") == []
    assert titles(filled, "talks", party_id=1) == ["Talks on fisheries"]
    assert titles(filled, "talks", party_id=2) == []
    assert titles(filled, "talks", since=date(2023, 3, 2)) == []
    assert titles(filled, "talks", ceiling=2) == []
    assert titles(filled, "reception", ceiling=5) == []  # unmarked: within no ceiling


def test_the_words_found_are_pointed_out(filled: Ledger) -> None:
    with filled.read() as session:
        (hit,) = search(session, "東京")
        assert f"{OPEN_MARK}東京{CLOSE_MARK}" in hit.passage
        (hit,) = search(session, "quota")
    assert f"{OPEN_MARK}quota{CLOSE_MARK}" in hit.passage


def test_a_renamed_person_is_found_in_old_engagements(filled: Ledger) -> None:
    with filled.change("Rename") as work:
        work.get(Person, 1).name = "Hélène Marchand"
    assert "Talks on fisheries" in titles(filled, "marchand")
    assert "Talks on fisheries" not in titles(filled, "emond")


def test_trash_leaves_the_index_and_comes_back(filled: Ledger) -> None:
    with filled.change("Move to trash") as work:
        work.trash(work.get(Engagement, 1))
    assert titles(filled, "fisheries") == []
    filled.undo()
    assert titles(filled, "fisheries") == ["Talks on fisheries"]


def test_a_rebuilt_index_finds_the_same(filled: Ledger) -> None:
    before = titles(filled, "talks quota")
    with filled.change("Rebuild") as work:
        search_index.rebuild(work.session)
    assert titles(filled, "talks quota") == before
    with filled.read() as session:
        assert list(search_index.index_faults(session)) == []
