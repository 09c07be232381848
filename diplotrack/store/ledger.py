"""The ledger of one workspace: opened once, read by many, written one operation at a time."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.store import faults, settings, undo
from diplotrack.store.engine import (
    APPLICATION_ID,
    Driver,
    connect,
    plain_driver,
    reader_engine,
    writer_engine,
)
from diplotrack.store.folder import Folder, remove_half_made, version_of
from diplotrack.store.ledger_tables import ChangeSet
from diplotrack.store.migrations import LATEST, upgrade
from diplotrack.store.unit_of_work import Changed, Work

Listener = Callable[[Changed], None]


class Ledger:
    """The records of a workspace. Every session is opened, and closed, here.

    Sessions from :meth:`read` and :meth:`change` belong to the thread and the block that asked for them.
    """

    def __init__(self, folder: Folder, *, driver: Driver = plain_driver, read_only: bool = False) -> None:
        self.folder = folder
        self.driver = driver
        self.is_read_only = read_only
        self._writer: Engine | None = None if read_only else writer_engine(folder.ledger, driver)
        self._readers = reader_engine(folder.ledger, "immutable" if read_only else "rw", driver)
        self._listeners: list[Listener] = []
        self._writing = threading.RLock()

    @classmethod
    def create(
        cls, path: Path, *, driver: Driver = plain_driver, prepare: Callable[[Folder], None] | None = None
    ) -> Ledger:
        """Make an empty workspace folder and open it; ``prepare`` runs in the new folder first (encryption's key)."""
        folder = Folder(Path(path))
        folder.make()
        try:
            if prepare is not None:
                prepare(folder)
            with faults.told(folder.path):
                connection = connect(folder.ledger, "rwc", driver)
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.close()
                folder.ledger.chmod(0o600)
                _migrate(folder, driver, 0)
        except BaseException:
            remove_half_made(folder)
            raise
        return cls(folder, driver=driver)

    @classmethod
    def open(cls, path: Path, *, driver: Driver = plain_driver) -> Ledger:
        """Open a workspace folder; an older schema is brought up to date, a copy having been taken first.

        Raises NotAWorkspace, DamagedWorkspace, NewerWorkspace, or ReadOnlyWorkspace (an old file that
        may not be written).
        """
        folder = Folder(Path(path))
        version = version_of(folder, driver)
        read_only = not folder.is_writable()
        if version < LATEST:
            if read_only:
                raise faults.read_only(folder.path)
            with faults.told(folder.path):
                _copy(folder, driver, version)
                _migrate(folder, driver, version)
        return cls(folder, driver=driver, read_only=read_only)

    def listen(self, listener: Listener) -> None:
        """Be told of every operation after its commit, on the thread that made it."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the ledger and cannot write."""
        with (
            faults.told(self.folder.path),
            Session(self._readers, autoflush=False, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def change(self, operation: str, *, reverses_id: int | None = None, **parameters: Any) -> Iterator[Work]:
        """One operation: committed when the block ends, undone as a whole when it raises.

        ``operation`` is the English message key that undo and history show ("Log engagement"), ``parameters`` its
        values. After the block ``work.changed`` tells what was touched.
        """
        if self._writer is None:
            raise faults.read_only(self.folder.path)
        with (
            self._writing,
            faults.told(self.folder.path),
            Session(self._writer, autoflush=False, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()  # takes the write lock before anything is read
            who = str(settings.read(session, "who") or getpass.getuser())
            work = Work(session, operation, parameters, who)
            yield work
            work.changed = work.finish(reverses_id)
        if work.changed.change_set_id:
            for listener in self._listeners:
                listener(work.changed)

    def set(self, **values: Any) -> None:
        """Change settings of the workspace; they are no records and have no history."""
        if self._writer is None:
            raise faults.read_only(self.folder.path)
        with self._writing, faults.told(self.folder.path), Session(self._writer) as session, session.begin():
            for key, value in values.items():
                if key not in settings.DEFAULTS:
                    sentence = _("“{key}” is no setting; use one of: {choices}.")
                    raise UserError(sentence.format(key=key, choices=", ".join(settings.DEFAULTS)))
                settings.write(session, key, value)

    @contextmanager
    def deriving(self) -> Iterator[Session]:
        """A session that writes what can be derived again, which has no history; committed when the block ends."""
        if self._writer is None:
            raise faults.read_only(self.folder.path)
        with self._writing, faults.told(self.folder.path), Session(self._writer) as session, session.begin():
            yield session

    def undo(self) -> Changed:
        """Take back the latest operation that stands. Raises UserError where none does, or later work builds on it."""
        return self._reverse(undo.next_undo, _("There is nothing to undo."))

    def redo(self) -> Changed:
        """Do again what undo took back last. Raises UserError where there is nothing."""
        return self._reverse(undo.next_redo, _("There is nothing to redo."))

    def undo_operation(self, change_set_id: int) -> Changed:
        """Take back one operation, whichever it is. Raises UserError where it is gone, taken back already, or later
        work builds on it."""

        def choose(session: Session) -> ChangeSet | None:
            if change_set_id in undo.taken_back(session):
                raise UserError(_("This was undone already."))
            return session.get(ChangeSet, change_set_id)

        return self._reverse(choose, _("This operation is not in the history."))

    def _reverse(self, choose: Callable[[Session], ChangeSet | None], nothing: str) -> Changed:
        with self.read() as session:
            target = choose(session)
        if target is None:
            raise UserError(nothing)
        with self.change(target.operation, reverses_id=target.id, **target.parameters) as work:
            undo.reverse(work, target)
        assert work.changed is not None
        return work.changed

    def close(self) -> None:
        """Let go of the file."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _copy(folder: Folder, driver: Driver, version: int) -> Path:
    """Copy the ledger before it is changed, through SQLite's own backup, so that the journal is in it."""
    folder.backups.mkdir(exist_ok=True)
    target = folder.copy_path(version)
    source, copy = connect(folder.ledger, "rw", driver), connect(target, "rwc", driver)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    return target


def _migrate(folder: Folder, driver: Driver, version: int) -> None:
    engine = writer_engine(folder.ledger, driver)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={upgrade(connection, version)}")
    engine.dispose()
