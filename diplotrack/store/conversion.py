"""Encrypting and decrypting a workspace: every database is written anew beside the old one, then all change at once.

The order makes a crash harmless at any moment. Until the note ``converted.json`` is there, the old files are the
workspace and what stands beside them is waste; from then on the new files are, and :func:`finish` puts them in place.

No ledger of the folder may be open in this process: SQLite's locks hold between processes, and the two drivers bring
two copies of SQLite that would not see each other.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.store import atomic, drafts, faults
from diplotrack.store.encryption import KeyedDriver, new_key, pragma_of, read_key, write_key
from diplotrack.store.engine import Driver, address_of, connect
from diplotrack.store.folder import Folder

NOTE = "converted.json"
NEW = ".new"


def encrypt(folder: Folder, passphrase: str, progress: Progress = quiet) -> None:
    """Encrypt all databases of the folder, its copies in ``backups`` included. Raises UserError, WorkspaceBusy."""
    if folder.is_encrypted:
        raise UserError(_("“{path}” is encrypted already.").format(path=folder.path))
    key = new_key()
    write_key(_new(folder.key), key, passphrase)
    _convert(folder, None, key, progress)


def decrypt(folder: Folder, passphrase: str, progress: Progress = quiet) -> None:
    """Write all databases of the folder in the clear. Raises UserError, WrongPassphrase, WorkspaceBusy."""
    if not folder.is_encrypted:
        raise UserError(_("“{path}” is not encrypted.").format(path=folder.path))
    _convert(folder, read_key(folder.key, passphrase), None, progress)


def databases(folder: Folder) -> list[Path]:
    """The databases of a workspace folder that are there, copies included, the ledger first."""
    own = [folder.ledger, folder.attachments, folder.drafts]
    return [path for path in (*own, *sorted(folder.backups.glob("*.db"))) if path.is_file()]


def finish(folder: Folder) -> None:
    """Put the new files of a conversion in place where it was cut off after its point of no return; else do nothing."""
    note = folder.path / NOTE
    if not note.is_file():
        return
    becomes = json.loads(note.read_text("utf-8"))
    for name in becomes["databases"]:
        path = folder.path / name
        if _new(path).exists():
            # What a journal of the old file holds is in the new one; beside the new one it would be poison.
            for journal in ("-wal", "-shm", "-journal"):
                path.with_name(path.name + journal).unlink(missing_ok=True)
            _new(path).replace(path)
    if _new(folder.key).exists():
        _new(folder.key).replace(folder.key)
    elif not becomes["encrypted"]:
        folder.key.unlink(missing_ok=True)
    _settle(folder.path)
    note.unlink()


def _new(path: Path) -> Path:
    return path.with_name(path.name + NEW)


def _convert(folder: Folder, old_key: bytes | None, new: bytes | None, progress: Progress) -> None:
    # Drafts that cannot be read must not keep a ledger from being encrypted.
    drafts.put_aside_if_damaged(folder, _driver(old_key))
    paths = databases(folder)
    held: list[Any] = []
    try:
        with faults.told(folder.path):
            for done, path in enumerate(paths):
                progress(done, len(paths), path.name)
                held.append(_exclusive(path, old_key))
                _copy(held[-1], _new(path), new)
                _compare(held[-1], _new(path), new)
        names = [path.relative_to(folder.path).as_posix() for path in paths]
        with atomic.writing(folder.path / NOTE) as stream:
            stream.write(json.dumps({"encrypted": new is not None, "databases": names}).encode())
    except BaseException:
        for path in (*paths, folder.key):
            _new(path).unlink(missing_ok=True)
        raise
    finally:
        for connection in held:
            connection.close()
    finish(folder)
    drafts.remove_put_aside(folder)
    progress(len(paths), len(paths), "")


def _exclusive(path: Path, key: bytes | None) -> Any:
    """A connection that has the database to itself, its journal emptied into it. Raises the driver's "locked"."""
    connection = connect(path, "rw", _driver(key))
    # Leaving WAL mode takes the exclusive lock: it proves that nobody else has the file open.
    mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise faults.busy(path.parent)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    return connection


def _driver(key: bytes | None) -> Driver:
    """SQLCipher's driver either way: it alone can read one file in the clear and write the other encrypted."""
    return _Unkeyed(b"") if key is None else KeyedDriver(key)


class _Unkeyed(KeyedDriver):
    """SQLCipher's driver on a file in the clear."""

    def __call__(self, address: str, **options: Any) -> Any:
        connection = self.module.connect(address, **options)
        connection.execute("PRAGMA cipher_log_level=NONE")
        return connection


def _copy(source: Any, target: Path, key: bytes | None) -> None:
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    quoted = pragma_of(key).replace("'", "''") if key else ""
    source.execute(f"ATTACH DATABASE ? AS target KEY '{quoted}'", (address_of(target, "rwc"),))
    try:
        source.execute("SELECT sqlcipher_export('target')").fetchall()
        for pragma in ("user_version", "application_id"):
            value = source.execute(f"PRAGMA main.{pragma}").fetchone()[0]
            source.execute(f"PRAGMA target.{pragma}={value}")
    finally:
        source.execute("DETACH DATABASE target")


def _compare(source: Any, target: Path, key: bytes | None) -> None:
    """Make sure that the new file opens, is sound and holds as much as the old one."""
    copy = connect(target, "rw", _driver(key))
    try:
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        if not sound or _counts(source) != _counts(copy):
            raise faults.damaged(target.parent)
        copy.execute("PRAGMA journal_mode=WAL")
    finally:
        copy.close()


def _counts(connection: Any) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    quoted = [(name, '"' + name.replace('"', '""') + '"') for (name,) in names]
    return {
        name: int(connection.execute(f"SELECT count(*) FROM {words}").fetchone()[0])  # noqa: S608 - names of tables
        for name, words in quoted
    }


def _settle(folder: Path) -> None:
    """Let the renames reach the disk before the note that would repeat them goes (a no-op where it cannot be done)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
