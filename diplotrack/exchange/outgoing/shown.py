"""A list as it stands on the screen, in a file or on the clipboard: its rows, columns, order and groups."""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.formulas import harmless, is_formula_like
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.flat.sheets import LONGEST_CELL, MOST_ROWS, is_long
from diplotrack.exchange.outgoing.export import Exported
from diplotrack.exchange.outgoing.records import Outgoing
from diplotrack.records import KINDS, Field, Record, fields, gathers
from diplotrack.records.display import display
from diplotrack.release import EVERYTHING, ProtectedNames, ReleaseFilter
from diplotrack.store import atomic, groups, lists
from diplotrack.store.lists import ListQuery

FORMATS = (".csv", ".xlsx")
REPORT_EVERY = 400
JOINED = "; "


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list on its way out: headings, and rows of cells (text, number, day or yes/no; None is empty)."""

    name: str
    headings: list[str]
    rows: Iterator[list[Any]]
    total: int


class ShownList:
    """The rows of a list as they may go out; ``kept_back`` counts those that may not, once all were read."""

    def __init__(
        self, session: Session, query: ListQuery, columns: Sequence[str], release: ReleaseFilter = EVERYTHING
    ) -> None:
        self._session = session
        self._query = query
        self._kind = KINDS[query.kind]
        self._outgoing = Outgoing(session, release, ProtectedNames.read(session))
        left_out = self._outgoing.left_out(self._kind)
        self._columns = [name for name in columns if name not in left_out]
        self.kept_back = 0

    def sheet(self, ids: Sequence[int] | None = None) -> Sheet:
        """The whole list in its groups, or only the rows of those identifiers, without them."""
        about = self._kind.__kind__
        labels = [str(_label(self._kind, name)) for name in self._columns]
        if ids is not None or not self._query.group:
            wanted = lists.identifiers(self._session, self._query) if ids is None else ids
            return Sheet(str(about.plural), labels, self._cells(wanted), len(wanted))
        found = groups.grouped(self._session, self._query)
        captions = groups.captions(self._session, self._query, found.keys)
        heading = str(_label(self._kind, self._query.group.partition(":")[0]))
        return Sheet(
            str(about.plural),
            [_("Group: {field}").format(field=heading), *labels],
            self._in_groups(found, captions),
            len(found.ids),
        )

    def _in_groups(self, found: groups.Grouped, captions: list[str]) -> Iterator[list[Any]]:
        """The rows with the words of their group before them."""
        place = group = -1
        for one, cells in self._numbered(found.ids):
            place += 1
            while found.ids[place] != one:  # those between may not go out
                place += 1
            while group + 1 < len(found.starts) and found.starts[group + 1] <= place:
                group += 1
            yield [captions[group], *cells]

    def _cells(self, ids: Sequence[int]) -> Iterator[list[Any]]:
        for _one, cells in self._numbered(ids):
            yield cells

    def _numbered(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Any]]]:
        own = [fields(self._kind).get(name) for name in self._columns]
        out = 0
        for one, values in self._outgoing.shown(self._kind, ids, self._columns):
            out += 1
            yield one, [cell(field, value) for field, value in zip(own, values, strict=True)]
        self.kept_back += len(ids) - out


def cell(field: Field | None, value: Any) -> Any:
    """A value as a spreadsheet takes it: days as days, numbers as numbers, the rest in the words of the list."""
    if value is None or value == "":
        return None
    if isinstance(value, PartialDate):
        return value.earliest if value.precision == "day" else value.iso()
    if field is not None and field.type == "scale":
        return display(field, value)
    if isinstance(value, bool):
        return display(field, value)
    if isinstance(value, (list, tuple)):
        return JOINED.join(str(display(field, one)) for one in value)
    if isinstance(value, (date, datetime, time, int, float, Decimal)):
        return value
    return display(field, value)


def export_shown(
    session: Session,
    query: ListQuery,
    columns: Sequence[str],
    target: Path,
    *,
    release: ReleaseFilter = EVERYTHING,
    progress: Progress = quiet,
) -> Exported:
    """Write the whole list into a CSV or XLSX file, in its order, with these columns and its groups.

    Raises UserError.
    """
    if target.suffix.lower() not in FORMATS:
        sentence = _("“{name}” has no format that can be written; end it with one of: {choices}.")
        raise UserError(sentence.format(name=target.name, choices=", ".join(FORMATS)))
    if not target.parent.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=target.parent))
    shown = ShownList(session, query, columns, release)
    sheet = shown.sheet()
    if target.suffix.lower() == ".xlsx" and sheet.total > MOST_ROWS:
        sentence = _("A sheet holds {count} rows and there are more; write a .csv file.")
        raise UserError(sentence.format(count=MOST_ROWS))
    written = 0

    def counted() -> Iterator[list[Any]]:
        nonlocal written
        for row in sheet.rows:
            yield row
            written += 1
            if written % REPORT_EVERY == 0:
                progress(written, sheet.total, sheet.name)

    progress(0, sheet.total, sheet.name)
    with atomic.replacing(target) as part:
        if target.suffix.lower() == ".csv":
            _csv(part, sheet.headings, counted())
        else:
            _xlsx(part, sheet, counted())
    return Exported({query.kind: written}, shown.kept_back)


def clipboard(sheet: Sheet) -> tuple[str, str]:
    """The table as text with tabs, and as HTML, which spreadsheets prefer: there, texts are told to be texts."""
    lines = ["\t".join(map(_tabbed, sheet.headings))]
    rows = ["<tr>" + "".join(f"<th>{html.escape(one)}</th>" for one in sheet.headings) + "</tr>"]
    for row in sheet.rows:
        lines.append("\t".join(_tabbed(one) for one in row))
        rows.append("<tr>" + "".join(_tag(one) for one in row) + "</tr>")
    head = '<html><head><meta charset="utf-8"></head><body><table>'
    return "\r\n".join(lines) + "\r\n", f"{head}{''.join(rows)}</table></body></html>"


def _tabbed(value: Any) -> str:
    text = _written(harmless(value))
    # A cell with a break or a tab stays one cell between quotation marks.
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '\t\n\r"') else text


def _tag(value: Any) -> str:
    words = html.escape(_written(value)).replace("\n", '<br style="mso-data-placement:same-cell">')
    if isinstance(value, str):
        return f"<td style=\"mso-number-format:'\\@'\">{words}</td>"
    return f"<td>{words}</td>"


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def _csv(part: Path, headings: list[str], rows: Iterator[list[Any]]) -> None:
    # With a byte order mark, or spreadsheets on Windows take it for another encoding.
    with part.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow([harmless(one) for one in headings])
        table.writerows([_written(harmless(value)) for value in row] for row in rows)


def _xlsx(part: Path, sheet: Sheet, rows: Iterator[list[Any]]) -> None:
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with part.open("wb") as stream, xlsxwriter.Workbook(stream, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        inert = book.add_format({"quote_prefix": True})
        page = book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 0)
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
            page.set_column(column, column, 18)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
                    page.write_datetime(number, column, datetime.combine(value, time()), day)
                elif isinstance(value, (int, float, Decimal)):
                    page.write_number(number, column, value)
                elif value is not None:
                    text = _written(value)
                    cut = f"{text[: LONGEST_CELL // 2]}…" if is_long(text) else text
                    page.write_string(number, column, cut, inert if is_formula_like(cut) else None)


def _label(kind: type[Record], name: str) -> Any:
    gathered = gathers(kind).get(name)
    return gathered.label if gathered is not None else fields(kind)[name].label
