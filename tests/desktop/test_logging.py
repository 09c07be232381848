"""An engagement is logged by keyboard alone, in few keys beyond the words themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.asides import gather_as_it_stands, put_back
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.suggested import SuggestedBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.desktop.forms.whom import WhomInput
from diplotrack.desktop.window import MainWindow
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Engagement,
    EngagementParty,
    Participant,
    Party,
    Person,
)
from diplotrack.records.enumerations import CommitmentSide, EngagementStatus, Format, Side
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Draft
from tests.desktop.test_forms import block, save, take

Calm = Callable[[], None]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
AT_MOST = 25
"""Keys beyond the words, each modifier counted too."""


class Typist:
    """Presses keys where the keyboard is, and counts those that are no letters of the words."""

    def __init__(self, window: MainWindow, calm: Calm) -> None:
        self._window = window
        self._calm = calm
        self.keys = 0

    @property
    def _there(self) -> QWidget:
        """The form is asked first: offscreen, a closed list of names gives the keyboard back to no window at all."""
        forms = list(Desk.of(self._window.context).forms.values())
        within = forms[-1].focusWidget() if forms else None
        return within or self._window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1 + modifiers.value.bit_count()
        QTest.keyClick(self._there, key, modifiers)
        self._calm()

    def type(self, words: str) -> None:
        there = self._there
        assert isinstance(there, (QLineEdit, QPlainTextEdit))
        if words.isascii():
            QTest.keyClicks(there, words)
        elif isinstance(there, QLineEdit):
            there.insert(words)  # what an input method does for scripts that keys do not have
            there.textEdited.emit(there.text())
        else:
            there.insertPlainText(words)
        self._calm()


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """What a form stands on, in place of a window."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(ground: QWidget, context: Context, calm: Calm) -> RecordForm:
    """The form of a new engagement."""
    return shown(ground, context, calm, context.workspace.editing.blank("engagement"))


@pytest.fixture
def room(ground: QWidget, context: Context, calm: Calm) -> RoomBlock:
    """The part of the form that says who met, alone."""
    made = RoomBlock(context, context.workspace.editing.blank("engagement"))
    QVBoxLayout(ground).addWidget(made)
    ground.show()
    ground.activateWindow()
    calm()
    return made


def written_down(room: RoomBlock, workspace: Workspace) -> int:
    assert room.gather() == []
    workspace.editing.save(room.draft)
    assert room.draft.id is not None
    return room.draft.id


def shown(ground: QWidget, context: Context, calm: Calm, draft: Draft) -> RecordForm:
    made = RecordForm(context, draft, "neutral", ground)
    made.show()
    made.activateWindow()
    made.complete()
    calm()
    return made


def logged(workspace: Workspace) -> Engagement:
    with workspace.read() as session:
        found = session.query(Engagement).order_by(Engagement.id.desc()).first()
    assert found is not None
    return found


