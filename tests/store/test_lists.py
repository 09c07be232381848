"""Lists filter and sort by every column, gathered ones included, and show names for references."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.records import Engagement, EngagementParty, Party, Tag
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import Format, Side
from diplotrack.store import lists
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import Condition, ListQuery


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    with ledger.change("Fill") as work:
        france, japan, us = (work.add(Party(name=name)) for name in ("France", "Japan", "United States"))
        for title, day, last, parties in (
            ("Älter talks", date(2008, 4, 1), date(2008, 4, 30), (france,)),
            ("beta talks", date(2009, 1, 1), None, (japan, france)),
            ("Gamma call", None, None, ()),
        ):
            made = work.add(
                Engagement(title=title, starts_on=day, starts_on_latest=last, country_id=japan.id)
            )
            work.add(EngagementParty(engagement_id=made.id, party_id=us.id, side=Side.OURS))
            for party in parties:
                work.add(EngagementParty(engagement_id=made.id, party_id=party.id))
        call = work.get(Engagement, 3)
        call.format = Format.CALL
        work.add(Tag(owner_kind="engagement", owner_id=call.id, name="phone"))
    return ledger


def found(ledger: Ledger, *conditions: Condition, sort: str = "title", words: str = "") -> list[int]:
    with ledger.read() as session:
        return list(lists.identifiers(session, ListQuery("engagement", conditions, sort, words)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("title", "contains", "TALKS"), [1, 2]),
        (Condition("title", "contains", "%"), []),
        (Condition("format", "is", "call"), [3]),
        (Condition("format", "not", "call"), [1, 2]),
        (Condition("format", "any", ["call", "meeting"]), [1, 2, 3]),
        (Condition("starts_on", "is", PartialDate.parse("2008")), [1]),
        (Condition("starts_on", "is", PartialDate.parse("2008-04-01")), []),
        (Condition("starts_on", "from", PartialDate.parse("2008-04-15")), [1, 2]),
        (Condition("starts_on", "until", PartialDate.parse("2008")), [1]),
        (Condition("starts_on", "empty"), [3]),
        (Condition("starts_on", "filled"), [1, 2]),
        (Condition("country_id", "contains", "jap"), [1, 2, 3]),
        (Condition("country_id", "is", 2), [1, 2, 3]),
        (Condition("partners", "is", 1), [1, 2]),
        (Condition("partners", "any", [2]), [2]),
        (Condition("partners", "contains", "fran"), [1, 2]),
        (Condition("partners", "not", 1), [3]),
        (Condition("partners", "empty"), [3]),
        (Condition("tags", "contains", "pho"), [3]),
    ],
)
def test_conditions(filled: Ledger, condition: Condition, expected: list[int]) -> None:
    assert sorted(found(filled, condition)) == expected
    with filled.read() as session:
        assert lists.count(session, ListQuery("engagement", (condition,))) == len(expected)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", [1, 2, 3]),  # ä sorts as a, and capitals as small letters
        ("-title", [3, 2, 1]),
        ("-starts_on", [2, 1, 3]),
        ("starts_on", [1, 2, 3]),  # what has no date comes last either way
        ("partners", [3, 1, 2]),
        ("country_id,-title", [3, 2, 1]),
    ],
)
def test_sorts(filled: Ledger, sort: str, expected: list[int]) -> None:
    assert found(filled, sort=sort) == expected


def test_words_and_conditions_together(filled: Ledger) -> None:
    assert found(filled, Condition("partners", "is", 2), words="talks") == [2]


def test_rows_show_names_for_what_they_refer_to(filled: Ledger) -> None:
    with filled.read() as session:
        rows = lists.rows(
            session, "engagement", [1, 2], ("title", "starts_on", "partners", "country_id", "tags")
        )
    assert rows[1] == (
        "Älter talks",
        PartialDate.parse("2008-04"),
        [Mention("party", 1, "France")],
        Mention("party", 2, "Japan"),
        [],
    )
    assert [str(party) for party in rows[2][2]] == ["Japan", "France"]


def test_trash_is_a_list_of_its_own(filled: Ledger) -> None:
    with filled.change("Move to trash") as work:
        work.trash(work.get(Engagement, 2))
    assert found(filled) == [1, 3]
    with filled.read() as session:
        assert list(lists.identifiers(session, ListQuery("engagement", trash=True))) == [2]


def test_an_unknown_column_names_the_choices(filled: Ledger) -> None:
    with pytest.raises(UserError, match=r"“colour” is no column of engagements.*title.*partners"):
        found(filled, Condition("colour", "is", "red"))
    with pytest.raises(UserError, match="“colour”"):
        found(filled, sort="colour")
