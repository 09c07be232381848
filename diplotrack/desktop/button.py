"""The button with words on it, as dialogs, forms and pages have it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

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
