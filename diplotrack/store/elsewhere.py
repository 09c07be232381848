"""What other processes did to the ledger since one last looked: what their operations touched, as our own tell it."""

from __future__ import annotations

import json
import threading
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from diplotrack.store import faults
from diplotrack.store.capture import RowChange
from diplotrack.store.engine import connect
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.touched import owners_touched, rows_touched
from diplotrack.store.unit_of_work import Changed


class Elsewhere:
    """Looks at the ledger of an open workspace; close it before the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._looking = threading.Lock()
        self._own: set[int] = set()
        self._connection: Any = None
        self._version = 0
        self._known = 0
        ledger.listen(self._note)

    def look(self) -> list[Changed]:
        """What was done elsewhere since the last look, in its order; the first look only remembers where it began.

        Where nothing was written at all, this costs one look at the journal's index.
        """
        with self._looking, faults.told(self._ledger.folder.path):
            if self._connection is None:
                mode = "immutable" if self._ledger.is_read_only else "rw"
                self._connection = connect(self._ledger.folder.ledger, mode, self._ledger.driver)
                self._connection.execute("PRAGMA query_only=ON")
                self._version = self._data_version()
                self._known = self._latest()
                return []
            version = self._data_version()
            if version == self._version:
                return []
            self._version = version
            return self._since()

    def close(self) -> None:
        """Let go of the file."""
        with self._looking:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _note(self, changed: Changed) -> None:
        self._own.add(changed.change_set_id)

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _latest(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0])

    def _since(self) -> list[Changed]:
        with self._ledger.read() as session:
            query = select(ChangeSet.id, ChangeSet.operation).where(ChangeSet.id > self._known)
            found = session.execute(query.order_by(ChangeSet.id)).all()
            others = [(one, operation) for one, operation in found if one not in self._own]
            if found:
                self._known = found[-1].id
                self._own = {one for one in self._own if one > self._known}
            return [Changed(one, operation, _touched(session, one)) for one, operation in others]


def _touched(session: Session, change_set: int) -> dict[str, frozenset[int]]:
    of_row = Change.kind, Change.record_id, Change.uid, Change.action
    # Only of a row that is gone must its past be read; an import of a hundred thousand rows would take long otherwise.
    past = case((Change.action == "delete", Change.before))
    query = select(*of_row, past).where(Change.change_set_id == change_set)
    changes = [
        RowChange(kind, record_id, uid, action, json.loads(before) if before else None, None)
        for kind, record_id, uid, action, before in session.execute(query)
    ]
    rows = rows_touched(changes)
    for name, ids in owners_touched(session, changes).items():
        rows.setdefault(name, set()).update(ids)
    return {name: frozenset(ids) for name, ids in rows.items()}
