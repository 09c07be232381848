"""Which way the window runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

ISOLATE, END = "\u2068", "\u2069"


def is_mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QApplication.isRightToLeft()


def elided(metrics: QFontMetrics, words: str, width: int) -> str:
    """The words as far as there is room, with an ellipsis where the words go on, not where the window does.

    Latin words cut in a mirrored window would have it in front of their beginning otherwise.
    """
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
    return f"{ISOLATE}{shown}{END}" if shown != words and is_mirrored() else shown


def isolated(words: str) -> str:
    """The words with their own direction kept to themselves: a full stop stays at their end in a mirrored window."""
    return f"{ISOLATE}{words}{END}" if words and is_mirrored() else words


def leading_edge(*, far: bool = False) -> Qt.AlignmentFlag:
    """The side on which lines begin (``far``: end) in this window, whatever the direction of the words themselves.

    A QLabel aligns Latin words to the left even in a mirrored window, and painters know of no window at all.
    """
    side = Qt.AlignmentFlag.AlignRight if far != is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
