"""Words chosen by keys in a section of the form become promises, statements, actions and asks that quote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.follows import FollowsBlock
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.links import LinksBlock
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.words import Words
from diplotrack.desktop.utf16 import to_points, to_units
from diplotrack.desktop.window import MainWindow
from diplotrack.records import AskRaised, Commitment, CommitmentParty, Objective, Passage, Statement
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommitmentSide, Side
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import PartRow
from tests.desktop.test_forms import block, line, open_form, save, take

Calm = Callable[[], None]
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PROMISE = "we will send two experts by 30 June 2026"


@pytest.fixture
def form(qtbot: QtBot, context: Context, calm: Calm) -> Iterator[RecordForm]:
    """The form of a new engagement with France of 20 May, on a window of its own."""
    editing = context.workspace.editing
    draft = editing.blank("engagement", title="Talks in Paris", starts_on=PartialDate.parse("2026-05-20"))
    draft.parts["engagement_party"] = [PartRow({"party_id": 1, "side": Side.THEIRS, "note": ""})]
    draft.name(Mention("party", 1, "France"))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = RecordForm(context, draft, "us", parent)
    made.complete()
    made.show()
    calm()
    yield made
    parent.close()


def words_of(form: RecordForm) -> Words:
    words = block(form, TextsBlock).words
    assert words is not None
    return words


def follows(form: RecordForm, kind: str) -> FollowsBlock:
    return next(one for one in form.blocks if isinstance(one, FollowsBlock) and one.kind == kind)


def type_into(form: RecordForm, role: str, text: str) -> QPlainTextEdit:
    editor = block(form, TextsBlock).show_section(role)
    form.activateWindow()
    editor.setFocus()
    if text.isascii():
        QTest.keyClicks(editor, text)
    else:
        editor.insertPlainText(text)
    return editor


def choose_back(editor: QPlainTextEdit, count: int) -> None:
    for _word in range(count):
        QTest.keyClick(editor, Qt.Key.Key_Left, CTRL | SHIFT)


def test_words_chosen_by_keys_become_a_promise_with_quote_due_and_parties(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement")
    form.complete()
    QTest.keyClicks(line(form, "title"), "Talks in Paris")
    QTest.keyClicks(line(form, "starts_on"), "2026-05-20")
    take(block(form, RoomBlock).theirs.line, "fran", calm)
    editor = type_into(form, "their_points", f"The Minister said {PROMISE}")
    choose_back(editor, 9)
    assert editor.textCursor().selectedText() == PROMISE
    QTest.keyClick(editor, Qt.Key.Key_P, CTRL | ALT)
    calm()

    promises = follows(form, "commitment")
    assert promises.lines[0].quote is not None
    assert PROMISE in promises.lines[0].quote.toolTip()
    assert [one.cursor.selectedText() for one in editor.extraSelections()] == [PROMISE]
    save(form, calm)

    with workspace.read() as session:
        one = session.query(Commitment).filter(Commitment.quote == PROMISE).one()
        passage = session.query(Passage).filter_by(uid=one.passage_uid).one()
        assert passage.text[one.quote_start :].startswith(PROMISE)
        assert one.text == "We will send two experts by 30 June 2026"
        assert PartialDate.of(one.due_on) == PartialDate.parse("2026-06-30")
        assert PartialDate.of(one.made_on) == PartialDate.parse("2026-05-20")
        sides = session.query(CommitmentParty).filter_by(commitment_id=one.id).all()
        assert [(row.party_id, row.side) for row in sides] == [(1, CommitmentSide.BY)]
    assert workspace.history.next_names()[0] == "Log engagement"

    again = open_form(window, calm, "engagement", form.draft.id)
    again.complete()
    calm()
    shown = block(again, TextsBlock).editors["their_points"].extraSelections()
    assert [one.cursor.selectedText() for one in shown] == [PROMISE]


def test_words_become_a_statement_an_action_and_an_ask(
    form: RecordForm, calm: Calm, workspace: Workspace
) -> None:
    text = "😀😀 نريد صوتكم في المجلس"
    editor = type_into(form, "their_points", text)
    editor.selectAll()
    for key, kind in ((Qt.Key.Key_S, "statement"), (Qt.Key.Key_A, "action"), (Qt.Key.Key_O, "ask")):
        QTest.keyClick(editor, key, CTRL | ALT)
        calm()
        assert follows(form, kind).isVisibleTo(form)
    save(form, calm)

    with workspace.read() as session:
        one = session.query(Statement).one()
        assert (one.quote, one.quote_start, one.party_id) == (text, 0, 1)
        assert session.query(AskRaised).one().engagement_id == one.engagement_id
    assert len(workspace.search("صوتكم", kind="action")) == 1


def test_clicking_a_line_chooses_its_words(form: RecordForm, calm: Calm) -> None:
    editor = type_into(form, "discussion", "😀 سنرسل الخبراء. We agree.")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.find("We agree")
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL | ALT)
    calm()
    block(form, TextsBlock).show_section("summary")
    link = follows(form, "statement").lines[0].quote
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)

    assert block(form, TextsBlock).role == "discussion"
    assert editor.textCursor().selectedText() == "We agree"
    editor.textCursor().removeSelectedText()
    editor.insertPlainText("They differ")
    words_of(form).look()
    assert "no longer" in link.toolTip()


def test_a_bar_stands_beside_the_chosen_words(form: RecordForm, calm: Calm) -> None:
    editor = type_into(form, "discussion", "They will come. They will pay.")
    bar = words_of(form).bars["discussion"]
    assert not bar.isVisible()
    choose_back(editor, 2)
    QTest.qWait(250)
    assert bar.isVisible()
    for _stop in range(3):
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert bar.buttons["action"].hasFocus()
    QTest.keyClick(bar.buttons["action"], Qt.Key.Key_Space)
    calm()
    assert not bar.isVisible()
    assert len(follows(form, "action").lines) == 1
    assert editor.hasFocus()

    editor.selectAll()
    QTest.qWait(250)
    assert bar.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert form.isVisible()
    # Where AltGr comes as Ctrl+Alt it writes a letter.
    QTest.sendKeyEvent(QTest.KeyAction.Click, editor, Qt.Key.Key_S, "ś", CTRL | ALT)
    assert follows(form, "statement").lines == []


def test_promises_and_objectives_are_offered_and_never_added_of_themselves(
    form: RecordForm, calm: Calm, workspace: Workspace
) -> None:
    with workspace.change("Add") as work:
        objective = work.add(Objective(code="SEC-1", title="Undersea cables protected and repaired")).id
    type_into(form, "their_points", "France will repair the undersea cables by June.")
    words = words_of(form)
    words.look()
    calm()
    links, offers = block(form, LinksBlock), words.offers.chips
    assert links.objectives is not None
    assert links.objectives.value() == []
    assert follows(form, "commitment").lines == []
    assert [one.text()[:8] for one in offers] == ["SEC-1 Un", "Promise?"]

    offers[0].setFocus()
    QTest.keyClick(offers[0], Qt.Key.Key_Return)
    QTest.mouseClick(offers[1], Qt.MouseButton.LeftButton)
    calm()
    words.look()
    calm()
    assert links.objectives.value() == [objective]
    assert len(follows(form, "commitment").lines) == 1
    assert words.offers.chips == []


def test_the_place_of_words_is_converted_at_the_edge() -> None:
    text = "😀é سن"
    assert [to_points(text, units) for units in range(4)] == [0, 0, 1, 2]
    assert [to_units(text, points) for points in range(4)] == [0, 2, 3, 4]
