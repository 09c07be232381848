"""Nothing that is typed is lost: closed forms and a closed window leave everything in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from diplotrack.desktop.forms.commitment import TermBlock
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.inputs import DayInput
from diplotrack.desktop.forms.links import LinksBlock, PartiesBlock
from diplotrack.desktop.forms.promises import PromiseLine, PromisesBlock
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.when import WhenInput
from diplotrack.desktop.window import MainWindow
from diplotrack.records.enumerations import Correspondent
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.gleaning import Whose
from tests.desktop.formwork import Calm, block, line, open_form, titles

ESCAPE, ENTER, CTRL = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def test_what_is_typed_is_kept_within_two_seconds_and_the_form_says_so(
    window: MainWindow, calm: Calm, qtbot: QtBot, workspace: Workspace
) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    qtbot.waitUntil(lambda: titles(workspace) == ["Call the desk"], timeout=2000)
    qtbot.waitUntil(lambda: form.kept_at.text().startswith("Draft saved at "), timeout=1000)
    for _turn in range(25):  # never resting does not keep it from being kept
        QTest.keyClicks(line(form, "text").line, "!")
        qtbot.wait(70)
    assert titles(workspace) != ["Call the desk"]


def test_a_new_record_that_is_closed_stays_as_a_draft_and_comes_back_whole(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "communication")
    QTest.keyClicks(line(form, "title").line, "Note on cables")
    QTest.keyClicks(line(form, "sent_on").line, "12 Ma of")
    theirs = block(form, PartiesBlock).sides[Correspondent.FROM]
    QTest.keyClicks(theirs.line, "fran")
    calm()
    QTest.keyClick(theirs.line, ENTER)
    calm()
    QTest.keyClicks(theirs.line, "Jap")
    editor = block(form, TextsBlock).show_section("text")
    QTest.keyClicks(editor, "(CON) They agreed.")
    clearance = block(form, RowsBlock).add_row()
    clearance.inputs["person_id"].put_back("سامح شكري")
    clearance.inputs["on"].put_back("next sp")
    tags = block(form, LinksBlock).tags
    QTest.keyClicks(tags.line, "climate,")
    QTest.keyClick(tags.line, ENTER)
    QTest.keyClicks(tags.line, "Ga")
    QTest.keyClick(form, ESCAPE)
    calm()
    assert Desk.of(window.context).forms == {}
    assert workspace.records.counts().get("communication", 0) == 0

    (kept,) = workspace.drafts.all()
    window.context.open_draft(kept.key)
    calm()
    form = Desk.of(window.context).forms["communication", None]
    form.complete()
    theirs = block(form, PartiesBlock).sides[Correspondent.FROM]
    shown = (line(form, "title").words, line(form, "sent_on").words, theirs.words)
    assert shown == ("Note on cables", "12 Ma of", "Jap")
    assert theirs.findChildren(QAbstractButton)[0].text().startswith("France")
    assert form.draft.texts["text"][0].text == "They agreed."
    assert form.draft.texts["text"][0].marking.text == "CONFIDENTIAL"
    clearance = block(form, RowsBlock).lines[0]
    assert clearance.inputs["person_id"].value() == Newcomer("person", "سامح شكري")
    assert clearance.inputs["on"].words == "next sp"
    tags = block(form, LinksBlock).tags
    assert tags.words == "Ga"
    assert tags.findChildren(QAbstractButton)[0].text().startswith("climate")
    assert "not saved yet" in form.status.text()


def test_promises_in_a_draft_come_back_with_whose_they_are(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement", 3)
    promises = block(form, PromisesBlock)
    promise = promises.add_line()
    assert isinstance(promise, PromiseLine)
    promise.choose(Whose.OURS)
    promise.inputs["text"].put_back("Send the annex")
    promise.inputs["due_on"].put_back("next sp")
    promises.edited.emit()
    when = next(one for one in form.findChildren(WhenInput))
    when.line.selectAll()
    QTest.keyClicks(when.line, "yesterd")
    form.leave()
    calm()
    form = open_form(window, calm, "engagement", 3)
    assert next(one for one in form.findChildren(WhenInput)).words == "yesterd"
    promise = block(form, PromisesBlock).lines[0]
    assert isinstance(promise, PromiseLine)
    assert (promise.inputs["text"].words, promise.inputs["due_on"].words) == ("Send the annex", "next sp")


def test_closing_an_edit_saves_it_as_one_operation(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    window.show_page("commitment")
    form = open_form(window, calm, "engagement", 3)
    QTest.keyClicks(line(form, "city").line, "Paris")
    QTest.keyClick(form, ESCAPE)
    calm()

    assert window.page_name == "commitment"
    assert Desk.of(window.context).forms == {}
    assert workspace.editing.load("engagement", 3).values["city"] == "Paris"
    assert workspace.drafts.all() == []
    assert workspace.history.next_names()[0] == "Edit engagement"


def test_an_edit_that_is_not_sound_stays_a_draft_and_comes_back_with_the_record(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement", 3)
    before = workspace.editing.load("engagement", 3).values["title"]
    line(form, "title").line.selectAll()
    QTest.keyClick(line(form, "title").line, Qt.Key.Key_Delete)
    QTest.keyClicks(line(form, "city").line, "Lyon")
    QTest.keyClick(form, ESCAPE)
    calm()
    assert workspace.editing.load("engagement", 3).values["title"] == before

    form = open_form(window, calm, "engagement", 3)
    assert (line(form, "title").words, line(form, "city").words) == ("", "Lyon")
    form.discard()
    calm()
    assert workspace.drafts.all() == []
    assert open_form(window, calm, "engagement", 3).draft.values["title"] == before


def test_the_window_closes_at_any_time_and_what_is_open_becomes_drafts(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    form = open_form(window, calm, "engagement", 3)
    QTest.keyClicks(line(form, "city").line, "Lyon")

    assert window.close()
    with Workspace.open(workspace.path) as again:
        assert {(one.kind, one.record_id) for one in again.drafts.all()} == {
            ("action", None),
            ("engagement", 3),
        }


def test_what_was_discarded_is_brought_back(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    form.discard()
    calm()
    assert workspace.drafts.all() == []
    (gone,) = workspace.drafts.discarded()
    workspace.drafts.bring_back(gone.key)
    assert titles(workspace) == ["Call the desk"]


def test_what_was_written_and_taken_back_leaves_no_draft(
    window: MainWindow, calm: Calm, workspace: Workspace, qtbot: QtBot
) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "A")
    qtbot.waitUntil(lambda: titles(workspace) == ["A"], timeout=2000)
    QTest.keyClick(line(form, "text").line, Qt.Key.Key_Backspace)
    QTest.keyClick(form, ESCAPE)
    calm()
    assert workspace.drafts.all() == []


def test_a_moved_due_date_in_a_draft_keeps_its_reason(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "commitment", 1)
    term = block(form, TermBlock)
    due = term.inputs["due_on"]
    assert isinstance(due, DayInput)
    due.line.selectAll()
    QTest.keyClicks(due.line, "2026-12")
    QTest.keyClicks(term.why.line, "The vote is in December")
    form.leave()
    calm()
    form = open_form(window, calm, "commitment", 1)
    QTest.keyClick(form, ENTER, CTRL)
    calm()

    rows = workspace.editing.load("commitment", 1).parts["due_change"]
    assert [row.values["reason"] for row in rows] == ["The vote is in December"]


def test_a_form_whose_draft_cannot_be_kept_stays_open_and_says_why(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "action")
    workspace.ledger.folder.drafts.mkdir()  # no file of that name can be made
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    form.keeping.now()
    calm()
    assert form.cannot_be_left
    QTest.keyClick(form, ESCAPE)
    assert form.isVisible()
    assert not window.close()
    workspace.ledger.folder.drafts.rmdir()
    form.keeping.touch(form.blocks[0])
    form.keeping.now()
    calm()
    QTest.keyClick(form, ESCAPE)
    calm()
    assert titles(workspace) == ["Call the desk"]
