"""The day's page: what is overdue and coming up, in sections that lead on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.desktop.models.today import Day, Section, read_day
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.today_delegate import SECTION
from diplotrack.desktop.views.today_page import TodayPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Engagement, Party, Person
from diplotrack.records.enumerations import CommitmentSide, EngagementStatus
from diplotrack.workspace import Workspace


def section(day: Day, heading: str) -> Section:
    return next(one for one in day.sections if str(one.heading) == heading)


def test_what_is_owed_stands_by_who_owes_it_the_overdue_first(workspace: Workspace) -> None:
    with workspace.change("Ours") as work:
        ours = work.add(Party(name="Our government", is_own=True)).id
        theirs = work.session.scalars(select(Party.id).where(Party.code == "FRA")).one()
        for number, (by, to) in ((1, (ours, theirs)), (3, (ours, theirs)), (2, (theirs, ours))):
            one = work.session.scalars(select(Commitment).where(Commitment.text == f"Promise {number}")).one()
            for party, side in ((by, CommitmentSide.BY), (to, CommitmentSide.TO)):
                work.add(CommitmentParty(commitment_id=one.id, party_id=party, side=side))
    day = read_day(workspace)
    assert [(line.title, line.tone) for line in section(day, "We owe").lines] == [
        ("Promise 3", "bad"),
        ("Promise 1", None),
    ]
    assert section(day, "We owe").note == "1 overdue"
    assert [line.title for line in section(day, "They owe us").lines] == ["Promise 2"]


def test_what_is_due_today_is_not_overdue(workspace: Workspace) -> None:
    others = section(read_day(workspace), "Others owe one another")
    due = next(line for line in others.lines if line.title == "Promise 2")
    assert (due.end, due.tone) == ("Today", None)


def test_a_planned_meeting_whose_day_is_past_is_asked_about(workspace: Workspace) -> None:
    with workspace.change("Plan") as work:
        yesterday = clock.today() - timedelta(days=1)
        work.add(Engagement(title="Tea", starts_on=yesterday, status=EngagementStatus.PLANNED))
    (line,) = section(read_day(workspace), "Did it take place?").lines
    assert (line.title, line.end) == ("Tea", "Yesterday")


def test_what_was_touched_last_stands_with_what_was_done(workspace: Workspace) -> None:
    with workspace.change("Edit person") as work:
        person = work.session.scalars(select(Person)).first()
        assert person is not None
        person.honorific = "H.E."
    first = section(read_day(workspace), "Changed last").lines[0]
    assert (first.title, first.detail, first.end) == (person.name, "Edit person", "Today")


def test_a_draft_left_open_is_gone_on_with_by_enter(
    window: MainWindow, calm: Callable[[], None], qtbot: QtBot
) -> None:
    context = window.context
    draft = context.workspace.editing.blank("engagement")
    draft.values["title"] = "Half a meeting"
    kept = context.workspace.drafts.keep("one", draft)
    context.drafts_changed.emit()
    page = window.show_page("today")
    calm()
    assert isinstance(page, TodayPage)
    rows = [page._model.item(row) for row in range(page._model.rowCount())]
    row = next(item.row() for item in rows if item.text() == "Half a meeting")
    page.list.setCurrentIndex(page._model.index(row, 0))
    with qtbot.waitSignal(context.draft_wanted) as wanted:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted.args == [kept.key]


def test_a_planned_engagement_comes_up(workspace: Workspace) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with workspace.change("Plan") as work:
        work.add(Engagement(title="Tea", starts_on=tomorrow, status=EngagementStatus.PLANNED))
    coming = section(read_day(workspace), "Next 7 days")
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
    heading = next(row for row in rows if page._model.item(row).text() == "Others owe one another")
    assert isinstance(page._model.item(heading).data(SECTION), Section)
    page.list.clicked.emit(page._model.index(heading, 0))
    calm()
    assert isinstance(window.page, ListPage)
    assert (window.page_name, window.page.row_count) == ("commitment", 5)
