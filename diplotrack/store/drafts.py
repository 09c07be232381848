"""What is being typed, in a file of its own beside the ledger: outside history and undo, and as durable as they are.

A row belongs to the process that writes it. Whoever goes on with the draft of another takes it over; should that one
still write, its words go into a row of their own, so that neither overwrites the other.
"""

from __future__ import annotations

import os
import platform
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.errors import DamagedWorkspace, UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import new_uid, uid_text
from diplotrack.store import faults
from diplotrack.store.engine import APPLICATION_ID, Driver, connect
from diplotrack.store.folder import Folder
from diplotrack.store.ledger import Ledger

SCHEMA = (
    "CREATE TABLE draft (key TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id INTEGER,"
    " title TEXT NOT NULL, started_at TEXT NOT NULL, saved_at TEXT NOT NULL, discarded_at TEXT,"
    " payload TEXT NOT NULL, owner TEXT NOT NULL) STRICT"
)
COLUMNS = "key, kind, record_id, title, started_at, saved_at, discarded_at, owner"
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft without its words: the moments are UTC, ``record_id`` is None for a record that is not there yet."""

    key: str
    kind: str
    record_id: int | None
    title: str
    started_at: datetime
    saved_at: datetime
    owner: str
    discarded_at: datetime | None = None


def this_process() -> str:
    """The name under which this process keeps drafts."""
    return _NAME


_NAME = f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}"


def is_at_work(owner: str) -> bool:
    """Whether the process of that name still runs, as far as can be told from here."""
    if owner == _NAME:
        return True
    node, _slash, rest = owner.partition("/")
    number = rest.partition("/")[0]
    if os.name != "posix" or node != platform.node() or not number.isdecimal() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Drafts:
    """The drafts of one workspace. Each call is a transaction of its own, on disk when it returns."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._looked_at = False
        self.put_aside: Path | None = None
        """Where a file went that could not be read, so that another could begin."""

    def all(self, *, discarded: bool = False) -> list[KeptDraft]:
        """Every draft that stands, or every discarded one; the latest first."""
        wanted = "NOT NULL" if discarded else "NULL"
        query = f"SELECT {COLUMNS} FROM draft WHERE discarded_at IS {wanted} ORDER BY saved_at DESC, key"  # noqa: S608
        with self._reading() as connection:
            return [_kept(row) for row in connection.execute(query)] if connection is not None else []

    def payload(self, key: str) -> str:
        """The words of a draft. Raises UserError where it is gone."""
        with self._reading() as connection:
            query = "SELECT payload FROM draft WHERE key = ?"
            row = connection.execute(query, (key,)).fetchone() if connection is not None else None
        if row is None:
            raise UserError(_("This draft is no longer there; it was saved or discarded in another window."))
        return str(row[0])

    def keep(self, key: str, kind: str, record_id: int | None, title: str, payload: str) -> KeptDraft:
        """Write a draft under its key, or under a new one where another process took it over; returns its row.

        An empty ``key`` begins a draft. Raises ReadOnlyWorkspace, or UserError where the disk is full.
        """
        try:
            try:
                return self._keep(key, kind, record_id, title, payload)
            except DamagedWorkspace:
                self._looked_at = False  # it broke since it was looked at: another file is begun
                return self._keep(key, kind, record_id, title, payload)
        except _failures() as error:
            sentence = _(
                "What you type cannot be kept in “{path}” ({reason}); save it now, or mend the folder."
            )
            reason = str(error.__cause__ or error).splitlines()[0]
            raise UserError(sentence.format(path=self._ledger.folder.drafts, reason=reason)) from error

    def _keep(self, key: str, kind: str, record_id: int | None, title: str, payload: str) -> KeptDraft:
        at = clock.now().isoformat()
        with self._writing() as connection:
            query = "SELECT owner, started_at FROM draft WHERE key = ?"
            row = connection.execute(query, (key,)).fetchone() if key else None
            if not key or (row is not None and row[0] != _NAME):
                key, row = uid_text(new_uid()), None
            started = row[1] if row is not None else at
            connection.execute(
                "INSERT OR REPLACE INTO draft (key, kind, record_id, title, started_at, saved_at, payload, owner)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (key, kind, record_id, title, started, at, payload, _NAME),
            )
        moments = datetime.fromisoformat(started), datetime.fromisoformat(at)
        return KeptDraft(key, kind, record_id, title, *moments, _NAME)

    def take_over(self, key: str) -> None:
        """Let this process be the one that writes the draft from now on."""
        self._execute("UPDATE draft SET owner = ? WHERE key = ?", (_NAME, key))

    def forget(self, key: str) -> None:
        """Let go of a draft for good: it was saved."""
        self._execute("DELETE FROM draft WHERE key = ? AND owner = ?", (key, _NAME))

    def discard(self, key: str) -> None:
        """Throw a draft away; it can be brought back until this run of the program ends."""
        at = clock.now().isoformat()
        self._execute("UPDATE draft SET discarded_at = ?, owner = ? WHERE key = ?", (at, _NAME, key))

    def bring_back(self, key: str) -> None:
        """Take back that a draft was thrown away."""
        self._execute("UPDATE draft SET discarded_at = NULL, owner = ? WHERE key = ?", (_NAME, key))

    def tidy(self) -> None:
        """Let go of what was thrown away in runs of the program that have ended."""
        ended = [(one.key,) for one in self.all(discarded=True) if not is_at_work(one.owner)]
        if ended and not self._ledger.is_read_only:
            with self._writing() as connection:
                connection.executemany("DELETE FROM draft WHERE key = ?", ended)

    def _execute(self, statement: str, values: tuple[object, ...]) -> None:
        if self._ledger.folder.drafts.is_file():
            with self._writing() as connection:
                connection.execute(statement, values)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """A connection to the file; None where there is none."""
        if not self._ledger.folder.drafts.is_file() or not self._is_sound():
            yield None
            return
        mode = "immutable" if self._ledger.is_read_only else "rw"
        folder = self._ledger.folder
        with (
            faults.told(folder.path),
            closing(connect(folder.drafts, mode, self._ledger.driver)) as connection,
        ):
            yield connection if _has_table(connection) else None

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """A connection in a transaction that is on disk when the block ends."""
        ledger = self._ledger
        if ledger.is_read_only:
            raise faults.read_only(ledger.folder.path)
        self._is_sound()
        path = ledger.folder.drafts
        with (
            _making,
            faults.told(ledger.folder.path),
            closing(connect(path, "rwc", ledger.driver)) as connection,
        ):
            path.chmod(0o600)
            connection.execute("BEGIN IMMEDIATE")
            try:
                if not _has_table(connection):
                    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                    connection.execute(SCHEMA)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _is_sound(self) -> bool:
        """Whether the file can be read; one that cannot be is put aside, for it must never be in the way."""
        if self._looked_at:
            return True
        aside = put_aside_if_damaged(self._ledger.folder, self._ledger.driver)
        self._looked_at = aside is None or not self._ledger.is_read_only
        self.put_aside = aside or self.put_aside
        return aside is None


