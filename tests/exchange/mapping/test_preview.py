"""A first look: the sheets, the rows above the header, the header, and only the beginning of the file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from diplotrack.base.errors import UserError
from diplotrack.exchange.mapping import preview as looking
from diplotrack.exchange.mapping.preview import Opening, SheetLook, preview

TITLES = "Meetings 2024;;;\nAs of 5 May;;;\n\n"
MEETINGS = f"{TITLES}Date;With;Subject;City\n03/05/2024;France;Talks;Paris\n04/05/2024;Japan;Visas;\n"


def text(folder: Path, content: str) -> Opening:
    path = folder / "one.csv"
    path.write_text(content, "utf-8")
    return Opening(path)


def test_the_header_is_found_below_titles(tmp_path: Path) -> None:
    seen = preview(text(tmp_path, MEETINGS))
    assert (seen.columns, seen.header) == (("Date", "With", "Subject", "City"), 4)
    assert [row.number for row in seen.rows] == [5, 6]
    assert [number for number, _cells in seen.top] == [1, 2, 4, 5, 6]
    assert any("row 4" in note for note in seen.notes)


def test_the_header_may_be_another_row(tmp_path: Path) -> None:
    opening = text(tmp_path, MEETINGS.replace("Date;With", "2024;;;x\nDate;With"))
    chosen = Opening(opening.path, header=5)
    assert preview(chosen).columns == ("Date", "With", "Subject", "City")
    with pytest.raises(UserError, match="row 3"):
        preview(Opening(opening.path, header=3))


def test_a_short_table_is_seen_whole(tmp_path: Path) -> None:
    seen = preview(text(tmp_path, "id,name\n1,a\n2,b\n"))
    assert (seen.is_whole, seen.about) == (True, 2)


def test_of_a_long_file_only_the_beginning_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LOOK", 1000)
    rows = [f"{number},2024-05-03,Talks number {number}" for number in range(5000)]
    opening = text(tmp_path, "id,date,subject\n" + "\n".join(rows) + "\n")
    with opening.path.open("ab") as file:
        file.write(b'9999,2024-05-03,"a quote that is never closed\n')
    seen = preview(opening)
    assert (len(seen.rows), seen.is_whole) == (looking.SHOWN, False)
    assert seen.about == pytest.approx(5000, rel=0.2)


def workbook(folder: Path) -> Path:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    first = book.active
    assert first is not None
    first.title = "Notes"
    second = book.create_sheet("Meetings")
    second.append(["Meetings of the year"])
    second.merge_cells("A1:C1")
    second.append(["Date", "With", "Sum"])
    second.append([datetime(2024, 5, 3), "France", "=1+1"])
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(folder / "one.xlsx")
    return folder / "one.xlsx"


def test_the_sheets_of_a_workbook_are_told_with_their_rows(tmp_path: Path) -> None:
    seen = preview(Opening(workbook(tmp_path)))
    assert seen.sheets == (
        SheetLook("Notes", 1, True),
        SheetLook("Meetings", 3, True),
        SheetLook("Old", 1, False),
    )
    assert (seen.opening.sheet, seen.header, seen.columns) == ("Meetings", 2, ("Date", "With", "Sum"))


def test_days_of_a_workbook_that_counts_from_1904_are_right(tmp_path: Path) -> None:
    [row] = preview(Opening(workbook(tmp_path))).rows
    assert row.text("Date") == "2024-05-03"
    assert row.text("Sum") == ""  # nobody calculated it yet
