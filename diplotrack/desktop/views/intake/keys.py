"""Which key means what on the page: plain ones answer while a list or the text has the keyboard."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Act = Literal[
    "accept", "refuse", "edit", "next", "previous", "sure", "back", "record", "form", "close", "paste"
]
PLAIN: dict[Qt.Key, Act] = {
    Qt.Key.Key_Return: "accept",
    Qt.Key.Key_Enter: "accept",
    Qt.Key.Key_Delete: "refuse",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_J: "next",
    Qt.Key.Key_K: "previous",
}
WRITTEN: dict[str, Act] = {"+": "accept", "-": "refuse"}
"""By what they write, wherever they stand on the keyboard."""
WITH_CONTROL: dict[Qt.Key, Act] = {
    Qt.Key.Key_Return: "record",
    Qt.Key.Key_Enter: "record",
    Qt.Key.Key_Z: "back",
    Qt.Key.Key_E: "form",
    Qt.Key.Key_W: "close",
}
Modifier = Qt.KeyboardModifier


def act_of(event: QKeyEvent) -> Act | int | None:
    """What the key does; a number from 1 to 9 for another reading; None where it means nothing here."""
    if event.matches(QKeySequence.StandardKey.Paste):
        return "paste"
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Modifier.KeypadModifier
    if held == Modifier.ControlModifier:
        return WITH_CONTROL.get(key)
    if held == Modifier.ControlModifier | Modifier.ShiftModifier:
        return "sure" if key == Qt.Key.Key_A else None
    if held & ~Modifier.ShiftModifier:
        return None
    if event.text() in WRITTEN:
        return WRITTEN[event.text()]
    if len(event.text()) == 1 and event.text() in "123456789":
        return int(event.text())
    return PLAIN.get(key) if not held else None
