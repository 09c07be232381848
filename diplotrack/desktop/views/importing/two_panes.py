"""A list, and beside it what is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget


def two_panes(first: QWidget, second: QWidget, sizes: Sequence[int] = (620, 380)) -> QSplitter:
    """The two side by side, with a hairline that can be moved between them."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for pane in (first, second):
        splitter.addWidget(pane)
    splitter.setSizes(list(sizes))
    splitter.setStretchFactor(0, 1)
    return splitter


def scrolling_card() -> tuple[QScrollArea, QVBoxLayout]:
    """A pane that scrolls up and down, and the column that it shows."""
    pane = QWidget()
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(pane)
    return area, QVBoxLayout(pane)
