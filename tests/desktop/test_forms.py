"""Records are written on forms by keys: every kind has one, what is wrong is said at its place, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diplotrack.base.dates import PartialDate
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.commitment import TermBlock
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import DayInput, LineInput
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.links import LinksBlock
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.forms.promises import PromiseLine, PromisesBlock
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.sections import Sections
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import KINDS, TOP_KINDS, Action, Commitment, CommitmentParty, Participant, parts
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import written
from tests.records.making import make

B = TypeVar("B")
Calm = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def open_form(window: MainWindow, calm: Calm, kind: str, record_id: int | None = None) -> RecordForm:
    window.context.edit_record(kind, record_id)
    calm()
    return Desk.of(window.context).forms[kind, record_id]


def block(form: RecordForm, kind: type[B]) -> B:
    return next(one for one in form.blocks if isinstance(one, kind))


def line(form: RecordForm, name: str) -> QLineEdit:
    form.complete()
    found = next(one for one in form.findChildren(LineInput) if one.objectName() == name)
    return found.line


def save(form: RecordForm, calm: Calm) -> None:
    if QApplication.activeWindow() is not form:
        # Offscreen, a closed list of names gives the keyboard back to no window at all.
        form.hide()
        form.show()
        QTest.qWaitForWindowActive(form)
    QTest.keyClick(form, ENTER, CTRL)
    calm()


def take(input_line: QLineEdit, words: str, calm: Calm) -> None:
    """Type a name and take the first that is offered."""
    QTest.keyClicks(input_line, words)
    calm()
    QTest.keyClick(input_line, ENTER)
    calm()


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_kind_has_a_form_for_all_that_is_written(
    qtbot: QtBot, context: Context, calm: Calm, kind: str
) -> None:
    with context.workspace.change("Add") as work:
        record = make(work, KINDS[kind])
        for part in parts(KINDS[kind]).values():
            setattr(make(work, part), part.__kind__.owner, record.id)
    parent = QWidget()
    qtbot.addWidget(parent)
    form = RecordForm(context, context.workspace.editing.load(kind, record.id), "us", parent)
    calm()

    assert form.gather() == []
    assert form.draft.differences() == []
    shown = {name for one in form.blocks for name in getattr(one, "inputs", {})}
    assert shown == set(written(KINDS[kind]))
    headings = [one.text() for one in form.findChildren(QLabel) if one.property("role") == "lead"]
    assert sorted(headings) == sorted(set(headings))
    widgets = [
        *form.findChildren(QLineEdit),
        *form.findChildren(QPlainTextEdit),
        *form.findChildren(QComboBox),
    ]
    widgets += form.findChildren(QAbstractButton)
    nameless = [
        w for w in widgets if not w.accessibleName() and not (isinstance(w, QAbstractButton) and w.text())
    ]
    assert nameless == []


def test_a_new_engagement_is_written_by_keys_and_saved(window: MainWindow, calm: Calm) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    calm()
    form = Desk.of(window.context).forms["engagement", None]
    when = block(form, WhenBlock)
    assert form.focusWidget() is when.phrase.line
    QTest.keyClicks(when.phrase.line, "yesterday")
    form.complete()
    QTest.keyClicks(line(form, "title"), "Talks in Paris")
    save(form, calm)

    page = window.page
    assert isinstance(page, ListPage)
    reading = page.reading.reading
    assert reading is not None
    assert reading.title == "Talks in Paris"
    draft = window.context.workspace.editing.load("engagement", reading.id)
    assert draft.values["starts_on"] == PartialDate.parse("2026-05-28")
    assert Desk.of(window.context).forms == {}


def test_a_day_is_shown_as_it_is_read(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "commitment")
    day = next(one for one in form.findChildren(DayInput) if one.objectName() == "made_on")
    form.activateWindow()
    day.line.setFocus()
    QTest.keyClicks(day.line, "last tue")

    assert day.echo.text() == "Tuesday, May 26, 2026"


def test_what_is_wrong_is_said_at_its_field(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    when = block(form, WhenBlock).phrase
    QTest.keyClicks(when.line, "soon")
    save(form, calm)

    assert "soon" in when.echo.text()
    assert form.isVisible()
    when.line.clear()
    save(form, calm)
    title = next(one for one in form.findChildren(LineInput) if one.objectName() == "title")
    assert title.echo.text() == "“Title” is empty; fill it in."


def test_a_participant_and_a_promise_are_added_with_the_engagement(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    QTest.keyClicks(line(form, "title"), "Talks in Paris")
    QTest.keyClicks(line(form, "starts_on"), "2026-05-20")
    take(block(form, RoomBlock).theirs.line, "colonna", calm)
    promises = block(form, PromisesBlock)
    QTest.mouseClick(promises.add, Qt.MouseButton.LeftButton)
    promise = promises.lines[0]
    assert isinstance(promise, PromiseLine)
    text = promise.inputs["text"].focusProxy()
    assert isinstance(text, QPlainTextEdit)
    QTest.keyClicks(text, "Send the annex")
    save(form, calm)

    with window.context.workspace.read() as session:
        participant = session.query(Participant).one()
        assert participant.person_id == 1
        commitment = session.query(Commitment).filter_by(text="Send the annex").one()
        assert commitment.engagement_id == participant.engagement_id
        assert commitment.made_on is not None
        sides = session.query(CommitmentParty).filter_by(commitment_id=commitment.id).all()
        assert [(one.party_id, one.side) for one in sides] == [(1, CommitmentSide.BY)]


def test_a_new_name_adds_a_person(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    QTest.keyClicks(line(form, "title"), "Call")
    whom = block(form, RoomBlock).theirs
    whom.line.setText("سامح شكري")
    QTest.keyClick(whom.line, ENTER)
    calm()
    save(form, calm)

    found = window.context.workspace.editing.completions("person", "سامح")
    assert [one.mention.caption for one in found] == ["سامح شكري"]


def test_a_name_that_is_no_partner_is_refused_at_its_place(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "person")
    QTest.keyClicks(line(form, "name"), "Somebody")
    party = next(one for one in form.findChildren(ReferenceInput) if one.objectName() == "party_id")
    QTest.keyClicks(party.line, "Ruritania")
    calm()
    save(form, calm)

    assert "Ruritania" in party.echo.text()
    assert form.isVisible()


def test_escape_closes_a_form_in_which_nothing_was_written(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement", 3)
    QTest.keyClick(form, Qt.Key.Key_Escape)

    assert Desk.of(window.context).forms == {}
    assert window.context.workspace.drafts.all() == []


def test_moving_a_due_date_asks_how_and_why(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    form = open_form(window, calm, "commitment", 1)
    term = block(form, TermBlock)
    due = term.inputs["due_on"]
    assert isinstance(due, DayInput)
    assert not term.moved.isVisible()
    due.line.selectAll()
    QTest.keyClicks(due.line, "2026-12")
    assert term.moved.isVisible()
    QTest.keyClicks(term.why.line, "The vote is in December")
    save(form, calm)

    rows = workspace.editing.load("commitment", 1).parts["due_change"]
    assert [row.values["reason"] for row in rows] == ["The vote is in December"]


def test_a_marked_paragraph_is_kept_with_its_mark(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement", 3)
    editor = block(form, TextsBlock).show_section("discussion")
    QTest.keyClicks(editor, "(CON) They agreed.")
    save(form, calm)

    portion = workspace.editing.load("engagement", 3).texts["discussion"][0]
    assert (portion.marking.text, portion.text) == ("CONFIDENTIAL", "They agreed.")


def test_words_too_long_for_a_line_end_in_an_ellipsis_until_it_is_entered(qtbot: QtBot) -> None:
    one = Line("Director-General for Political and Security Affairs")
    qtbot.addWidget(one)
    one.resize(160, 30)
    assert one.shown.startswith("Director")
    assert one.shown.endswith("…")
    one.resize(900, 30)
    assert one.shown == one.text()


@pytest.mark.parametrize("width", [400, 900])
def test_the_edges_of_all_lines_of_inputs_meet(qtbot: QtBot, context: Context, width: int) -> None:
    grid = Grid(context.theme)
    qtbot.addWidget(grid)
    fields = [QLineEdit() for _number in range(6)]
    for one, columns in zip(fields, (4, 2, 2, 4, 8, 4), strict=True):
        grid.add(one, columns)
    grid.resize(width, 400)
    grid.show()
    lines = {one.y() for one in fields}
    last = [max(one.geometry().right() for one in fields if one.y() == y) for y in lines]
    assert len(lines) == (2 if width == 900 else 4)
    assert len(set(last)) == 1 or width == 400
    if width == 900:
        assert fields[0].width() == fields[3].width() == fields[5].width()
        assert fields[3].x() == fields[5].x()


def test_a_form_is_never_wider_than_its_window(window: MainWindow, calm: Calm) -> None:
    action = Action(text="Send the data on every fault of the last ten years to all who asked for them")
    window.context.change("Add", lambda work: _follow(work, action))
    calm()
    form = open_form(window, calm, "engagement", 1)
    form.resize(560, 700)
    calm()
    body = form.area.widget()
    assert body is not None
    assert body.width() <= form.area.viewport().width()


def _follow(work: Work, action: Action) -> None:
    action.engagement_id = 1
    work.add(action)


def test_a_choice_too_long_for_its_box_ends_in_an_ellipsis(qtbot: QtBot, context: Context) -> None:
    box = Combo(context.theme)
    qtbot.addWidget(box)
    box.addItem("Head of delegation")
    box.resize(90, 30)
    assert box.shown.endswith("…")
    box.resize(400, 30)
    assert box.shown == "Head of delegation"


def test_the_roles_of_participants_have_room(window: MainWindow, calm: Calm) -> None:
    form = open_form(window, calm, "engagement")
    form.resize(900, 700)
    room = block(form, RoomBlock)
    take(room.theirs.line, "colonna", calm)
    QTest.mouseClick(next(iter(room.theirs.chips.values())), Qt.MouseButton.LeftButton)
    open_line = room.panes["participant"].line
    assert open_line is not None
    role = open_line.inputs["role"].findChild(Combo)
    assert role is not None
    calm()
    for place in range(role.count()):
        role.setCurrentIndex(place)
        assert role.shown == role.currentText()


def test_sections_that_do_not_fit_go_into_another_line(qtbot: QtBot, context: Context) -> None:
    sections = Sections(context.theme, "Sections")
    qtbot.addWidget(sections)
    for name in ("Summary", "Record", "Discussed", "Atmosphere"):
        sections.add(name)
    width = sections.buttons[0].sizeHint().width() + sections.buttons[3].sizeHint().width()
    sections.resize(width, 200)
    sections.show()
    assert sections.buttons[3].y() > sections.buttons[0].y()
    assert all(one.width() >= one.sizeHint().width() for one in sections.buttons)


def test_tags_are_taken_with_enter_and_dropped_with_backspace(window: MainWindow, calm: Calm) -> None:
    tags: ChipsInput = block(open_form(window, calm, "action"), LinksBlock).tags
    for word in ("climate", "Gaza"):
        QTest.keyClicks(tags.line, word)
        QTest.keyClick(tags.line, ENTER)
    QTest.keyClick(tags.line, Qt.Key.Key_Backspace)

    assert tags.value() == ["climate"]
