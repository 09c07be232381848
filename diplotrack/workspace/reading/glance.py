"""A record at a glance: what a small card, or the head of a tab, tells of it without reading all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import KINDS, Objective, fields, gathers
from diplotrack.store import lists
from diplotrack.workspace.reading.compose import LEAD, marking_of
from diplotrack.workspace.reading.document import Fact, Glance, Key, Standing
from diplotrack.workspace.reading.tables import says


def glance(session: Session, kind: str, record_id: int) -> Glance | None:
    """A record at a glance; a merged one is what it was merged into. None where it is not in the ledger."""
    record = session.get(KINDS[kind], record_id)
    if record is not None and record.merged_into:
        record = session.get(KINDS[kind], record.merged_into) or record
    if record is None:
        return None
    about = record.__kind__
    own, listed = fields(type(record)), gathers(type(record))
    lead = LEAD.get(kind, "")
    names = dict.fromkeys(name for name in (about.dated, *about.subtitle) if name and name != about.title)
    wanted = [about.title, *names, *([lead] if lead in own and lead not in names else [])]
    row = lists.rows(session, kind, [record.id], wanted)[record.id]
    values: dict[str, Any] = dict(zip(wanted, row, strict=True))
    title = str(values[about.title] or "")
    if isinstance(record, Objective) and record.code:
        title = f"{record.code}  {title}"
    facts = tuple(
        Fact(name, str((own.get(name) or listed[name]).label), values[name], own.get(name))
        for name in names
        if says(values[name])
    )
    trashed = record.deleted_at is not None
    words = str(values.get(lead) or "")
    return Glance(
        kind, record.id, str(about.label), title, facts, words, marking_of(session, record), trashed
    )


def standings(session: Session, keys: Iterable[Key]) -> dict[Key, Standing]:
    """How these records are called; one that is not in the ledger any more is left out."""
    found: dict[Key, Standing] = {}
    by_kind: dict[str, set[int]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, set()).add(record_id)
    for kind, ids in by_kind.items():
        table = KINDS[kind].__table__
        gone = dict(session.execute(select(table.c.id, table.c.deleted_at).where(table.c.id.in_(ids))).all())
        named = _titles(session, ids) if kind == "objective" else {}
        for row_id, mention in lists.mentions(session, kind, ids & set(gone)).items():
            found[kind, row_id] = Standing(named.get(row_id, mention.caption), gone[row_id] is not None)
    return found


def _titles(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Objectives by code and title: among other records a code alone says little."""
    rows = session.execute(select(Objective.id, Objective.code, Objective.title).where(Objective.id.in_(ids)))
    return {row_id: f"{code} {title}".strip() for row_id, code, title in rows}