def put_aside_if_damaged(folder: Folder, driver: Driver) -> Path | None:
    """Give another name to a file of drafts that cannot be read, and return that; None where all is well."""
    path = folder.drafts
    if not path.is_file():
        return None
    try:
        with closing(connect(path, "rw" if folder.is_writable() else "immutable", driver)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if said == "ok":
                return None
    except faults.driver_errors() as error:
        known = faults.sentence_for(error, folder.path)
        if not isinstance(known, DamagedWorkspace):
            return None
    if not folder.is_writable():
        return path
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}.db")
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.replace(aside)
    return aside


def remove_put_aside(folder: Folder) -> None:
    """Take away drafts that could not be read: nobody can encrypt them, and they must not stay in the clear."""
    for path in folder.path.glob(f"{folder.drafts.stem}-damaged-*.db"):
        path.unlink(missing_ok=True)


def _failures() -> tuple[type[BaseException], ...]:
    """What keeping can end in where the folder or the disk is at fault."""
    return (DamagedWorkspace, OSError, *faults.driver_errors())


def _has_table(connection: Any) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'draft'").fetchone() is not None


def _kept(row: tuple[Any, ...]) -> KeptDraft:
    key, kind, record_id, title, started, saved, discarded, owner = row
    gone = datetime.fromisoformat(discarded) if discarded else None
    moments = datetime.fromisoformat(started), datetime.fromisoformat(saved)
    return KeptDraft(key, kind, record_id, title, *moments, owner, gone)
