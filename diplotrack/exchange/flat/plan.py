"""What the rows of flat tables ask for: which are new, which are records that are here, whom their names mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.exchange.flat.names import Found, Names, Unknown
from diplotrack.exchange.flat.reading import FlatRow
from diplotrack.exchange.tables.rows import RowNote
from diplotrack.records import KINDS, Party, Record, fields, gathers
from diplotrack.release.protected import contact_name
from diplotrack.store import sql


@dataclass(slots=True)
class Plan:
    """``new`` and ``known`` rows in order, with the numbers of all records that they name filled in, and ``refused``
    ones. ``hidden`` are rows and columns that name a protected source, of which the table does not tell who it is."""

    new: dict[type[Record], list[FlatRow]] = field(default_factory=lambda: defaultdict(list))
    known: list[FlatRow] = field(default_factory=list)
    refused: list[FlatRow] = field(default_factory=list)
    hidden: set[tuple[int, str]] = field(default_factory=set)
    notes: list[RowNote] = field(default_factory=list)


def plan(session: Session, rows: list[FlatRow]) -> Plan:
    """Judge all rows together: a name may mean a record that comes further down, or on another sheet."""
    _recognise(session, rows)
    made = Plan()
    # A row that is refused takes with it those that name it.
    while True:
        sound = [row for row in rows if not row.errors]
        meant = _resolved(Names(session, sound), sound, made)
        if all(not row.errors for row in sound):
            break
    made.refused = [row for row in rows if row.errors]
    for row in sound:
        if row.id:
            made.known.append(row)
        else:
            made.new[row.kind].append(row)
    for kind, some in made.new.items():
        first = sql.first_free_identifier(session, kind.__table__.name)
        for place, row in enumerate(some):
            row.id = first + place
    for row, column, found in meant:
        number = found.id if isinstance(found, FlatRow) else found
        if column in gathers(row.kind):
            row.numbers.setdefault(column, []).append(number)
        else:
            row.values[column] = number
    return made


def _recognise(session: Session, rows: Iterable[FlatRow]) -> None:
    """Find the records that rows stand for: by identifier, a party of the shipped ones by its code."""
    by_uid: dict[str, dict[bytes, tuple[int, bool]]] = {}
    codes = dict(
        session.execute(
            select(Party.code, Party.id).where(Party.code != "", Party.deleted_at.is_(None))
        ).all()
    )
    seen: Counter[tuple[str, bytes]] = Counter()
    for row in rows:
        name = row.kind.__kind__.name
        if name not in by_uid:
            table = KINDS[name].__table__
            found = session.execute(select(table.c.uid, table.c.id, table.c.deleted_at.is_not(None)))
            by_uid[name] = {uid: (record_id, bool(gone)) for uid, record_id, gone in found}
        if row.uid is not None:
            seen[name, row.uid] += 1
            if seen[name, row.uid] > 1:
                row.refuse("uid", row.uid.hex(), _("another row has it already"))
            row.id, gone = by_uid[name].get(row.uid, (0, False))
            if gone:
                row.refuse("uid", row.uid.hex(), _("this record lies in the trash; take it out first"))
        if not row.id and name == "party" and row.values.get("code"):
            row.id = codes.get(row.values["code"], 0)


def _resolved(names: Names, rows: list[FlatRow], made: Plan) -> list[tuple[FlatRow, str, Found]]:
    """Whom each name of each row means; rows with a name that means nobody get an error."""
    meant: list[tuple[FlatRow, str, Found]] = []
    made.hidden.clear()
    made.notes.clear()
    contact = contact_name()
    for row in rows:
        own, lists = fields(row.kind), gathers(row.kind)
        for column, cell in row.names.items():
            _look_up(names, made, meant, row, column, own[column].refers, cell, contact)
            if not cell.strip() and not row.kind.__table__.c[column].nullable:
                row.refuse(column, cell, _("it must be filled in"))
        for column, cells in row.lists.items():
            refers = fields(KINDS[lists[column].part])[lists[column].column].refers
            if refers:
                for cell in cells:
                    _look_up(names, made, meant, row, column, refers, cell, contact)
    return meant


def _look_up(
    names: Names,
    made: Plan,
    meant: list[tuple[FlatRow, str, Found]],
    row: FlatRow,
    column: str,
    refers: str,
    cell: str,
    contact: str,
) -> None:
    if not cell.strip():
        if column in row.names:
            row.values[column] = None
        return
    try:
        meant.append((row, column, names.find(refers, cell)))
    except Unknown as error:
        if refers == "person" and cell == contact:
            made.hidden.add((id(row), column))
            made.notes.append(
                RowNote(row.row.number, column, _("a protected source is not named in tables; left as it is"))
            )
        else:
            row.refuse(column, cell, str(error))
