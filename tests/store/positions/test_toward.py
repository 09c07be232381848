"""The lines to take toward a partner, as records: by what they apply, and in which order they come."""

from __future__ import annotations

from datetime import date

from diplotrack.records.enumerations import PartyType
from diplotrack.store.ledger import Ledger
from diplotrack.store.positions import InForce, positions_toward
from diplotrack.store.positions.addressees import EVERYONE, MEMBERS, NAMED
from tests.store.positions.cast import Cast

DAY = date(2025, 7, 1)


def toward(ledger: Ledger, party: int) -> list[InForce]:
    with ledger.read() as read:
        return positions_toward(read, DAY, party)


def test_it_is_told_through_which_parties_a_line_applies(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        cast = Cast(work)
        france, japan, italy = (cast.party(name) for name in ("France", "Japan", "Italy"))
        ministry = cast.party("French ministry", type=PartyType.MINISTRY, parent_id=france.id)
        alliance, union = cast.league("Alliance", italy), cast.league("Union", italy)
        cast.line(0)
        cast.line(1, alliance, union, cast.league("Other"))
        cast.line(2, france)
        asked = [one.id for one in (france, ministry, italy, japan)]
        expected = [
            (NAMED, (france.id,)),
            (NAMED, (france.id,)),
            (MEMBERS, (alliance.id, union.id)),
            (EVERYONE, ()),
        ]
    assert [(one.breadth, one.toward) for party in asked for one in toward(ledger, party)] == expected


def test_two_equally_narrow_lines_both_stand_the_latest_begun_first(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        cast = Cast(work)
        japan = cast.party("Japan").id
        cast.line(1, line="Older")
        cast.line(2, line="Newer", valid_from=date(2024, 1, 1))
    assert [one.position.line for one in toward(ledger, japan)] == ["Newer", "Older"]


def test_a_line_without_a_stance_is_a_line_to_take(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        cast = Cast(work)
        japan = cast.party("Japan").id
        cast.line(None, line="We take note.")
    assert [one.position.line for one in toward(ledger, japan)] == ["We take note."]
