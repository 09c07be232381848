"""Settings changed as a person does: kept at once, refused at their place; rules, backups, encryption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from diplotrack.base.i18n import current_locale, set_locale
from diplotrack.desktop.context import Context
from diplotrack.desktop.dialogs.new_passphrase import NewPassphrase
from diplotrack.desktop.session import Session
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.settings.appearance_section import MAP, AppearanceSection
from diplotrack.desktop.views.settings.backup_section import BackupSection
from diplotrack.desktop.views.settings.inputs import ChoiceInput, NamesInput, WeekdaysInput, WordsInput
from diplotrack.desktop.views.settings.page import SettingsPage, _Preferences
from diplotrack.desktop.views.settings.rules_section import RulesSection
from diplotrack.desktop.views.settings.workspace_section import WorkspaceSection
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Party
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.store import settings
from diplotrack.workspace.preference_list import PREFERENCES
from diplotrack.workspace.preferences import OF_RULES, prefer
from diplotrack.workspace.safekeeping import is_encrypted
from tests.desktop.conftest import Calm


@pytest.fixture
def page(window: MainWindow, calm: Calm) -> SettingsPage:
    """The page, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert isinstance(window.page, SettingsPage)
    return window.page


def preferences(page: SettingsPage, name: str) -> _Preferences:
    section = page.show_section(name)
    assert isinstance(section, _Preferences)
    return section


def kept(context: Context, key: str) -> object:
    return context.workspace.settings()[key]


def test_every_setting_says_what_it_is() -> None:
    assert {one.key for one in PREFERENCES} == set(settings.DEFAULTS) - set(OF_RULES)
    assert all(str(one.label) and str(one.help) for one in PREFERENCES)


def test_what_is_typed_is_kept_when_the_line_is_left_and_refused_at_its_place(
    page: SettingsPage, context: Context, calm: Calm, qtbot: QtBot
) -> None:
    rows = preferences(page, "identity").preferences
    post, zone = rows.inputs["post"], rows.inputs["zone"]
    assert isinstance(post, WordsInput)
    assert isinstance(zone, ChoiceInput)
    calm()
    post.line.setFocus()
    QTest.keyClicks(post.line, "Embassy in Paris")
    QTest.keyClick(post.line, Qt.Key.Key_Return)
    calm()
    assert kept(context, "post") == "Embassy in Paris"
    assert rows.rows["post"].echo.text() == "Saved"
    entry = zone.combo.lineEdit()
    assert entry is not None
    entry.setText("Mars/Olympus")
    entry.editingFinished.emit()
    calm()
    assert kept(context, "zone") == ""
    assert "Mars" in rows.rows["zone"].echo.text()


def test_days_of_the_weekend_are_pressed_and_names_written_in_a_table(
    page: SettingsPage, context: Context, calm: Calm
) -> None:
    weekend = preferences(page, "days").preferences.inputs["weekend"]
    assert isinstance(weekend, WeekdaysInput)
    calm()
    weekend.buttons[4].click()
    weekend.buttons[6].click()
    calm()
    assert kept(context, "weekend") == [4, 5]
    names = preferences(page, "names").preferences.inputs["contested_names"]
    assert isinstance(names, NamesInput)
    calm()
    table = names.table.table
    for column, words in enumerate(("MKD", "North Macedonia")):
        item = table.item(0, column)
        assert item is not None
        item.setText(words)
    calm()
    assert kept(context, "contested_names") == {"MKD": "North Macedonia"}
    assert table.rowCount() == 2
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    calm()
    assert kept(context, "contested_names") == {}


def test_a_rule_is_switched_off_and_a_threshold_set_and_put_back(
    page: SettingsPage, context: Context, calm: Calm, qtbot: QtBot
) -> None:
    with context.workspace.change("Ours") as work:
        ours = work.add(Party(name="Our government", is_own=True)).id
        late = work.session.scalars(select(Commitment.id).where(Commitment.text == "Promise 4")).one()
        work.add(CommitmentParty(commitment_id=late, party_id=ours, side=CommitmentSide.BY))
    section = page.show_section("rules")
    assert isinstance(section, RulesSection)
    calm()
    with qtbot.waitSignal(section.work.ended, timeout=10_000):
        number = section.numbers["R13.days_high"]
        number.selectAll()
        QTest.keyClicks(number, "44")
        QTest.keyClick(number, Qt.Key.Key_Return)
        QTest.keyClick(number, Qt.Key.Key_Up)
    calm()
    assert context.workspace.check.settings()["R13.days_high"] == 45
    assert context.workspace.check.findings(rule="R13")
    section._resets["R13.days_high"].click()
    calm()
    assert context.workspace.check.settings()["R13.days_high"] == 30
    section.switches["R13"].click()
    calm()
    assert not context.workspace.check.is_on("R13")
    assert not context.workspace.check.findings(rule="R13")
    assert "R13" not in context.workspace.check.run().rules


