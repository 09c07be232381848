"""The bytes of attached files: written once, found by their SHA-256, never changed.

They are committed before the ledger's row that names them. A crash between the two leaves bytes that no row names,
which :func:`sweep` takes away a day later; it never leaves a row without its bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import mimetypes
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import DamagedWorkspace, UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.records import Attachment, Record
from diplotrack.store import atomic, faults
from diplotrack.store.engine import APPLICATION_ID, connect
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Change
from diplotrack.store.unit_of_work import Work

PIECE = 2**20
"""Bytes of one row: a file of any size passes through little memory."""

GRACE = timedelta(days=1)
"""How long bytes may wait for the row that names them."""

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS stored (sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
    (
        "CREATE TABLE IF NOT EXISTS piece (sha256 BLOB NOT NULL REFERENCES stored ON DELETE CASCADE,"
        " ordinal INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256, ordinal)) STRICT"
    ),
)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@contextmanager
def _opened(ledger: Ledger, mode: str = "rw") -> Iterator[Any]:
    path = ledger.folder.attachments
    with faults.told(ledger.folder.path), closing(connect(path, mode, ledger.driver)) as connection:
        if mode == "rwc":
            prepare(connection, path)
        yield connection


def prepare(connection: Any, path: Path) -> None:
    """Make a file that was just made or opened one that keeps bytes, and its owner's alone."""
    path.chmod(0o600)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in SCHEMA:
        connection.execute(statement)


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def put(ledger: Ledger, source: Path, progress: Progress = quiet) -> tuple[bytes, int]:
    """Keep the bytes of a file and return their SHA-256 and number; bytes already there are not written again.

    Raises UserError where the file cannot be read or changes while it is read.
    """
    if ledger.is_read_only:
        raise faults.read_only(ledger.folder.path)
    try:
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").digest()
            size = stream.tell()
            with _opened(ledger, "rwc") as connection:
                if is_there(connection, digest):
                    return digest, size
                stream.seek(0)
                with _transaction(connection):
                    _write(connection, stream, digest, size, source.name, progress)
    except OSError as error:
        sentence = _("“{path}” cannot be read ({reason}); choose a file that you may read.")
        raise UserError(sentence.format(path=source, reason=error.strerror or error)) from error
    return digest, size


def put_all(ledger: Ledger, contents: Iterable[bytes]) -> list[bytes]:
    """Keep many files at once and return their SHA-256 in order; those already there are not written again."""
    if ledger.is_read_only:
        raise faults.read_only(ledger.folder.path)
    digests = []
    with _opened(ledger, "rwc") as connection, _transaction(connection):
        for content in contents:
            digests.append(hashlib.sha256(content).digest())
            if not is_there(connection, digests[-1]):
                _write(connection, io.BytesIO(content), digests[-1], len(content), "", quiet)
    return digests


def is_there(connection: Any, digest: bytes) -> bool:
    """Whether the bytes are kept already. They wait anew for a row that names them, lest they be swept before it."""
    now = clock.now().isoformat()
    return bool(connection.execute("UPDATE stored SET at = ? WHERE sha256 = ?", (now, digest)).rowcount)


def _write(connection: Any, stream: Any, digest: bytes, size: int, name: str, progress: Progress) -> None:
    at = clock.now().isoformat()
    connection.execute("INSERT INTO stored (sha256, size, at) VALUES (?, ?, ?)", (digest, size, at))
    again, done, ordinal = hashlib.sha256(), 0, 0
    while piece := stream.read(PIECE):
        connection.execute("INSERT INTO piece VALUES (?, ?, ?)", (digest, ordinal, piece))
        again.update(piece)
        ordinal += 1
        done += len(piece)
        progress(done, size, name)
    if again.digest() != digest:
        raise UserError(_("“{name}” changed while it was read; attach it again.").format(name=name))


def attach(
    ledger: Ledger, work: Work, record: Record, source: Path, progress: Progress = quiet
) -> Attachment:
    """Keep a file with a record, as part of the operation ``work``. Raises UserError."""
    digest, size = put(ledger, source, progress)
    kind = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    row = Attachment(
        owner_kind=record.__kind__.name,
        owner_id=record.id,
        name=source.name,
        media_type=kind,
        size=size,
        sha256=digest,
    )
    return work.add(row)


