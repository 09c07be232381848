"""Points to make: the lines to take in force toward the partner, those on what we deal with it about first."""

from __future__ import annotations

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import Objective, ObjectiveLink, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import Block, Paragraph, Span
from diplotrack.store.ledger_tables import SearchParty, SearchText
from diplotrack.store.positions import InForce, positions_toward

MOST = 6


def points_to_make(dossier: Dossier) -> list[Block]:
    """One numbered point an agreed line; a hand-over copy has those only that may be said in public."""
    lines = _lines(dossier)
    objectives = _objectives(dossier, lines)
    dealt_with = _dealt_with(dossier)
    lines.sort(key=lambda line: _place(line, objectives.get(line.position.objective_id), dealt_with))
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


def _about(dossier: Dossier, line: InForce, objective: Objective | None) -> str:
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
