"""Lists of records: which ones, in which order, and what each row shows."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, Gathered, Record, fields, gathers
from diplotrack.records.display import Mention
from diplotrack.store.batches import batches
from diplotrack.store.conditions import Condition, Operator, condition_sql, links_of, owner_of

__all__ = [
    "Condition", "ListQuery", "Operator", "condition_sql", "count", "filters", "gather", "identifiers", "live",
    "mentions", "ordered", "packed", "rows",
]  # fmt: skip

PACKED = 4096
"""Identifiers read at a time."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which records of a kind, in which order. ``words`` must all occur in what the search sees of the record."""

    kind: str
    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    words: str = ""
    trash: bool = False
    group: str = ""
    """The column by which the rows stand in groups; a date by ``name:month`` or ``name:year``."""


def live(kind: type[Record]) -> ColumnElement[bool]:
    """That a row is not in the trash."""
    return kind.deleted_at.is_(None)


def identifiers(session: Session, query: ListQuery, limit: int | None = None) -> array[int]:
    """The local identifiers of the records, in order, eight bytes each."""
    kind = KINDS[query.kind]
    statement = ordered(kind, select(kind.id).where(*filters(kind, query)), query.sort)
    if limit is not None:
        statement = statement.limit(limit)
    return packed(session, statement)


def packed(session: Session, statement: Select[int]) -> array[int]:
    """The identifiers that a statement selects, eight bytes each."""
    # Straight from the driver and some thousand rows at a time: a million rows at once, as objects, would keep the
    # collector of garbage, and with it every thread of the process, busy for a second.
    cursor = session.connection().execute(statement).cursor
    found = array("q")
    while some := cursor.fetchmany(PACKED):
        found.extend([row[0] for row in some])
    return found


def count(session: Session, query: ListQuery) -> int:
    """How many records match."""
    kind = KINDS[query.kind]
    return session.scalar(select(func.count()).select_from(kind).where(*filters(kind, query))) or 0


def filters(kind: type[Record], query: ListQuery) -> list[ColumnElement[bool]]:
    """What a record must fulfil to stand in the list."""
    found = [kind.deleted_at.is_not(None) & kind.merged_into.is_(None) if query.trash else live(kind)]
    found += [condition_sql(kind, condition) for condition in query.conditions]
    if query.words.strip():
        from diplotrack.store.search import matching

        found.append(kind.id.in_(matching(query.words, query.kind)))
    return found


def ordered(kind: type[Record], statement: Select[Any], sort: str) -> Select[Any]:
    """The statement in that order; "" is the kind's own."""
    for name in (sort or kind.__kind__.sort).split(","):
        key, down = name.lstrip("-"), name.startswith("-")
        expression = _sort_expression(kind, key)
        order = expression.desc() if down else expression.asc()
        field = fields(kind).get(key)
        # What has no date comes last either way: an undated promise is not the most urgent one.
        statement = statement.order_by(order.nulls_last() if field and field.type == "day" else order)
        if key == "id":
            return statement
    down = (sort or kind.__kind__.sort).startswith("-")
    return statement.order_by(kind.id.desc() if down else kind.id.asc())


def _sort_expression(kind: type[Record], key: str) -> ColumnElement[Any]:
    table = kind.__table__
    gathered = gathers(kind).get(key)
    if gathered is not None:
        part = KINDS[gathered.part]
        column = part.__table__.c[gathered.column]
        links = links_of(kind, gathered)
        refers = fields(part)[gathered.column].refers
        if not refers:
            return select(func.min(column)).where(*links).scalar_subquery()
        target = KINDS[refers].__table__.alias()
        return select(func.min(target.c.sort_key)).where(*links, target.c.id == column).scalar_subquery()
    if key not in table.c:
        sentence = _("“{column}” is no column of {plural} to sort by.")
        raise UserError(sentence.format(column=key, plural=str(kind.__kind__.plural).lower()))
    field = fields(kind).get(key)
    if key == kind.__kind__.title:
        return table.c.sort_key
    if field is not None and field.type == "reference":
        target = KINDS[field.refers].__table__.alias()
        return select(target.c.sort_key).where(target.c.id == table.c[key]).scalar_subquery()
    return table.c[key]


def rows(
    session: Session, kind_name: str, ids: Sequence[int], columns: Sequence[str]
) -> dict[int, tuple[Any, ...]]:
    """What the rows show: identifier → values in the order of ``columns``.

    Partial dates come as PartialDate, choices as members, references as Mention, gathered columns as lists of Mention.
    """
    kind = KINDS[kind_name]
    table, own = kind.__table__, fields(kind)
    plain = [name for name in columns if name not in gathers(kind)]
    needed = list(dict.fromkeys([*plain, *(f"{n}_latest" for n in plain if n in own and own[n].partial)]))
    found: dict[int, dict[str, Any]] = {}
    for some in batches(ids):
        query = select(table.c.id, *(table.c[name] for name in needed if name != "id")).where(
            table.c.id.in_(some)
        )
        found |= {row["id"]: dict(row) for row in session.execute(query).mappings()}
    for name in plain:
        field = own.get(name)
        if field is not None and field.partial:
            for row in found.values():
                row[name] = PartialDate.of(row[name], row[f"{name}_latest"])
        elif field is not None and field.type == "reference":
            names = mentions(session, field.refers, {row[name] for row in found.values() if row[name]})
            for row in found.values():
                row[name] = names.get(row[name])
    for name in columns:
        if name in gathers(kind):
            shown = gather(session, kind, gathers(kind)[name], ids)
            for record_id, row in found.items():
                row[name] = shown.get(record_id, [])
    return {record_id: tuple(row[name] for name in columns) for record_id, row in found.items()}


def mentions(session: Session, kind_name: str, ids: Iterable[int]) -> dict[int, Mention]:
    """How records of a kind are named: identifier → Mention."""
    kind = KINDS[kind_name]
    title = kind.__table__.c.code if kind_name == "objective" else kind.__table__.c[kind.__kind__.title]
    found: dict[int, Mention] = {}
    for some in batches(ids):
        for record_id, caption in session.execute(select(kind.id, title).where(kind.id.in_(some))):
            found[record_id] = Mention(kind_name, record_id, str(caption or ""))
    return found


def gather(
    session: Session, kind: type[Record], gathered: Gathered, ids: Iterable[int]
) -> dict[int, list[Any]]:
    """A gathered column for some records: identifier → mentions (or words) in order of entry."""
    part = KINDS[gathered.part]
    table, owner = part.__table__, owner_of(part)
    column = table.c[gathered.column]
    found: dict[int, list[Any]] = defaultdict(list)
    pairs: list[tuple[int, Any]] = []
    for some in batches(ids):
        query = select(owner, column).where(
            owner.in_(some), table.c.deleted_at.is_(None), column.is_not(None)
        )
        if gathered.part in ANYWHERE:
            query = query.where(table.c.owner_kind == kind.__kind__.name)
        if gathered.only[0]:
            query = query.where(table.c[gathered.only[0]] == gathered.only[1])
        pairs += [(record_id, value) for record_id, value in session.execute(query.order_by(table.c.id))]
    refers = fields(part)[gathered.column].refers
    names = mentions(session, refers, {value for _owner, value in pairs}) if refers else {}
    for record_id, value in pairs:
        shown = names.get(value, value) if refers else value
        if shown not in found[record_id]:
            found[record_id].append(shown)
    return found
