"""The positions that apply to a partner on a day, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.records import Position
from diplotrack.store.batches import batches
from diplotrack.store.positions.addressees import EVERYONE
from diplotrack.store.positions.lines import Line, read_lines


@dataclass(frozen=True, slots=True)
class InForce:
    """A position in force toward a partner. ``toward``: the parties of its scope that make it apply; empty: everyone.

    ``breadth`` is NAMED (the partner, or the government it belongs to), MEMBERS (an organization of the partner's)
    or EVERYONE.
    """

    position: Position
    toward: tuple[int, ...]
    breadth: int


def positions_toward(session: Session, day: date, party_id: int) -> list[InForce]:
    """The positions in force on the day toward a partner, one objective after another, the latest begun first.

    Per objective the narrowest prevails; two that are equally narrow both stand (a clash that the rules find).
    """
    days = PartialDate.day(day)
    lines = read_lines(session, without_stance=True)
    found = [
        line
        for objective in sorted(lines.by_objective)
        for line in sorted(lines.toward(objective, party_id, days), key=_latest_begun)
    ]
    positions: dict[int, Position] = {}
    for some in batches({line.id for line in found}):
        positions |= {one.id: one for one in session.scalars(select(Position).where(Position.id.in_(some)))}
    return [
        InForce(
            positions[line.id],
            tuple(sorted(lines.scopes.meant(line.scope, party_id, days))),
            (lines.scopes.breadth(line.scope, party_id, days) or (EVERYONE, 0))[0],
        )
        for line in found
    ]


def _latest_begun(line: Line) -> tuple[int, int]:
    return -line.first.toordinal(), line.id
