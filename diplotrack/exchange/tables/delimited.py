"""Rows of a delimited text file, streamed, each with the line on which it begins."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import LONGEST_CELL, LONGEST_LINE
from diplotrack.exchange.tables.charset import check_encoding, choose_charset
from diplotrack.exchange.tables.dialect import Dialect, find_dialect
from diplotrack.exchange.tables.headers import LOOKED_AT, find_header, read_header, title_note
from diplotrack.exchange.tables.rows import Cell, Row, Table
from diplotrack.exchange.tables.survey import Survey, survey

if TYPE_CHECKING:
    from _csv import Reader

_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 200_000
_DOS_END = "\x1a"


@dataclass
class DelimitedTable(Table):
    """A CSV file or one of its kin."""

    dialect: Dialect = field(default_factory=Dialect)

    def rows(self) -> Iterator[Row]:
        width = len(self.columns)
        with self._open() as stream:
            for number, last, cells, fault in _records(self.path, stream, self.dialect):
                if number <= self.header_at or cells == [_DOS_END] or not any(map(str.strip, cells)):
                    continue
                if not fault and len(cells) != width and last > number:
                    fault = _(
                        "it runs from line {first} to line {last} and has {n} cells where the header has "
                        "{width}; perhaps a quote mark lacks its pair"
                    ).format(first=number, last=last, n=len(cells), width=width)
                yield self._row(number, list[Cell](cells), fault)

    def top(self, rows: int) -> list[tuple[int, list[Cell]]]:
        with self._open() as stream:
            records = _records(self.path, stream, self.dialect)
            filled = (
                (number, list[Cell](cells))
                for number, _last, cells, _fault in records
                if number > self.dialect.skip_lines and any(map(str.strip, cells))
            )
            return list(islice(filled, rows))

    def _open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, errors="replace", newline="")


def open_delimited(
    path: Path,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: int | None = None,
    look: int | None = None,
) -> DelimitedTable:
    """Look a text file over and read its header. Raises UserError where it holds no table.

    ``header`` is the line in which it begins, where a person said so; ``look`` as for :func:`open_table`.
    """
    found = survey(path, check_encoding(encoding) if encoding else None, look)
    _refuse_binary(path, found)
    charset = choose_charset(path, found, encoding)
    table = DelimitedTable(path, encoding=charset.codec, line_end=found.line_end)
    with table._open() as stream:
        table.dialect = find_dialect(_sample(stream), delimiter)
    table.delimiter = table.dialect.delimiter
    with table._open() as stream:
        lasts: dict[int, int] = {}
        filled: list[tuple[int, list[Cell]]] = []
        for number, last, cells, _fault in _records(path, stream, table.dialect):
            if number > table.dialect.skip_lines and any(cell.strip() for cell in cells):
                filled.append((number, list[Cell](cells)))
                lasts[number] = last
                if len(filled) == LOOKED_AT:
                    break
    names = find_header(path, filled, header)
    if names is None:
        raise UserError(_("“{file}” has no header; it holds only blank lines.").format(file=path.name))
    number = names[0]
    table.columns, table.repeated, notes = read_header(path, *names)
    table.header_at = lasts[number]
    notes += title_note(path, number, filled[0][0])
    table.notes = ([charset.note] if charset.note else []) + notes
    records = found.records + (0 if _ends_with_line_end(path) else 1)
    if look is not None and found.size < (size := path.stat().st_size):
        records = found.records * size // max(1, found.size)
    table.count = max(0, records - number)
    return table


def _refuse_binary(path: Path, found: Survey) -> None:
    if found.zero_line is not None:
        raise UserError(
            _(
                "“{file}” holds a zero byte in line {line}; it is damaged or no text file. Export it again."
            ).format(file=path.name, line=found.zero_line)
        )
    if found.controls > 5 and found.controls > found.size // 100:
        raise UserError(
            _("“{file}” holds no text that can be read as a table. Choose a CSV or XLSX file.").format(
                file=path.name
            )
        )


def _records(path: Path, stream: TextIO, dialect: Dialect) -> Iterator[tuple[int, int, list[str], str]]:
    """First line, last line, cells and fault of each record; blank lines are records without cells.

    The reader is strict, so that a quote closed in the middle of a text is a fault of its row and not two
    rows run together in silence; its lines are read once more leniently, to show what stood there.
    """
    csv.field_size_limit(
        LONGEST_CELL
    )  # one limit for the process; the default of 128 k is too small for speeches
    pending: list[str] = []
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise UserError(
                    _(
                        "“{file}” has a line {line} of more than {n} million characters; it is no table."
                    ).format(file=path.name, line=number, n=LONGEST_LINE >> 20)
                )
            pending.append(line)
            yield line
        ended = True

    reader = _reader(lines(), dialect, strict=True)
    first = 1
    while True:
        try:
            cells = next(reader)
            fault = ""
        except StopIteration:
            return
        except csv.Error as error:
            if ended or "field limit" in str(error):
                raise UserError(_unclosed(path, first, pending, dialect.quote, ended)) from error
            cells = next(_reader(pending, dialect, strict=False), [])
            fault = _("text follows a closing quote mark; double the quote marks that belong to the text")
        yield first, reader.line_num, cells, fault
        first = reader.line_num + 1
        pending.clear()


def _reader(lines: Iterable[str], dialect: Dialect, strict: bool) -> Reader:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
        skipinitialspace=dialect.padded,
        strict=strict,
    )


def _unclosed(path: Path, first: int, pending: list[str], quote: str, ended: bool) -> str:
    """The sentence for a quote that swallows what follows it, with the line on which it opened."""
    opened, inside = first, False
    for number, line in enumerate(pending, first):
        if line.count(quote) % 2:
            inside = not inside
            opened = number if inside else opened
    if ended:
        sentence = _(
            "“{file}”: the quote mark that opens in line {line} is never closed, so the rest of the file "
            "cannot be told apart. Close it, or double it if it belongs to the text."
        )
    else:
        sentence = _(
            "“{file}”: a cell that begins in line {line} has more than a million characters; likely a quote "
            "mark there is never closed. Close it, or double it if it belongs to the text."
        )
    return sentence.format(file=path.name, line=opened)


def _sample(stream: TextIO) -> list[str]:
    lines: list[str] = []
    room = _SAMPLE_CHARACTERS
    while room > 0 and len(lines) < _SAMPLE_LINES and (line := stream.readline(room)):
        lines.append(line)
        room -= len(line)
    return lines


def _ends_with_line_end(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4))
        tail = stream.read()
    return tail.rstrip(b"\0 \x1a").endswith((b"\n", b"\r"))
