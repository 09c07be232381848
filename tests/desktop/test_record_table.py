"""The table of a list: rows come as they are needed, and a change moves rows instead of starting anew."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date

import pytest

from diplotrack.desktop.models.record_table import WINDOW
from diplotrack.desktop.models.rowchanges import compare
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement

Calm = Callable[[], None]


def page_of(window: MainWindow) -> ListPage:
    page = window.page
    assert isinstance(page, ListPage)
    return page


def cached(page: ListPage) -> int:
    return len(page.table._cache)


def test_the_list_knows_all_records_but_reads_only_those_in_view(window: MainWindow) -> None:
    page = page_of(window)
    assert page.row_count == 250
    assert cached(page) <= 2 * WINDOW


def test_rows_far_down_are_read_when_they_come_into_view(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    assert page.table.record_at(249) is None
    page.view.go_to_row(249)
    calm()
    row = page.table.record_at(249)
    assert row is not None
    assert "249" in row.texts[[column.name for column in page.table.columns].index("title")]


def test_a_change_keeps_the_selection_on_its_record(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.go_to_row(30)
    chosen = page.view.current_id
    calm()
    window.context.change(
        "Add an engagement", lambda work: work.add(Engagement(title="New", starts_on=date(2027, 1, 1)))
    )
    calm()
    assert page.row_count == 251
    assert page.view.current_id == chosen
    assert page.view.currentIndex().row() == 31


def test_a_record_that_moves_takes_the_selection_along(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.go_to_row(3)
    chosen = page.view.current_id

    def move(work: object) -> None:
        record = work.get(Engagement, chosen)  # type: ignore[attr-defined]
        record.starts_on = record.starts_on_latest = date(2020, 1, 1)

    window.context.change("Move it", move)
    calm()
    assert page.view.current_id == chosen
    assert page.view.currentIndex().row() == 249


def test_a_changed_row_shows_its_new_words(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    chosen = page.table.id_at(0)

    def rename(work: object) -> None:
        work.get(Engagement, chosen).title = "Renamed"  # type: ignore[attr-defined]

    window.context.change("Rename", rename)
    calm()
    row = page.table.record_at(page.table.row_of(chosen))
    assert row is not None
    assert "Renamed" in row.texts


def test_trash_takes_the_row_away_and_goes_to_the_next(window: MainWindow, calm: Calm) -> None:
    page = page_of(window)
    page.view.go_to_row(5)
    after = page.table.id_at(6)
    calm()
    window.context.run_command("trash")
    calm()
    assert page.row_count == 249
    assert page.view.current_id == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 2, 3], [3, 1, 2]),
        ([1, 2, 3], [2]),
        ([], [5, 6]),
        ([1, 2, 3, 4], [4, 9, 2, 1, 8]),
    ],
)
def test_the_steps_lead_from_the_old_list_to_the_new_one(old: list[int], new: list[int]) -> None:
    changes = compare(array("q", old), array("q", new))
    rows = list(old)
    for row in changes.removed:
        del rows[row]
    if changes.kept is not None:
        assert sorted(changes.kept) == sorted(rows)
        rows = list(changes.kept)
    for row in changes.inserted:
        rows.insert(row, changes.ids[row])
    assert rows == new


def test_too_many_changes_make_a_new_list() -> None:
    assert compare(array("q", range(1000)), array("q", range(2000, 3000))).wholesale
