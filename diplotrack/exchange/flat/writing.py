"""Rows of flat tables written into the ledger: new records in bulk, records that are here where a cell differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.base.i18n import _
from diplotrack.exchange.flat.plan import Plan
from diplotrack.exchange.flat.reading import FlatRow
from diplotrack.exchange.flat.withheld import Withheld
from diplotrack.exchange.incoming.marking import lowered
from diplotrack.exchange.tables.rows import RowNote
from diplotrack.records import (
    ANYWHERE,
    KINDS,
    Commitment,
    Field,
    Gathered,
    Passage,
    Record,
    Update,
    fields,
    gathers,
)
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.release import ProtectedNames
from diplotrack.store import sql
from diplotrack.store.passages import passages_of, write_text
from diplotrack.store.unit_of_work import Work, existing
from diplotrack.store.values import encode

CHUNK = 5_000


def write_new(work: Work, made: Plan) -> None:
    """The new records with their parts and texts. They have their numbers, so that they may come in any order."""
    sql.defer_foreign_keys(work.session)
    for kind, rows in made.new.items():
        for start in range(0, len(rows), CHUNK):
            some = rows[start : start + CHUNK]
            ids = work.add_all(kind, [_columns(row) for row in some])
            assert ids == [row.id for row in some]
            for part, values in _around(kind, some).items():
                work.add_all(part, values)


def _columns(row: FlatRow) -> dict[str, Any]:
    return row.values | ({"uid": row.uid} if row.uid is not None else {})


def _around(kind: type[Record], rows: Iterable[FlatRow]) -> dict[type[Record], list[dict[str, Any]]]:
    """The rows beside new records: parts of gathered columns, paragraphs, the status of a commitment."""
    name = kind.__kind__.name
    found: dict[type[Record], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for column, gathered in gathers(kind).items():
            for value in _gathered(row, column):
                found[KINDS[gathered.part]].append(_part(gathered, name, row.id, value))
        for role, words in row.texts.items():
            found[Passage] += [
                {"owner_kind": name, "owner_id": row.id, "role": role, "ordinal": place, "text": text}
                for place, text in enumerate(words)
            ]
        status = row.values.get("status")
        if kind is Commitment and status not in (None, CommitmentStatus.OPEN):
            # A status is derived from its updates, which no flat table carries.
            found[Update].append(
                {"commitment_id": row.id, "on": _status_day(row.values), "new_status": status}
            )
    return found


def _gathered(row: FlatRow, column: str) -> list[Any]:
    """The values of a gathered column: numbers of records, or words."""
    if column in row.numbers:
        return list(dict.fromkeys(row.numbers[column]))
    gathered = gathers(row.kind)[column]
    refers = KINDS[gathered.part].__table__.c[gathered.column].foreign_keys
    return [] if refers else list(dict.fromkeys(row.lists.get(column, ())))


def _part(gathered: Gathered, owner_kind: str, owner_id: int, value: Any) -> dict[str, Any]:
    part = KINDS[gathered.part]
    values: dict[str, Any] = {part.__kind__.owner: owner_id, gathered.column: value}
    if gathered.part in ANYWHERE:
        values["owner_kind"] = owner_kind
    if gathered.only[0]:
        values[gathered.only[0]] = _only(gathered)
    return values


def _only(gathered: Gathered) -> Any:
    column, value = gathered.only
    choices: Any = KINDS[gathered.part].__table__.c[column].type
    return choices.choices(value)


def _status_day(values: dict[str, Any]) -> Any:
    if values.get("status") in (CommitmentStatus.FULFILLED, CommitmentStatus.PARTLY_FULFILLED):
        return values.get("completed_on_latest") or values.get("completed_on") or clock.today()
    return clock.today()


class Revising:
    """Records that are here, brought to what their rows say. ``changed`` are the rows that made a difference."""

    def __init__(self, work: Work, made: Plan, protected: ProtectedNames) -> None:
        self._work, self._made, self._protected = work, made, protected
        self._withheld = Withheld(work.session)
        self.changed: set[int] = set()
        self.notes: list[RowNote] = []

    def run(self) -> None:
        """All of them, many fetched at once."""
        by_kind: dict[type[Record], list[FlatRow]] = defaultdict(list)
        for row in self._made.known:
            by_kind[row.kind].append(row)
        for kind, rows in by_kind.items():
            for start in range(0, len(rows), CHUNK):
                some = rows[start : start + CHUNK]
                records = existing(self._work.session, kind.__kind__.name, [row.id for row in some])
                texts = passages_of(self._work.session, kind.__kind__.name, [row.id for row in some])
                parts = self._parts(kind, some)
                for row in some:
                    record = records[row.id]
                    self._columns(row, record)
                    for role, words in row.texts.items():
                        self._text(row, record, role, texts.get(row.id, {}).get(role, []), words)
                    for column in row.lists:
                        self._list(row, record, column, parts[column].get(row.id, {}))
                self._work.session.flush()

    def _columns(self, row: FlatRow, record: Record) -> None:
        held = lowered(record, row.values)
        for column in sorted(held & {"marking_text", "tlp"}):
            self.notes.append(RowNote(row.row.number, column, _("a file never lowers a marking")))
        for column, value in row.values.items():
            if column in held or (id(row), column) in self._made.hidden:
                continue
            now = getattr(record, column)
            if now == value or encode(now) == encode(value):
                continue
            if isinstance(value, str) and isinstance(now, str) and self._protected.hide(now) == value:
                continue  # the table hid whom it names
            if value is None and self._is_kept_back(row, record, column, fields(row.kind).get(column), now):
                continue
            setattr(record, column, value)
            self.changed.add(id(row))

    def _text(
        self, row: FlatRow, record: Record, role: str, there: Sequence[Passage], words: Sequence[str]
    ) -> None:
        now, said = ([self._protected.hide(one) for one in some] for some in ([p.text for p in there], words))
        if now == said:
            return
        if self._withheld.lacks(record, there, words):
            if said != [text for text, one in zip(now, there, strict=True) if one.text in words]:
                self._leave(row, role)
            return
        write_text(self._work, record, role, "\n\n".join(words))
        self.changed.add(id(row))

    def _is_kept_back(
        self, row: FlatRow, record: Record, column: str, field: Field | None, other: Any
    ) -> bool:
        """Whether the other record that a column or list names here may only be missing in the table; that is told."""
        if field is None or not field.refers or not self._withheld.may_be(record, field.refers, other):
            return False
        self._leave(row, column)
        return True

    def _leave(self, row: FlatRow, column: str) -> None:
        why = _("what is marked here may be missing in a copy; left as it is")
        self.notes.append(RowNote(row.row.number, column, why))

    def _parts(self, kind: type[Record], rows: list[FlatRow]) -> dict[str, dict[int, dict[Any, Record]]]:
        """Gathered column → record → value → the part that holds it."""
        found: dict[str, dict[int, dict[Any, Record]]] = {}
        ids = [row.id for row in rows]
        for column, gathered in gathers(kind).items():
            part: Any = KINDS[gathered.part]
            owner = part.__kind__.owner
            by_owner: dict[int, dict[Any, Record]] = defaultdict(dict)
            for start in range(0, len(ids), 800):
                query = select(part).where(
                    part.__table__.c[owner].in_(ids[start : start + 800]), part.deleted_at.is_(None)
                )
                if gathered.part in ANYWHERE:
                    query = query.where(part.__table__.c.owner_kind == kind.__kind__.name)
                if gathered.only[0]:
                    query = query.where(part.__table__.c[gathered.only[0]] == _only(gathered))
                for one in self._work.session.scalars(query.order_by(part.id)):
                    by_owner[getattr(one, owner)].setdefault(getattr(one, gathered.column), one)
            found[column] = by_owner
        return found

    def _list(self, row: FlatRow, record: Record, column: str, now: dict[Any, Record]) -> None:
        gathered = gathers(row.kind)[column]
        wanted = _gathered(row, column)
        hidden = self._protected.ids if (id(row), column) in self._made.hidden else frozenset()
        for value in wanted:
            if value not in now:
                values = _part(gathered, row.kind.__kind__.name, row.id, value)
                self._work.session.add(KINDS[gathered.part](**values))
                self.changed.add(id(row))
        for value, part in now.items():
            if value is None or value in wanted or value in hidden:
                continue
            about = fields(KINDS[gathered.part]).get(gathered.column)
            if not self._is_kept_back(row, record, column, about, value):
                self._work.trash(part)
                self.changed.add(id(row))
