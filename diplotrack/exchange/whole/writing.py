"""The whole ledger written as JSON: one row a line, in the order of the ledger, nothing of the moment of writing.

Two exports of the same ledger are the same bytes, and so is the export of a workspace that was made of one.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import String, Table, func, select, type_coerce
from sqlalchemy.orm import Session

from diplotrack.base.errors import DamagedWorkspace, UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.whole.layout import (
    CHANGES,
    FORMAT,
    NUMBERED,
    OF_THE_PLACE,
    OPERATIONS,
    PIECE,
    VERSION,
    slots,
)
from diplotrack.records import KINDS, Attachment
from diplotrack.records.columns import ChoiceType
from diplotrack.store import atomic, attachments, drafts, sql
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Setting
from diplotrack.store.migrations import LATEST

RUN = 1_000
"""Rows written at a time."""

_plain = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class WholeExported:
    """What was written: rows of each kind, attached files, and a sentence about each thing that is not in the file."""

    records: dict[str, int] = field(default_factory=dict)
    operations: int = 0
    files: int = 0
    notes: list[str] = field(default_factory=list)


def write_whole(
    ledger: Ledger, target: Path, *, with_files: bool = True, progress: Progress = quiet
) -> WholeExported:
    """Write all of a ledger into the file ``target``, which appears complete or not at all.

    The file is not encrypted, whatever the workspace is, and no marking keeps anything back: it is the owner's own
    copy. Raises UserError, and Cancelled from ``progress``.
    """
    if target.suffix.lower() != ".json":
        sentence = _("“{name}”: the whole ledger is written as JSON; end the name with .json.")
        raise UserError(sentence.format(name=target.name))
    if not target.parent.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=target.parent))
    with ledger.read() as session, atomic.writing(target) as stream:
        return _Writer(ledger, session, stream, progress).write(with_files)


class _Writer:
    def __init__(self, ledger: Ledger, session: Session, stream: BinaryIO, progress: Progress) -> None:
        self._ledger, self._session, self._stream, self._progress = ledger, session, stream, progress
        self._done = WholeExported()
        self._rows = self._total = 0

    def write(self, with_files: bool) -> WholeExported:
        counts = {table.name: self._count(table) for table in NUMBERED}
        self._total = sum(counts.values())
        head = {"format": FORMAT, "version": VERSION, "ledger_schema": LATEST}
        self._put(_plain(head)[:-1])
        self._put(',\n"settings": ')
        self._object(self._settings())
        highest = ((one.name, sql.first_free_identifier(self._session, one.name) - 1) for one in NUMBERED)
        self._put(',\n"identifiers": ')
        self._object((name, top) for name, top in highest if top)
        self._put(',\n"records": {')
        for place, kind in enumerate(KINDS.values()):
            name = kind.__kind__.name
            self._put(f'{"," if place else ""}\n"{name}": ')
            self._list(self._table(kind.__table__))
            self._done.records[name] = counts[name]
        self._put('\n},\n"operations": ')
        self._list(self._table(OPERATIONS))
        self._put(',\n"changes": ')
        self._list(self._table(CHANGES))
        self._put(',\n"files": ')
        self._list(self._files(with_files))
        self._put("\n}\n")
        self._done.operations = counts[OPERATIONS.name]
        self._tell_drafts()
        self._progress(self._total, self._total, _("Done"))
        return self._done

    def _put(self, words: str) -> None:
        self._stream.write(words.encode())

    def _object(self, pairs: Any) -> None:
        """One member a line."""
        lines = ",\n".join(f"{_plain(name)}: {_plain(value)}" for name, value in pairs)
        self._put(f"{{\n{lines}\n}}" if lines else "{}")

    def _list(self, rows: Iterator[str]) -> None:
        """One item a line."""
        waiting: list[str] = []
        between = "[\n"
        for row in rows:
            waiting.append(row)
            if len(waiting) == RUN or len(row) > attachments.PIECE:
                self._put(between + ",\n".join(waiting))
                waiting, between = [], ",\n"
        if waiting:
            self._put(between + ",\n".join(waiting))
            between = ",\n"
        self._put("\n]" if between == ",\n" else "[]")

    def _count(self, table: Table) -> int:
        return self._session.scalar(select(func.count()).select_from(table)) or 0

    def _settings(self) -> Iterator[tuple[str, Any]]:
        for key, value in self._session.execute(select(Setting.key, Setting.value).order_by(Setting.key)):
            if key not in OF_THE_PLACE:
                yield key, value

    def _table(self, table: Table) -> Iterator[str]:
        """The rows in order of their identifiers. What is empty is left out."""
        own = slots(table)
        # A choice is written as it is stored; looking up its member would only be undone.
        columns = [
            type_coerce(column, String) if isinstance(column.type, ChoiceType) else column
            for column in (table.c[slot.name] for slot in own)
        ]
        written = [
            (slot.name, slot.empty, None if slot.form.write is str else slot.form.write) for slot in own
        ]
        query = select(*columns).order_by(table.c.id).execution_options(yield_per=RUN)
        for row in self._session.execute(query):
            if self._rows % RUN == 0:
                self._progress(self._rows, self._total, table.name)
            self._rows += 1
            values: dict[str, Any] = {}
            for (name, empty, write), value in zip(written, row, strict=True):
                if value is not None and value != empty:
                    values[name] = value if write is None else write(value)
            yield _plain(values)

    def _files(self, with_bytes: bool) -> Iterator[str]:
        """The bytes of every file that an attachment names or once named, in pieces."""
        sizes = dict(self._session.execute(select(Attachment.sha256, Attachment.size)).all())
        lost = 0
        for digest in sorted(attachments.ever_named(self._session)):
            row: dict[str, Any] = dict(zip(PIECE, (digest.hex(), sizes.get(digest, 0)), strict=False))
            if not with_bytes:
                yield _plain(row)
                continue
            size = self._size(digest)
            if size is None:
                lost += digest in sizes
                yield _plain(row)
                continue
            self._done.files += 1
            row["size"] = size
            for place, piece in enumerate(attachments.pieces(self._ledger, digest) if size else [b""]):
                yield _plain({**row, "piece": place, "base64": base64.b64encode(piece).decode("ascii")})
        if lost:
            sentence = _(
                "The bytes of {count} attached files are missing or altered, and are not in the file."
            )
            self._done.notes.append(sentence.format(count=lost))

    def _size(self, digest: bytes) -> int | None:
        """The number of bytes of a file, all of them proven; None where they are gone or altered."""
        try:
            return sum(len(piece) for piece in attachments.pieces(self._ledger, digest))
        except DamagedWorkspace:
            return None

    def _tell_drafts(self) -> None:
        if self._ledger.folder.drafts.is_file():
            count = len(drafts.Drafts(self._ledger).all())
            if count:
                sentence = _("What is just being typed is not in the file: {count} drafts.")
                self._done.notes.append(sentence.format(count=count))
