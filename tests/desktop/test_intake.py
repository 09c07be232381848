"""A text is taken in: each proposal shows its words and is answered by one key; nothing is stored before that."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.inputs import ChoiceInput, LineInput
from diplotrack.desktop.views.intake.page import IntakePage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Communication, Engagement, EngagementParty, Party
from diplotrack.records.enumerations import Side
from diplotrack.store.lists import live
from diplotrack.workspace import Workspace, kept_intake
from diplotrack.workspace.intake import About, Proposal
from tests.desktop.test_everyone import cut, nameless, told, without_focus_ring

Calm = Callable[[], None]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
READOUT = (
    "🚢 Readout of the Minister’s call with the Foreign Minister of France, 26 May 2026\n\n"
    "The Minister spoke on 26 May 2026 with Foreign Minister Catherine Colonna of France about undersea cables. "
    "Egypt was not on the line.\n\n"
    "France will hand over the fault data of its operators by 1 July 2026."
)


@pytest.fixture
def page(request: pytest.FixtureRequest, qtbot: QtBot, calm: Calm) -> IntakePage:
    """The page: in its window, reached by its key, for a test that asks for the window, else by itself."""
    if "window" not in request.fixturenames:
        made = IntakePage(request.getfixturevalue("context"))
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        calm()
        return made
    window: MainWindow = request.getfixturevalue("window")
    window.activateWindow()
    QTest.keyClick(window, Key.Key_T, CONTROL | SHIFT)
    calm()
    assert isinstance(window.page, IntakePage)
    return window.page


@pytest.fixture
def read(page: IntakePage, calm: Calm) -> IntakePage:
    """The page with the readout pasted on it."""
    QApplication.clipboard().setText(READOUT)
    QTest.keyClick(page.empty.button, Key.Key_V, CONTROL)
    calm()
    return page


def about(page: IntakePage, thing: About, words: str = "") -> Proposal:
    """The first proposal about that thing that would record those words."""
    assert page.answering is not None
    return next(one for one in page.answering.proposals if one.about is thing and words in one.shown)


def go_to(page: IntakePage, one: Proposal) -> None:
    page.list.go_to(page.list.proposals.row_of(one.key))


def press(page: IntakePage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.list, key, held)


def state(page: IntakePage, one: Proposal) -> str:
    assert page.answering is not None
    return page.answering.state(one)


def edit(page: IntakePage) -> QLineEdit:
    """The line in which the value in front is said otherwise, opened by its key."""
    press(page, Key.Key_E)
    assert page.list.card is not None
    assert isinstance(page.list.card.instead, LineInput)
    return page.list.card.instead.line


def drop(page: IntakePage, mime: QMimeData) -> None:
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def counts(workspace: Workspace) -> tuple[int, int]:
    """How many engagements and communications there are."""
    with workspace.read() as session:
        return tuple(session.query(kind).filter(live(kind)).count() for kind in (Engagement, Communication))  # type: ignore[return-value]


def test_what_is_accepted_is_stored_as_one_operation_and_shown_and_nothing_before(
    read: IntakePage, window: MainWindow, workspace: Workspace, calm: Calm
) -> None:
    before = counts(workspace)
    go_to(read, about(read, About.KIND, "Engagement"))
    press(read, Key.Key_Return)
    france = about(read, About.PARTY, "France")
    go_to(read, france)
    assert read.list.card is not None
    side = read.list.card.further["side"]
    assert isinstance(side, ChoiceInput)
    QTest.keyClick(side.box, Key.Key_Down)
    side.edited.emit()
    press(read, Key.Key_Return)
    calm()
    assert counts(workspace) == before
    assert read.foot.will.text() == "An engagement with 1 partner"
    press(read, Key.Key_Return, CONTROL)
    calm()
    assert counts(workspace) == (before[0] + 1, before[1])
    kind, record_id = window.record_in_front or ("", 0)
    assert (window.page_name, kind) == ("engagement", "engagement")
    with workspace.read() as session:
        (party,) = session.query(EngagementParty).filter_by(engagement_id=record_id).all()
        assert (party.party_id, party.side) == (workspace.records.party("FRA").id, Side.THIRD)
    assert (read.row_count, kept_intake.open_all(workspace)) == (0, [])
    workspace.history.undo()
    assert counts(workspace) == before


def test_one_key_answers_goes_on_to_the_next_open_one_and_is_taken_back(
    read: IntakePage, workspace: Workspace
) -> None:
    before = counts(workspace)
    assert read.answering is not None
    first, second, third = read.answering.proposals[:3]
    press(read, Key.Key_Plus)
    assert read.list.front is second
    QTest.keyClick(read.text, Key.Key_Delete)
    assert read.list.front is third
    assert (state(read, first), state(read, second)) == ("accepted", "refused")
    press(read, Key.Key_Z, CONTROL)
    assert read.list.front is second
    assert (state(read, first), state(read, second)) == ("accepted", "open")
    press(read, Key.Key_K)
    press(read, Key.Key_Minus)
    assert state(read, first) == "refused"

    traffic = about(read, About.TEXT, "Outgoing")
    go_to(read, traffic)
    press(read, Key.Key_1)
    assert read.answering.value(traffic) is traffic.rivals[0].value
    assert (state(read, traffic), read.list.currentIndex().data()) == ("accepted", traffic.rivals[0].shown)
    assert read.list.front is traffic

    press(read, Key.Key_A, CONTROL | SHIFT)
    assert read.answering.count("accepted") > 3
    assert not read.foot.sure.isEnabled()
    assert counts(workspace) == before


def test_the_words_of_the_proposal_in_front_are_highlighted_and_a_click_on_words_brings_theirs(
    read: IntakePage,
) -> None:
    go_to(read, about(read, About.PARTY, "France"))
    assert read.text.extraSelections()[-1].cursor.selectedText() in ("France", "Foreign Minister of France")
    promise = about(read, About.PROMISE)
    place = read.text.toPlainText().encode("utf-16-le").index("fault data".encode("utf-16-le")) // 2
    assert read.text.key_at(place) == promise.key
    cursor = read.text.textCursor()
    cursor.setPosition(place)
    where = read.text.cursorRect(cursor).center()
    QTest.mouseClick(read.text.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert read.list.front is promise
    assert "hand over the fault data" in read.text.extraSelections()[-1].cursor.selectedText()


def test_e_says_it_otherwise_and_what_is_written_there_answers_nothing_else(read: IntakePage) -> None:
    assert read.answering is not None
    day, title = about(read, About.DAY, "May 26"), about(read, About.TITLE)
    go_to(read, day)
    line = edit(read)
    line.setText("nonsense-")
    QTest.keyClick(line, Key.Key_Return)
    assert read.list.card is not None
    assert read.list.card.instead is not None
    assert read.list.card.instead.echo.text()
    QTest.keyClick(line, Key.Key_Escape)
    assert read.list.hasFocus()
    assert (state(read, day), read.list.currentIndex().data()) == ("open", day.shown)
    line = edit(read)
    line.clear()
    QTest.keyClicks(line, "25 May 2026")
    QTest.keyClick(line, Key.Key_Return)
    assert read.list.hasFocus()
    assert read.answering.value(day) == PartialDate.day(date(2026, 5, 25))
    assert "25" in read.list.currentIndex().data()

    go_to(read, title)
    line = edit(read)
    line.clear()
    QTest.keyClicks(line, "Jekyll 1-2+3")
    QTest.keyClick(line, Key.Key_Delete)
    assert line.text() == "Jekyll 1-2+3"
    read.list.go_to(read.list.currentIndex().row() + 1)
    assert (state(read, title), read.answering.value(title)) == ("accepted", "Jekyll 1-2+3")
    assert read.answering.count("open") == read.row_count - 2


def test_text_and_answers_stay_until_they_are_closed_and_come_back(
    read: IntakePage, window: MainWindow, workspace: Workspace, calm: Calm
) -> None:
    press(read, Key.Key_Return)
    press(read, Key.Key_W, CONTROL)
    calm()
    assert read.row_count == 0
    assert kept_intake.open_all(workspace) == []
    QTest.keyClick(read.empty.button, Key.Key_Z, CONTROL)
    calm()
    assert read.answering is not None
    assert read.answering.count("accepted") == 1
    path = workspace.path
    window.close()
    with Workspace.open(path) as again:
        ((_key, kept),) = kept_intake.open_all(again)
        assert kept.source.text.startswith("🚢 Readout")
        assert len(kept.answers.accepted) == 1
        assert again.drafts.all() == []
        assert again.drafts.digests() == set()


def test_files_let_fall_lie_behind_one_another_and_what_holds_no_words_is_refused(
    page: IntakePage, window: MainWindow, tmp_path: Path, calm: Calm
) -> None:
    assert page.empty.button.hasFocus()
    said: list[str] = []
    window.context.notice.connect(lambda sentence, _tone: said.append(sentence))
    mime = QMimeData()
    paths = [tmp_path / name for name in ("first.txt", "second.txt", "picture.docx")]
    for number, path in enumerate(paths):
        path.write_text(f"Text {number}. The Minister met the Foreign Minister of Japan.", encoding="utf-8")
    paths[-1].write_bytes(b"\x89PNG\r\n\x1a\n")
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop(page, mime)
    page.take_words("  \n ")
    calm()
    assert sorted(one.title[:6] for one in page.tray.texts) == ["Text 0", "Text 1"]
    assert any("picture.docx" in sentence for sentence in said)
    assert any("no words" in sentence for sentence in said)
    assert page.is_populated
    assert page.head.choice.isVisible()
    there = page.text.toPlainText()
    page.head.choice.activated.emit(1 - page.head.choice.currentIndex())
    calm()
    assert page.text.toPlainText() != there
    assert about(page, About.PARTY).shown == "Japan"


def test_the_form_goes_on_with_what_was_accepted_and_saving_it_ends_the_text(
    read: IntakePage, window: MainWindow, workspace: Workspace, calm: Calm
) -> None:
    before = counts(workspace)
    for one in (about(read, About.KIND, "Engagement"), about(read, About.PARTY, "France")):
        go_to(read, one)
        press(read, Key.Key_Return)
    press(read, Key.Key_E, CONTROL)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.discard()
    calm()
    assert read.tray.front is not None
    assert read.tray.front.kept.draft == ""
    press(read, Key.Key_E, CONTROL)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    assert [row.values["side"] for row in form.draft.parts["engagement_party"]] == [Side.THEIRS]
    assert counts(workspace) == before
    form.save()
    calm()
    assert counts(workspace)[0] == before[0] + 1
    assert read.tray.texts == []
    assert kept_intake.open_all(workspace) == []


def test_a_long_text_never_holds_the_window_and_what_the_ledger_learns_is_read_again(
    page: IntakePage, workspace: Workspace, qtbot: QtBot, calm: Calm
) -> None:
    body = READOUT.partition("\n\n")[2]
    gaps, last = [], [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    beat = QTimer()
    beat.setInterval(5)
    beat.timeout.connect(tick)
    beat.start()
    page.take_words("\n\n".join(f"{number}. {body}" for number in range(30)))
    qtbot.waitUntil(lambda: page.row_count > 0 and page.is_populated, timeout=30_000)
    beat.stop()
    assert sorted(gaps)[int(len(gaps) * 0.95)] < 0.25

    page.close_text()
    page.take_words(READOUT)
    calm()
    go_to(page, about(page, About.PARTY, "France"))
    press(page, Key.Key_Delete)
    with workspace.change("Rename") as work:
        work.get(Party, workspace.records.party("FRA").id).name = "French Republic"
    qtbot.waitUntil(lambda: about(page, About.PARTY).shown == "French Republic", timeout=5000)
    assert state(page, about(page, About.PARTY, "French Republic")) == "refused"


def test_what_is_shown_has_names_and_rings_and_is_whole_at_twice_the_size(
    read: IntakePage, window: MainWindow, calm: Calm
) -> None:
    go_to(read, about(read, About.PARTY, "France"))
    read.replies.edit()
    calm()
    assert nameless(read) == []
    assert without_focus_ring(read) == []
    before = read.list.visualRect(read.list.currentIndex()).height()
    window.context.theme.resize_text(10)
    window.resize(1024, 720)
    calm()
    # The name of the text gives way to the buttons; it stands whole in its tip.
    assert [one for one in cut(read) if read.head.name.text() not in one] == []
    assert read.head.name.toolTip() == read.head.name.text()
    assert window.width() == 1024
    assert read.list.visualRect(read.list.currentIndex()).height() > before
    go_to(read, about(read, About.KIND, "Engagement"))
    calm()
    following = read.list.visualRect(read.list.proposals.index(1))
    assert read.list.viewport().rect().contains(following)
    assert read.text.viewport().height() > read.text.fontMetrics().height()
    assert told(read.list)[0] == "What would be recorded"
    spoken = read.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Kind: Engagement, open, ")
