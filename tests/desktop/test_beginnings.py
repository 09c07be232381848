"""A day of meetings is put down row by row, another begun like one that is there; a past plan asks what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.meetings_day import MeetingsDay
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.took_place import TookPlace
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement, Participant
from diplotrack.records.enumerations import EngagementStatus, Format
from diplotrack.workspace import Workspace
from tests.desktop.test_forms import block

Calm = Callable[[], None]
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def typed(there: object, words: str, calm: Calm) -> None:
    assert isinstance(there, QLineEdit)
    QTest.keyClicks(there, words)
    calm()


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """What stands in place of a window."""
    made = QWidget()
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def day(ground: QWidget, context: Context, calm: Calm) -> MeetingsDay:
    made = MeetingsDay(context, "neutral", ground)
    made.show()
    calm()
    return made


def test_a_day_of_meetings_is_one_operation(calm: Calm, workspace: Workspace, day: MeetingsDay) -> None:
    typed(day.day.line, "yesterday", calm)
    QTest.keyClick(day.day.line, ENTER)
    first, second, _third = day.rows
    assert day.focusWidget() is first.when.phrase.line
    typed(first.when.phrase.line, "9-9:30", calm)
    typed(first.room.theirs.line, "colonna", calm)
    QTest.keyClick(first.room.theirs.line, TAB)
    calm()
    typed(first.what.what.line, "She asked for the annex", calm)
    QTest.keyClick(first.what.what.line, ENTER)
    assert day.focusWidget() is second.when.phrase.line
    typed(second.when.phrase.line, "lunch 12:30", calm)
    typed(second.room.theirs.line, "japan", calm)
    QTest.keyClick(second.room.theirs.line, ENTER)
    calm()
    QTest.qWait(150)
    calm()
    QTest.keyClick(day, ENTER, CTRL)
    calm()

    with workspace.read() as session:
        met = session.query(Engagement).order_by(Engagement.id.desc()).limit(2).all()
        assert session.query(Participant).count() == 1
    lunch, morning = met
    assert (morning.starts_on, morning.start_time, morning.end_time) == (
        date(2026, 5, 28),
        time(9),
        time(9, 30),
    )
    assert (lunch.format, lunch.title) == (Format.WORKING_MEAL, "Working meal with Japan")
    assert (
        workspace.editing.load("engagement", morning.id).texts["summary"][0].text == "She asked for the annex"
    )
    assert workspace.ledger.undo().operation == "Log a day of meetings"
    with workspace.read() as session:
        assert session.query(Participant).count() == 0


def test_rows_with_faults_stay_and_the_others_are_saved(
    calm: Calm, workspace: Workspace, day: MeetingsDay
) -> None:
    first, second, third = day.rows
    typed(first.when.phrase.line, "soon", calm)
    typed(second.when.phrase.line, "9:00", calm)
    typed(third.when.phrase.line, "10:00", calm)
    typed(third.room.theirs.line, "japan", calm)
    QTest.keyClick(third.room.theirs.line, ENTER)
    calm()
    QTest.keyClick(day, ENTER, CTRL)
    calm()

    assert day.isVisible()
    assert day.rows == [first, second]
    assert "soon" in first.when.phrase.echo.text()
    assert second.room.theirs.echo.text() == "Say with whom it was."
    day.close()
    calm()
    assert len(workspace.drafts.all()) == 2


def test_another_like_this_opens_with_the_same_people(window: MainWindow, calm: Calm) -> None:
    page = window.page
    assert isinstance(page, ListPage)
    window.context.open_record("engagement", 1)
    calm()
    QTest.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    assert form.draft.is_new
    assert form.draft.values["format"] == Format.MEETING
    assert [chip.text() for chip in block(form, RoomBlock).theirs.chips.values()] == ["Japan"]


def plan(workspace: Workspace) -> int:
    with workspace.change("Plan") as work:
        day = date(2026, 5, 20)
        return work.add(Engagement(title="Tea", starts_on=day, status=EngagementStatus.PLANNED)).id


def asking(ground: QWidget, context: Context, calm: Calm) -> tuple[int, TookPlace]:
    record_id, bar = plan(context.workspace), TookPlace(context)
    QVBoxLayout(ground).addWidget(bar)
    bar.follow("engagement", record_id)
    calm()
    assert bar.isVisible()
    return record_id, bar


def status(workspace: Workspace, record_id: int) -> tuple[EngagementStatus, str]:
    found = workspace.records.get(Engagement, record_id)
    assert found is not None
    return found.status, found.status_reason


def test_a_past_plan_asks_and_one_key_says_that_it_was_held(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    record_id = plan(workspace)
    window.context.open_record("engagement", record_id)
    calm()
    page = window.page
    assert isinstance(page, ListPage)
    bar = page.reading.took_place
    assert bar.isVisible()
    assert bar.question.text() == "Planned for May 20, 2026. Did it take place?"
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_H, ALT)
    calm()
    assert status(workspace, record_id)[0] == EngagementStatus.HELD
    assert not bar.isVisible()
    workspace.ledger.undo()
    calm()
    assert bar.isVisible()


def test_a_past_plan_is_put_off_to_a_day_that_is_typed(
    ground: QWidget, context: Context, calm: Calm, workspace: Workspace
) -> None:
    record_id, bar = asking(ground, context, calm)
    QTest.mouseClick(bar.postponed, Qt.MouseButton.LeftButton)
    assert bar.more is not None
    typed(bar.more.until.line, "1 July 2026 10:00", calm)
    typed(bar.more.reason.line, "Strike", calm)
    QTest.keyClick(bar.more.reason.line, ENTER)
    calm()
    assert status(workspace, record_id) == (EngagementStatus.PLANNED, "Strike; put off from May 20, 2026")
    assert workspace.editing.load("engagement", record_id).values["starts_on"] == PartialDate.parse(
        "2026-07-01"
    )
    assert not bar.isVisible()


def test_a_past_plan_is_called_off_with_the_reason(
    ground: QWidget, context: Context, calm: Calm, workspace: Workspace
) -> None:
    record_id, bar = asking(ground, context, calm)
    QTest.mouseClick(bar.cancelled, Qt.MouseButton.LeftButton)
    assert bar.more is not None
    assert not bar.more.asks_until
    typed(bar.more.reason.line, "Elections", calm)
    QTest.keyClick(bar.more.reason.line, ENTER)
    calm()
    assert status(workspace, record_id) == (EngagementStatus.CANCELLED, "Elections")
