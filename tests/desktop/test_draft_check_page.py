"""A draft is checked while it is written; what it departs from opens; a change that is meant lists whom to tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from diplotrack.desktop.views.draft_check_page import REST, DraftCheckPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Action, Consultation, Objective, Party, Position, PositionPartner
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import Duty
from diplotrack.store.lists import live
from diplotrack.workspace import Workspace
from diplotrack.workspace.kept_text import TextKeeping
from tests.desktop.conftest import TODAY

Calm = Callable[[], None]
CONDEMNS = "We strongly condemn deliberate damage to undersea cables."
WEAKER = "We are concerned about deliberate damage to undersea cables."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def position(workspace: Workspace) -> int:
    """A line to take on cables; Japan is to be consulted before it changes."""
    with workspace.change("Position") as work:
        work.add(Party(name="Us", is_own=True))
        cables = work.add(Objective(code="SEC-1", title="Undersea cables protected"))
        made = work.add(
            Position(objective_id=cables.id, line=CONDEMNS, stance=1, valid_from=TODAY - timedelta(days=90))
        )
        japan = workspace.records.party("JPN").id
        work.add(PositionPartner(position_id=made.id, party_id=japan, duty=Duty.CONSULT))
        return made.id


@pytest.fixture
def settled(calm: Calm, qtbot: QtBot) -> Calm:
    """Waits until the check that follows a rest in typing has answered."""

    def wait() -> None:
        qtbot.wait(REST + 60)
        calm()

    return wait


@pytest.fixture
def page(position: int, window: MainWindow, calm: Calm) -> DraftCheckPage:
    """The page, reached by its key."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.AltModifier)
    calm()
    assert isinstance(window.page, DraftCheckPage)
    return window.page


def titles(page: DraftCheckPage) -> list[str]:
    return [one.title for one in page.model.remarks]


def test_an_empty_page_says_what_to_do(page: DraftCheckPage) -> None:
    assert page.row_count == 0
    assert page._empty.button.text() == "Open a file…"


def test_a_sentence_against_the_position_is_found_shown_opened_and_may_be_meant(
    page: DraftCheckPage,
    window: MainWindow,
    workspace: Workspace,
    settled: Calm,
    calm: Calm,
    position: int,
    qtbot: QtBot,
) -> None:
    QTest.keyClicks(page.editor, WEAKER)
    settled()
    assert titles(page) == ["Departs from the line to take"]
    (mark,) = page.editor.extraSelections()
    assert mark.cursor.selectedText() == WEAKER
    shown = page.sheet.toPlainText()
    assert CONDEMNS in shown.replace("\n", " ")
    assert "consult first: Japan" in shown

    QTest.keyClick(window, Qt.Key.Key_F8)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    calm()
    assert window.page_name == "position"
    window.show_page("draft_check")
    calm()

    QTest.mouseClick(page.foot.intend, Qt.MouseButton.LeftButton)
    settled()
    assert titles(page)[0] == "Intended change on SEC-1: 1 partner to reach"
    assert not any("Departs" in one for one in titles(page))
    assert "1. Consultation: Japan" in page.sheet.toPlainText()

    QTest.mouseClick(page.foot.plan, Qt.MouseButton.LeftButton)
    settled()
    with workspace.read() as read:
        (made,) = read.query(Consultation).filter(live(Consultation)).all()
        assert (made.position_id, made.on) == (position, None)
        assert read.query(Action).filter(live(Action)).one().due_on == TODAY
    qtbot.waitUntil(lambda: titles(page)[0].endswith("0 partners to reach"), timeout=5000)
    workspace.history.undo()
    qtbot.waitUntil(lambda: titles(page)[0].endswith("1 partner to reach"), timeout=5000)


