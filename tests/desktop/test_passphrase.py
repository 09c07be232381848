"""An encrypted workspace opens with its passphrase, asks again for a wrong one, and stays closed without."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted workspace, to be copied."""
    path = tmp_path_factory.mktemp("made") / "locked.diplotrack"
    Workspace.create(path, passphrase=RIGHT).close()
    return path


@pytest.fixture
def locked(made: Path, tmp_path: Path) -> Path:
    """An encrypted workspace of the test's own."""
    return Path(shutil.copytree(made, tmp_path / made.name))


def type_in(words: list[str | None], seen: list[str]) -> QTimer:
    """Answer the dialogs as they come, one by one; None leaves. Keep the timer that this returns while they come."""
    timer = QTimer()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PassphraseDialog):
            return  # not there yet, or between two
        seen.append(dialog.why.text())
        word = words.pop(0) if words else None
        if word is None:
            dialog.reject()
        else:
            dialog.typed.setText(word)
            dialog.accept()

    timer.timeout.connect(answer)
    timer.start(10)
    return timer


def open_locked(path: Path, theme: Theme) -> Workspace:
    return unlocked(lambda ask: Workspace.open(path, passphrase=ask), theme, path)


def test_a_wrong_one_is_asked_for_again_and_the_right_one_opens(
    qtbot: QtBot, qapp: QApplication, locked: Path
) -> None:
    seen: list[str] = []
    timer = type_in(["wrong", RIGHT], seen)
    with open_locked(locked, Theme(qapp, None)) as workspace:
        assert workspace.records.party("France").code == "FRA"
    timer.stop()
    assert "locked.diplotrack" in seen[0]
    assert seen[1] != seen[0]


def test_leaving_it_locked_says_so(qtbot: QtBot, qapp: QApplication, locked: Path) -> None:
    timer = type_in([None], [])
    with pytest.raises(UserError, match="left locked"):
        open_locked(locked, Theme(qapp, None))
    timer.stop()


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
