"""Points to make: the lines to take in force toward the partner, by the priority of their objectives."""

from __future__ import annotations

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import Objective, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.dossier import Dossier
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import Block, Paragraph, Span
from diplotrack.store.as_of import Line, positions_toward

MOST = 6


def points_to_make(dossier: Dossier) -> list[Block]:
    """One numbered point an agreed line; a hand-over copy has those only that may be said in public."""
    lines = _lines(dossier)
    objectives = _objectives(dossier, lines)
    lines.sort(key=lambda line: _place(objectives.get(line.position.objective_id)))
    blocks: list[Block] = []
    for place, line in enumerate(lines[:MOST], 1):
        position = line.position
        mark = dossier.print("position", position.id)
        parts: list[str | Span] = [dossier.span(position.line)]
        about = _about(dossier, line, objectives.get(position.objective_id))
        if about:
            parts += ["  ", dossier.span(about, position.uid, quiet=True)]
        blocks.append(Paragraph(parts, number=str(place), marking=mark))
    if len(lines) > MOST:
        blocks.append(Paragraph(and_more(len(lines) - MOST), style="note"))
    return blocks


def _lines(dossier: Dossier) -> list[Line]:
    lines = positions_toward(dossier.session, dossier.on, dossier.partner.id)
    admitted = {one.id for one in dossier.admit("position", [line.position for line in lines])}
    return [
        line
        for line in lines
        if line.position.id in admitted and (dossier.internal or line.position.is_public)
    ]


def _objectives(dossier: Dossier, lines: list[Line]) -> dict[int, Objective]:
    ids = {line.position.objective_id for line in lines}
    if not ids:
        return {}
    found = dossier.session.scalars(select(Objective).where(Objective.id.in_(ids))).all()
    dossier.admit("objective", found)
    return {one.id: one for one in found if dossier.may_name("objective", one.id)}


def _place(objective: Objective | None) -> tuple[int, str]:
    return (objective.priority or 9, objective.code) if objective else (10, "")


def _about(dossier: Dossier, line: Line, objective: Objective | None) -> str:
    """The objective, the stance, toward whom, and whether it may be said in public: for the reader inside."""
    if not dossier.internal:
        return ""
    parts = []
    if objective is not None:
        dossier.mention("objective", objective.id)
        parts.append(objective.code)
    parts.append(scale_label(fields(Position)["stance"], line.position.stance).lower())
    if line.breadth == 1:
        parts.append(_("toward {parties}").format(parties=dossier.party_list(line.toward)))
    if not line.position.is_public:
        parts.append(_("not for public use"))
    return "({})".format("; ".join(part for part in parts if part))
