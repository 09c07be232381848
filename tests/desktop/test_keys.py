"""Every action has keys, no two share them, and all stand on the sheet that F1 opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from diplotrack.desktop.commands import COMMANDS
from diplotrack.desktop.dialogs.keys import KeysDialog
from diplotrack.desktop.room_keys import ROOMS, Room
from diplotrack.desktop.views.pages import PAGES
from diplotrack.desktop.window import MainWindow

Key = Qt.Key
Calm = Callable[[], None]


def sheet(window: MainWindow) -> KeysDialog:
    QTest.keyClick(window, Key.Key_F1)
    found = window.findChild(KeysDialog)
    assert found is not None
    return found


def test_every_command_has_keys() -> None:
    assert [one.name for one in COMMANDS if not one.keys] == []


def test_keys_are_spelt_as_qt_knows_them() -> None:
    assert [one.name for one in COMMANDS if QKeySequence(one.keys).isEmpty()] == []


def test_no_two_commands_share_their_keys() -> None:
    keys = [QKeySequence(one.keys).toString() for one in COMMANDS]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_a_command_shows_only_pages_that_there_are() -> None:
    assert {one.page for one in COMMANDS if one.page} <= {entry.name for entry in PAGES}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.name))
def test_no_key_of_a_room_means_two_things(room: Room) -> None:
    keys = [key for one, _words in room.keys for key in one.split(" / ")]
    assert len(keys) == len(set(keys))


def test_f1_lists_every_command_and_room(window: MainWindow) -> None:
    dialog = sheet(window)
    shown = set(dialog.shown)
    for command in COMMANDS:
        action = window.context.commands.action(command.name)
        assert (action.text(), action.shortcut().toString()) in shown
    for room in ROOMS:
        assert {(str(words), keys) for keys, words in room.keys} <= shown
    dialog.close()


def test_a_word_or_a_key_leaves_those_that_have_it(window: MainWindow) -> None:
    dialog = sheet(window)
    QTest.keyClicks(dialog.line, "waive")
    assert [words for words, _keys in dialog.shown] == ["Waive, with a reason"]
    dialog.line.setText("ctrl+w")
    assert ("Close the tab", "Ctrl+W") in dialog.shown
    dialog.line.setText("zebrawood")
    assert dialog.shown == []
    assert dialog._nothing.isVisible()
    dialog.close()


def test_shift_f1_opens_the_help(window: MainWindow, calm: Calm) -> None:
    QTest.keyClick(window, Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    calm()
    assert window.page_name == "help"
