"""Writing a whole ledger as it was, past capture and history, which are part of it: all in one transaction.

What follows from the rows (search index, evidence of findings) is derived anew before the transaction ends, and what
no constraint guards is proven.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, Base
from diplotrack.store import attachments, evidence_index, faults, search_index, settings, sql
from diplotrack.store.engine import connect, writer_engine
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import RECORD_TABLES, Change, ChangeSet, Setting
from diplotrack.store.verify import orphan_counts


@contextmanager
def refilling(ledger: Ledger, mind: Callable[[Session], None], seal: Callable[[], None]) -> Iterator[Session]:
    """A session on the emptied ledger into which rows are written in any order; it is proven and committed at the end.

    ``mind`` looks at the ledger before it is emptied and raises UserError where that must not be; ``seal`` is called
    when all is proven, right before the commit. Raises UserError where a row refers to one that is not there, and what
    the two raise; nothing has then changed.
    """
    if ledger.is_read_only:
        raise faults.read_only(ledger.folder.path)
    engine = writer_engine(ledger.folder.ledger, ledger.driver)
    try:
        with faults.told(ledger.folder.path), Session(engine, autoflush=False) as session, session.begin():
            session.connection()
            mind(session)
            sql.defer_foreign_keys(session)
            _empty(session)
            yield session
            session.flush()
            _prove(session)
            search_index.rebuild(session)
            evidence_index.rebuild(session)
            session.flush()
            seal()
    finally:
        engine.dispose()


def _empty(session: Session) -> None:
    for table in (Change.__table__, ChangeSet.__table__, *RECORD_TABLES):
        session.execute(delete(table))
    session.execute(delete(Setting).where(Setting.key != settings.NODE))


def _prove(session: Session) -> None:
    """That every row referred to is there. Raises UserError."""
    broken = session.execute(text("PRAGMA foreign_key_check")).fetchone()
    if broken is not None:
        sentence = _("{table} {row} refers to a {parent} that is not in the file. Nothing was taken in.")
        raise UserError(sentence.format(table=broken[0], row=broken[1], parent=broken[2]))
    for name in ANYWHERE:
        for owner, count in orphan_counts(session, name).items():
            sentence = _(
                "{count} rows of {table} belong to a {owner} that is not in the file. Nothing was taken in."
            )
            raise UserError(sentence.format(count=count, table=name, owner=owner))
    for name, kind in KINDS.items():
        table, target = kind.__table__, kind.__table__.alias()
        lost = select(func.count()).select_from(table.outerjoin(target, table.c.merged_into == target.c.id))
        if session.scalar(lost.where(table.c.merged_into.is_not(None), target.c.id.is_(None))):
            sentence = _("A {kind} was merged into one that is not in the file. Nothing was taken in.")
            raise UserError(sentence.format(kind=name))


def set_highest(session: Session, highest: Mapping[str, int]) -> None:
    """Let no identifier up to these be given again: table → the highest that any of its rows ever had."""
    for table, number in highest.items():
        column = Base.metadata.tables[table].c.id
        top = max(number, session.scalar(select(func.max(column))) or 0)
        session.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table})
        if top:
            values = {"table": table, "top": top}
            session.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :top)"), values)


class Receiving:
    """Bytes of attached files on their way in, piece by piece; on disk once :meth:`commit` was called."""

    def __init__(self, ledger: Ledger) -> None:
        self._path = ledger.folder.attachments
        self._is_new = not self._path.exists()
        self._connection: Any = connect(self._path, "rwc", ledger.driver)
        attachments.prepare(self._connection, self._path)
        self._connection.execute("BEGIN IMMEDIATE")
        self._digest, self._size, self._ordinal = b"", 0, 0
        self._found = hashlib.sha256()
        self._kept = False

    def begin(self, digest: bytes, size: int) -> bool:
        """Begin the file of that SHA-256; False where its bytes are there already."""
        self._digest, self._size, self._ordinal, self._found = digest, size, 0, hashlib.sha256()
        if attachments.is_there(self._connection, digest):
            return False
        values = (digest, size, clock.now().isoformat())
        self._connection.execute("INSERT INTO stored (sha256, size, at) VALUES (?, ?, ?)", values)
        return True

    def piece(self, content: bytes) -> None:
        """The next bytes of the file."""
        self._connection.execute("INSERT INTO piece VALUES (?, ?, ?)", (self._digest, self._ordinal, content))
        self._found.update(content)
        self._size -= len(content)
        self._ordinal += 1

    def is_whole(self) -> bool:
        """Whether the pieces are the file that its hash and size promise."""
        return self._size == 0 and self._found.digest() == self._digest

    def commit(self) -> None:
        """Keep them."""
        self._connection.execute("COMMIT")
        self._kept = True

    def close(self) -> None:
        """Let go of the file; what was not kept is gone."""
        with closing(self._connection):
            if not self._kept:
                self._connection.execute("ROLLBACK")
        if self._is_new and not self._kept:
            self._path.unlink(missing_ok=True)
