"""A file that holds a whole ledger, taken into an empty one: row by row, in one transaction, or not at all."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.refusing import unreadable
from diplotrack.exchange.tables.filetype import regular
from diplotrack.exchange.whole.forms import Unfit
from diplotrack.exchange.whole.layout import (
    CHANGES,
    FORMAT,
    HEAD,
    NUMBERED,
    OF_THE_PLACE,
    OPERATIONS,
    PIECE,
    SECTIONS,
    VERSION,
)
from diplotrack.exchange.whole.parsing import JsonFile
from diplotrack.exchange.whole.rows import RowReader
from diplotrack.exchange.whole.settings import checked
from diplotrack.records import KINDS
from diplotrack.store import derive, history
from diplotrack.store.attachments import PIECE as PIECE_BYTES
from diplotrack.store.bulk import insert_rows
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Setting
from diplotrack.store.migrations import LATEST
from diplotrack.store.refill import Receiving, refilling, set_highest

RUN = 1_000
"""Rows written at a time."""
MOST_TOLD = 20
"""Unknown members that are named one by one."""


@dataclass(slots=True)
class WholeTaken:
    """What was taken in: rows of each kind, operations of the history, attached files; and what is to be told."""

    records: Counter[str] = field(default_factory=Counter)
    operations: int = 0
    files: int = 0
    notes: list[str] = field(default_factory=list)


class _Enough(Exception):
    """Leaves the transaction of a dry run."""


def read_whole(
    ledger: Ledger,
    source: Path,
    mind: Callable[[Session], None],
    *,
    dry_run: bool = False,
    progress: Progress = quiet,
) -> WholeTaken:
    """Take all that the file holds into the ledger, in place of what there is.

    ``mind`` raises UserError where the ledger holds what must not be lost. Raises UserError where the file is none of
    ours, newer, or not sound, and Cancelled from ``progress``; the ledger is then as it was.
    """
    taken = WholeTaken()
    regular(source)
    try:
        with source.open("rb") as stream, ExitStack() as stack:
            size = source.stat().st_size
            run = _Reading(ledger, JsonFile(stream, source.name), taken, stack)

            def seal() -> None:
                if dry_run:
                    raise _Enough
                if run.receiving is not None:
                    # Before the rows that name them: a crash between the two leaves bytes that are swept away.
                    run.receiving.commit()

            with refilling(ledger, mind, seal) as session:
                run.read(session, lambda what: progress(stream.tell(), size, what))
                progress(size, size, _("Indexing"))
            with ledger.read() as session:
                taken.notes += [
                    _("The history in the file does not hold ({fault}).").format(fault=fault)
                    for fault in islice(history.faults(session), 1)
                ]
    except _Enough:
        pass
    except OSError as error:
        raise unreadable(source, error) from error
    return taken


class _Reading:
    """One run. What cannot be taken is refused by the file, which knows the line."""

    def __init__(self, ledger: Ledger, file: JsonFile, taken: WholeTaken, stack: ExitStack) -> None:
        self._ledger, self._file, self._taken, self._stack = ledger, file, taken, stack
        self.receiving: Receiving | None = None
        self._unknown: Counter[str] = Counter()
        self._without = 0

    def read(self, session: Session, tell: Callable[[str], None]) -> None:
        """All sections, in whichever order they come."""
        self._session, self._tell = session, tell
        there: set[str] = set()
        for name in self._file.members():
            there.add(name)
            if name in HEAD:
                self._head(name, self._file.value())
            elif name in SECTIONS:
                getattr(self, f"_{name}")()
            else:
                self._file.value()
                self._unknown[name] += 1
        self._file.end()
        missing = [name for name in (*HEAD, *SECTIONS) if name not in there]
        if missing:
            self._file.refuse(
                _(
                    "this is no whole ledger as “diplotrack export ledger” writes it: “{name}” is missing"
                ).format(name=missing[0])
            )
        set_highest(session, self._highest)
        self._say()

    def _head(self, name: str, value: Any) -> None:
        expected = {"format": FORMAT, "version": VERSION, "ledger_schema": LATEST}[name]
        if name == "format" and value != FORMAT:
            self._file.refuse(_("this is no ledger written by Diplotrack"))
        if name != "format" and (type(value) is not int or value < 1):
            self._file.refuse(_("“{name}” is a whole number from 1").format(name=name))
        if name != "format" and value > expected:
            self._file.refuse(_("it was written by a newer Diplotrack; update this one to read it"))

    # Sections --------------------------------------------------------------------------------------------------------

    def _settings(self) -> None:
        for key in self._file.members():
            value = self._file.value()
            if key in OF_THE_PLACE:
                continue
            try:
                self._session.add(Setting(key=key, value=checked(key, value)))
            except Unfit as error:
                self._file.refuse(_("setting {key}: {why}").format(key=key, why=error))
        self._session.flush()

    def _identifiers(self) -> None:
        known = {table.name for table in NUMBERED}
        self._highest: dict[str, int] = {}
        for name in self._file.members():
            value = self._file.value()
            if type(value) is not int or not 0 <= value < 2**63:
                self._file.refuse(_("“{name}” is no identifier").format(name=name))
            if name in known:
                self._highest[name] = value
            else:
                self._unknown[f"identifiers.{name}"] += 1

    def _records(self) -> None:
        for name in self._file.members():
            kind = KINDS.get(name)
            if kind is None:
                self._unknown[f"records.{name}"] += sum(1 for _row in self._file.items())
                continue
            self._taken.records[name] = self._table(kind.__table__, RowReader(kind.__table__, kind))

    def _operations(self) -> None:
        self._taken.operations = self._table(OPERATIONS, RowReader(OPERATIONS))

    def _changes(self) -> None:
        self._table(CHANGES, RowReader(CHANGES))

    def _table(self, table: Table, reader: RowReader) -> int:
        count, waiting = 0, []
        for value in self._file.items():
            try:
                waiting.append(reader.read(value))
            except Unfit as error:
                named = value.get("id", "") if type(value) is dict else ""
                self._file.refuse(f"{table.name} {named}: {error}")
            count += 1
            if len(waiting) == RUN:
                self._write(table, reader, waiting)
                waiting = []
        self._write(table, reader, waiting)
        for name, times in reader.unknown.items():
            self._unknown[f"{table.name}.{name}"] += times
        return count

    def _write(self, table: Table, reader: RowReader, rows: list[dict[str, Any]]) -> None:
        self._tell(table.name)
        if reader.kind is not None:
            derive.fill_sort_keys(reader.kind, rows)
        try:
            insert_rows(self._session.connection(), table, rows)
        except IntegrityError as error:
            # "UNIQUE constraint failed: party.id"
            column = str(error.orig).rpartition(": ")[2]
            self._file.refuse(
                _("two rows have the same {column}, here or shortly before").format(column=column)
            )

    # Files -----------------------------------------------------------------------------------------------------------

    def _files(self) -> None:
        for digest, size, pieces in self._each_file():
            if pieces is None:
                self._without += 1
                continue
            if self.receiving is None:
                self.receiving = Receiving(self._ledger)
                self._stack.callback(self.receiving.close)
            wanted = self.receiving.begin(digest, size)
            for piece in pieces:
                if wanted:
                    self.receiving.piece(piece)
            if wanted and not self.receiving.is_whole():
                self._file.refuse(
                    _("the bytes of the attached file {sha256} are not whole").format(sha256=digest.hex())
                )
            self._taken.files += 1

    def _each_file(self) -> Iterator[tuple[bytes, int, Iterator[bytes] | None]]:
        """Each file once: its hash, its size, and its pieces where they are there. Take them all before the next."""
        rows = self._file.items()
        row = next(rows, None)
        while row is not None:
            digest, size, content = self._piece(row, 0)
            if content is None:
                yield digest, size, None
                row = next(rows, None)
                continue
            following: list[Any] = []

            def pieces(
                first: bytes = content, whose: bytes = digest, after: list[Any] = following
            ) -> Iterator[bytes]:
                yield first
                place = 1
                for one in rows:
                    if type(one) is not dict or one.get("sha256") != whose.hex():
                        after.append(one)
                        return
                    _digest, _size, more = self._piece(one, place)
                    if more is None:
                        self._file.refuse(_("a piece has no bytes"))
                    yield more
                    place += 1

            yield digest, size, pieces()
            row = following[0] if following else None

    def _piece(self, row: Any, place: int) -> tuple[bytes, int, bytes | None]:
        if type(row) is not dict or not set(PIECE).issuperset(row):
            self._file.refuse(_("this is no piece of an attached file"))
        digest, size, coded = row.get("sha256"), row.get("size"), row.get("base64")
        try:
            sha256 = bytes.fromhex(digest) if type(digest) is str else b""
            content = None if coded is None else base64.b64decode(coded, validate=True)
        except (ValueError, TypeError, binascii.Error):
            sha256, content = b"", None
        if len(sha256) != 32 or type(size) is not int or not 0 <= size < 2**63:
            self._file.refuse(_("this is no piece of an attached file"))
        if content is not None and (row.get("piece") != place or len(content) > PIECE_BYTES):
            self._file.refuse(_("the pieces of an attached file are out of order, or one is too large"))
        return sha256, size, content

    def _say(self) -> None:
        if self._without:
            sentence = _("The bytes of {count} attached files are not in the file.")
            self._taken.notes.append(sentence.format(count=self._without))
        for name, times in self._unknown.most_common(MOST_TOLD):
            sentence = _("“{name}” is not known here and was left out ({count} times).")
            self._taken.notes.append(sentence.format(name=name, count=times))
        if len(self._unknown) > MOST_TOLD:
            self._taken.notes.append(_("… and {count} more.").format(count=len(self._unknown) - MOST_TOLD))