def test_yesterdays_call_with_two_people_and_two_promises_in_few_keys(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    window.activateWindow()
    hand = Typist(window, calm)
    hand.press(Qt.Key.Key_N, CTRL)
    hand.type("call yesterday 15:00 Tokyo")
    hand.press(Qt.Key.Key_Tab)
    hand.type("colon")
    hand.press(Qt.Key.Key_Return)
    hand.type("上川")
    hand.press(Qt.Key.Key_Tab)
    hand.type("France will send the annex by 30 June 2026.")
    hand.press(Qt.Key.Key_P, CTRL | ALT)
    hand.type(" France will answer the note by 3 July 2026.")
    hand.press(Qt.Key.Key_P, CTRL | ALT)
    form = Desk.of(window.context).forms["engagement", None]
    form.complete()
    calm()
    hand.press(Qt.Key.Key_Return, CTRL)

    record = logged(workspace)
    assert (record.title, record.format, record.status) == (
        "Call with Catherine Colonna and 上川 陽子",
        Format.CALL,
        EngagementStatus.HELD,
    )
    assert (record.starts_on, record.start_time, record.zone) == (date(2026, 5, 28), time(15), "Asia/Tokyo")
    with workspace.read() as session:
        people = session.query(Participant.person_id).filter_by(engagement_id=record.id).all()
        parties = session.query(EngagementParty.party_id).filter_by(engagement_id=record.id).all()
        promises = session.query(Commitment).filter_by(engagement_id=record.id).order_by(Commitment.id).all()
        by = session.query(CommitmentParty.party_id).filter_by(side=CommitmentSide.BY).all()
    assert ([one for (one,) in people], [one for (one,) in parties]) == ([1, 2], [1])
    assert [one.due_on for one in promises] == [date(2026, 6, 30), date(2026, 7, 3)]
    assert [one for (one,) in by] == [1, 1]
    assert hand.keys <= AT_MOST


def test_names_of_any_script_are_taken(room: RoomBlock, context: Context, calm: Calm) -> None:
    names = ("上川陽子", "Сергей Лавров", "سيرغي لافروف")
    context.change("Add", lambda work: [work.add(Person(name=name)) for name in names])
    calm()
    for words in ("上川陽子", "лавров", "سيرغي", "egypte"):
        enter(room, words, calm)
        assert room.theirs.line.text() == ""
    chips = [chip.text() for chip in room.theirs.chips.values()]
    assert chips == [*names, "Égypte"]


def test_enter_waits_for_the_names_that_are_on_their_way(room: RoomBlock, calm: Calm) -> None:
    take(room.theirs.line, "jap", calm)
    QTest.keyClicks(room.theirs.line, "fra")
    QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
    calm()
    assert [chip.text() for chip in room.theirs.chips.values()] == ["Japan", "France"]


def test_the_list_of_names_is_gone_through_by_arrows(room: RoomBlock, calm: Calm) -> None:
    names = room.theirs.names
    names.window().activateWindow()
    names.setFocus()
    QTest.keyClick(names, Qt.Key.Key_Down)
    calm()
    offered = [one.mention.caption for one in names.offers]
    completer = names.findChild(QCompleter)
    assert isinstance(completer, QCompleter)
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    calm()
    assert [chip.text() for chip in room.theirs.chips.values()] == [offered[1]]


def enter(room: RoomBlock, words: str, calm: Calm) -> None:
    room.theirs.line.setText(words)
    QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
    calm()


def test_somebody_new_is_added_in_place_with_the_party(
    room: RoomBlock, calm: Calm, workspace: Workspace
) -> None:
    enter(room, "Anna Kovács (Japan)", calm)
    enter(room, "3 officials, France", calm)
    assert [chip.text() for chip in room.theirs.chips.values()] == [
        "Anna Kovács · Japan · new",
        "3 officials · France",
        "Japan",
        "France",
    ]
    engagement_id = written_down(room, workspace)
    with workspace.read() as session:
        anna, three = (
            session.query(Participant).filter_by(engagement_id=engagement_id).order_by(Participant.id)
        )
        assert (three.person_id, three.count, three.capacity, three.party_id) == (None, 3, "officials", 1)
        assert anna.person_id is not None
        person = session.get(Person, anna.person_id)
        assert person is not None
        assert (person.name, person.party_id) == ("Anna Kovács", 2)


def test_a_new_name_turns_into_a_partner_by_keys(room: RoomBlock, calm: Calm, workspace: Workspace) -> None:
    enter(room, "Ruritanian Ministry", calm)
    line = room.theirs.line
    QTest.keyClick(line, Qt.Key.Key_Left)
    chip = next(iter(room.theirs.chips.values()))
    QTest.keyClick(chip, Qt.Key.Key_Return)
    pane = room.panes["participant"]
    assert pane.isVisible()
    QTest.mouseClick(pane.sorts.buttons[1], Qt.MouseButton.LeftButton)
    calm()
    assert [one.text() for one in room.theirs.chips.values()] == ["Ruritanian Ministry · new"]
    written_down(room, workspace)
    assert workspace.records.party("Ruritanian Ministry").type.value == "ministry"


def test_backspace_takes_the_last_one_out_and_their_party_with_them(room: RoomBlock, calm: Calm) -> None:
    take(room.theirs.line, "colonna", calm)
    person, party = room.theirs.chips.values()
    assert (person.text(), party.text()) == ("Catherine Colonna", "France")
    QTest.keyClick(person, Qt.Key.Key_Delete)
    calm()
    assert room.theirs.chips == {}


def test_the_cross_behind_a_name_takes_it_out_and_a_click_on_the_name_opens_it(
    room: RoomBlock, calm: Calm
) -> None:
    for words in ("japan", "france"):
        enter(room, words, calm)
    japan, france = room.theirs.chips.values()
    QTest.mouseClick(
        france, Qt.MouseButton.LeftButton, pos=QPoint(france.height() // 2, france.height() // 2)
    )
    assert room.panes["engagement_party"].isVisible()
    QTest.mouseClick(japan, Qt.MouseButton.LeftButton, pos=QPoint(japan.width() - 10, japan.height() // 2))
    calm()
    assert [chip.text() for chip in room.theirs.chips.values()] == ["France"]


def test_the_moment_is_shown_as_read_and_stands_in_the_fields(
    ground: QWidget, context: Context, calm: Calm
) -> None:
    when = WhenBlock(context, context.workspace.editing.blank("engagement"))
    QVBoxLayout(ground).addWidget(when)
    ground.show()
    QTest.keyClicks(when.phrase.line, "yesterday 9-10:30 Tokyo")
    calm()
    assert when.phrase.echo.text().startswith("Thursday, May 28, 2026, 09:00–10:30, Asia/Tokyo")
    QTest.keyClick(when.phrase.line, Qt.Key.Key_Down)
    assert when.fields.isVisible()
    zone = when.inputs["zone"].focusProxy()
    assert isinstance(zone, QLineEdit)
    assert zone.text() == "Asia/Tokyo"
    zone.selectAll()
    QTest.keyClicks(zone, "Europe/Paris")
    assert when.phrase.line.text() == "May 28, 2026 09:00–10:30 Europe/Paris"


def test_words_that_are_no_moment_and_no_name_yet_are_kept_aside(context: Context, calm: Calm) -> None:
    draft = context.workspace.editing.blank("engagement")
    when, room = WhenBlock(context, draft), RoomBlock(context, draft)
    when.phrase.line.setText("soon")
    room.theirs.line.setText("colo")
    kept = [*gather_as_it_stands(when, 0), *gather_as_it_stands(room, 1)]
    assert room.people == []

    again = WhenBlock(context, draft)
    left = put_back([again], kept)
    both: list[Block] = [again, RoomBlock(context, draft)]
    assert put_back(both, left) == []
    assert again.phrase.line.text() == "soon"
    assert both[1].findChildren(WhomInput)[0].line.text() == "colo"
    calm()


def test_leaving_the_line_untouched_leaves_the_fields_alone(context: Context, calm: Calm) -> None:
    draft = context.workspace.editing.blank("engagement", start_time=time(9), zone="Asia/Tokyo")
    when = WhenBlock(context, draft)
    assert when.unfold.isChecked()
    when.phrase.line.editingFinished.emit()
    calm()
    assert when.gather() == []
    assert draft.differences() == []


def test_a_stored_engagement_shows_its_moment_and_keeps_it(
    ground: QWidget, context: Context, calm: Calm
) -> None:
    form = shown(ground, context, calm, context.workspace.editing.load("engagement", 3))
    assert block(form, WhenBlock).phrase.line.text() == "May 27, 2026"
    assert form.gather() == []
    assert form.draft.differences() == []


def test_a_suggestion_gives_way_to_what_is_typed(form: RecordForm, calm: Calm, workspace: Workspace) -> None:
    QTest.keyClicks(block(form, WhenBlock).phrase.line, "tomorrow 10:00")
    take(block(form, RoomBlock).theirs.line, "egypte", calm)
    QTest.qWait(120)
    calm()
    suggested = block(form, SuggestedBlock)
    title = suggested.inputs["title"].focusProxy()
    assert isinstance(title, QLineEdit)
    assert title.placeholderText() in ("Call with Égypte", "Meeting with Égypte")
    QTest.keyClicks(title, "Tea")
    take(block(form, RoomBlock).theirs.line, "japan", calm)
    QTest.qWait(120)
    calm()
    assert title.text() == "Tea"
    save(form, calm)
    record = logged(workspace)
    assert (record.title, record.starts_on) == ("Tea", date(2026, 5, 30))
    assert record.status == EngagementStatus.PLANNED  # for the day is ahead


def test_our_own_people_go_to_our_side(room: RoomBlock, context: Context, calm: Calm) -> None:
    def own(work: Work) -> None:
        ours = work.add(Party(name="United States", code="USA", is_own=True))
        work.add(Person(name="Ada Officer", party_id=ours.id))

    context.change("Add", own)
    calm()
    take(room.theirs.line, "ada", calm)
    assert room.theirs.chips == {}
    assert [row.values["side"] for row in room.people] == [Side.OURS]
