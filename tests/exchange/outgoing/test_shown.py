"""A list as it is shown, in a file and on the clipboard: what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.spans import Span
from diplotrack.records import Engagement, EngagementParty, Person
from diplotrack.records.enumerations import Format
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace import Workspace

COLUMNS = ("starts_on", "title", "partners", "format", "owner_id")


@pytest.fixture
def meetings(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")
    france, japan = workspace.records.party("FRA").id, workspace.records.party("JPN").id
    with workspace.change("Fill") as work:
        hidden = work.add(Person(name="Ivan Source", family_name="Source", is_protected=True))
        ids = work.add_all(
            Engagement,
            [
                {"title": '=HYPERLINK("http://x")', "starts_on": date(2026, 5, 1), "owner_id": hidden.id},
                {
                    "title": 'Tab\tand "break"\nhere',
                    "starts_on": date(2026, 4, 1),
                    "starts_on_latest": date(2026, 4, 30),
                },
                {"title": "لقاء", "starts_on": date(2020, 1, 1), "format": Format.CALL},
            ],
        )
        work.add_all(
            EngagementParty,
            [{"engagement_id": one, "party_id": party} for one in ids[:1] for party in (france, japan)],
        )
    return ids


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_the_clipboard_holds_a_table_without_formulas_and_without_sources(
    workspace: Workspace, meetings: list[int]
) -> None:
    text, html = workspace.exchange.copied(ListQuery("engagement"), COLUMNS, meetings)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    assert rows[0] == ["Date", "Title", "With", "Format", "Owner"]
    assert rows[1] == ["2026-05-01", '\'=HYPERLINK("http://x")', "France; Japan", "Meeting", "a contact"]
    assert rows[2][:2] == ["2026-04", 'Tab\tand "break"\nhere']
    cells = Cells()
    cells.feed(html)
    assert cells.rows[1][1] == '=HYPERLINK("http://x")'
    assert [len(row) for row in cells.rows] == [5, 5, 5, 5]
    assert "mso-number-format:'\\@'" in html


def test_a_csv_file_holds_all_that_is_shown_in_its_order(
    workspace: Workspace, meetings: list[int], tmp_path: Path
) -> None:
    query = ListQuery("engagement", (Condition("starts_on", "within", Span("day", -90, 0)),), "starts_on")
    done = workspace.exchange.export_shown(query, ("title", "starts_on"), tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[1] for row in rows] == ["Date", "2026-04", "2026-05-01"]
    assert rows[2][0].startswith("'=")
    assert done.written == {"engagement": 2}


def test_a_workbook_has_the_group_before_the_row_and_days_as_days(
    workspace: Workspace, meetings: list[int], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    query = ListQuery("engagement", sort="-starts_on", group="partners")
    workspace.exchange.export_shown(query, ("starts_on", "title"), tmp_path / "list.xlsx")
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["Group: With", "France", "Japan", "Partner: none", "Partner: none"]
    assert rows[1][1:] == (datetime(2026, 5, 1), '=HYPERLINK("http://x")')
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_ceiling_keeps_back_what_nobody_marked(
    workspace: Workspace, meetings: list[int], tmp_path: Path
) -> None:
    query = ListQuery("engagement", group="format")
    done = workspace.exchange.export_shown(query, ("title",), tmp_path / "list.csv", max_marking="restricted")
    assert (done.written, done.kept_back) == ({"engagement": 0}, 3)


def test_another_format_is_refused_in_a_sentence(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“list\.pdf”.*\.csv, \.xlsx"):
        workspace.exchange.export_shown(ListQuery("engagement"), ("title",), tmp_path / "list.pdf")
