"""What others change while a form is open comes together with what is written on it, or is shown beside it."""

from __future__ import annotations

import json
import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from diplotrack.desktop.forms.comparison import Comparison
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.safety import Safety
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Action
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Portion
from tests.desktop.formwork import Calm, block, line, open_form

ENTER = Qt.Key.Key_Return


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
