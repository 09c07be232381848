"""A workspace made from the window: as it was asked for, encrypted where a passphrase was given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from diplotrack.base.errors import WrongPassphrase
from diplotrack.desktop.dialogs.new_workspace import NewWorkspace
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.welcome import Welcome
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
