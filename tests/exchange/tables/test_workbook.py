"""XLSX workbooks: their types, sheets and the ways in which they can be bad."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from diplotrack.base.errors import UserError
from diplotrack.exchange.tables.tabular import open_table


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = "Meetings"
    page.append([])
    page.append(["id", "date", "share", "done", "remark"])
    page.append([1, datetime(2008, 4, 3), 0.5, True, "Met"])
    page.append([])
    page.append([2, date(2008, 5, 1), 3.0])
    page.append([3, None, None, None, "#REF!"])
    workbook.create_sheet("Other").append(["name"])
    workbook.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def repack(path: Path, part: str, change: bytes | None) -> None:
    """Write the workbook anew with one part replaced, or left out."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if change is None:
        del parts[part]
    else:
        parts[part] = change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_cells_keep_their_types_and_rows_their_numbers(book: Path) -> None:
    table = open_table(book)
    rows = list(table.rows())
    assert table.columns == ["id", "date", "share", "done", "remark"]
    assert [row.number for row in rows] == [3, 5, 6]
    assert rows[0].values["date"] == datetime(2008, 4, 3)
    assert [rows[0].text(name) for name in table.columns] == ["1", "2008-04-03", "0.5", "true", "Met"]
    assert (rows[1].text("share"), rows[1].text("remark"), rows[1].fault) == ("3", "", None)


def test_a_failed_formula_is_a_fault_of_its_row(book: Path) -> None:
    assert "gives #REF!" in str(list(open_table(book).rows())[-1].fault)


def test_the_first_sheet_is_read_and_the_others_are_mentioned(book: Path) -> None:
    table = open_table(book)
    assert table.sheet == "Meetings"
    assert "has 2 sheets" in table.notes[-1]


def test_a_sheet_is_chosen_by_name(book: Path) -> None:
    assert open_table(book, sheet="Other").columns == ["name"]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(book: Path) -> None:
    with pytest.raises(UserError, match=r"no sheet “Budget”\. It has: Meetings, Other"):
        open_table(book, sheet="Budget")


def test_a_workbook_is_known_whatever_its_name(book: Path) -> None:
    assert open_table(book.rename(book.with_suffix(".csv"))).sheet == "Meetings"


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(UserError, match="no sheet holds anything"):
        open_table(tmp_path / "empty.xlsx")


def test_xml_entities_are_refused(book: Path) -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    repack(book, "xl/worksheets/sheet1.xml", attack)
    with pytest.raises(UserError, match=r"declares XML entities in “xl/worksheets/sheet1\.xml”"):
        open_table(book)


def test_entities_hidden_by_another_encoding_are_refused_too(book: Path) -> None:
    attack = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    repack(book, "xl/worksheets/sheet1.xml", attack.encode("utf-16"))
    with pytest.raises(UserError, match="damaged"):
        list(open_table(book).rows())


def test_a_zip_bomb_is_refused_unopened(book: Path) -> None:
    repack(book, "xl/worksheets/sheet1.xml", b"\0" * (40 << 20))
    with pytest.raises(UserError, match="would unpack to 40 megabytes"):
        open_table(book)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_damaged_part_is_told(book: Path, part: str) -> None:
    repack(book, part, b"<worksheet><broken")
    with pytest.raises(UserError, match="damaged"):
        list(open_table(book).rows())


def test_a_part_left_out_is_told(book: Path) -> None:
    repack(book, "xl/_rels/workbook.xml.rels", None)
    with pytest.raises(UserError, match="damaged"):
        list(open_table(book).rows())


def test_a_workbook_cut_short_is_told(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-200])
    with pytest.raises(UserError, match="damaged"):
        open_table(book)