def pieces(ledger: Ledger, digest: bytes) -> Iterator[bytes]:
    """The bytes in order, proven by their hash. Raises DamagedWorkspace where they are gone or altered."""
    if not ledger.folder.attachments.is_file():
        raise _gone(ledger)
    with _opened(ledger, "immutable" if ledger.is_read_only else "rw") as connection:
        if connection.execute("SELECT 1 FROM stored WHERE sha256 = ?", (digest,)).fetchone() is None:
            raise _gone(ledger)
        found = hashlib.sha256()
        query = "SELECT content FROM piece WHERE sha256 = ? ORDER BY ordinal"
        for (piece,) in connection.execute(query, (digest,)):
            found.update(piece)
            yield piece
        if found.digest() != digest:
            raise _gone(ledger)


def _gone(ledger: Ledger) -> DamagedWorkspace:
    sentence = _("The bytes of this attachment are missing or altered in “{path}”; take them from a backup.")
    return DamagedWorkspace(sentence.format(path=ledger.folder.attachments))


def save(ledger: Ledger, digest: bytes, target: Path) -> None:
    """Write the bytes to a file, whole or not at all. Raises UserError, DamagedWorkspace."""
    with atomic.writing(target) as stream:
        for piece in pieces(ledger, digest):
            stream.write(piece)


def copy_for_viewing(ledger: Ledger, attachment: Attachment, folder: Path) -> Path:
    """Put a copy that cannot be written into ``folder``, under its own name made harmless, and return its path."""
    target = folder / safe_name(attachment.name)
    save(ledger, attachment.sha256, target)
    target.chmod(0o400)
    return target


def safe_name(name: str) -> str:
    """A file name without folders, control and direction characters, or names that a system keeps for itself."""
    bare = _UNSAFE.sub("_", name).strip(" .")[-120:] or "attachment"
    return f"_{bare}" if _RESERVED.match(bare) else bare


def sweep(ledger: Ledger, wanted: Collection[bytes] = ()) -> int:
    """Take away bytes that no attachment names or ever named, so that undo finds what it needs; return how many.

    Those ``wanted`` (hashes that drafts name) stay.
    """
    if not ledger.folder.attachments.is_file() or ledger.is_read_only:
        return 0
    before = (clock.now() - GRACE).isoformat()
    with _opened(ledger) as connection, _transaction(connection):
        with ledger.read() as session:
            named = ever_named(session)
        old = connection.execute("SELECT sha256 FROM stored WHERE at < ?", (before,)).fetchall()
        orphans = [(digest,) for (digest,) in old if digest not in named and digest not in wanted]
        connection.executemany("DELETE FROM stored WHERE sha256 = ?", orphans)
    return len(orphans)


def ever_named(session: Session) -> set[bytes]:
    """The hashes of all attachments of the ledger, of the trash and of the history."""
    named = set(session.scalars(select(Attachment.sha256)))
    for texts in session.execute(select(Change.before, Change.after).where(Change.kind == "attachment")):
        for text in texts:
            value = json.loads(text or "{}").get("sha256")
            if value:
                named.add(bytes.fromhex(value))
    return named


def damage(ledger: Ledger, progress: Progress = quiet) -> Iterator[str]:
    """What is wrong with attachments, one sentence each: bytes that are missing or altered."""
    with ledger.read() as session:
        rows = session.execute(
            select(Attachment.name, Attachment.sha256).where(Attachment.deleted_at.is_(None))
        )
        wanted: dict[bytes, str] = {digest: name for name, digest in rows}
    for done, (digest, name) in enumerate(sorted(wanted.items(), key=lambda one: one[1])):
        progress(done, len(wanted), name)
        try:
            for _piece in pieces(ledger, digest):
                pass
        except DamagedWorkspace:
            yield _("attachment “{name}”: its bytes are missing or altered").format(name=name)
