"""Proving a workspace sound: its files, its references, its history, its search index, its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from diplotrack.base.errors import DamagedWorkspace
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.records import ANYWHERE, KINDS
from diplotrack.store import attachments, evidence_index, faults, file_texts, history, search_index
from diplotrack.store.engine import connect
from diplotrack.store.ledger import Ledger

AT_MOST = 20
"""Faults told of one kind; a thousand lines would not tell more."""

CACHE_KIB = 64 * 1024
"""Page cache for checking a whole file; an encrypted one is decrypted again and again with less."""


def damage(ledger: Ledger, progress: Progress = quiet) -> Iterator[str]:
    """What is wrong with a workspace, one sentence each; nothing where all is sound. Changes nothing."""
    steps = (_files, _references, _history, _index, _evidence, _owners, attachments.damage)
    names = (
        _("files"),
        _("references"),
        _("history"),
        _("search index"),
        _("gaps"),
        _("owners"),
        _("attachments"),
    )
    for done, (step, name) in enumerate(zip(steps, names, strict=True)):
        progress(done, len(steps), name)
        yield from _bearing(step(ledger), name)
    progress(len(steps), len(steps), "")


def _bearing(found: Iterator[str], name: str) -> Iterator[str]:
    """The findings of a step, and where the step itself breaks on a damaged page, that it did."""
    try:
        yield from found
    except faults.driver_errors() as error:
        yield _("{what}: cannot be read to the end ({reason})").format(what=name, reason=_reason(error))
    except DamagedWorkspace as error:
        yield _("{what}: cannot be read to the end ({reason})").format(
            what=name, reason=_reason(error.__cause__ or error)
        )


def _reason(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _mode(ledger: Ledger) -> str:
    return "immutable" if ledger.is_read_only else "rw"


def _files(ledger: Ledger) -> Iterator[str]:
    for path in (ledger.folder.ledger, ledger.folder.attachments, ledger.folder.drafts):
        if path.is_file():
            yield from _file(path, ledger)


def _file(path: Path, ledger: Ledger) -> Iterator[str]:
    with closing(connect(path, _mode(ledger), ledger.driver)) as connection:
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        for (said,) in connection.execute(f"PRAGMA integrity_check({AT_MOST})"):
            for line in said.splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield f"{path.name}: {line}"


def _references(ledger: Ledger) -> Iterator[str]:
    with closing(connect(ledger.folder.ledger, _mode(ledger), ledger.driver)) as connection:
        rows = connection.execute("PRAGMA foreign_key_check").fetchmany(AT_MOST)
    for table, row, parent, _number in rows:
        yield _("{table} {row}: it refers to a {parent} that is not there").format(
            table=table, row=row, parent=parent
        )


def _history(ledger: Ledger) -> Iterator[str]:
    with ledger.read() as session:
        for fault in history.faults(session):
            yield _("history: {fault}").format(fault=fault)


def _index(ledger: Ledger) -> Iterator[str]:
    with ledger.read() as session:
        yield from search_index.index_faults(session)
        yield from file_texts.faults(session)
    if ledger.is_read_only:
        return  # the index checks itself by a statement that needs the write lock
    with closing(connect(ledger.folder.ledger, "rw", ledger.driver)) as connection:
        try:
            connection.execute(search_index.INTEGRITY.text)
        except faults.driver_errors() as error:
            yield _("search index: it does not match its texts ({reason})").format(reason=_reason(error))


def _evidence(ledger: Ledger) -> Iterator[str]:
    with ledger.read() as session:
        for fault in evidence_index.faults(session):
            yield _("gaps: {fault}").format(fault=fault)


def _owners(ledger: Ledger) -> Iterator[str]:
    """Rows that any record can have name it by kind and number, which no foreign key guards."""
    with ledger.read() as session:
        for name in ANYWHERE:
            yield from _orphans(session, name)


def _orphans(session: Session, name: str) -> Iterator[str]:
    table = ANYWHERE[name].__table__
    for owner_kind, count in orphan_counts(session, name).items():
        yield _("{count} rows of {table} belong to a {owner} that is not there").format(
            count=count, table=table.name, owner=owner_kind
        )


def orphan_counts(session: Session, name: str) -> dict[str, int]:
    """Rows of a kind that any record can have whose record is gone: kind of the record → number of rows."""
    table = ANYWHERE[name].__table__
    found: dict[str, int] = {}
    counts = select(table.c.owner_kind, func.count()).group_by(table.c.owner_kind)
    for owner_kind, count in session.execute(counts).all():
        if owner_kind not in KINDS:
            found[owner_kind] = count
            continue
        owner = KINDS[owner_kind].__table__.alias()
        joined = table.outerjoin(owner, table.c.owner_id == owner.c.id)
        lost = select(func.count()).select_from(joined)
        lost = lost.where(and_(table.c.owner_kind == owner_kind, owner.c.id.is_(None)))
        if number := session.scalar(lost):
            found[owner_kind] = number
    return found
