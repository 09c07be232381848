"""An engagement is logged by keyboard alone, in few keys beyond the words themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.suggested import SuggestedBlock
from diplotrack.desktop.forms.when import WhenBlock
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
from tests.desktop.test_forms import block, open_form, save, take

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
    print(f"{hand.keys} keys beyond the words")


@pytest.mark.parametrize(
    ("name", "words"),
    [("上川陽子", "上川陽子"), ("Сергей Лавров", "лавров"), ("سيرغي لافروف", "سيرغي"), ("Égypte", "egypte")],
)
def test_names_of_any_script_are_taken(
    window: MainWindow, calm: Calm, workspace: Workspace, name: str, words: str
) -> None:
    if name != "Égypte":
        window.context.change("Add", lambda work: work.add(Person(name=name)))
    form = open_form(window, calm, "engagement")
    room = block(form, RoomBlock)
    room.theirs.line.setText(words)
    QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
    calm()
    shown = [chip.text() for chip in room.theirs.chips.values()]
    assert shown == [name]
    assert room.theirs.line.text() == ""


def test_enter_waits_for_the_names_that_are_on_their_way(window: MainWindow, calm: Calm) -> None:
    room = block(open_form(window, calm, "engagement"), RoomBlock)
    take(room.theirs.line, "jap", calm)
    QTest.keyClicks(room.theirs.line, "fra")
    QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
    calm()
    assert [chip.text() for chip in room.theirs.chips.values()] == ["Japan", "France"]


def test_the_list_of_names_is_gone_through_by_arrows(window: MainWindow, calm: Calm) -> None:
    room = block(open_form(window, calm, "engagement"), RoomBlock)
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


def enter(form: RecordForm, words: str, calm: Calm) -> RoomBlock:
    room = block(form, RoomBlock)
    room.theirs.line.setText(words)
    QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
    calm()
    return room


def test_somebody_new_is_added_in_place_with_the_party(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement")
    room = enter(form, "Anna Kovács (Japan)", calm)
    enter(form, "3 officials, France", calm)
    assert [chip.text() for chip in room.theirs.chips.values()] == [
        "Anna Kovács · Japan · new",
        "3 officials · France",
        "Japan",
        "France",
    ]
    save(form, calm)

    record = logged(workspace)
    with workspace.read() as session:
        anna, three = session.query(Participant).filter_by(engagement_id=record.id).order_by(Participant.id)
        assert (three.person_id, three.count, three.capacity, three.party_id) == (None, 3, "officials", 1)
        assert anna.person_id is not None
        person = session.get(Person, anna.person_id)
        assert person is not None
        assert (person.name, person.party_id) == ("Anna Kovács", 2)


def test_a_new_name_turns_into_a_partner_by_keys(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement")
    room = enter(form, "Ruritanian Ministry", calm)
    line = room.theirs.line
    QTest.keyClick(line, Qt.Key.Key_Left)
    chip = next(iter(room.theirs.chips.values()))
    QTest.keyClick(chip, Qt.Key.Key_Return)
    pane = room.panes["participant"]
    assert pane.isVisible()
    QTest.mouseClick(pane.sorts.buttons[1], Qt.MouseButton.LeftButton)
    calm()
    assert [one.text() for one in room.theirs.chips.values()] == ["Ruritanian Ministry · new"]
    save(form, calm)
    assert workspace.records.party("Ruritanian Ministry").type.value == "ministry"


def test_backspace_takes_the_last_one_out_and_their_party_with_them(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    room = block(form, RoomBlock)
    take(room.theirs.line, "colonna", calm)
    person, party = room.theirs.chips.values()
    assert (person.text(), party.text()) == ("Catherine Colonna", "France")
    QTest.keyClick(person, Qt.Key.Key_Delete)
    calm()
    assert room.theirs.chips == {}


def test_the_moment_is_shown_as_read_and_stands_in_the_fields(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    when = block(form, WhenBlock)
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


def test_a_stored_engagement_shows_its_moment_and_keeps_it(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement", 3)
    assert block(form, WhenBlock).phrase.line.text() == "May 27, 2026"
    assert form.gather() == []
    assert form.draft.differences() == []


def test_a_suggestion_gives_way_to_what_is_typed(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement")
    form.complete()
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
    assert logged(workspace).title == "Tea"


def test_what_is_ahead_is_planned(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    form = open_form(window, calm, "engagement")
    form.complete()
    QTest.keyClicks(block(form, WhenBlock).phrase.line, "tomorrow 10:00")
    take(block(form, RoomBlock).theirs.line, "japan", calm)
    QTest.qWait(120)
    calm()
    save(form, calm)
    record = logged(workspace)
    assert (record.status, record.starts_on) == (EngagementStatus.PLANNED, date(2026, 5, 30))
    assert workspace.editing.load("engagement", record.id).values["starts_on"] == PartialDate.day(
        date(2026, 5, 30)
    )


def test_our_own_people_go_to_our_side(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    def own(work: Work) -> None:
        ours = work.add(Party(name="United States", code="USA", is_own=True))
        work.add(Person(name="Ada Officer", party_id=ours.id))

    window.context.change("Add", own)
    calm()
    form = open_form(window, calm, "engagement")
    room = block(form, RoomBlock)
    take(room.theirs.line, "ada", calm)
    assert room.theirs.chips == {}
    assert [row.values["side"] for row in room.people] == [Side.OURS]
