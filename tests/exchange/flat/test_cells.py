"""Names in one cell, and formulas: what goes in comes out, and nothing in a file is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from diplotrack.base.formulas import FORMULA, as_meant, harmless
from diplotrack.exchange.flat.cells import joined, parted, told_apart, which
from diplotrack.exchange.flat.sheets import Workbook, as_read
from diplotrack.exchange.outgoing.shown import Sheet, clipboard
from diplotrack.reports.document import Column, Document, Table
from diplotrack.reports.render import RENDERERS

SIGNS = st.sampled_from((*FORMULA, "'", '"', ";", "; ", " ", "a", "Li", "]", "[0123abcd]", "_x0041_", "\x00"))
TEXT = st.lists(SIGNS | st.text(st.characters(codec="utf-8"), max_size=3), max_size=6).map("".join)
CELLS = st.lists(TEXT, min_size=1, max_size=4)


@given(st.lists(TEXT.filter(bool), max_size=5))
@example(['"', ";", "; ", '""; "', " "])
def test_names_come_out_of_a_cell_as_they_went_in(names: list[str]) -> None:
    assert parted(joined(names)) == names


def test_names_read_as_people_write_them() -> None:
    assert joined(["France", "Japan", "Smith; Sons"]) == 'France; Japan; "Smith; Sons"'
    assert parted('the "Quad"; "half') == ['the "Quad"', '"half']


@given(TEXT, st.uuids())
def test_a_name_and_its_digits_part_again(name: str, uid: Any) -> None:
    assert which(told_apart(name, uid.hex)) == (name, uid.hex[-8:])


@given(TEXT)
@example("'=1")
@example("''-")
@example("'tis")
def test_a_formula_is_made_a_text_and_meant_again(text: str) -> None:
    told = harmless(text)
    assert not told.startswith(FORMULA)
    assert as_meant(told) == text


def running(cells: list[str]) -> list[str]:
    return [cell for cell in cells if cell.startswith(FORMULA)]


@given(st.lists(CELLS, min_size=1, max_size=3))
def test_no_cell_of_a_csv_file_or_of_the_clipboard_runs(rows: list[list[str]]) -> None:
    target = io.BytesIO()
    columns = tuple(Column(cell) for cell in rows[0])
    RENDERERS[".csv"](Document("Title", (Table(columns, rows),)), target, "A4")
    written = list(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")))
    assert [running(row) for row in written if running(row)] == []
    copied, _html = clipboard(Sheet("x", rows[0], iter(rows), len(rows)))
    found = csv.reader(io.StringIO(copied, newline=""), delimiter="\t")
    assert [running(row) for row in found if running(row)] == []


@settings(max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_no_cell_of_a_workbook_is_a_formula_and_all_come_back(rows: list[list[str]]) -> None:
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        Workbook(book).write("person", "People", ("uid", "name"), ([*row] for row in rows))
    sheet = load_workbook(target).worksheets[0]
    for number, row in enumerate(rows, start=2):
        for place, wanted in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            assert cell.data_type in ("s", "n", "inlineStr")
            assert as_meant(as_read(str(cell.value or ""))) == wanted
