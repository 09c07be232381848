"""Points to make: the lines to take in force toward the partner, those on what we deal with it about first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Objective, ObjectiveLink, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.not_to_raise import held_back
from diplotrack.reports.compose.room import SENTENCE, Room
from diplotrack.reports.document import Block, Paragraph, Span
from diplotrack.store.ledger_tables import SearchParty, SearchText
from diplotrack.store.positions import InForce, positions_toward


def points_to_make(dossier: Dossier, room: Room) -> list[Block]:
    """One paragraph an agreed line; a hand-over copy has those only that may be said in public."""
    lines, objectives = dossier.once(agreed)
    return worded_lines(dossier, room, lines, objectives)


def worded_lines(
    dossier: Dossier, room: Room, lines: Sequence[InForce], objectives: Mapping[int, Objective]
) -> list[Block]:
    """One paragraph a line, each with its objective."""
    blocks: list[Block] = []
    for line in room.some(lines, 6, 2, of=_more):
        position = line.position
        mark = dossier.print("position", position.id)
        parts: list[str | Span] = [dossier.span(room.words(position.line, 500, 120, whole=SENTENCE))]
        about = _about(dossier, room, line, objectives.get(position.objective_id))
        if about:
            parts += ["  ", dossier.span(about, position.uid, quiet=True)]
        blocks.append(Paragraph(parts, marking=mark))
    return blocks


def _more(count: int) -> str:
    return ngettext("{count} point to make", "{count} points to make", count).format(
        count=format_number(count)
    )


def agreed(dossier: Dossier) -> tuple[list[InForce], dict[int, Objective]]:
    """The lines to take toward the partner, those of most weight first, and their objectives."""
    kept = held_back(dossier, "position")
    lines = [line for line in _lines(dossier) if line.position.id not in kept]
    if dossier.about:
        lines = [line for line in lines if line.position.objective_id in dossier.about]
    objectives = _objectives(dossier, lines)
    dealt_with = _dealt_with(dossier)
    lines.sort(key=lambda line: _place(line, objectives.get(line.position.objective_id), dealt_with))
    return lines, objectives


def _lines(dossier: Dossier) -> list[InForce]:
    lines = positions_toward(dossier.session, dossier.on, dossier.partner.id)
    admitted = {one.id for one in dossier.admit("position", [line.position for line in lines])}
    return [
        line
        for line in lines
        if line.position.id in admitted and (dossier.internal or line.position.is_public)
    ]


def _objectives(dossier: Dossier, lines: list[InForce]) -> dict[int, Objective]:
    ids = {line.position.objective_id for line in lines}
    if not ids:
        return {}
    found = dossier.session.scalars(select(Objective).where(Objective.id.in_(ids))).all()
    dossier.admit("objective", found)
    return {one.id: one for one in found if dossier.may_name("objective", one.id)}


def _dealt_with(dossier: Dossier) -> set[int]:
    """The objectives that records on this partner serve."""
    query = (
        select(ObjectiveLink.objective_id)
        .join(
            SearchText,
            (SearchText.kind == ObjectiveLink.owner_kind) & (SearchText.record_id == ObjectiveLink.owner_id),
        )
        .join(SearchParty, SearchParty.search_id == SearchText.id)
        .where(SearchParty.party_id == dossier.partner.id, ObjectiveLink.deleted_at.is_(None))
    )
    return set(dossier.session.scalars(query.distinct()))


def _place(line: InForce, objective: Objective | None, dealt_with: set[int]) -> tuple[int, bool, int, str]:
    """Lines toward this partner alone, then toward its bodies, then toward all; our common business before the rest."""
    ours = objective is not None and objective.id in dealt_with
    return (
        line.breadth,
        not ours,
        (objective.priority or 9) if objective else 10,
        objective.code if objective else "",
    )


def _about(dossier: Dossier, room: Room, line: InForce, objective: Objective | None) -> str:
    """The objective, the stance, toward whom, and whether it may be said in public: for the reader inside."""
    if not dossier.internal:
        return ""
    parts = []
    if objective is not None:
        dossier.mention("objective", objective.id)
        parts.append(objective.code)
    parts.append(scale_label(fields(Position)["stance"], line.position.stance).lower())
    if line.breadth == 1 and not room.is_tight:
        parts.append(_("toward {parties}").format(parties=dossier.party_list(line.toward)))
    if not line.position.is_public:
        parts.append(_("not for public use"))
    return "({})".format("; ".join(part for part in parts if part))