def test_what_is_typed_is_there_after_the_window_was_closed(
    page: DraftCheckPage, window: MainWindow, workspace: Workspace
) -> None:
    page.purpose.to.take(Mention("party", workspace.records.party("FRA").id, "France"))
    QTest.keyClicks(page.editor, "Dear Minister")
    path = workspace.path
    window.close()
    with Workspace.open(path) as again:
        kept = TextKeeping().open(again)
        assert (kept.text, [name for _id, name in kept.to]) == ("Dear Minister", ["France"])
        assert again.drafts.all() == []
        assert again.drafts.digests() == set()


def test_who_types_without_a_rest_is_kept_within_a_second(
    page: DraftCheckPage, workspace: Workspace, qtbot: QtBot
) -> None:
    until = time.monotonic() + 3
    while time.monotonic() < until and not TextKeeping().open(workspace).text:
        QTest.keyClick(page.editor, Qt.Key.Key_A)
        qtbot.wait(100)
    assert TextKeeping().open(workspace).text.startswith("aaa")


def test_the_audience_decides(page: DraftCheckPage, workspace: Workspace, settled: Calm) -> None:
    with workspace.change("Narrow the line") as work:
        made = work.session.query(Position).one()
        japan = workspace.records.party("JPN").id
        work.add(PositionPartner(position_id=made.id, party_id=japan, duty=Duty.SCOPE))
    QTest.keyClicks(page.editor, WEAKER)
    settled()
    assert titles(page) == []
    page.purpose.to.take(Mention("party", workspace.records.party("JPN").id, "Japan"))
    settled()
    assert titles(page) == ["Departs from the line to take"]


def test_f8_goes_from_remark_to_remark_and_escape_back_to_the_text(
    page: DraftCheckPage, window: MainWindow, settled: Calm
) -> None:
    page.editor.setPlainText(
        f"Ünïcödé 🚢.\n\n{WEAKER}\n\nWe will hand over all data to France by 31 July 2026."
    )
    settled()
    assert len(titles(page)) == 2
    page.list.setCurrentIndex(page.model.index(0))
    page.list.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert page.list.currentIndex().row() == 1
    assert page.editor.textCursor().block().text().startswith("We will")
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.editor.textCursor().block().text() == WEAKER
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.editor.hasFocus()


def test_a_file_let_fall_is_opened_and_taken_back(
    page: DraftCheckPage, settled: Calm, tmp_path: Path
) -> None:
    path = tmp_path / "speech.txt"
    path.write_text(WEAKER, encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    page.editor.insertFromMimeData(dropped)
    settled()
    assert page.editor.toPlainText() == WEAKER
    assert page._file.text() == "speech.txt"
    page.editor.undo()
    assert page.editor.toPlainText() == ""


def test_a_file_that_is_no_text_is_refused_with_a_sentence(
    page: DraftCheckPage, window: MainWindow, calm: Calm, tmp_path: Path
) -> None:
    said: list[str] = []
    window.context.notice.connect(lambda sentence, _tone: said.append(sentence))
    path = tmp_path / "picture.docx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    page.open_path(path)
    calm()
    assert "is no text" in said[0]
    assert page.editor.toPlainText() == ""


def test_a_long_text_never_holds_the_window(page: DraftCheckPage, qtbot: QtBot, calm: Calm) -> None:
    words = " ".join(
        f"{WEAKER} The {number}th ship of the fleet sails with its crew today." for number in range(250)
    )
    gaps, last = [], [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    beat = QTimer()
    beat.setInterval(5)
    beat.timeout.connect(tick)
    page.editor.setPlainText(words)
    beat.start()
    last[0] = time.monotonic()
    qtbot.waitUntil(lambda: page.row_count > 0, timeout=20_000)
    beat.stop()
    assert sorted(gaps)[int(len(gaps) * 0.95)] < 0.25


def test_every_control_has_a_name(page: DraftCheckPage) -> None:
    controls = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    nameless = [one for one in controls if not one.accessibleName() and not getattr(one, "text", str)()]
    assert [one for one in nameless if not isinstance(one.parent(), QLineEdit)] == []