def test_a_backup_is_made_by_hand_and_when_one_is_due(
    page: SettingsPage, context: Context, calm: Calm, qtbot: QtBot, tmp_path: Path
) -> None:
    section = page.show_section("backup")
    assert isinstance(section, BackupSection)
    calm()
    assert not context.workspace.backing_up.is_due()
    section.now_button.click()
    calm()
    assert "Choose a folder" in section.now_row.echo.text()
    folder = tmp_path / "copies"
    folder.mkdir()
    entry = section.preferences.inputs["backup_folder"]
    assert isinstance(entry, WordsInput)
    entry.line.setText(str(folder))
    entry.line.editingFinished.emit()
    calm()
    assert context.workspace.backing_up.is_due()
    section.now_button.click()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.backup"))) == 1, timeout=10_000)
    calm()
    assert str(folder) in section.now_row.echo.text()
    assert not context.workspace.backing_up.is_due()


def test_the_whole_ledger_is_saved_from_the_page(page: SettingsPage, calm: Calm, tmp_path: Path) -> None:
    section = page.show_section("backup")
    assert isinstance(section, BackupSection)
    section.whole_row.save(tmp_path / "ledger")
    calm()
    assert (tmp_path / "ledger.json").is_file()
    assert str(tmp_path / "ledger.json") in section.whole_row.echo.text()
    section.whole_row.save(tmp_path / "ledger.txt")
    calm()
    assert "end the name with .json" in section.whole_row.echo.text()


def test_the_window_is_dressed_from_the_page(page: SettingsPage, context: Context, calm: Calm) -> None:
    section = page.show_section("appearance")
    assert isinstance(section, AppearanceSection)
    section.map.click()
    assert str(QSettings().value(MAP)).lower() == "false"
    section.scheme.setCurrentIndex(section.scheme.findData("dark"))
    section.scheme.activated.emit(2)
    assert context.theme.scheme == "dark"
    again = page.sections["appearance"]
    assert isinstance(again, AppearanceSection)
    again.text_size.setCurrentIndex(again.text_size.findData(150))
    again.text_size.activated.emit(0)
    assert context.theme.scale.percent == 150
    context.theme.resize_text(0)


def test_the_workspace_is_proven_sound(page: SettingsPage, calm: Calm, qtbot: QtBot) -> None:
    section = page.show_section("workspace")
    assert isinstance(section, WorkspaceSection)
    calm()
    assert "255" in section._holds.text() or "260" in section._holds.text()
    section.verify_button.click()
    qtbot.waitUntil(lambda: section.verify_row.echo.text() == "All is sound.", timeout=10_000)


@pytest.fixture
def session(qtbot: QtBot, desk: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    """A run of the program on a desk of its own."""
    import gc
    import shutil

    shutil.copytree(desk, tmp_path / "own.diplotrack")
    made = Session(Theme(qapp), QSettings())
    made.open(tmp_path / "own.diplotrack")
    yield made
    made.window.close()
    made._tidy.stop()
    gc.enable()


def test_the_window_speaks_the_language_of_the_workspace(
    session: Session, qapp: QApplication, tmp_path: Path
) -> None:
    window = session.window
    assert isinstance(window, MainWindow)
    prefer(window.context.workspace, "locale", "ar")
    try:
        assert session.open(tmp_path / "own.diplotrack").isRightToLeft()
        assert current_locale() == "ar"
    finally:
        set_locale("en")
        QLocale.setDefault(QLocale("en"))
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def section_of(session: Session, qtbot: QtBot) -> WorkspaceSection:
    window = session.window
    assert isinstance(window, MainWindow)
    page = window.show_page("settings")
    assert isinstance(page, SettingsPage)
    section = page.show_section("workspace")
    assert isinstance(section, WorkspaceSection)
    qtbot.waitUntil(lambda: bool(section._locked.text()), timeout=10_000)
    return section


def test_an_open_workspace_is_encrypted_and_opened_again(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    first = session.window
    section = section_of(session, qtbot)
    section.lock_button.click()
    dialog = section.findChild(NewPassphrase)
    assert dialog is not None
    QTest.keyClicks(dialog.new, "five quiet herons")
    QTest.keyClicks(dialog.again, "five quiet herons")
    dialog._done()
    qtbot.waitUntil(
        lambda: isinstance(session.window, MainWindow) and session.window is not first, timeout=20_000
    )
    assert is_encrypted(tmp_path / "own.diplotrack")
    again = section_of(session, qtbot)
    assert "Encrypted" in again._locked.text()
