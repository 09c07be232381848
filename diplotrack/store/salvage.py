"""Reading what can be read of a damaged ledger, table by table, into a new workspace.

The statements here name tables and columns of our own schema only, never anything read from the damaged file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.records import ANYWHERE, KINDS
from diplotrack.store import atomic, attachments, evidence_index, faults, history, search_index, settings
from diplotrack.store.engine import APPLICATION_ID, Driver, connect, writer_engine
from diplotrack.store.folder import SQLITE_HEADER, Folder, remove_half_made
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import RECORD_TABLES
from diplotrack.store.migrations import LATEST
from diplotrack.store.opening import Ask, driver_of

RUN = 512
"""Rows asked for at once; a run that breaks is halved until the bad row is alone."""

PAGE = 4096
HISTORY = ("change_set", "change")


@dataclass(slots=True)
class Salvaged:
    """What came of it: rows read of each table, and one sentence for each thing that was lost."""

    read: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def salvage(
    source: Path, target: Path, passphrase: Ask | None = None, progress: Progress = quiet
) -> Salvaged:
    """Read the ledger in ``source`` into the new workspace folder ``target``; ``source`` is not touched.

    An encrypted workspace stays encrypted under the same passphrase. Raises UserError where nothing can be read or
    ``target`` is taken.
    """
    old, new = Folder(source), Folder(target)
    if not old.ledger.is_file():
        raise faults.not_a_workspace(source)
    driver = driver_of(old, passphrase)

    def keep_key(folder: Folder) -> None:
        if old.is_encrypted:
            shutil.copyfile(old.key, folder.key)
            folder.key.chmod(0o600)

    ledger = Ledger.create(target, driver=driver, prepare=keep_key)
    try:
        with tempfile.TemporaryDirectory(dir=new.path, prefix=".salvage-") as made:
            found = _read_into(new, _copied(old, Path(made)), driver, progress)
        if not any(found.read.get(table.name) for table in RECORD_TABLES):
            raise _nothing(old)
        _mend_history(ledger, new, driver, found)
        _index(new, driver)
        _attachments(old, ledger, found)
        _drafts(old, new, driver, found)
    except BaseException as error:
        ledger.close()
        remove_half_made(new)
        if isinstance(error, faults.driver_errors()):
            raise _nothing(old) from error  # the list of tables itself is lost
        raise
    ledger.close()
    return found


def _nothing(old: Folder) -> UserError:
    sentence = _("Nothing could be read from “{path}”; restore a backup instead.")
    return UserError(sentence.format(path=old.ledger))


def _copied(old: Folder, made: Path) -> Path:
    """A copy to work on, with its journal; where its first page lost the file header, that is written anew."""
    copy = made / "ledger.db"
    for suffix in ("", "-wal"):
        path = old.ledger.with_name(old.ledger.name + suffix)
        if path.is_file():
            shutil.copyfile(path, copy.with_name(copy.name + suffix))
    if not old.is_encrypted:
        with copy.open("rb+") as stream:
            if stream.read(len(SQLITE_HEADER)) != SQLITE_HEADER:
                stream.seek(0)
                stream.write(_header(copy.stat().st_size // PAGE))
    return copy


def _header(pages: int) -> bytes:
    """The hundred bytes with which a ledger of so many pages begins (SQLite file format, 1.3)."""
    fields = bytearray(100)
    fields[0:16] = SQLITE_HEADER
    fields[16:18] = PAGE.to_bytes(2)
    fields[18:24] = bytes((2, 2, 0, 64, 32, 32))  # WAL; no reserved bytes; payload fractions
    fields[24:28] = fields[92:96] = (1).to_bytes(4)  # change counter, for which the size in pages holds
    fields[28:32] = pages.to_bytes(4)
    fields[40:44] = (1).to_bytes(4)  # schema cookie
    fields[44:48] = (4).to_bytes(4)  # schema format
    fields[56:60] = (1).to_bytes(4)  # UTF-8
    fields[60:64] = LATEST.to_bytes(4)
    fields[68:72] = APPLICATION_ID.to_bytes(4)
    return bytes(fields)


class _Torn:
    """The damaged copy. After an error its connection is made anew: SQLCipher answers nothing more on the old one."""

    def __init__(self, path: Path, driver: Driver) -> None:
        self._path, self._driver = path, driver
        self._connection: Any = self._open()

    def _open(self) -> Any:
        connection = connect(self._path, "rw", self._driver)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises the driver's error."""
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(query, values).fetchall()
        except faults.driver_errors():
            self.close()
            self._connection = self._open()
            raise
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@contextmanager
def _both(copy: Path, new: Folder, driver: Driver) -> Iterator[tuple[_Torn, Any]]:
    with closing(_Torn(copy, driver)) as old, closing(connect(new.ledger, "rw", driver)) as fresh:
        fresh.execute("PRAGMA foreign_keys=OFF")
        fresh.execute("BEGIN IMMEDIATE")
        yield old, fresh
        fresh.execute("COMMIT")


def _read_into(new: Folder, copy: Path, driver: Driver, progress: Progress) -> Salvaged:
    found = Salvaged()
    names = [table.name for table in RECORD_TABLES]
    with _both(copy, new, driver) as (old, fresh):
        for done, name in enumerate((*names, *HISTORY, "setting")):
            progress(done, len(names) + len(HISTORY) + 1, name)
            found.read[name], lost = _table(old, fresh, name)
            if lost:
                found.lost.append(_("{table}: {lost}").format(table=name, lost=lost))
        _drop_what_hangs(fresh, found)
    return found


