"""A workbook opened again: values as values, nothing lost to a spreadsheet's limits, pages that print."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from diplotrack.reports.document import (
    Cell,
    Chart,
    ChartForm,
    Column,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    Moment,
    Paragraph,
    Series,
    Table,
    Timeline,
)
from diplotrack.reports.render import render_xlsx
from diplotrack.reports.render.xlsx import sheets


def book(*blocks: object, **more: object) -> Workbook:
    stream = io.BytesIO()
    render_xlsx(Document("Title", blocks, **more), stream)  # type: ignore[arg-type]
    return openpyxl.load_workbook(stream)


def column(*cells: Cell, kind: str = "number") -> list[tuple[object, str]]:
    table = Table((Column("A", kind=kind),), tuple((one,) for one in cells))  # type: ignore[arg-type]
    sheet = book(table).worksheets[0]
    return [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=4)]


def test_numbers_of_a_column_have_the_same_decimals() -> None:
    assert column(Cell("1,250.5", 1250.5), Cell("3", 3)) == [(1250.5, "#,##0.0"), (3, "#,##0.0")]


def test_years_are_not_parted() -> None:
    assert column(Cell("1999", 1999), Cell("2008", 2008)) == [(1999, "0"), (2008, "0")]


@pytest.mark.parametrize("value", [10**17 + 1, float("nan"), float("inf")])
def test_a_number_that_no_spreadsheet_holds_stays_text(value: float) -> None:
    assert column(Cell(str(value), value)) == [(str(value), "General")]


def test_a_day_that_spreadsheets_do_not_agree_on_stays_text() -> None:
    days = (
        Cell("6 Feb 1778", date(1778, 2, 6)),
        Cell("", date(1778, 2, 6)),
        Cell("28 Feb 1900", date(1900, 2, 28)),
        Cell("1 Mar 1900", date(1900, 3, 1)),
    )
    assert [value for value, _look in column(*days, kind="date")] == [
        "6 Feb 1778",
        "1778-02-06",
        "28 Feb 1900",
        datetime(1900, 3, 1),
    ]


def test_a_table_is_printed_with_its_header_on_every_page() -> None:
    table = Table((Column("A"), Column("B")), tuple((f"a{n}", "b") for n in range(3)), name="Open")
    sheet = book(table, marking="SECRET & more", tlp="RED", watermark="DRAFT")["Open"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:B7"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddHeader
    assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("DRAFT", "&BTLP:RED")
    assert sheet.oddHeader.center.text == "&BSECRET && more"
    assert sheet.oddFooter
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_a_long_marking_stands_whole_in_the_first_row() -> None:
    marking = "SECRET//REL TO " + ", ".join(["USA"] * 100)
    sheet = book(Table((Column("A"),), (("x",),)), marking=marking).worksheets[0]
    assert sheet["A1"].value == marking


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 18)
    table = Table((Column("A"),), tuple((f"row {n}",) for n in range(25)), name="All")
    found = book(table)
    assert found.sheetnames == ["All", "All 2", "All 3"]
    rows = [
        row[0].value for sheet in found for row in sheet.iter_rows() if str(row[0].value).startswith("row ")
    ]
    assert rows == [f"row {n}" for n in range(25)]
    assert "Rows 11 to 20 of 25" in str(found["All 2"]["A2"].value)


def test_groups_can_be_folded() -> None:
    sheet = book(Table((Column("A"),), (Group("France"), ("x",), ("y",)))).worksheets[0]
    assert [sheet.row_dimensions[row].outlineLevel for row in (4, 5, 6)] == [0, 1, 1]


def test_a_wrapped_row_is_as_high_as_its_lines() -> None:
    sheet = book(Table((Column("A"),), (("one",), ("many words " * 60,)))).worksheets[0]
    assert sheet.row_dimensions[4].height is None
    assert (sheet.row_dimensions[5].height or 0) > 50


def test_a_chart_stands_beside_its_numbers() -> None:
    chart = Chart(
        ChartForm.STACKED,
        "By status",
        ("Jan", "Feb"),
        (Series("Open", (3, None)), Series("Kept", (1, 2))),
        "It falls.",
        note="Counted monthly.",
    )
    sheet = book(chart)["By status"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert values == [[None, "Open", "Kept"], ["Jan", 3, 1], ["Feb", None, 2]]
    drawn = sheet._charts[0]  # type: ignore[attr-defined]
    assert drawn.grouping == "stacked"
    assert [one.val.numRef.f for one in drawn.series] == ["'By status'!$B$7:$B$8", "'By status'!$C$7:$C$8"]
    assert [sheet["A3"].value, sheet["A4"].value] == ["It falls.", "Counted monthly."]


def test_running_text_has_a_sheet_of_its_own() -> None:
    blocks = (
        Heading("Purpose"),
        Paragraph("Say it.", number="1", marking="C"),
        Facts((("Minister", "B. Kouchner"),)),
        Timeline((Moment("May 2008", "Met.", "U"),)),
        Table((Column("A"),), (("x",),)),
    )
    rows = [[cell.value for cell in row[:2]] for row in book(*blocks)["Text"].iter_rows(min_row=4)]
    assert rows == [
        ["Purpose", None],
        ["1 (C)", "Say it."],
        ["Minister", "B. Kouchner"],
        ["May 2008 (U)", "Met."],
    ]


def test_only_an_internal_copy_names_its_author() -> None:
    for copy, author in ((Copy.INTERNAL, "Desk officer Quill"), (Copy.HAND_OVER, None)):
        assert book(author="Desk officer Quill", copy=copy).properties.creator == author
