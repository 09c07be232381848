"""A workspace made from the window: as it was asked for, encrypted where a passphrase was given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from diplotrack.base.errors import WrongPassphrase
from diplotrack.desktop.dialogs.new_workspace import NewWorkspace
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.welcome import Welcome
from diplotrack.records import Person
from diplotrack.workspace import Workspace

SECRET = "five quiet herons"


@pytest.fixture
def welcome(qtbot: QtBot) -> Iterator[Welcome]:
    """The page with which the program begins."""
    page = Welcome(Theme(), [])
    qtbot.addWidget(page)
    page.show()
    yield page
    page.tasks.drain()


@pytest.fixture
def dialog(welcome: Welcome, tmp_path: Path) -> NewWorkspace:
    """The dialog, filled in but for the passphrase."""
    welcome.new_button.click()
    made = welcome.findChild(NewWorkspace)
    assert made is not None
    made.place.setText(str(tmp_path / "new.diplotrack"))
    made.we.setCurrentText("France")
    return made


def make(welcome: Welcome, dialog: NewWorkspace, qtbot: QtBot) -> Workspace:
    with qtbot.waitSignal(welcome.made, timeout=30_000) as made:
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        buttons.accepted.emit()
    assert made.args is not None
    workspace = made.args[0]
    assert isinstance(workspace, Workspace)
    return workspace


def test_a_passphrase_encrypts_it(
    welcome: Welcome, dialog: NewWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(dialog.passphrase, SECRET)
    QTest.keyClicks(dialog.again, SECRET)
    make(welcome, dialog, qtbot).close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(tmp_path / "new.diplotrack", passphrase=lambda: "another")
    Workspace.open(tmp_path / "new.diplotrack", passphrase=lambda: SECRET).close()


def test_without_one_it_is_told_that_it_is_not_encrypted(
    welcome: Welcome, dialog: NewWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "not encrypted" in dialog.about.text()
    make(welcome, dialog, qtbot).close()
    Workspace.open(tmp_path / "new.diplotrack").close()


def test_two_that_differ_are_told_at_their_place(dialog: NewWorkspace, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.passphrase, SECRET)
    QTest.keyClicks(dialog.again, "five loud herons")
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog._done()
    assert dialog.isVisible()
    assert "not the same" in dialog.about.text()
    QTest.keyClicks(dialog.again, "x")
    assert "not the same" not in dialog.about.text()


def test_a_ledger_saved_as_json_fills_it(
    welcome: Welcome, dialog: NewWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    saved = tmp_path / "post.json"
    with Workspace.create(tmp_path / "old.diplotrack", we="FRA") as old:
        with old.change("Add") as work:
            work.add(Person(name="Ada Novak"))
        old.exchange.export_whole(saved)
    dialog.source.setText(str(saved))
    assert not dialog.we.isEnabled()
    with make(welcome, dialog, qtbot) as workspace, workspace.read() as session:
        assert session.scalars(select(Person.name)).all() == ["Ada Novak"]


def test_a_file_that_is_not_there_is_told_at_its_place(dialog: NewWorkspace, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.source, "/no/such/ledger.json")
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog._done()
    assert "There is no file" in dialog.about.text()


def test_a_file_that_is_no_ledger_leaves_no_workspace(
    welcome: Welcome, dialog: NewWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "other.json").write_text("[1, 2]", encoding="utf-8")
    dialog.source.setText(str(tmp_path / "other.json"))
    with qtbot.assertNotEmitted(welcome.made):
        dialog._done()
        qtbot.waitUntil(welcome.new_button.isEnabled, timeout=10_000)
    assert not (tmp_path / "new.diplotrack").exists()
