"""One operation on the ledger: one session, one transaction, one entry in the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Column, insert, select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Record, fields
from diplotrack.records.record import utc_now
from diplotrack.store import derive, events, history, search_index, sql
from diplotrack.store.batches import batches
from diplotrack.store.capture import Capture, RowChange
from diplotrack.store.touched import owners_touched, rows_touched
from diplotrack.store.values import encode, kept_columns

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation touched: the views' refresh signal. ``touched`` maps a kind to identifiers."""

    change_set_id: int
    operation: str
    touched: dict[str, frozenset[int]] = field(default_factory=dict)

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
        defaults = [(column.key, _default_of(column)) for column in table.columns if column.key != "id"]
        partial = [name for name, one in fields(kind).items() if one.type == "day" and one.partial]
        complete = []
        for record_id, row in zip(ids, rows, strict=True):
            values = {key: row[key] if key in row else make() for key, make in defaults}
            for name in partial:
                if values[f"{name}_latest"] is None:
                    values[f"{name}_latest"] = values[name]
            values["id"] = record_id
            complete.append(values)
        self.session.connection().execute(insert(table), complete)
        columns = [column.key for column in kept_columns(kind)]
        for values in complete:
            after = {key: encode(values[key]) for key in columns}
            self._capture.note(RowChange(table.name, values["id"], values["uid"], "create", None, after))
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
        one = history.append(self.session, changes, self.operation, self.parameters, self.who, reverses_id)
        for name, ids in records.items():
            rows.setdefault(name, set()).update(ids)
        return Changed(one.id, self.operation, {name: frozenset(ids) for name, ids in rows.items()})


def _default_of(column: Column[Any]) -> Any:
    """A function without arguments that gives the column's default."""
    default: Any = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)
    return lambda: default.arg


def existing(session: Session, kind_name: str, ids: Iterable[int]) -> dict[int, Record]:
    """The rows of a kind by identifier, as objects."""
    kind = KINDS[kind_name]
    found: dict[int, Record] = {}
    for some in batches(ids):
        found |= {record.id: record for record in session.scalars(select(kind).where(kind.id.in_(some)))}
    return found
