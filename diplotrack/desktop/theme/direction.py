"""Which way the window runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def leading_edge(*, far: bool = False) -> Qt.AlignmentFlag:
    """The side on which lines begin (``far``: end) in this window, whatever the direction of the words themselves.

    A QLabel aligns Latin words to the left even in a mirrored window, and painters know of no window at all.
    """
    side = Qt.AlignmentFlag.AlignRight if far != QApplication.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
