"""Nothing that is typed is lost: closed forms, a closed window, edits of others leave everything in its place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.commitment import TermBlock
from diplotrack.desktop.forms.comparison import Comparison
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.inputs import DayInput, LineInput
from diplotrack.desktop.forms.links import LinksBlock, PartiesBlock
from diplotrack.desktop.forms.promises import PromiseLine, PromisesBlock
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.when import WhenInput
from diplotrack.desktop.safety import Safety
from diplotrack.desktop.views.drafts_page import DraftsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Action
from diplotrack.records.enumerations import Correspondent
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer, Portion
from diplotrack.workspace.gleaning import Whose

B = TypeVar("B")
Calm = Callable[[], None]
ESCAPE, ENTER, CTRL = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def open_form(window: MainWindow, calm: Calm, kind: str, record_id: int | None = None) -> RecordForm:
    window.context.edit_record(kind, record_id)
    calm()
    form = Desk.of(window.context).forms[kind, record_id]
    form.complete()
    return form


def block(form: RecordForm, kind: type[B]) -> B:
    return next(one for one in form.blocks if isinstance(one, kind))


def line(form: RecordForm, name: str) -> LineInput:
    return next(one for one in form.findChildren(LineInput) if one.objectName() == name)


def titles(workspace: Workspace) -> list[str]:
    return [one.title for one in workspace.drafts.all()]


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


def test_two_versions_are_shown_side_by_side_and_one_is_chosen(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement", 3)
    theirs = workspace.editing.load("engagement", 3)
    theirs.values |= {"city": "Lyon", "venue": "Hôtel de Ville"}
    theirs.texts["summary"] = [Portion("Their words.")]
    workspace.editing.save(theirs)
    QTest.keyClicks(line(form, "city").line, "Paris")
    QTest.keyClicks(block(form, TextsBlock).show_section("summary"), "My words.")
    form.save()
    calm()

    assert "“City”" in form.status.text()
    dialog = form.findChild(Comparison)
    assert dialog is not None
    assert [
        one.accessibleName() for one in dialog.findChildren(QAbstractButton) if not one.accessibleName()
    ] == []
    assert dialog.mine["values.city"].isChecked()
    assert dialog.theirs["values.city"].accessibleDescription() == "Lyon"
    dialog.mine["values.city"].setFocus()
    QTest.keyClick(dialog.mine["values.city"], Qt.Key.Key_Right)
    QTest.keyClick(dialog, ENTER)
    calm()
    assert line(form, "city").words == "Lyon"
    form.save()
    calm()

    again = workspace.editing.load("engagement", 3)
    assert (again.values["city"], again.values["venue"]) == ("Lyon", "Hôtel de Ville")
    assert again.texts["summary"] == [Portion("My words.")]


def change_elsewhere(workspace: Workspace, **values: str) -> None:
    """Another process edits the third engagement."""
    script = (
        "import json, sys; from pathlib import Path; from diplotrack.workspace import Workspace\n"
        "with Workspace.open(Path(sys.argv[1])) as one:\n"
        "    draft = one.editing.load('engagement', 3); draft.values |= json.loads(sys.argv[2])\n"
        "    one.editing.save(draft)"
    )
    subprocess.run([sys.executable, "-c", script, str(workspace.path), json.dumps(values)], check=True)


def test_what_another_process_changed_is_noticed_and_taken_over(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    safety = window.findChild(Safety)
    assert safety is not None
    safety.look()
    calm()
    told: list[Changed] = []
    window.context.changed_elsewhere.connect(told.append)
    form = open_form(window, calm, "engagement", 3)
    QTest.keyClicks(line(form, "city").line, "Paris")
    with window.context.workspace.change("Add") as work:  # our own is no other's
        work.add(Action(text="Ours"))
    change_elsewhere(workspace, purpose="Cables")
    safety.look()
    calm()

    assert [(one.operation, one.touched) for one in told] == [
        ("Edit engagement", {"engagement": frozenset({3})})
    ]
    assert line(form, "city").words == "Paris"
    assert "meanwhile" in form.status.text()
    form.save()
    calm()
    values = workspace.editing.load("engagement", 3).values
    assert (values["city"], values["purpose"]) == ("Paris", "Cables")


def test_a_form_in_which_nothing_was_written_shows_how_it_stands_now(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "engagement", 3)
    theirs = workspace.editing.load("engagement", 3)
    theirs.values["city"] = "Lyon"
    workspace.editing.save(theirs)
    calm()
    form.complete()
    assert line(form, "city").words == "Lyon"
    assert not form.is_touched


def test_the_page_of_drafts_opens_discards_and_brings_back_by_keys(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    calm()
    page = window.page
    assert isinstance(page, DraftsPage)
    assert not page.empty.isHidden()
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "due_on").line, "12 Ma of")
    QTest.keyClick(form, ESCAPE)
    calm()
    QTest.qWait(200)
    calm()
    assert page.row_count == 1
    said = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "is empty; fill it in" in said
    assert "1 more thing is missing" in said

    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    calm()
    QTest.qWait(200)
    calm()
    assert (page.row_count, titles(workspace)) == (0, [])
    QTest.keyClick(page.list, ENTER)
    calm()
    QTest.qWait(200)
    calm()
    assert page.row_count == 1
    QTest.keyClick(page.list, ENTER)
    calm()
    form = Desk.of(window.context).forms["action", None]
    assert line(form, "due_on").words == "12 Ma of"


def test_damaged_drafts_never_prevent_a_window_and_are_told(
    workspace: Workspace, context: Context, qtbot: QtBot
) -> None:
    workspace.ledger.folder.drafts.write_bytes(b"nonsense" * 600)
    window = MainWindow(context, QSettings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "put aside" in window.notices.label.text(), timeout=5000)


def test_drafts_left_open_are_told_at_the_start(workspace: Workspace, context: Context, qtbot: QtBot) -> None:
    workspace.drafts.keep("", workspace.editing.blank("action", text="Call"))
    window = MainWindow(context, QSettings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "One draft is left open" in window.notices.label.text(), timeout=5000)


def test_a_fresh_form_offers_to_go_on_with_what_was_left(
    window: MainWindow, calm: Calm, workspace: Workspace
) -> None:
    form = open_form(window, calm, "action")
    QTest.keyClicks(line(form, "text").line, "Call the desk")
    QTest.keyClick(form, ESCAPE)
    calm()
    form = open_form(window, calm, "action")
    assert line(form, "text").words == ""
    go_on = next(
        one for one in form.findChildren(QAbstractButton) if one.text() == "Go on with “Call the desk”"
    )
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    assert line(form, "text").words == "Call the desk"
    open_form(window, calm, "action")  # what is being written already is left alone
    assert len(Desk.of(window.context).forms) == 2


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
