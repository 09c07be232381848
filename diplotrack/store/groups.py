"""A list in groups: by a choice, a reference, a month or a year, or by what is gathered from the parts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, Field, Gathered, Record, fields, gathers
from diplotrack.store.conditions import owner_of
from diplotrack.store.lists import ListQuery, filters, mentions, ordered, packed

STEPS = ("month", "year")
GROUPED_BY = frozenset({"choice", "scale", "flag", "reference", "day", "text"})
"""Types of fields by which rows can be grouped."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Identifiers in the order of the groups; ``keys[n]`` stands over those from ``starts[n]`` until the next start.

    A key is a stored value, an identifier, a year or year × 100 + month; None stands over what has none. A record with
    several partners stands under each of them.
    """

    ids: array[int]
    keys: tuple[Any, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _By:
    """What a statement groups by: its key, what orders the keys, and how it joins them to the kind."""

    key: Any
    order: Any
    joined: Any
    descending: bool = False
    ties: bool = False
    """Whether two keys can have the same place in the order, as two people of one name."""


def grouped(session: Session, query: ListQuery) -> Grouped:
    """The records of a list in their groups. Raises UserError for a column that cannot be grouped by."""
    kind = KINDS[query.kind]
    by = _by(kind, query)
    wanted = filters(kind, query)
    direction = by.order.desc() if by.descending else by.order.asc()
    within = select(kind.id).select_from(by.joined).where(*wanted)
    within = within.order_by(direction.nulls_last(), *([by.key] if by.ties else []))
    least = func.min(by.order)
    over = select(by.key, func.count()).select_from(by.joined).where(*wanted).group_by(by.key)
    over = over.order_by((least.desc() if by.descending else least.asc()).nulls_last(), by.key)
    keys, starts, total = [], [], 0
    for key, count in session.execute(over):
        keys.append(key)
        starts.append(total)
        total += count
    ids = packed(session, ordered(kind, within, query.sort))
    return Grouped(ids, tuple(keys), tuple(starts))


def can_group(kind: type[Record], name: str) -> bool:
    """Whether a list of the kind can be grouped by that column."""
    field = fields(kind).get(name)
    if field is None:
        return name in gathers(kind)
    return field.type in GROUPED_BY and name != kind.__kind__.title


def _by(kind: type[Record], query: ListQuery) -> _By:
    name, _colon, step = query.group.partition(":")
    if not can_group(kind, name):
        sentence = _("“{column}” is no column to group {plural} by.")
        raise UserError(sentence.format(column=name, plural=str(kind.__kind__.plural).lower()))
    gathered, table = gathers(kind).get(name), kind.__table__
    if gathered is not None:
        return _by_parts(kind, gathered)
    field, column = fields(kind)[name], table.c[name]
    match field.type:
        case "reference":
            target = KINDS[field.refers].__table__.alias()
            return _By(column, _name_of(target), table.outerjoin(target, target.c.id == column), ties=True)
        case "day":
            number: Any = extract("year", column)
            if step != "year":
                number = number * 100 + extract("month", column)
            return _By(number, number, table, _newest_first(kind, query, name))
        case "choice" if field.choices is not None:
            places = {str(member.value): place for place, member in enumerate(field.choices)}
            return _By(column, case(places, value=column, else_=len(places)), table)
        case "text":
            key = func.nullif(column, "")
            return _By(key, func.lower(key), table, ties=True)
        case "scale" | "flag":
            return _By(column, column, table, descending=True)
    return _By(column, column, table)


def _by_parts(kind: type[Record], gathered: Gathered) -> _By:
    part = KINDS[gathered.part]
    table = part.__table__
    column = table.c[gathered.column]
    # Somebody who sat in the room in two functions is one.
    once = select(owner_of(part).label("owner"), column.label("shown")).where(
        table.c.deleted_at.is_(None), column.is_not(None)
    )
    if gathered.part in ANYWHERE:
        once = once.where(table.c.owner_kind == kind.__kind__.name)
    if gathered.only[0]:
        once = once.where(table.c[gathered.only[0]] == gathered.only[1])
    rows = once.distinct().subquery()
    joined = kind.__table__.outerjoin(rows, rows.c.owner == kind.__table__.c.id)
    refers = fields(part)[gathered.column].refers
    if not refers:
        return _By(rows.c.shown, func.lower(rows.c.shown), joined, ties=True)
    target = KINDS[refers].__table__.alias()
    joined = joined.outerjoin(target, target.c.id == rows.c.shown)
    return _By(rows.c.shown, _name_of(target), joined, ties=True)


def _name_of(target: Any) -> Any:
    # Objectives are called by their codes wherever they are mentioned.
    return target.c.code if "proposition" in target.c else target.c.sort_key


def _newest_first(kind: type[Record], query: ListQuery, name: str) -> bool:
    """Groups of dates run as the list itself does, where it is sorted by that date; else the newest come first."""
    sort = (query.sort or kind.__kind__.sort).split(",")[0]
    return sort.startswith("-") if sort.lstrip("-") == name else True


def captions(session: Session, query: ListQuery, keys: tuple[Any, ...]) -> list[str]:
    """What stands over the groups, in the order of the keys."""
    kind = KINDS[query.kind]
    name, _colon, step = query.group.partition(":")
    gathered = gathers(kind).get(name)
    field = fields(KINDS[gathered.part])[gathered.column] if gathered else fields(kind)[name]
    names = mentions(session, field.refers, [one for one in keys if one is not None]) if field.refers else {}
    return [_caption(field, one, step, str(names.get(one, ""))) for one in keys]


def _caption(field: Field, key: Any, step: str, named: str) -> str:
    from diplotrack.records.display import display

    if key is None:
        return _("{field}: none").format(field=field.label)
    if field.refers:
        return named or "—"
    if field.type == "day":
        day = PartialDate.year(int(key)) if step == "year" else PartialDate.month(*divmod(int(key), 100))
        return display(None, day)
    if field.choices is not None and isinstance(key, str):
        return str(field.choices(key).label)  # type: ignore[call-arg]  # a lookup by value, not a new member
    return display(field, key)
