"""A page that scrolls as a whole where the window is low or the text large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollingArea(QScrollArea):
    """Arrows that nothing in it wants scroll, but not together with Alt: those are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt and an arrow to the page."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def scrolling_column(page: QWidget) -> QVBoxLayout:
    """Fill ``page`` with a pane that scrolls up and down; returns the pane's column, for what the page holds."""
    pane = QWidget()
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = ScrollingArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(pane)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    return QVBoxLayout(pane)
