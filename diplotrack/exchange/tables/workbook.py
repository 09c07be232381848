"""Rows of one sheet of an XLSX workbook, streamed, after a look at what the package unpacks to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812 - an exception class in all but name

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import HIGHEST_PACKING, LARGEST_FILE, LONGEST_CELL, MEGABYTE
from diplotrack.exchange.tables.headers import LOOKED_AT, find_header, read_header, title_note
from diplotrack.exchange.tables.rows import Cell, Row, Table, as_text

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_FAILED = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_MISSING = "#N/A"


@dataclass
class WorkbookTable(Table):
    """One sheet. Formulas count by the value that the spreadsheet program last stored."""

    def rows(self) -> Iterator[Row]:
        with _opened(self.path) as book:
            for number, cells in _cells(book, self.sheet or ""):
                if number > self.header_at and _holds_something(cells):
                    # a spreadsheet leaves out empty cells at the end of a row: that is no fault
                    cells += [None] * (len(self.columns) - len(cells))
                    yield self._row(number, cells, self._failed(cells))

    def top(self, rows: int) -> list[tuple[int, list[Cell]]]:
        with _opened(self.path) as book:
            every = _cells(book, self.sheet or "")
            return list(islice(((number, cells) for number, cells in every if _holds_something(cells)), rows))

    def _failed(self, cells: list[Cell]) -> str:
        for name, cell in zip(self.columns, cells, strict=False):
            if isinstance(cell, str) and cell in _FAILED:
                return _("the formula in column “{column}” gives {value}").format(column=name, value=cell)
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                sentence = _("the cell in column “{column}” has more than a million characters")
                return sentence.format(column=name)
        return ""


def open_workbook(path: Path, sheet: str | None = None, header: int | None = None) -> WorkbookTable:
    """Look a workbook over and read the header of a sheet (default: the first visible one with content).

    ``header`` is the row in which it stands, where a person said so.
    Raises UserError when it is damaged, unpacks to too much, declares XML entities or has no such sheet.
    """
    _inspect_package(path)
    table = WorkbookTable(path)
    with _opened(path) as book:
        pages = [page.title for page in book.worksheets]
        shown = [page.title for page in book.worksheets if page.sheet_state == "visible"]
        if sheet is not None and sheet not in pages:
            raise UserError(
                _("“{file}” has no sheet “{sheet}”. It has: {names}.").format(
                    file=path.name, sheet=sheet, names=", ".join(pages)
                )
            )
        for name in [sheet] if sheet is not None else shown or pages:
            last = book[name].max_row or 0  # as the program that wrote it says, if it does
            filled = ((number, cells) for number, cells in _cells(book, name) if _holds_something(cells))
            first = list(islice(filled, LOOKED_AT))
            names = find_header(path, first, header)
            if names:
                table.sheet, table.header_at = name, names[0]
                table.columns, table.repeated, table.notes = read_header(path, *names)
                table.notes += title_note(path, names[0], first[0][0])
                table.count = max(0, last - names[0])
                break
        else:
            raise UserError(_("“{file}” is empty: no sheet holds anything.").format(file=path.name))
    if sheet is None and len(shown) > 1:
        sentence = _("“{file}” has {n} sheets; “{sheet}” was read.")
        table.notes.append(sentence.format(file=path.name, n=len(shown), sheet=table.sheet))
    return table


def sheets_of(path: Path) -> tuple[tuple[str, int, bool], ...]:
    """Name, rows (as the program that wrote it says; 0 where it does not) and visibility of each sheet of a workbook.

    Raises UserError as :func:`open_workbook` does.
    """
    _inspect_package(path)
    with _opened(path) as book:
        return tuple(
            (page.title, page.max_row or 0, page.sheet_state == "visible") for page in book.worksheets
        )


def _inspect_package(path: Path) -> None:
    """Refuse what unpacks to far more than a sheet needs, is encrypted, or declares XML entities."""
    try:
        with ZipFile(path) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            large = [part for part in parts if part.file_size > 16 * MEGABYTE]
            swollen = any(part.file_size > HIGHEST_PACKING * max(1, part.compress_size) for part in large)
            if unpacked > LARGEST_FILE or swollen or len(parts) > 20_000:
                raise UserError(
                    _(
                        "“{file}” would unpack to {size} megabytes, which is no ordinary workbook; it was not "
                        "opened. If it is yours, save the sheet as CSV."
                    ).format(file=path.name, size=unpacked >> 20)
                )
            if any(part.flag_bits & 1 for part in parts):
                sentence = _("“{file}” is protected by a password. Save it without one and import that.")
                raise UserError(sentence.format(file=path.name))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(path, package, part)
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, OSError) as error:
        raise _damaged(path) from error


def _refuse_entities(path: Path, package: ZipFile, part: ZipInfo) -> None:
    with package.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(4096).upper():
            sentence = _(
                "“{file}” declares XML entities in “{part}”, as no spreadsheet program does; it was not opened. "
                "If it is yours, save the sheet as CSV."
            )
            raise UserError(sentence.format(file=path.name, part=part.filename))


class _Stumbled(Exception):
    """openpyxl gave up inside the package; kept apart from faults of our own."""


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """The workbook, read-only; whatever openpyxl stumbles over becomes one sentence."""
    from openpyxl import load_workbook

    try:
        with path.open("rb") as stream:  # our own handle: openpyxl leaves its open when it stumbles
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and extensions that are not read anyway
                try:
                    book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
                except _STUMBLES as error:
                    raise _Stumbled from error
            yield book
    except _Stumbled as error:
        raise _damaged(path) from error


# openpyxl has no error of its own for a damaged part: it lets through whatever its parser or code raised
_STUMBLES = (
    BadZipFile,
    DeflateError,
    EOFError,
    OSError,
    SyntaxError,  # what every XML parser here calls a broken document
    OverflowError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
)


def _cells(book: Workbook, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """Row number and cells without the empty ones at the end; a failed look-up (#N/A) is an empty cell."""
    page = book[name]
    page.reset_dimensions()  # many programs write a wrong size, which would cut the sheet short
    read = iter(page.iter_rows(values_only=True))
    for number in count(1):
        try:
            values = next(read)
        except StopIteration:
            return
        except _STUMBLES as error:
            raise _Stumbled from error
        cells: list[Cell] = [None if value == _MISSING else _plain(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        yield number, cells


def _holds_something(cells: list[Cell]) -> bool:
    return any(as_text(cell).strip() for cell in cells)


def _plain(value: object) -> Cell:
    from datetime import date, time

    if value is None or isinstance(value, (str, int, float, date, time)):
        return value
    return str(value)


def _damaged(path: Path) -> UserError:
    sentence = _(
        "“{file}” is damaged and cannot be read as a workbook. Open and save it again, or fetch it anew."
    )
    return UserError(sentence.format(file=path.name))
