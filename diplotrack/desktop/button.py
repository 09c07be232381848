"""The button with words on it, as dialogs, forms and pages have it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from diplotrack.base.i18n import _
from diplotrack.desktop.theme.direction import isolated


def push_button(words: str, act: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """A button that does ``act()``, named by its words (``&`` marks its letter); ``role`` as in ``theme/sheet.py``."""
    button = QPushButton(isolated(words))
    button.setAccessibleName(words.replace("&", ""))
    # Enter belongs to the field in which it is pressed.
    button.setAutoDefault(False)
    button.setToolTip(tip)
    if role:
        button.setProperty("role", role)
    button.clicked.connect(lambda _on=False: act())
    return button


def default_button(words: str, act: Callable[[], object]) -> QPushButton:
    """The button of a dialog that Enter presses."""
    button = push_button(words, act, "primary")
    button.setDefault(True)
    return button


def foot(leave: Callable[[], object], *buttons: QPushButton) -> QHBoxLayout:
    """The last row of a dialog: at its far end a button that leaves without doing anything, then ``buttons``."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(push_button(_("Cancel"), leave, "flat"))
    for button in buttons:
        row.addWidget(button)
    return row
