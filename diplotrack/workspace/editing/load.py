"""Opening a record as a draft, and starting a new one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import (
    KINDS,
    TOP_KINDS,
    Marked,
    ObjectiveLink,
    Record,
    RelTo,
    Tag,
    parts,
)
from diplotrack.store import lists
from diplotrack.store.passages import passages_of
from diplotrack.workspace.editing.draft import (
    Draft,
    PartRow,
    Portion,
    blank_row,
    default_of,
    part_names,
    written,
)
from diplotrack.workspace.editing.files import files_of


def blank(kind: str, captions: dict[tuple[str, int], str] | None = None, **preset: Any) -> Draft:
    """A new draft with the defaults of its kind and what is ``preset``: values by field, rows by part.

    A row is a dictionary of values by column; ``captions`` tells what the records that are named are called.
    """
    record = _top(kind)
    draft = Draft(kind, values={name: default_of(record, name) for name in written(record)})
    draft.texts = {role.role: [] for role in record.__kind__.texts}
    draft.parts = {name: [] for name in part_names(record)}
    for name, value in preset.items():
        if name in draft.parts:
            draft.parts[name] = [PartRow({**blank_row(KINDS[name]).values, **row}) for row in value]
        else:
            draft.values[name] = value
    draft.captions |= captions or {}
    draft.remember()
    return draft


def load(session: Session, kind: str, record_id: int) -> Draft:
    """A record as a draft. Raises UserError where it is not in the ledger or lies in the trash."""
    record = session.get(_top(kind), record_id)
    label = str(KINDS[kind].__kind__.label).lower()
    if record is None:
        raise UserError(_("This {kind} is no longer in the ledger.").format(kind=label))
    if record.deleted_at is not None:
        raise UserError(_("This {kind} lies in the trash; restore it before editing it.").format(kind=label))
    draft = Draft(kind, record.id, values=_values(record))
    draft.texts = {role.role: [] for role in record.__kind__.texts}
    for role, passages in passages_of(session, kind, [record.id]).get(record.id, {}).items():
        draft.texts[role] = [Portion(one.text, one.marking()) for one in passages]
    for name, part in parts(type(record)).items():
        draft.parts[name] = [PartRow(_values(row), row.id) for row in rows_of(session, part, record)]
    links = session.scalars(owned(ObjectiveLink, record).order_by(ObjectiveLink.id))
    draft.objectives = {link.objective_id: link.bearing for link in links}
    draft.tags = [tag.name for tag in session.scalars(owned(Tag, record).order_by(Tag.id))]
    if isinstance(record, Marked):
        draft.marking = record.marking()
        draft.rel_to = tuple(sorted(one.party_id for one in session.scalars(owned(RelTo, record))))
    draft.files = files_of(session, record)
    name_all(session, draft)
    draft.remember()
    return draft


def rows_of(session: Session, part: type[Record], record: Record) -> list[Record]:
    """The part rows of a record in the order of entry, or of their sequence."""
    table = part.__table__
    query = select(part).where(table.c[part.__kind__.owner] == record.id, table.c.deleted_at.is_(None))
    return list(session.scalars(query.order_by(table.c.id)))


def owned(kind: Any, record: Record) -> Any:
    """The query for the rows of a kind that any record can have."""
    return select(kind).where(
        kind.owner_kind == record.__kind__.name, kind.owner_id == record.id, kind.deleted_at.is_(None)
    )


def _top(kind: str) -> type[Record]:
    if kind not in TOP_KINDS:
        raise UserError(_("“{kind}” is written as a part of its record.").format(kind=kind))
    return TOP_KINDS[kind]


def _values(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in written(type(record)).items():
        value = getattr(record, name)
        if field.type == "day":
            value = PartialDate.of(value, getattr(record, f"{name}_latest") if field.partial else None)
        found[name] = value
    return found


def name_all(session: Session, draft: Draft) -> None:
    """Note what every record is called that the draft, or what follows it, names."""
    wanted: dict[str, set[int]] = {"objective": set(draft.objectives), "party": set(draft.rel_to)}
    own = written(draft.record)
    rows = [(own, draft.values)]
    rows += [(written(KINDS[name]), row.values) for name, part in draft.parts.items() for row in part]
    for about, values in rows:
        for name, field in about.items():
            value = values.get(name)
            if field.type == "reference" and isinstance(value, int):
                wanted.setdefault(field.refers, set()).add(value)
    for kind, ids in wanted.items():
        for mention in lists.mentions(session, kind, ids).values():
            draft.name(mention)
    for _column, follow in draft.follows:
        name_all(session, follow)
