"""Long records come in portions; chapters fold; a link shows what it leads to before one goes there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.reading.page import sections
from diplotrack.desktop.reading.preview import card
from diplotrack.desktop.reading.view import View
from diplotrack.desktop.theme import LIGHT, Scale
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Engagement, EngagementParty, Finding, Participant
from diplotrack.workspace import Workspace

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HAND = Hand(LIGHT, Scale())
Calm = Callable[[], None]


def pane_of(window: MainWindow) -> ReadingPane:
    assert isinstance(window.page, ListPage)
    return window.page.reading


def read(window: MainWindow, calm: Calm, kind: str, record_id: int) -> ReadingPane:
    window.context.open_record(kind, record_id)
    calm()
    return pane_of(window)


def to_link(pane: ReadingPane, title: str) -> None:
    """Walk with Tab until the keyboard stands on the link of that name."""
    pane.sheet.setFocus()
    for _turn in range(60):
        QTest.keyClick(pane.sheet, Key.Key_Tab)
        if pane.sheet.textCursor().selectedText() == title:
            return
    raise AssertionError(f"Tab does not reach {title}.")


@pytest.fixture
def conference(workspace: Workspace) -> int:
    """A conference of 400 people."""
    with workspace.change("Log engagement") as work:
        one = work.add(Engagement(title="Conference on grain"))
        work.add(EngagementParty(engagement_id=one.id, party_id=1))
        work.add_all(Participant, [{"engagement_id": one.id, "person_id": 1 + n % 2} for n in range(400)])
    return one.id


def test_no_piece_of_a_long_record_is_long(workspace: Workspace, conference: int) -> None:
    pieces = sections(
        workspace.reading("engagement", conference), HAND, View(whole=frozenset({"table:participant"}))
    )

    assert len(pieces) > 5
    assert max(map(len, pieces)) < 20_000


def test_all_of_a_long_table_is_shown_when_it_is_asked_for(
    window: MainWindow, calm: Calm, conference: int, qtbot: QtBot
) -> None:
    pane = read(window, calm, "engagement", conference)
    before = pane.sheet.toPlainText().count("Colonna")
    pane.sheet.followed.emit("more:table:participant")
    calm()

    qtbot.waitUntil(lambda: pane.sheet.is_laid, timeout=20_000)
    assert before < 40
    assert pane.sheet.toPlainText().count("Colonna") == 200


def test_history_folds_away_and_stays_so(window: MainWindow, calm: Calm) -> None:
    pane = read(window, calm, "engagement", 3)
    assert "Set up the desk" in pane.sheet.toPlainText()
    to_link(pane, "▾ History")
    QTest.keyClick(pane.sheet, Key.Key_Return)
    calm()
    assert "Set up the desk" not in pane.sheet.toPlainText()
    read(window, calm, "engagement", 4)

    assert "▸ History" in pane.sheet.toPlainText()


def test_more_uses_are_shown_in_place_or_as_a_list(
    window: MainWindow, calm: Calm, workspace: Workspace, qtbot: QtBot
) -> None:
    with workspace.change("Promise") as work:
        ids = work.add_all(Commitment, [{"text": f"Deliver lot {number}"} for number in range(50)])
        work.add_all(CommitmentParty, [{"commitment_id": one, "party_id": 2} for one in ids])
    pane = read(window, calm, "party", 2)
    shown = pane.sheet.toPlainText()
    assert "Show 30 more" in shown
    assert shown.count("Deliver lot") == 20
    pane.sheet.followed.emit("more:uses:commitment")
    qtbot.waitUntil(lambda: pane.sheet.toPlainText().count("Deliver lot") == 50)
    pane.sheet.followed.emit("list:engagement:partners")
    calm()

    assert window.page_name == "engagement"
    assert window.page.row_count in (83, 84)


def test_space_on_a_link_shows_its_record_without_taking_the_keyboard(
    window: MainWindow, calm: Calm, qtbot: QtBot
) -> None:
    pane = read(window, calm, "engagement", 3)
    to_link(pane, "France")
    QTest.keyClick(pane.sheet, Key.Key_Space)
    qtbot.waitUntil(pane.sheet.preview.isVisible)
    assert "France" in pane.sheet.preview.label.text()
    assert pane.sheet.hasFocus()
    QTest.keyClick(pane.sheet, Key.Key_Escape)

    assert not pane.sheet.preview.isVisible()


def test_the_pointer_that_rests_on_a_link_shows_its_record(
    window: MainWindow, calm: Calm, qtbot: QtBot
) -> None:
    pane = read(window, calm, "engagement", 3)
    to_link(pane, "France")
    pane.sheet.highlighted.emit("record:party:1")
    assert not pane.sheet.preview.isVisible()
    qtbot.waitUntil(pane.sheet.preview.isVisible, timeout=5_000)
    pane.sheet.highlighted.emit("")

    assert not pane.sheet.preview.isVisible()


def test_ctrl_enter_on_a_link_opens_it_in_a_tab(window: MainWindow, calm: Calm) -> None:
    pane = read(window, calm, "engagement", 3)
    to_link(pane, "France")
    QTest.keyClick(pane.sheet, Key.Key_Return, CTRL)
    calm()

    assert window.tabs.keys == [("party", 1)]


def test_a_card_tells_kind_title_day_and_marking(workspace: Workspace) -> None:
    with workspace.change("Mark") as work:
        one = work.get(Engagement, 1)
        one.marking_scheme, one.marking_rank, one.marking_text = "us", 30, "CONFIDENTIAL"
    glance = workspace.reading.glance("engagement", 1)
    assert glance is not None
    told = card(glance, HAND)

    for expected in ("Engagement", "Security consultations 0", "May 29, 2026", "CONFIDENTIAL"):
        assert expected in told


def test_a_gap_that_rests_on_a_record_is_told_there_too(workspace: Workspace) -> None:
    with workspace.change("Check") as work:
        uid = work.get(Engagement, 2).uid.hex()
        evidence = finding_about("Said twice", [["engagement", 2, uid, "Talks", ""]])
        work.add(
            Finding(
                fingerprint="f",
                rule="R1",
                headline="Said twice",
                severity="low",
                subject_kind="commitment",
                subject_id=1,
                evidence=evidence,
            )
        )
    told = "".join(sections(workspace.reading("engagement", 2), HAND, View()))

    assert "Also a gap about" in told
    assert "Said twice" in told
    assert "Promise 0" in told


def finding_about(title: str, records: list[list[object]]) -> dict[str, object]:
    """The evidence of a gap as the ledger keeps it."""
    said = {"message": title, "values": {}}
    return {
        "slug": "said-twice",
        "raised_by": [],
        "title": said,
        "why": said,
        "fix": said,
        "subject": [],
        "records": records,
        "quotes": [],
        "numbers": {},
        "parties": [],
        "marking": None,
    }


def test_ctrl_p_prints_the_record_under_a_sensible_name(
    window: MainWindow, calm: Calm, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    window.context.open_record("engagement", 3)
    calm()
    QTest.keyClick(window, Key.Key_P, CTRL)
    calm()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.selectedFiles()[0]
    assert name.endswith("Engagement لقاء وزاري 2 2026-05-29.pdf")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)

    assert shown == [name]
    assert "Written" in window.notices.label.text()
