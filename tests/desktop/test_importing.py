"""A file is tried before it is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.dialogs.import_file import ImportDialog
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace

Calm = Callable[[], None]

PEOPLE = """id,surname,forename,birth,death,career_type,state
blaney-john,Blaney,John William,1948,,career,va
bell-colleen,Bell,Colleen Bradley,1967,,non-career,dc
"""


@pytest.fixture
def importing(window: MainWindow, calm: Calm, qtbot: QtBot) -> ImportDialog:
    """The dialog."""
    dialog = ImportDialog(window.context, window)
    qtbot.addWidget(dialog)
    dialog.show()
    calm()
    return dialog


def test_a_file_is_tried_and_then_imported(
    importing: ImportDialog, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    importing.path.setText(str(tmp_path / "people.csv"))
    QTest.keyClick(importing.path, Qt.Key.Key_Return)
    calm()
    before = workspace.records.counts()["person"]
    assert importing.result_shown is not None
    assert importing.result_shown.created == 2
    assert "Would be imported" in importing.told.text()

    QTest.mouseClick(importing.go, Qt.MouseButton.LeftButton)
    calm()
    assert workspace.records.counts()["person"] == before + 2
    assert not importing.go.isEnabled()


def test_an_import_goes_on_while_the_window_is_used(
    importing: ImportDialog, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    importing.path.setText(str(tmp_path / "people.csv"))
    importing.import_it()
    assert importing.away.isVisible()
    QTest.mouseClick(importing.away, Qt.MouseButton.LeftButton)
    assert importing.isHidden()
    before = workspace.records.counts()["person"]
    calm()
    assert importing.result_shown is not None
    assert importing.result_shown.written
    assert workspace.records.counts()["person"] >= before
    assert importing.isHidden()


def test_a_file_that_is_not_there_is_told(importing: ImportDialog, calm: Calm) -> None:
    importing.path.setText("/nowhere/at/all.csv")
    importing.try_it()
    calm()

    assert "all.csv" in importing.told.text()
    assert importing.trial.isEnabled()
