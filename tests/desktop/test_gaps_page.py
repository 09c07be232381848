"""Gaps are looked for, shown with their evidence, and decided about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from diplotrack.desktop.views.gaps_page import GapsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records.enumerations import FindingState
from diplotrack.workspace import Workspace

Calm = Callable[[], None]


@pytest.fixture
def gaps(window: MainWindow, calm: Calm) -> GapsPage:
    """The page after a check; the desk has promises that are overdue."""
    page = window.show_page("finding")
    assert isinstance(page, GapsPage)
    calm()
    QTest.keyClick(window, Qt.Key.Key_F5)
    calm()
    return page


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_page_without_a_check_says_what_to_do(window: MainWindow, calm: Calm) -> None:
    page = window.show_page("finding")
    assert isinstance(page, GapsPage)
    calm()

    assert page.row_count == 0
    assert page._empty.button.text() == "Look for gaps now"


def test_a_check_lists_what_it_finds_with_the_reason(gaps: GapsPage) -> None:
    assert gaps.row_count > 0
    first = gaps.model.findings[0]
    assert first.why.text(gaps._today)[:20] in gaps.sheet.toPlainText()
    assert "What would mend it" in gaps.sheet.toPlainText()


def test_a_gap_is_waived_with_a_reason_until_a_day(gaps: GapsPage, calm: Calm, workspace: Workspace) -> None:
    before, one = gaps.row_count, gaps.chosen()[0]
    press(gaps.decisions.waive)
    QTest.keyClicks(gaps.decisions.reason.line, "Agreed with the desk")
    gaps.decisions.until.line.clear()
    QTest.keyClicks(gaps.decisions.until.line, "2026-08-31")
    press(gaps.decisions.waiving.go)
    calm()

    assert gaps.row_count == before - 1
    waived = workspace.check.findings((FindingState.WAIVED,))
    assert [(each.fingerprint, each.reason, each.expires_on) for each in waived] == [
        (one.fingerprint, "Agreed with the desk", date(2026, 8, 31))
    ]


def test_a_waiver_without_a_reason_is_not_given(gaps: GapsPage, calm: Calm) -> None:
    before = gaps.row_count
    press(gaps.decisions.waive)
    press(gaps.decisions.waiving.go)
    calm()

    assert gaps.row_count == before
    assert gaps.decisions.reason.echo.text() == "A waiver needs a reason."


def test_several_gaps_are_acknowledged_at_once(gaps: GapsPage, calm: Calm, workspace: Workspace) -> None:
    gaps.list.selectAll()
    press(gaps.decisions.acknowledge)
    calm()

    states = {one.state for one in workspace.check.findings()}
    assert states == {FindingState.ACKNOWLEDGED}


def test_a_gap_is_assigned(gaps: GapsPage, calm: Calm, workspace: Workspace) -> None:
    press(gaps.decisions.assign)
    QTest.keyClicks(gaps.decisions.assignee.line, "Ana")
    QTest.keyClick(gaps.decisions.assignee.line, Qt.Key.Key_Return)
    calm()

    assert [one.assignee for one in workspace.check.findings((FindingState.ASSIGNED,))] == ["Ana"]


def test_opening_the_record_goes_to_it(gaps: GapsPage, window: MainWindow, calm: Calm) -> None:
    one = gaps.chosen()[0]
    press(gaps.decisions.open)
    calm()

    assert window.page_name == one.subject[0].kind


def test_every_control_has_a_name(gaps: GapsPage) -> None:
    controls = [
        *gaps.findChildren(QAbstractButton),
        *gaps.findChildren(QLineEdit),
        *gaps.findChildren(QComboBox),
    ]
    assert [one for one in controls if not one.accessibleName() and not getattr(one, "text", str)()] == []
