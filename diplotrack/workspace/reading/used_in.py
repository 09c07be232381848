"""Everything that points at a record: by a reference, through a part, by an objective, or by quoting its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, select, union
from sqlalchemy.orm import Session

from diplotrack.records import ANYWHERE, BOOKKEEPING, KINDS, TOP_KINDS, Passage, Record, fields, gathers
from diplotrack.store import lists
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace.reading.document import Use, Uses

OWNED = ("objective_link",)
"""The rows of any record whose references are worth showing; a REL TO list is no use of a party."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of pointing here: ``rows`` selects ``shown``, the identifiers in ``kind``; ``by`` names the field."""

    kind: str
    shown: ColumnElement[int]
    rows: Select[int]
    by: str


def used_in(
    session: Session,
    kind: type[Record],
    record_id: int,
    limit: int = 40,
    limits: Mapping[str, int] | None = None,
) -> tuple[Uses, ...]:
    """The records that point at this one, kind by kind, latest first; trashed ones are left out.

    At most ``limit`` of each kind, or what ``limits`` says for a kind.
    """
    most = limits or {}
    by_kind: dict[str, list[_Way]] = defaultdict(list)
    for way in [*_references(kind, record_id), *_by_uid(session, kind, record_id)]:
        by_kind[way.kind].append(way)
    found = []
    for name in TOP_KINDS:
        if by_kind.get(name):
            uses = _uses(session, name, by_kind[name], (kind, record_id), most.get(name, limit))
            if uses.total:
                found.append(uses)
    return tuple(found)


def _references(kind: type[Record], record_id: int) -> list[_Way]:
    ways = []
    for name, other in KINDS.items():
        about = other.__kind__
        if (
            name in BOOKKEEPING
            or about.part_of == kind.__kind__.name
            or (name in ANYWHERE and name not in OWNED)
        ):
            continue
        table = other.__table__
        for column, field in fields(other).items():
            if field.refers != kind.__kind__.name:
                continue
            here: list[ColumnElement[bool]] = [table.c[column] == record_id, table.c.deleted_at.is_(None)]
            if name in TOP_KINDS:
                ways.append(_Way(name, table.c.id, select(table.c.id).where(*here), str(field.label)))
            elif name in ANYWHERE:
                for top in TOP_KINDS:
                    rows = select(table.c.owner_id).where(*here, table.c.owner_kind == top)
                    ways.append(_Way(top, table.c.owner_id, rows, str(about.label)))
            elif about.part_of in TOP_KINDS:
                owner = table.c[about.owner]
                ways.append(_Way(about.part_of, owner, select(owner).where(*here), str(about.label)))
    return ways


def _by_uid(session: Session, kind: type[Record], record_id: int) -> list[_Way]:
    """Records that name this one by its global identifier, or quote one of its passages."""
    own = session.scalar(select(kind.__table__.c.uid).where(kind.__table__.c.id == record_id))
    passages = select(Passage.uid).where(
        Passage.owner_kind == kind.__kind__.name, Passage.owner_id == record_id, Passage.deleted_at.is_(None)
    )
    texts = kind.__kind__.texts and session.scalar(passages.limit(1)) is not None
    ways = []
    for name, other in KINDS.items():
        table, about = other.__table__, other.__kind__
        shown = (
            table.c.id
            if name in TOP_KINDS
            else (table.c[about.owner] if about.part_of in TOP_KINDS else None)
        )
        if shown is None:
            continue
        for column, field in fields(other).items():
            if field.type != "uid" or (column == "passage_uid" and not texts):
                continue
            match = table.c[column].in_(passages) if column == "passage_uid" else table.c[column] == own
            rows = select(shown).where(match, table.c.deleted_at.is_(None))
            ways.append(_Way(name if name in TOP_KINDS else about.part_of, shown, rows, str(field.label)))
    return ways


def _uses(session: Session, name: str, ways: list[_Way], here: tuple[type[Record], int], limit: int) -> Uses:
    kind = TOP_KINDS[name]
    table, about = kind.__table__, kind.__kind__
    pointing = union(*(way.rows for way in ways)).subquery()
    wanted: list[ColumnElement[bool]] = [
        table.c.id.in_(select(pointing.c[0])),
        table.c.deleted_at.is_(None),
        table.c.merged_into.is_(None),
    ]
    if kind is here[0]:
        wanted.append(table.c.id != here[1])
    total = session.scalar(select(func.count()).select_from(table).where(*wanted)) or 0
    if not total:
        return Uses(name, str(about.plural), 0, ())
    dated = table.c[about.dated] if about.dated else literal(None)
    query = select(table.c.id, dated).where(*wanted).order_by(dated.desc().nulls_last(), table.c.id.desc())
    latest = [(row[0], row[1]) for row in session.execute(query.limit(limit))]
    ids = [row_id for row_id, _on in latest]
    by: dict[int, str] = {}
    for way in ways:
        for row_id in session.scalars(way.rows.where(way.shown.in_(ids))):
            by.setdefault(row_id, way.by)
    named = lists.mentions(session, name, ids)
    uses = tuple(Use(named[row_id], on, by[row_id]) for row_id, on in latest)
    column = _column_for(session, name, here, total) if total > len(uses) else ""
    return Uses(name, str(about.plural), total, uses, column)


def _column_for(session: Session, name: str, here: tuple[type[Record], int], total: int) -> str:
    """The column of a list that holds exactly those that point here; "" where several ways lead here."""
    kind, target = TOP_KINDS[name], here[0].__kind__.name
    ways = [column for column, field in fields(kind).items() if field.refers == target]
    ways += [
        listed.name
        for listed in gathers(kind).values()
        if fields(KINDS[listed.part])[listed.column].refers == target and not listed.only[0]
    ]
    for column in ways:
        if lists.count(session, ListQuery(name, (Condition(column, "is", here[1]),))) == total:
            return column
    return ""
