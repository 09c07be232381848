"""Which line is in force toward whom: scopes, successions, gaps, partial dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.records.enumerations import PartyType
from diplotrack.store.ledger import Ledger
from diplotrack.store.positions import positions_toward, read_lines
from tests.store.positions.cast import Cast, noon

TODAY = date(2026, 6, 17)
Case = Callable[[Cast], None]


class Ground:
    """Reads which stances are in force, on the one objective of a cast."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def toward(self, fill: Case, *asked: tuple[str | None, date | str]) -> list[list[int]]:
        """The stances in force toward each partner (None: everyone) on its day."""
        with self.ledger.change("Set up") as work:
            cast = Cast(work)
            fill(cast)
            ids = {name: cast.party(name).id for name, _day in asked if name is not None}
        result = []
        with self.ledger.read() as read:
            every, one = read_lines(read), read_lines(read, [1])
            for name, day in asked:
                days = PartialDate.parse(day) if isinstance(day, str) else PartialDate.day(day)
                partner = ids[name] if name is not None else None
                stances = sorted(found.stance for found in one.toward(1, partner, days))
                assert stances == sorted(found.stance for found in every.toward(1, partner, days))
                if partner is not None and not isinstance(day, str):
                    printed = positions_toward(read, day, partner)
                    assert stances == sorted(found.position.stance or 0 for found in printed)
                result.append(stances)
        return result


@pytest.fixture
def ground(ledger: Ledger) -> Ground:
    """A ledger in which lines are read."""
    return Ground(ledger)


def test_narrowest_line_prevails(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        france, italy = cast.party("France"), cast.party("Italy")
        ministry = cast.party("French ministry", type=PartyType.MINISTRY, parent_id=france.id)
        cast.party("Italian ministry", type=PartyType.MINISTRY, parent_id=italy.id)
        cast.party("Directorate", type=PartyType.OWN_UNIT, parent_id=ministry.id)
        cast.party("Territory", type=PartyType.TERRITORY, parent_id=france.id)
        alliance = cast.league("Alliance", france, italy)
        cast.line(0)
        cast.line(1, alliance)
        cast.line(2, france)
        cast.line(-1, ministry)

    asked = ["France", "Italy", "Alliance", "Japan", "French ministry", "Directorate", "Italian ministry"]
    found = ground.toward(fill, *((name, TODAY) for name in asked), ("Territory", TODAY), (None, TODAY))
    assert found == [[2], [1], [1], [0], [-1], [-1], [1], [0], [0]]


def test_organization_covers_its_members_of_the_day(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        alliance = cast.league(
            "Alliance", cast.party("Sweden"), from_on=date(2024, 3, 7), until_on=date(2025, 6, 30)
        )
        cast.join(cast.party("Japan"), alliance)
        cast.line(1)
        cast.line(2, alliance)

    asked = [date(2024, 3, 6), date(2024, 3, 7), date(2025, 6, 30), date(2025, 7, 1)]
    found = ground.toward(fill, *(("Sweden", day) for day in asked), ("Sweden", "2024-03"), ("Japan", TODAY))
    assert found == [[1], [2], [2], [1], [2], [2]]


def test_both_days_are_inclusive_and_a_gap_has_no_line(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        old = cast.line(1, valid_from=date(2025, 1, 10), valid_until=date(2025, 6, 30))
        cast.line(2, valid_from=date(2025, 7, 15), valid_until=date(2025, 12, 31), supersedes_id=old.id)

    days = [
        (2025, 1, 9),
        (2025, 1, 10),
        (2025, 6, 30),
        (2025, 7, 1),
        (2025, 7, 14),
        (2025, 7, 15),
        (2025, 12, 31),
    ]
    asked = [(None, date(*day)) for day in days]
    found = ground.toward(fill, *asked, (None, date(2026, 1, 1)), (None, "2025-07"), (None, "2025"))
    assert found == [[], [1], [1], [], [], [2], [2], [], [2], [1, 2]]


def test_successor_ends_a_line_the_day_before(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        old = cast.line(1)
        cast.line(-2, valid_from=date(2025, 9, 1), supersedes_id=old.id)
        cast.line(-1, valid_from=date(2025, 7, 1), valid_until=date(2025, 7, 31), supersedes_id=old.id)

    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)]
    assert ground.toward(fill, *((None, day) for day in days)) == [[1], [-1], [], [-2]]


def test_successor_toward_some_leaves_the_line_to_the_others(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        old = cast.line(1)
        france = cast.party("France")
        cast.line(
            -1,
            france,
            valid_from=date(2025, 7, 1),
            valid_until=date(2025, 12, 31),
            supersedes_id=old.id,
        )

    asked = [
        ("France", date(2025, 6, 30)),
        ("France", date(2025, 7, 1)),
        ("France", date(2026, 1, 1)),
        ("Japan", TODAY),
        (None, TODAY),
    ]
    assert ground.toward(fill, *asked) == [[1], [-1], [], [1], [1]]


def test_successor_toward_an_organization_ends_a_line_toward_its_members(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        france = cast.party("France")
        old = cast.line(1, france)
        cast.line(2, cast.league("Alliance", france), valid_from=date(2025, 7, 1), supersedes_id=old.id)

    assert ground.toward(fill, ("France", date(2025, 6, 30)), ("France", date(2025, 7, 1))) == [[1], [2]]


def test_trash_and_merging_pass_a_succession_on(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        first = cast.line(1)
        binned = cast.line(
            0,
            valid_from=date(2025, 3, 1),
            supersedes_id=first.id,
            deleted_at=noon(TODAY, 1),
        )
        cast.line(2, valid_from=date(2025, 7, 1), supersedes_id=binned.id)

    days = [date(2025, 2, 28), date(2025, 6, 30), date(2025, 7, 1)]
    assert ground.toward(fill, *((None, day) for day in days)) == [[1], [1], [2]]


def test_line_in_the_trash_ends_nothing(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        old = cast.line(1)
        cast.line(2, supersedes_id=old.id, deleted_at=noon(TODAY, 1))

    assert ground.toward(fill, (None, TODAY)) == [[1]]


def test_successor_without_a_day_begins_with_its_announcement_or_entry(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        old = cast.line(1)
        told = cast.line(2, valid_from=None, announced_on=date(2025, 5, 1), supersedes_id=old.id)
        cast.line(
            -1,
            valid_from=None,
            supersedes_id=told.id,
            created_at=noon(TODAY, 100),
        )

    days = [date(2025, 4, 30), date(2025, 5, 1), TODAY]
    # Of the last it is not known since when it holds: it may have held all along.
    assert ground.toward(fill, *((None, day) for day in days)) == [[-1, 1], [-1, 2], [-1]]


def test_impossible_succession_ends_nothing(ground: Ground) -> None:
    def fill(cast: Cast) -> None:
        one = cast.line(1, valid_from=date(2025, 1, 1))
        two = cast.line(2, valid_from=date(2024, 1, 1), supersedes_id=one.id)
        one.supersedes_id = two.id

    assert ground.toward(fill, (None, TODAY), (None, date(2024, 6, 1))) == [[1], [2]]
