"""One operation on the ledger: one session, one transaction, one entry in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import DateTime, Table, select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Record, fields
from diplotrack.records.record import utc_now
from diplotrack.store import derive, events, evidence_index, history, search_index, sql
from diplotrack.store.batches import batches
from diplotrack.store.bulk import insert_rows
from diplotrack.store.capture import Capture, RowChange
from diplotrack.store.touched import columns_changed, formerly_named, owners_touched, rows_touched
from diplotrack.store.values import encode, kept_columns

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation touched: the views' refresh signal. ``touched`` maps a kind to identifiers.

    ``former`` holds what changed rows no longer name, by kind and column (see ``touched.formerly_named``), ``columns``
    the columns that differ in any row of a kind; a row that came or went differs in all. Of what another process did,
    ``since.changed_since`` tells them, and the refresh signal does not.
    """

    change_set_id: int
    operation: str
    touched: dict[str, frozenset[int]] = field(default_factory=dict)
    former: dict[str, dict[str, frozenset[int]]] = field(default_factory=dict, compare=False)
    columns: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def concerns(self, kind: str) -> bool:
        """Whether rows of that kind were touched."""
        return kind in self.touched


class Work:
    """What may be done inside ``with store.change(...) as work``. Leaving it commits; an error undoes all."""

    def __init__(self, session: Session, operation: str, parameters: dict[str, Any], who: str) -> None:
        self.session = session
        self.operation = operation
        self.parameters = parameters
        self.who = who
        self.changed: Changed | None = None
        self._capture = Capture(session)
        events.keep(session)

    def add(self, record: R) -> R:
        """Put a new record into the ledger; its ``id`` is set on return."""
        self.session.add(record)
        self.session.flush()
        return record

    def get(self, kind: type[R], record_id: int) -> R:
        """A record to edit. Raises UserError where it is gone."""
        found = self.session.get(kind, record_id)
        if found is None:
            sentence = _("This {kind} is no longer in the ledger.")
            raise UserError(sentence.format(kind=str(kind.__kind__.label).lower()))
        return found

    def trash(self, record: Record) -> None:
        """Put a record into the trash, from where it can be restored; a part row goes for good."""
        if record.__kind__.is_part:
            self.session.delete(record)
        else:
            record.deleted_at = utc_now()
        self.session.flush()

    def restore(self, record: Record) -> None:
        """Take a record out of the trash."""
        record.deleted_at = None
        self.session.flush()

    def add_all(self, kind: type[Record], rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert many rows at once, set-based, and return their identifiers in order.

        Each row maps column names to values; what is missing takes the column's default. A commitment born in another
        status than open needs its Update row beside it, since its status is derived from its updates.
        """
        if not rows:
            return []
        self.session.flush()
        table = kind.__table__
        first = sql.first_free_identifier(self.session, table.name)
        ids = list(range(first, first + len(rows)))
        constants, made = _defaults(table)
        spans = [name for name, one in fields(kind).items() if one.type == "day" and one.partial]
        derived = {column.key for column in table.columns} - {column.key for column in kept_columns(kind)}
        complete = []
        for record_id, row in zip(ids, rows, strict=True):
            given = {key: make() for key, make in made.items()} | row
            for name in spans:
                if given.get(name) is not None and given.get(f"{name}_latest") is None:
                    given[f"{name}_latest"] = given[name]
            after = {key: encode(value) for key, value in given.items() if key not in derived}
            self._capture.note(RowChange(table.name, record_id, given["uid"], "create", None, after))
            complete.append({**constants, **given, "id": record_id})
        derive.fill_sort_keys(kind, complete)
        insert_rows(self.session.connection(), table, complete)
        return ids

    def note(self, change: RowChange) -> None:
        """Take into history a change that was written past the session (undo does)."""
        self._capture.note(change)

    def finish(self, reverses_id: int | None = None) -> Changed:
        """Derive, index and chain what was done; called once, before the commit."""
        self.session.flush()
        events.write_pending(self.session)
        changes = list(self._capture.changes.values())
        if not changes:
            return Changed(0, self.operation)
        rows, records = rows_touched(changes), owners_touched(self.session, changes)
        derive.refresh(self.session, rows, records)
        search_index.refresh(self.session, records)
        evidence_index.refresh(self.session, changes)
        one = history.append(self.session, changes, self.operation, self.parameters, self.who, reverses_id)
        for name, ids in records.items():
            rows.setdefault(name, set()).update(ids)
        touched = {name: frozenset(ids) for name, ids in rows.items()}
        return Changed(one.id, self.operation, touched, formerly_named(changes), columns_changed(changes))


def _defaults(table: Table) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What a row takes where nothing is given: values that are the same for all rows, and makers of the others."""
    stamp = utc_now()
    constants: dict[str, Any] = {}
    made: dict[str, Callable[[], Any]] = {}
    for column in table.columns:
        default: Any = column.default
        if column.key == "id":
            continue
        if isinstance(column.type, DateTime):
            constants[column.key] = stamp if default is not None else None
        elif default is not None and default.is_callable:
            made[column.key] = partial(default.arg, None)
        else:
            constants[column.key] = default.arg if default is not None else None
    return constants, made


def existing(session: Session, kind_name: str, ids: Iterable[int]) -> dict[int, Record]:
    """The rows of a kind by identifier, as objects."""
    kind = KINDS[kind_name]
    found: dict[int, Record] = {}
    for some in batches(ids):
        found |= {record.id: record for record in session.scalars(select(kind).where(kind.id.in_(some)))}
    return found
