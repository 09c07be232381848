"""A file is taken in step by step, and nothing of it is written before one has seen what it would change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from diplotrack.base.paths import profiles_folder
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.tips import LABEL as TIP
from diplotrack.desktop.views.importing.page import ImportingPage
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.window import MainWindow
from diplotrack.exchange.incoming.trial import Fate
from diplotrack.workspace import Workspace

Calm = Callable[[], None]

PEOPLE = """id,surname,forename,birth,death,career_type,state
blaney-john,Blaney,John William,1948,,career,va
bell-colleen,Bell,Colleen Bradley,1967,,non-career,dc
"""

MEETINGS = """Date;Meeting;Country;Place;Status
12/03/2026;Consultations on cables;France;Paris;held
31/02/2026;Talks on grain;Japan;Tokyo;held
15/03/2026;Round table on fisheries;Fransce;Oslo;held
"""


@pytest.fixture
def page(context: Context, qtbot: QtBot, calm: Calm) -> ImportingPage:
    """The page by itself."""
    made = ImportingPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    calm()
    return made


def in_window(window: MainWindow, calm: Calm) -> ImportingPage:
    """The page of a window, in front."""
    page = window.show_page("importing")
    assert isinstance(page, ImportingPage)
    calm()
    return page


def shown(page: ImportingPage) -> Step:
    """The step in front."""
    return page.step


def bring(page: ImportingPage, calm: Calm, path: Path, words: str) -> None:
    """Type the path of a file with these words, and press Enter."""
    path.write_text(words, "utf-8")
    page.file.path.setText(str(path))
    QTest.keyClick(page.file.path, Qt.Key.Key_Return)
    calm()


def go_on(page: ImportingPage, calm: Calm) -> None:
    """Ctrl+Enter."""
    QTest.keyClick(page.step, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm()


def test_a_file_that_is_recognised_goes_straight_to_its_trial(
    page: ImportingPage, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    before = workspace.records.counts()["person"]
    bring(page, calm, tmp_path / "people.csv", PEOPLE)
    assert shown(page) is page.trial
    assert page.row_count == 2
    assert workspace.records.counts()["person"] == before

    go_on(page, calm)
    assert workspace.records.counts()["person"] == before + 2
    assert page.arrival.result is not None
    assert page.arrival.result.written


def test_a_table_of_ones_own_is_mapped_named_mended_and_taken(
    page: ImportingPage, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    before = workspace.records.counts()["engagement"]
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    assert shown(page) is page.columns
    assert page.columns.mapping is not None
    assert page.columns.mapping.kind == "engagement"

    go_on(page, calm)
    assert shown(page) is page.names
    QTest.keyClick(page.names.view, Qt.Key.Key_1)
    calm()
    assert page.names.mark.asking == 0

    go_on(page, calm)
    assert shown(page) is page.rows
    assert page.rows.mark.asking == 1
    QTest.keyClick(page.rows.view, Qt.Key.Key_F2)
    editor = page.rows.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("28/02/2026")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    calm()
    assert page.rows.mark.asking == 0

    go_on(page, calm)
    assert shown(page) is page.trial
    assert page.arrival.trial is not None
    assert page.arrival.trial.counts()[Fate.CREATED] == 3
    go_on(page, calm)
    assert workspace.records.counts()["engagement"] == before + 3
    party = workspace.records.party("FRA")
    assert len(workspace.search("fisheries", kind="engagement")) == 1
    assert party.name == "France"


def test_what_a_column_becomes_is_chosen_by_keys(page: ImportingPage, calm: Calm, tmp_path: Path) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    page.columns.view.setCurrentIndex(page.columns.rows.index(0, 3))
    QTest.keyClicks(page.columns.view, "v")
    assert page.columns.popup is not None
    page.columns.popup.line.setText("venue")
    QTest.keyClick(page.columns.popup.line, Qt.Key.Key_Return)
    assert page.columns.mapping is not None
    (use,) = page.columns.mapping.of("Place")
    assert use.target is not None
    assert use.target.name == "venue"

    page.columns.view.setFocus()
    page.columns.keys[Qt.Key.Key_Delete]()
    assert page.columns.mapping.of("Place")[0].target is None


def test_bad_rows_can_be_left_out(page: ImportingPage, calm: Calm, tmp_path: Path) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    page.go_to(page.rows)
    calm()
    page.rows.leave_all_out()
    assert page.rows.mark.asking == 0
    page.go_to(page.trial)
    calm()
    assert page.arrival.trial is not None
    counts = page.arrival.trial.counts()
    assert (counts[Fate.CREATED], counts[Fate.REFUSED]) == (1, 0)


def test_a_mapping_is_kept_as_a_profile_and_recognised(
    page: ImportingPage, calm: Calm, tmp_path: Path
) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    page.go_to(page.trial)
    calm()
    page.trial.name.setText("Office calendar")
    QTest.keyClick(page.trial.name, Qt.Key.Key_Return)
    calm()
    assert [one.name for one in profiles_folder().glob("*.toml")] == ["office-calendar.toml"]

    bring(page, calm, tmp_path / "next.csv", MEETINGS)
    assert shown(page) is page.trial
    assert page.arrival.profile == "office-calendar"


def test_a_file_stays_as_far_as_it_was_brought_on_other_pages(
    window: MainWindow, calm: Calm, tmp_path: Path
) -> None:
    page = in_window(window, calm)
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    page.go_to(page.names)
    calm()
    QTest.keyClick(page.names.view, Qt.Key.Key_1)
    window.show_page("engagement")
    window.show_page("importing")
    calm()
    assert shown(page) is page.names
    assert page.names.mark.asking == 0


def test_steps_are_walked_with_alt_and_the_arrows(page: ImportingPage, calm: Calm, tmp_path: Path) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    QTest.keyClick(page.step, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    calm()
    assert shown(page) is page.names
    QTest.keyClick(page.step, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(page) is page.columns


def test_an_import_goes_on_while_the_window_is_used(
    window: MainWindow, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    page = in_window(window, calm)
    before = workspace.records.counts()["person"]
    bring(page, calm, tmp_path / "people.csv", PEOPLE)
    page.go_on()
    window.show_page("engagement")
    calm()
    assert workspace.records.counts()["person"] == before + 2
    assert "Imported" in window.notices.label.text()


def test_a_file_that_is_not_there_is_told(page: ImportingPage, calm: Calm) -> None:
    page.open(Path("/nowhere/at/all.csv"))
    calm()
    assert shown(page) is page.file
    assert "all.csv" in page.file.told.text()


def test_an_import_that_was_taken_back_can_be_tried_again(
    page: ImportingPage, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    bring(page, calm, tmp_path / "people.csv", PEOPLE)
    go_on(page, calm)
    assert page.foot.next.text() == "Another file…"
    workspace.ledger.undo()
    calm()
    assert page.foot.next.text() == "Try it out"
    go_on(page, calm)
    assert page.arrival.is_tried
    assert page.row_count == 2


def test_a_file_dropped_on_the_window_goes_to_the_page_for_its_form(
    window: MainWindow, calm: Calm, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, here = Qt.DropAction.CopyAction, QPoint(5, 5)
    QApplication.sendEvent(window, QDragEnterEvent(here, copy, mime, button, none))
    QApplication.sendEvent(window, QDropEvent(here, copy, mime, button, none))
    calm()
    assert isinstance(window.page, ImportingPage)
    assert window.page.step is window.page.trial


def test_what_looks_the_same_is_joined_only_where_somebody_says_so(
    page: ImportingPage, calm: Calm, tmp_path: Path, workspace: Workspace
) -> None:
    before = workspace.records.counts()["person"]
    words = "Name,Office,Country\nColonna Catherine,Minister,France\nIngrid Solberg,Envoy,Japan\n"
    bring(page, calm, tmp_path / "visitors.csv", words)
    page.go_to(page.alike)
    calm()
    assert [one.name for one in page.alike.rows.pairs] == ["Colonna Catherine"]
    assert page.alike.mark.asking == 1

    QTest.keyClick(page.alike.view, Qt.Key.Key_S)
    assert page.alike.mark.asking == 0
    go_on(page, calm)
    go_on(page, calm)
    assert page.arrival.result is not None
    assert (page.arrival.result.created, page.arrival.result.joined) == (1, 1)
    assert workspace.records.counts()["person"] == before + 1


def test_what_stands_in_a_file_is_shown_as_words_and_never_as_html(
    page: ImportingPage, calm: Calm, tmp_path: Path
) -> None:
    hostile = '<img src="file:///etc/hostname"> & <b>bold</b>, and so on for a while'
    words = MEETINGS.replace("Consultations on cables", f'"{hostile.replace(chr(34), chr(34) * 2)}"')
    bring(page, calm, tmp_path / "hostile.csv", words)
    cell = page.columns.rows.index(0, 1)
    assert cell.data() == hostile
    QToolTip.showText(QPoint(), cell.data(Qt.ItemDataRole.ToolTipRole), page)
    (tip,) = (one for one in QApplication.topLevelWidgets() if one.metaObject().className() == TIP)
    assert isinstance(tip, QLabel)
    assert tip.textFormat() is Qt.TextFormat.PlainText

    page.go_to(page.trial)
    calm()
    assert hostile in page.trial.sheet.toPlainText()


def test_the_trial_is_filtered_by_fate_and_by_words(page: ImportingPage, calm: Calm, tmp_path: Path) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    page.go_to(page.trial)
    calm()
    assert page.row_count == 3
    page.trial.fates[Fate.REFUSED].click()
    calm()
    assert page.row_count == 2
    page.trial.fates[None].click()
    page.trial.words.setText("paris")
    calm()
    assert page.row_count == 1


def test_another_file_leaves_nothing_of_the_one_before_it_in_sight(
    page: ImportingPage, calm: Calm, tmp_path: Path
) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    bring(page, calm, tmp_path / "heads.csv", "Day;Subject\n")
    assert "Subject" in page.columns.rows.columns
    told = [one.text() for one in page.columns.card.findChildren(QLabel)]
    assert "Date" not in told
    assert "Day" in told


def test_a_whole_ledger_is_told_where_it_goes(page: ImportingPage, calm: Calm, tmp_path: Path) -> None:
    bring(
        page,
        calm,
        tmp_path / "ledger.json",
        '{"format": "diplotrack ledger", "version": 1, "ledger_schema": 3',
    )
    assert "diplotrack new FOLDER --from ledger.json" in page.file.told.text()
    bring(page, calm, tmp_path / "other.json", '[{"a": 1}]')
    assert "JSON" in page.file.told.text()
    assert shown(page) is page.file


def test_in_little_room_the_steps_are_numbers_and_the_page_scrolls(
    page: ImportingPage, calm: Calm, tmp_path: Path
) -> None:
    bring(page, calm, tmp_path / "meetings.csv", MEETINGS)
    for button in page.line.buttons:
        assert button.width() == button.width_of(is_short=False)
    page.resize(400, 260)
    calm()
    tops = {button.y() for button in page.line.buttons}
    assert len(tops) == 1
    assert page.line.buttons[-1].geometry().right() <= page.line.width()
    assert page.columns.view.height() > 100
    area = page.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
