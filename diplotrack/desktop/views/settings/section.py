"""How every section of the settings is laid out: heading, and rows of label, help and input."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge

WIDEST, SIDE, NARROW = 200, 92, 160
"""In units of the scale: the width of a section, of the inputs beside their labels, and where these go above."""
QWIDGETSIZE_MAX = 16_777_215
"""Qt's word for no limit."""


class SettingRow(QWidget):
    """A label with its help on the leading side, the input on the other, and below it what was wrong."""

    def __init__(self, theme: Theme, label: str, advice: str, *inputs: QWidget, below: bool = False) -> None:
        super().__init__()
        space = theme.scale.space
        name = QLabel(label)
        name.setWordWrap(True)
        about = QLabel(advice)
        about.setProperty("role", "small")
        about.setWordWrap(True)
        self.echo = QLabel()
        self.echo.setWordWrap(True)
        self.echo.setProperty("role", "small")
        self.echo.hide()
        for one in (name, about, self.echo):
            one.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(space(0.5))
        words.addWidget(name)
        if advice:
            words.addWidget(about)
        words.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(space(1))
        line = QHBoxLayout()
        line.setSpacing(space(2))
        for entry in inputs:
            line.addWidget(entry, 0 if isinstance(entry, QPushButton) else 1)
        if inputs and isinstance(inputs[-1], QPushButton):
            line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.echo)
        column.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(words, 1)
        self._holder = QWidget()
        self._holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._holder)
        self._theme, self._below = theme, below
        self.fit(narrow=False)
        if inputs:
            name.setBuddy(inputs[0])

    def fit(self, *, narrow: bool) -> None:
        """Put the input below its label where there is little room, or where it always stands there."""
        under, space = narrow or self._below, self._theme.scale.space
        way = QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(space(2 if under else 6))
        self._holder.setMinimumWidth(0 if under else space(SIDE))
        self._holder.setMaximumWidth(QWIDGETSIZE_MAX if under else space(SIDE))

    def say(self, sentence: str, role: str = "small") -> None:
        """Say something below the input; "" says nothing."""
        self.echo.setProperty("role", role)
        self.echo.style().unpolish(self.echo)
        self.echo.style().polish(self.echo)
        self.echo.setText(sentence)
        self.echo.setVisible(bool(sentence))

    def saved(self) -> None:
        """Say that it is kept."""
        self.say(_("Saved"))

    def complain(self, sentence: str) -> None:
        """Say what is wrong."""
        self.say(sentence, "bad")


class SectionPane(QScrollArea):
    """A heading and rows, with a hairline between them."""

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        space = theme.scale.space
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setMaximumWidth(space(WIDEST))
        self.rows = QVBoxLayout(inner)
        self.rows.setContentsMargins(space(7), space(3.5), space(7), space(7))
        self.rows.setSpacing(space(4))
        title = QLabel(heading)
        title.setProperty("role", "title")
        title.setAlignment(leading_edge())
        self.rows.addWidget(title)
        self._is_first = True
        self._end = QVBoxLayout()
        outer = QHBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        self.rows.addLayout(self._end)
        self.rows.addStretch(1)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows stand one above the other where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < self.theme.scale.space(NARROW)
        for row in self.findChildren(SettingRow):
            row.fit(narrow=narrow)

    def add(self, row: QWidget) -> None:
        """Put a row at the end."""
        place = self.rows.count() - 2
        if not self._is_first:
            rule = QFrame()
            rule.setProperty("role", "rule")
            self.rows.insertWidget(place, rule)
            place += 1
        self._is_first = False
        self.rows.insertWidget(place, row)
