"""Records that are the same one, side by side and then as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.records import ANYWHERE, KINDS, TOP_KINDS, Record, fields
from diplotrack.records.display import Mention, display
from diplotrack.store import lists, merge, pointers
from diplotrack.store.ledger import Ledger
from diplotrack.store.rewriting import Row
from diplotrack.store.unit_of_work import Changed
from diplotrack.store.values import kept_columns

MERGEABLE = ("person", "party", "engagement")
"""The kinds of which people find the same record twice."""

OPERATIONS = {
    "person": N_("Merge people"),
    "party": N_("Merge partners"),
    "engagement": N_("Merge engagements"),
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the records side by side: what each says, and whose value is proposed."""

    name: str
    label: str
    values: tuple[str, ...]
    chosen: int

    @property
    def differs(self) -> bool:
        """Whether somebody has to choose: two of them say something, and not the same."""
        return len({value for value in self.values if value}) > 1


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of the records side by side (offices, a text by paragraphs): the lines of each."""

    name: str
    label: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Records of one kind side by side, in the order in which they were given.

    ``uses`` are, for each, the records that point at it, as (plural of their kind, number).
    """

    kind: str
    records: tuple[Mention, ...]
    fields: tuple[FieldRow, ...]
    lists: tuple[ListRow, ...]
    uses: tuple[tuple[tuple[str, int], ...], ...]

    @property
    def fullest(self) -> int:
        """The identifier of the record at which most points: the one to keep."""
        weights = [sum(count for _plural, count in one) for one in self.uses]
        return self.records[weights.index(max(weights))].id


class MergingRecords:
    """Comparing and merging; each merge is one operation that can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def compare(self, kind: str, ids: Sequence[int]) -> Comparison:
        """The records side by side. Raises UserError where one of them is gone."""
        about = KINDS[kind]
        with self._ledger.read() as session:
            named = lists.mentions(session, kind, ids)
            if len(named) < len(set(ids)):
                raise UserError(_("One of these records is no longer in the ledger."))
            uses = [_uses(session, about, one) for one in ids]
            return Comparison(
                kind,
                tuple(named[one] for one in ids),
                tuple(_field_rows(session, about, ids)),
                tuple(_list_rows(session, about, ids)),
                tuple(uses),
            )

    def merge(
        self, kind: str, keep: int, others: Sequence[int], choices: Mapping[str, int] | None = None
    ) -> Changed:
        """Let the others become the one that is kept; see :func:`store.merge.merge`."""
        from diplotrack.consistency.merged import follow_merge

        about = KINDS[kind]
        with self._ledger.change(OPERATIONS[kind].message if kind in OPERATIONS else "Merge records") as work:
            uids = dict(
                work.session.execute(
                    select(about.id, about.uid).where(about.id.in_([keep, *others]))  # a handful
                ).all()
            )
            merge.merge(work, about, keep, others, choices)
            follow_merge(work, [uids[one] for one in others], uids[keep])
        assert work.changed is not None
        return work.changed


def _uses(session: Session, kind: type[Record], record_id: int) -> tuple[tuple[str, int], ...]:
    """How many records of each kind point at one, by a reference of their own or of one of their parts."""
    ways: dict[str, list[Select[int]]] = {}
    for name, column in pointers.references(kind.__kind__.name):
        table, about = KINDS[name].__table__, KINDS[name].__kind__
        here = (table.c[column] == record_id) & table.c.deleted_at.is_(None)
        if name in TOP_KINDS:
            ways.setdefault(name, []).append(select(table.c.id).where(here))
        elif about.part_of in TOP_KINDS and about.part_of != kind.__kind__.name:
            ways.setdefault(about.part_of, []).append(select(table.c[about.owner]).where(here))
    found = []
    for name in TOP_KINDS:
        if name in ways:
            pointing = union(*ways[name]).subquery()
            count = session.scalar(select(func.count()).select_from(pointing)) or 0
            if count:
                found.append((str(TOP_KINDS[name].__kind__.plural), count))
    return tuple(found)


def _field_rows(session: Session, kind: type[Record], ids: Sequence[int]) -> list[FieldRow]:
    table = kind.__table__
    columns = [table.c.id, *kept_columns(kind)]
    found: dict[int, Row] = {
        row["id"]: dict(row)
        for row in session.execute(select(*columns).where(table.c.id.in_(ids))).mappings()
    }
    proposed = merge.proposal(kind, [found[one] for one in ids])
    names = [name for name in fields(kind) if name in proposed]
    shown = lists.rows(session, kind.__kind__.name, ids, names)
    rows = []
    for place, name in enumerate(names):
        values = tuple(_said(kind, name, shown[one][place]) for one in ids)
        if any(values):
            rows.append(FieldRow(name, str(fields(kind)[name].label), values, proposed[name]))
    return rows


def _said(kind: type[Record], name: str, value: Any) -> str:
    field = fields(kind)[name]
    return "" if field.type == "flag" and value is False else display(field, value)


def _list_rows(session: Session, kind: type[Record], ids: Sequence[int]) -> list[ListRow]:
    rows = []
    roles = {text.role: text for text in kind.__kind__.texts}
    for name in merge.lists_of(kind):
        role = name.removeprefix(merge.TEXTS) if name.startswith(merge.TEXTS) else ""
        part = KINDS["passage" if role else name]
        found = _lines(session, kind, part, ids, role)
        if any(found.values()):
            label = roles[role].label if role else part.__kind__.plural
            rows.append(ListRow(name, str(label), tuple(tuple(found[one]) for one in ids)))
    return rows


def _lines(
    session: Session, kind: type[Record], part: type[Record], ids: Sequence[int], role: str
) -> dict[int, list[str]]:
    table, about = part.__table__, part.__kind__
    owner = table.c[about.owner]
    here: list[ColumnElement[bool]] = [owner.in_(ids), table.c.deleted_at.is_(None)]
    if about.name in ANYWHERE:
        here.append(table.c.owner_kind == kind.__kind__.name)
    if role:
        here.append(table.c.role == role)
    order = [table.c.ordinal] if role else []
    owned = dict(session.execute(select(table.c.id, owner).where(*here).order_by(*order, table.c.id)).all())
    columns = tuple(name for name in about.columns if name in fields(part)) or (about.title,)
    shown = lists.rows(session, about.name, list(owned), columns)
    found: dict[int, list[str]] = {one: [] for one in ids}
    for row_id, owner_id in owned.items():
        words = [
            display(fields(part)[name], value) for name, value in zip(columns, shown[row_id], strict=True)
        ]
        found[owner_id].append("  ·  ".join(word for word in words if word))
    return found
