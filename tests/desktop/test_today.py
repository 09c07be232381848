"""The day's page: what is overdue and coming up, in sections that lead on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from diplotrack.base import clock
from diplotrack.desktop.models.today import Day, Section, read_day
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.today_delegate import SECTION
from diplotrack.desktop.views.today_page import TodayPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace import Workspace


def section(day: Day, heading: str) -> Section:
    return next(one for one in day.sections if str(one.heading) == heading)


def test_commitments_past_their_day_are_overdue_the_oldest_first(workspace: Workspace) -> None:
    overdue = section(read_day(workspace), "Overdue")
    assert [line.title for line in overdue.lines] == ["Promise 4", "Promise 3"]
    assert {line.tone for line in overdue.lines} == {"bad"}


def test_what_is_due_today_is_not_overdue(workspace: Workspace) -> None:
    due = section(read_day(workspace), "Due within 30 days")
    assert (due.lines[0].title, due.lines[0].end, due.lines[0].tone) == ("Promise 2", "Today", None)


def test_a_planned_engagement_comes_up(workspace: Workspace) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with workspace.change("Plan") as work:
        work.add(Engagement(title="Tea", starts_on=tomorrow, status=EngagementStatus.PLANNED))
    coming = section(read_day(workspace), "Coming up")
    assert [(line.title, line.end) for line in coming.lines] == [("Tea", "Tomorrow")]


def test_a_change_shows_at_once_and_the_chosen_line_stays(
    window: MainWindow, calm: Callable[[], None]
) -> None:
    page = window.show_page("today")
    calm()
    assert isinstance(page, TodayPage)
    QTest.keyClick(page.list, Qt.Key.Key_J)
    chosen = page.list.currentIndex().data()
    tomorrow = clock.today() + timedelta(days=1)
    planned = EngagementStatus.PLANNED
    window.context.change(
        "Plan", lambda work: work.add(Engagement(title="Tea", starts_on=tomorrow, status=planned))
    )
    calm()
    assert "Tea" in [page._model.item(row).text() for row in range(page._model.rowCount())]
    assert page.list.currentIndex().data() == chosen


def test_a_click_on_a_section_shows_its_list(window: MainWindow, calm: Callable[[], None]) -> None:
    page = window.show_page("today")
    calm()
    assert isinstance(page, TodayPage)
    rows = range(page._model.rowCount())
    heading = next(row for row in rows if page._model.item(row).text() == "Overdue")
    assert isinstance(page._model.item(heading).data(SECTION), Section)
    page.list.clicked.emit(page._model.index(heading, 0))
    calm()
    assert isinstance(window.page, ListPage)
    assert (window.page_name, window.page.row_count) == ("commitment", 2)
