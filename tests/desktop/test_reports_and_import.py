"""Briefs and reports are written off the interface thread; a file is tried before it is imported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.dialogs.import_file import ImportDialog
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.card import PrintCard
from diplotrack.desktop.prints.commitments import ReportForm
from diplotrack.desktop.prints.order import FOLDER, free_path
from diplotrack.desktop.prints.words import Stretch
from diplotrack.desktop.views.reports_page import ReportsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Objective, Statement
from diplotrack.workspace import Workspace

Calm = Callable[[], None]

PEOPLE = """id,surname,forename,birth,death,career_type,state
blaney-john,Blaney,John William,1948,,career,va
bell-colleen,Bell,Colleen Bradley,1967,,non-career,dc
"""


@pytest.fixture
def reports(window: MainWindow, calm: Calm, tmp_path: Path) -> ReportsPage:
    """The page, writing into the test's own folder and opening nothing."""
    QSettings().setValue(FOLDER, str(tmp_path))
    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    calm()
    for card in page.findChildren(QWidget):
        if isinstance(card, PrintCard):
            card.opens = False
    return page


def test_a_brief_is_written_where_it_says(
    reports: ReportsPage, calm: Calm, qtbot: QtBot, tmp_path: Path
) -> None:
    card = reports.brief
    assert card is not None
    reports.brief_on(1)
    calm()
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not card.work.is_running, timeout=20_000)
    assert card.printed is not None, card._told.text()

    assert card.printed is not None
    assert card.printed.path == tmp_path / "Brief France 2026-05-29.pdf"
    assert card.printed.path.read_bytes()[:5] == b"%PDF-"
    assert "Brief France 2026-05-29.pdf" in card._told.text()


def test_a_brief_without_a_partner_is_asked_for_one(reports: ReportsPage, calm: Calm) -> None:
    card = reports.brief
    assert card is not None
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)

    assert card.partner.echo.text() == "Name the partner first."


def test_words_and_deeds_are_written_on_one_objective(
    workspace: Workspace, reports: ReportsPage, qtbot: QtBot, calm: Calm
) -> None:
    with workspace.change("Say") as work:
        aim = work.add(Objective(code="SEC-1", title="Ports"))
        work.add(Statement(quote="We stand by it.", said_on=date(2025, 1, 2), objective_id=aim.id, stance=2))
    card = reports.words
    assert card is not None
    objective = card.inputs["objective"]
    assert isinstance(objective, ReferenceInput)
    QTest.keyClicks(objective.line, "port")
    calm()
    QTest.keyClick(objective.line, Qt.Key.Key_Return)
    card.inputs["stretch"].show_value(Stretch.TWO_YEARS)
    card.inputs["form"].show_value(ReportForm.DOCX)
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.printed is not None, timeout=20_000)
    assert card.printed is not None
    assert card.printed.path.name == "Words and deeds SEC-1 2026-05-29.docx"
    from docx import Document

    told = Document(str(card.printed.path)).tables[-1]
    assert [row.cells[5].text for row in told.rows][1:] == ["We stand by it."]


def test_an_objective_that_nobody_knows_is_told(reports: ReportsPage, qtbot: QtBot, calm: Calm) -> None:
    card = reports.words
    assert card is not None
    objective = card.inputs["objective"]
    assert isinstance(objective, ReferenceInput)
    QTest.keyClicks(objective.line, "NO-1")
    calm()
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not card.work.is_running, timeout=20_000)
    assert "NO-1" in card._told.text()
    assert card.printed is None


def test_commitments_are_written_as_a_table(reports: ReportsPage, qtbot: QtBot) -> None:
    card = reports.commitments
    assert card is not None
    form = card.inputs["form"]
    form.show_value(next(one for one in type(form.value()) if one.value == ".csv"))
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not card.work.is_running, timeout=20_000)
    assert card.printed is not None, card._told.text()

    assert card.printed is not None
    assert card.printed.path.read_text("utf-8-sig").startswith("Partner,Due,Commitment")


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    from datetime import date

    day = date(2026, 5, 29)
    free_path(tmp_path, "Brief A/B", day, ".pdf").touch()

    assert free_path(tmp_path, "Brief A/B", day, ".pdf").name == "Brief A B 2026-05-29 2.pdf"


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
