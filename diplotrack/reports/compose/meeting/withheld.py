"""What not to raise with a partner: matters tagged so, and lines on the same objectives that we hold toward others."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Objective, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.not_to_raise import not_to_raise
from diplotrack.reports.compose.partner.points import agreed
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Block, Bullets, Point, Text
from diplotrack.store.batches import batches
from diplotrack.store.positions.lines import read_lines


def withheld(dossier: Dossier, room: Room) -> list[Block]:
    """In an internal copy alone: what nobody on our side brings up at this table."""
    if not dossier.internal:
        return []
    points: list[Text | Point] = []
    for position, scope in room.some(dossier.once(_elsewhere), 4, 1, of=_more):
        mark = dossier.print("position", position.id)
        codes = dossier.once(_codes)
        toward = dossier.party_list(scope)
        stance = scale_label(fields(Position)["stance"], position.stance).lower()
        about = _("Our line on {code} toward {parties} ({stance}):").format(
            code=codes.get(position.objective_id, ""), parties=toward, stance=stance
        )
        words = dossier.span(room.words(position.line, 200, 80))
        points.append(Point((dossier.span(about, position.uid, quiet=True), " ", words), marking=mark))
    others = [Bullets(points)] if points else []
    return [*not_to_raise(dossier, room), *others]


def _more(count: int) -> str:
    return ngettext("{count} line toward others", "{count} lines toward others", count).format(
        count=format_number(count)
    )


def _elsewhere(dossier: Dossier) -> list[tuple[Position, Sequence[int]]]:
    """The lines in force toward others alone, on the objectives that the document is about."""
    days = PartialDate.day(dossier.on)
    lines = read_lines(dossier.session, without_stance=True)
    here = {line.position.id for line in dossier.once(agreed)[0]}
    found = [
        line
        for objective in sorted(dossier.about)
        for line in lines.by_objective.get(objective, ())
        if line.scope and line.in_force(days) and line.id not in here and not line.scope & dossier.family
    ]
    rows: dict[int, Position] = {}
    for some in batches([line.id for line in found]):
        query = select(Position).where(Position.id.in_(some))
        rows |= {one.id: one for one in dossier.admit("position", dossier.session.scalars(query).all())}
    return [(rows[line.id], sorted(line.scope)) for line in found if line.id in rows]


def _codes(dossier: Dossier) -> dict[int, str]:
    query = select(Objective).where(Objective.id.in_(dossier.about))
    found = dossier.admit("objective", dossier.session.scalars(query).all())
    return {one.id: one.code for one in found}
