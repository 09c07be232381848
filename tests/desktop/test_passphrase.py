"""An encrypted workspace opens with its passphrase, asks again for a wrong one, and stays closed without."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diplotrack.base.errors import UserError
from diplotrack.desktop.dialogs.passphrase import PassphraseDialog, unlocked
from diplotrack.desktop.session import Session
from diplotrack.desktop.theme import Theme
from diplotrack.workspace import Workspace

RIGHT = "correct horse battery"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.diplotrack"
    Workspace.create(path, passphrase=RIGHT).close()
    return path


def type_in(words: list[str | None], seen: list[str]) -> None:
    """Answer the dialogs that will come, one by one; None leaves."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PassphraseDialog)
        seen.append(dialog.why.text())
        word = words.pop(0)
        if words:
            QTimer.singleShot(0, answer)
        if word is None:
            dialog.reject()
        else:
            dialog.typed.setText(word)
            dialog.accept()

    QTimer.singleShot(0, answer)


def open_locked(path: Path, theme: Theme) -> Workspace:
    return unlocked(lambda ask: Workspace.open(path, passphrase=ask), theme, path)


def test_a_wrong_one_is_asked_for_again_and_the_right_one_opens(
    qtbot: QtBot, qapp: QApplication, locked: Path
) -> None:
    seen: list[str] = []
    type_in(["wrong", RIGHT], seen)
    with open_locked(locked, Theme(qapp, None)) as workspace:
        assert workspace.records.party("France").code == "FRA"
    assert "locked.diplotrack" in seen[0]
    assert seen[1] != seen[0]


def test_leaving_it_locked_says_so(qtbot: QtBot, qapp: QApplication, locked: Path) -> None:
    type_in([None], [])
    with pytest.raises(UserError, match="left locked"):
        open_locked(locked, Theme(qapp, None))


def test_a_kept_one_opens_without_a_question(
    qtbot: QtBot, qapp: QApplication, locked: Path, tmp_path: Path
) -> None:
    session = Session(Theme(qapp, None), QSettings(), lambda _path: RIGHT, attended=False)
    window = session.open(locked)
    qtbot.addWidget(window)
    assert window.context.workspace.path == locked
    window.close()


def test_with_nobody_to_ask_it_says_where_to_put_it(qtbot: QtBot, qapp: QApplication, locked: Path) -> None:
    session = Session(Theme(qapp, None), QSettings(), attended=False)
    with pytest.raises(UserError, match="DIPLOTRACK_PASSPHRASE_FILE"):
        session.open(locked)
