"""Gaps are looked for, shown with their evidence, and decided about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.desktop.gaps.words import spans
from diplotrack.desktop.views.gaps_page import GapsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Party, Update
from diplotrack.records.enumerations import FindingState
from diplotrack.workspace import Workspace

Calm = Callable[[], None]


@pytest.fixture
def gaps(window: MainWindow, calm: Calm) -> GapsPage:
    """The page after a check; the desk has promises that are overdue."""
    window.activateWindow()
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
    first = gaps.model.finding(0)
    assert first is not None
    assert first.why.text(gaps.model.today)[:20] in gaps.sheet.toPlainText()
    assert "What would mend it" in gaps.sheet.toPlainText()
    assert "Days since" in gaps.sheet.toPlainText()
    assert "Limit: " in gaps.sheet.toPlainText()
    QTest.keyClick(gaps.list, Qt.Key.Key_R)
    assert first.rule in gaps.sheet.toPlainText().split("Numbers")[0]


def test_a_gap_is_waived_by_keyboard_with_a_reason_and_a_day_in_words(
    gaps: GapsPage, window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    before, mark, following = gaps.row_count, gaps.chosen()[0], gaps.model.keys[1][1]
    QTest.keyClick(gaps.list, Qt.Key.Key_W)
    QTest.keyClicks(gaps.decisions.reason.line, "Agreed with the desk")
    gaps.decisions.until.line.clear()
    QTest.keyClicks(gaps.decisions.until.line, "in 3 months")
    QTest.keyClick(gaps.decisions.until.line, Qt.Key.Key_Return)
    calm()

    assert gaps.row_count == before - 1
    assert gaps.chosen() == [following]
    waived = workspace.check.findings((FindingState.WAIVED,))
    assert [(each.fingerprint, each.reason, each.expires_on) for each in waived] == [
        (mark, "Agreed with the desk", date(2026, 8, 29))
    ]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert gaps.row_count == before


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
    gaps.decisions.assignee.line.clear()
    QTest.keyClicks(gaps.decisions.assignee.line, "Ana")
    QTest.keyClick(gaps.decisions.assignee.line, Qt.Key.Key_Return)
    calm()

    assert [one.assignee for one in workspace.check.findings((FindingState.ASSIGNED,))] == ["Ana"]
    assert gaps.sieve.whose.findData("Ana") > 0
    gaps.sieve.whose.setCurrentIndex(gaps.sieve.whose.findData("Ana"))
    gaps.sieve.changed.emit()
    calm()
    assert gaps.row_count == 1


def test_f8_goes_on_to_the_next_gap_from_anywhere(gaps: GapsPage, window: MainWindow, calm: Calm) -> None:
    window.show_page("engagement")
    calm()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.page is gaps
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert gaps.list.currentIndex().row() == 1
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert gaps.list.currentIndex().row() == 0


def test_the_mend_of_an_overdue_promise_is_its_form_with_an_update_begun(
    gaps: GapsPage, window: MainWindow, workspace: Workspace, calm: Calm, qtbot: QtBot
) -> None:
    with workspace.change("Promise") as work:
        ours = work.add(Party(name="Us", is_own=True))
        promise = work.add(Commitment(text="Send the list", due_on=date(2026, 5, 20)))
        work.add(CommitmentParty(commitment_id=promise.id, party_id=ours.id))
    workspace.ledger.set(duty_from="2020-01-01")
    workspace.check.run(["R13"])
    calm()
    gaps.sieve.rule.setCurrentIndex(gaps.sieve.rule.findData("R13"))
    gaps.sieve.changed.emit()
    calm()
    assert gaps.row_count == 1
    assert gaps.decisions.fix.text() == "Post an update"
    QTest.keyClick(gaps.list, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: bool(Desk.of(window.context).forms), timeout=5000)
    (form,) = Desk.of(window.context).forms.values()
    qtbot.waitUntil(
        lambda: any(one.lines for one in form.blocks if isinstance(one, RowsBlock) and one.part is Update),
        timeout=5000,
    )
    assert (form.draft.kind, form.draft.id) == ("commitment", promise.id)
    form.discard()


def test_opening_the_record_goes_to_it(gaps: GapsPage, window: MainWindow, calm: Calm) -> None:
    one = gaps.model.finding(0)
    assert one is not None
    QTest.keyClick(gaps.list, Qt.Key.Key_Return)
    calm()

    assert window.page_name == one.subject[0].kind


def test_every_control_has_a_name(gaps: GapsPage) -> None:
    controls = [
        *gaps.findChildren(QAbstractButton),
        *gaps.findChildren(QLineEdit),
        *gaps.findChildren(QComboBox),
    ]
    nameless = [one for one in controls if not one.accessibleName() and not getattr(one, "text", str)()]
    assert [one for one in nameless if not isinstance(one.parent(), QLineEdit | QComboBox)] == []


def test_of_two_versions_the_words_that_differ_are_marked() -> None:
    old, new = (
        "We support timely announcement of large exercises.",
        "We support early announcement of exercises.",
    )
    first, second = spans([old, new])
    assert [old[a:b] for a, b in first] == ["timely", "large"]
    assert [new[a:b] for a, b in second] == ["early"]


def test_of_unlike_quotations_the_operative_verbs_and_denials_are_marked() -> None:
    quotes = ["We urge all to pay and will not wait.", "Fishing quotas were set in Reykjavik last spring."]
    first, second = spans(quotes)
    assert [quotes[0][a:b] for a, b in first] == ["urge", "will not"]
    assert second == []
