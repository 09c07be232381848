"""The parts of a record as small tables: participants with the office of the day, updates, scores, an agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.records import Appointment, Clearance, Engagement, Marked, Participant, Record, fields, parts
from diplotrack.records.enumerations import Side
from diplotrack.store import lists
from diplotrack.store.as_of import offices
from diplotrack.workspace.reading.document import Fact, PartRow, PartTable

ORDER = {
    "engagement": ("participant", "agenda_item", "engagement_party"),
    "commitment": ("update", "score", "due_change", "commitment_party"),
}
"""The order of a kind's tables where that of definition is not how one reads it."""

TOLD = {"commitment": ("commitment_party",)}
"""Tables whose rows already stand among the facts, unless a note says more."""

MORE = {"score": ("cycle_start_on",), "update": ("party_id", "share", "amount", "link")}
"""Columns that a table shows beside those of a list, where some row has them."""


def tables(session: Session, record: Record) -> tuple[PartTable, ...]:
    """The tables of a record that have rows."""
    kind = type(record)
    names = [name for name in ORDER.get(kind.__kind__.name, ()) if name in parts(kind)]
    names += [name for name in parts(kind) if name not in names]
    found = []
    for name in names:
        part = parts(kind)[name]
        table = (
            _participants(session, record) if isinstance(record, Engagement) and part is Participant else None
        )
        table = table or _table(session, record, part)
        if part is Clearance:
            table = _with_voided(session, record, table)
        if table.rows and not (name in TOLD.get(kind.__kind__.name, ()) and not _has(table, "note")):
            found.append(table)
    return tuple(found)


def _with_voided(session: Session, record: Record, table: PartTable) -> PartTable:
    """Clearances that no longer hold say so."""
    from diplotrack.workspace.clearing import voided

    void = voided(session, [record.id])
    if not void:
        return table
    column = Fact("voided", _("Holds"), None, None)
    words = _("no longer: the text was changed since")
    rows = tuple(
        PartRow(row.id, (*row.values, words if row.id in void else ""), row.portion) for row in table.rows
    )
    return PartTable(table.kind, table.label, (*table.columns, column), rows)


def _has(table: PartTable, column: str) -> bool:
    return any(one.name == column for one in table.columns)


def _table(session: Session, record: Record, part: type[Record]) -> PartTable:
    about = part.__kind__
    ids = _ids(session, record, part)
    names = [*about.columns, *(name for name in MORE.get(about.name, ()) if name not in about.columns)]
    names = [name for name in names if name in fields(part)]
    values = lists.rows(session, about.name, ids, names)
    portions = _portions(session, part, ids)
    rows = [PartRow(row_id, values[row_id], portions.get(row_id, "")) for row_id in ids]
    columns = [Fact(name, str(fields(part)[name].label), None, fields(part)[name]) for name in names]
    return telling(PartTable(about.name, str(about.plural), tuple(columns), tuple(rows)))


def _ids(session: Session, record: Record, part: type[Record]) -> list[int]:
    table, about = part.__table__, part.__kind__
    query = select(table.c.id).where(table.c[about.owner] == record.id, table.c.deleted_at.is_(None))
    sort = about.sort if about.sort.lstrip("-") in table.c else "id"
    column = table.c[sort.lstrip("-")]
    if about.sort == "sort_key":
        query = query.order_by(table.c[about.dated].desc() if about.dated else table.c.id)
    else:
        query = query.order_by(column.desc() if sort.startswith("-") else column)
    return list(session.scalars(query.order_by(table.c.id)))


def _portions(session: Session, part: type[Record], ids: list[int]) -> dict[int, str]:
    from diplotrack.workspace.reading.compose import portion_of

    if not issubclass(part, Marked):
        return {}
    return {row.id: portion_of(row) for row in session.scalars(select(part).where(part.id.in_(ids)))}


def says(value: Any) -> bool:
    """Whether a value tells anything; a flag that is off does not, a zero does."""
    return value is not None and value is not False and value not in ("", [], ())


def telling(table: PartTable) -> PartTable:
    """The table without the columns in which no row says anything."""
    kept = [
        place for place in range(len(table.columns)) if any(says(row.values[place]) for row in table.rows)
    ]
    return PartTable(
        table.kind,
        table.label,
        tuple(table.columns[place] for place in kept),
        tuple(PartRow(row.id, tuple(row.values[place] for place in kept), row.portion) for row in table.rows),
        table.of,
    )


def _participants(session: Session, record: Engagement) -> PartTable:
    """Who was in the room, our side last, each with the office held on the day."""
    rows = list(
        session.scalars(
            select(Participant).where(
                Participant.engagement_id == record.id, Participant.deleted_at.is_(None)
            )
        )
    )
    held = offices_on(session, record.starts_on, [row.person_id for row in rows if row.person_id])
    shown = lists.rows(
        session, "participant", [row.id for row in rows], ["person_id", "party_id", "role", "attendance"]
    )
    sides = {Side.THEIRS: 0, Side.THIRD: 1, Side.OURS: 2}
    rows.sort(key=lambda row: (sides[row.side], row.precedence or 999, row.id))
    found = []
    for row in rows:
        person, party, role, attendance = shown[row.id]
        office = row.capacity or held.get(row.person_id or 0, "")
        who = person or (_("{count} people").format(count=row.count) if row.count != 1 else _("One person"))
        alone = _("tête-à-tête") if row.is_tete_a_tete else ""
        found.append(PartRow(row.id, (who, office, row.side, party, role, attendance, row.languages, alone)))
    own = fields(Participant)
    columns = (
        Fact("person_id", str(own["person_id"].label), None, own["person_id"]),
        Fact("capacity", _("Office that day"), None, own["capacity"]),
        Fact("side", str(own["side"].label), None, own["side"]),
        Fact("party_id", str(own["party_id"].label), None, own["party_id"]),
        Fact("role", str(own["role"].label), None, own["role"]),
        Fact("attendance", str(own["attendance"].label), None, own["attendance"]),
        Fact("languages", str(own["languages"].label), None, own["languages"]),
        Fact("is_tete_a_tete", "", None, None),
    )
    label = str(Participant.__kind__.plural)
    return telling(PartTable("participant", label, columns, tuple(found)))


def offices_on(session: Session, day: date | None, people: list[int]) -> dict[int, str]:
    """The office that each person held on the day, with its party where the office does not say it."""
    if day is None or not people:
        return {}
    found: dict[int, str] = {}
    held = offices(session, day, people=set(people))
    names = lists.mentions(session, "party", {one.party_id for one in held if one.party_id})
    for one in held:
        found.setdefault(one.person_id, _office(one, names.get))
    return found


def _office(one: Appointment, name_of: Callable[[Any], Any]) -> str:
    party = name_of(one.party_id)
    if party is None or party.caption.casefold() in one.office.casefold():
        return one.office
    return f"{one.office}, {party.caption}"
