"""Whole stories at the desk, by keyboard: find last year's démarche; prepare a brief; undo an import."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diplotrack.desktop.palette import Palette
from diplotrack.desktop.prints.order import FOLDER
from diplotrack.desktop.views.importing.page import ImportingPage
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.reports.page import ReportsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Engagement, EngagementParty
from diplotrack.records.enumerations import EngagementStatus, Format
from diplotrack.store.passages import write_text
from diplotrack.workspace import Workspace
from tests.desktop.conftest import TODAY, Calm

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PEOPLE = """id,surname,forename,birth,death,career_type,state
blaney-john,Blaney,John William,1948,,career,va
bell-colleen,Bell,Colleen Bradley,1967,,non-career,dc
"""


def find(window: MainWindow, qtbot: QtBot, calm: Calm, words: str) -> Palette:
    """Ctrl+K and words; the box with what it found."""
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Palette)))
    box = next(one for one in window.findChildren(Palette) if one.isVisible())
    QTest.keyClicks(box.line, words)
    qtbot.wait(250)  # the box looks when the fingers rest
    calm()
    return box


@pytest.fixture
def demarche(workspace: Workspace) -> int:
    """A démarche of last year on the grain corridor, among 250 other engagements."""
    with workspace.change("Log engagement") as work:
        made = work.add(
            Engagement(
                title="Démarche on the corridor",
                starts_on=TODAY - timedelta(days=370),
                format=Format.DEMARCHE,
                status=EngagementStatus.HELD,
            )
        )
        work.add(EngagementParty(engagement_id=made.id, party_id=1))
        write_text(
            work, made, "summary", "We asked Paris to keep the grain corridor open through the winter."
        )
        return made.id


def test_last_years_demarche_is_found_by_what_was_said_without_accents(
    window: MainWindow, qtbot: QtBot, calm: Calm, demarche: int
) -> None:
    box = find(window, qtbot, calm, "demarche grain corridor winter")
    assert "Démarche on the corridor" in box.titles
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    calm()

    shown = [one.reading for one in window.findChildren(ReadingPane) if one.isVisible()]
    assert [(one.kind, one.id) for one in shown if one is not None] == [("engagement", demarche)]
    assert any("through the winter" in one.sheet.toPlainText() for one in window.findChildren(ReadingPane))


def test_a_brief_is_prepared_from_the_box_by_keyboard(
    window: MainWindow, qtbot: QtBot, calm: Calm, tmp_path: Path
) -> None:
    QSettings().setValue(FOLDER, str(tmp_path))
    box = find(window, qtbot, calm, "brief france")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    calm()
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.preview is not None, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.accept()
    qtbot.waitUntil(lambda: page.delivering.written is not None, timeout=20_000)
    (written,) = tmp_path.glob("*France*.pdf")
    assert written.read_bytes().startswith(b"%PDF-")


def test_an_import_is_undone_with_one_key(
    window: MainWindow, qtbot: QtBot, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    before = workspace.records.counts()
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    QTest.keyClick(window, Qt.Key.Key_I, CONTROL | SHIFT)
    page = window.page
    assert isinstance(page, ImportingPage)
    page.file.path.setText(str(tmp_path / "people.csv"))
    QTest.keyClick(page.file.path, Qt.Key.Key_Return)
    calm()
    QTest.keyClick(page.step, Qt.Key.Key_Return, CONTROL)
    calm()
    assert workspace.records.counts()["person"] == before["person"] + 2
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    calm()

    assert workspace.records.counts() == before
    page = window.show_page("person")
    calm()
    assert isinstance(page, ListPage)
    assert page.row_count == before["person"]