def _quoted(name: str) -> str:
    """A table or column named like a word of SQL: "update", "on"."""
    return f'"{name}"'


def _table(old: _Torn, fresh: Any, name: str) -> tuple[int, str]:
    """Copy the rows of a table that can be read; returns their number and what was lost, in words."""
    wanted = [row[1] for row in fresh.execute(f"PRAGMA table_info({_quoted(name)})")]
    try:
        there = {row[1] for row in old.rows(f"PRAGMA table_info({_quoted(name)})")}
    except faults.driver_errors() as error:
        return 0, _("the whole table ({reason})").format(reason=error)
    columns = [column for column in wanted if column in there]
    if not columns:
        return 0, _("the whole table")
    listed, table = ", ".join(map(_quoted, columns)), _quoted(name)
    insert = f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    query = f"SELECT {listed} FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
    first, last = _bounds(old, name)
    count, bad = 0, 0
    waiting = [(start, min(start + RUN - 1, last)) for start in range(last - last % RUN, first - RUN, -RUN)]
    while waiting:
        start, end = waiting.pop()
        try:
            rows = old.rows(query, (start, end))
        except faults.driver_errors():
            if start == end:
                bad += 1
            else:
                middle = (start + end) // 2
                waiting += [(middle + 1, end), (start, middle)]
            continue
        for row in rows:
            count += fresh.execute(insert, row).rowcount
    return count, _("up to {count} rows").format(count=bad) if bad else ""


def _bounds(old: _Torn, name: str) -> tuple[int, int]:
    """The first and last row number that may be there; (1, 0) where the table is empty."""
    last = 0
    for query in (
        f"SELECT max(rowid) FROM {_quoted(name)}",  # noqa: S608 - names of tables
        f"SELECT max(seq) FROM sqlite_sequence WHERE name = '{name}'",  # noqa: S608
    ):
        try:
            last = max(last, int(old.rows(query)[0][0] or 0))
        except faults.driver_errors():
            continue
    return (1, last) if last else (1, 0)


def _drop_what_hangs(fresh: Any, found: Salvaged) -> None:
    """Empty references to rows that were lost, and leave out rows that cannot be without theirs."""
    dropped: dict[str, int] = {}
    while broken := fresh.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, _parent, number in broken:
            column = next(
                one[3]
                for one in fresh.execute(f"PRAGMA foreign_key_list({_quoted(table)})")
                if one[0] == number
            )
            required = any(
                one[1] == column and one[3] for one in fresh.execute(f"PRAGMA table_info({_quoted(table)})")
            )
            if required:
                fresh.execute(f"DELETE FROM {_quoted(table)} WHERE rowid = ?", (row,))  # noqa: S608
                dropped[table] = dropped.get(table, 0) + 1
            else:
                fresh.execute(f"UPDATE {_quoted(table)} SET {_quoted(column)} = NULL WHERE rowid = ?", (row,))  # noqa: S608
    for name in ANYWHERE:
        for kind in KINDS:
            lost = f"owner_kind = ? AND owner_id NOT IN (SELECT id FROM {_quoted(kind)})"  # noqa: S608
            gone = fresh.execute(f"DELETE FROM {_quoted(name)} WHERE {lost}", (kind,)).rowcount  # noqa: S608
            if gone:
                dropped[name] = dropped.get(name, 0) + gone
    for table, count in dropped.items():
        sentence = _("{table}: {count} rows, because the record that they belong to was lost")
        found.lost.append(sentence.format(table=table, count=count))


def _mend_history(ledger: Ledger, new: Folder, driver: Driver, found: Salvaged) -> None:
    """Keep the history where its chain holds; a broken one proves nothing and could be undone wrongly."""
    with ledger.read() as session:
        broken = next(history.faults(session), "")
    with closing(connect(new.ledger, "rw", driver)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        if broken:
            for table in reversed(HISTORY):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.execute("DELETE FROM setting WHERE key = 'history.head'")
            found.lost.append(
                _("the history before today: its chain is broken ({fault})").format(fault=broken)
            )
        connection.execute(
            "DELETE FROM setting WHERE key = ?", (settings.NODE,)
        )  # another copy, another node
        connection.execute("COMMIT")


def _index(new: Folder, driver: Driver) -> None:
    engine = writer_engine(new.ledger, driver)
    with faults.told(new.path), Session(engine) as session, session.begin():
        search_index.rebuild(session)
        evidence_index.rebuild(session)
    engine.dispose()


def _attachments(old: Folder, ledger: Ledger, found: Salvaged) -> None:
    if old.attachments.is_file():
        with atomic.replacing(ledger.folder.attachments) as part:
            shutil.copyfile(old.attachments, part)
    try:
        found.lost += attachments.damage(ledger)
    except UserError:
        found.lost.append(_("the attachments: their file cannot be read"))


def _drafts(old: Folder, new: Folder, driver: Driver, found: Salvaged) -> None:
    if not old.drafts.is_file():
        return
    try:
        with (
            closing(connect(old.drafts, "rw", driver)) as source,
            closing(connect(new.drafts, "rwc", driver)) as copy,
        ):
            source.backup(copy, pages=-1)
            new.drafts.chmod(0o600)
    except faults.driver_errors():
        new.drafts.unlink(missing_ok=True)
        found.lost.append(_("the drafts: their file cannot be read"))
