"""Open a table from outside: CSV and its kin, or XLSX, told apart by content and not by name."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.refusing import unreadable
from diplotrack.exchange.tables.delimited import open_delimited
from diplotrack.exchange.tables.filetype import kind_of_file
from diplotrack.exchange.tables.rows import Cell, Row, RowError, RowNote, Table, as_text
from diplotrack.exchange.tables.workbook import open_workbook

__all__ = ["Cell", "Row", "RowError", "RowNote", "Table", "as_text", "open_table"]


def open_table(
    path: str | Path,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header: int | None = None,
    look: int | None = None,
) -> Table:
    """The table in a file: header read, encoding and delimiter found unless given, rows still to be streamed.

    ``header`` is the number of the row of names, where a person chose it. ``look`` are the bytes of a text file that
    a first look may read: its encoding and number of rows are then judged by these. Raises UserError with one
    sentence for whatever holds no readable table.
    """
    path = Path(path)
    try:
        if kind_of_file(path) == "workbook":
            return open_workbook(path, sheet, header)
        if sheet is not None:
            sentence = _("“{file}” is a text file and has no sheets; leave out the sheet.")
            raise UserError(sentence.format(file=path.name))
        return open_delimited(path, encoding, delimiter, header, look)
    except OSError as error:
        raise unreadable(path, error) from error
