"""The words of attached files: read once for each file, kept by the SHA-256 of its bytes, and found by the search.

They are derived: no history knows them, and they can be read again at any time. Whoever reads them stands above the
store; here they are kept, and put into the index of the records that have the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.records import Attachment
from diplotrack.store import attachments, search_index
from diplotrack.store.batches import batches
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import FileText, SearchText
from diplotrack.store.touched import Touched

LONGEST = 1_000_000
"""Characters of one file that are kept: a very long book. What follows is not found."""


class Unread(NamedTuple):
    """A file whose words have not been read, or were read by a reader that has become better since."""

    sha256: bytes
    name: str
    size: int


def reader_of(session: Session, sha256: bytes) -> str:
    """What read the words of a file; "" where nothing did yet."""
    return session.scalar(select(FileText.reader).where(FileText.sha256 == sha256)) or ""


def put(session: Session, sha256: bytes, reader: str, text: str) -> None:
    """Keep the words of a file inside a transaction; records that have it already are not indexed by this."""
    session.merge(FileText(sha256=sha256, reader=reader, text=text[:LONGEST]))
    session.flush()


class Words(NamedTuple):
    """What was read out of a file, and by which reader."""

    sha256: bytes
    reader: str
    text: str


def keep(ledger: Ledger, *read: Words) -> None:
    """Keep the words of files at once, so that the records that have them are found by them.

    Raises WorkspaceBusy, ReadOnlyWorkspace.
    """
    with ledger.deriving() as session:
        for one in read:
            put(session, *one)
        search_index.refresh(session, owners(session, [one.sha256 for one in read]))


def owners(session: Session, hashes: Iterable[bytes]) -> Touched:
    """The records that have any of these files."""
    found: Touched = {}
    for some in batches(hashes):
        query = select(Attachment.owner_kind, Attachment.owner_id).where(
            Attachment.sha256.in_(some), Attachment.deleted_at.is_(None)
        )
        for kind, record_id in session.execute(query):
            found.setdefault(kind, set()).add(record_id)
    return found


def unread(session: Session, readers: Collection[str]) -> list[Unread]:
    """The attached files whose words none of these readers has read, the latest first."""
    known = FileText.sha256 == Attachment.sha256
    query = (
        select(Attachment.sha256, func.max(Attachment.name), func.max(Attachment.size))
        .outerjoin(FileText, known)
        .where(Attachment.deleted_at.is_(None), FileText.sha256.is_(None) | FileText.reader.not_in(readers))
        .group_by(Attachment.sha256)
        .order_by(func.max(Attachment.id).desc())
    )
    return [Unread(*row) for row in session.execute(query)]


def without_words(session: Session, hashes: Iterable[bytes]) -> set[bytes]:
    """Those of the files that were read and hold no words."""
    found: set[bytes] = set()
    for some in batches(hashes):
        found.update(
            session.scalars(select(FileText.sha256).where(FileText.sha256.in_(some), FileText.text == ""))
        )
    return found


def sweep(ledger: Ledger, wanted: Collection[bytes] = ()) -> int:
    """Take away the words of files that nothing names any more; return of how many.

    As with their bytes, what the history names or a draft wants (``wanted``) stays.
    """
    if ledger.is_read_only:
        return 0
    with ledger.read() as session:
        named = attachments.ever_named(session)
        orphans = [
            one for one in session.scalars(select(FileText.sha256)) if one not in named and one not in wanted
        ]
    if orphans:
        with ledger.deriving() as session:
            for some in batches(orphans):
                session.execute(delete(FileText).where(FileText.sha256.in_(some)))
    return len(orphans)


def faults(session: Session) -> Iterator[str]:
    """Whether the index holds the words of the files that records have, and of no others."""
    query = (
        select(SearchText.kind, SearchText.record_id, SearchText.body)
        .where(
            select(Attachment.id)
            .where(
                Attachment.owner_kind == SearchText.kind,
                Attachment.owner_id == SearchText.record_id,
                Attachment.deleted_at.is_(None),
            )
            .exists()
            | (func.instr(SearchText.body, search_index.FILE) > 0)
        )
        .execution_options(yield_per=200)
    )
    for kind, record_id, body in session.execute(query):
        _own, *indexed = body.split(search_index.FILE)
        expected = [
            search_index.spaced(one)
            for one in search_index.files_of(session, kind, [record_id]).get(record_id, [])
        ]
        if [one.rstrip("\n") for one in indexed] != [one.rstrip("\n") for one in expected]:
            yield _(
                "search index: the words of the files of {kind} {number} are not those that it has"
            ).format(kind=kind, number=record_id)
