"""The sheet of keys: every command with its keys, and those of every room, made from their own tables."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.commands import Commands
from diplotrack.desktop.room_keys import ROOMS
from diplotrack.desktop.seek.nearness import fits, folded
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge

Line = tuple[str, str]
"""What is done, and the keys that do it."""


def sheet_of(commands: Commands) -> Iterator[tuple[str, list[Line]]]:
    """The sections of the sheet: commands by section, then the rooms."""
    sections: dict[str, list[Line]] = {}
    for command, action in commands.all():
        if command.keys:
            keys = action.shortcut().toString()
            sections.setdefault(str(command.section), []).append((action.text(), keys))
    yield from sections.items()
    for room in ROOMS:
        yield str(room.name), [(str(words), keys) for keys, words in room.keys]


class KeysDialog(QDialog):
    """Lists the keys by section; a word or a key typed above leaves those that have it."""

    def __init__(self, commands: Commands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._theme = theme
        self._rows: list[tuple[str, str, str, list[QWidget]]] = []
        self._heads: dict[str, QLabel] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("What do you want to do, or which key?"))
        self.line.setAccessibleName(_("Look for a key"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self._nothing = QLabel(_("No key does that. Ctrl+K finds what has none."))
        self._nothing.setProperty("role", "muted")
        self._nothing.hide()
        self._area = QScrollArea()
        self._area.setWidget(self._body(commands))
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.line, self._nothing, self._area, buttons):
            layout.addWidget(widget)
        space = theme.scale.space
        width, height = space(140), space(165)
        if parent is not None:
            width, height = min(width, parent.width() - space(8)), min(height, parent.height() - space(8))
        self.resize(width, height)
        self.line.setFocus()

    @property
    def shown(self) -> list[Line]:
        """What it lists now, and the keys."""
        return [(words, keys) for _head, words, keys, row in self._rows if not row[0].isHidden()]

    def showEvent(self, event: QShowEvent) -> None:
        """End with a whole row."""
        super().showEvent(event)
        layout, room = self.layout(), self._area.viewport().height()
        assert layout is not None
        layout.activate()
        ends = [key.geometry().bottom() + self._theme.scale.space(1) for *_said, (_told, key) in self._rows]
        cut = min((room - end for end in ends if end <= room), default=0)
        self.resize(self.width(), self.height() - cut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down scroll while the keyboard stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bar = self._area.verticalScrollBar()
            step = {
                Qt.Key.Key_Up: -bar.singleStep(),
                Qt.Key.Key_Down: bar.singleStep(),
                Qt.Key.Key_PageUp: -bar.pageStep(),
                Qt.Key.Key_PageDown: bar.pageStep(),
            }.get(Qt.Key(event.key()))
            if step is not None:
                bar.setValue(bar.value() + step)
                return True
        return super().eventFilter(watched, event)

    def _body(self, commands: Commands) -> QWidget:
        space = self._theme.scale.space
        body = QWidget()
        body.setProperty("role", "pane")
        grid = QGridLayout(body)
        grid.setContentsMargins(space(5), space(3), space(5), space(4))
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(1.5))
        line = 0
        for section, entries in sheet_of(commands):
            heading = QLabel(section)
            heading.setProperty("role", "section")
            heading.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
            heading.setContentsMargins(0, space(3) if line else 0, 0, space(1))
            grid.addWidget(heading, line, 0, 1, 2)
            self._heads[section] = heading
            for words, keys in entries:
                line += 1
                told, key = QLabel(words), QLabel(keys)
                told.setWordWrap(True)
                told.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
                key.setProperty("role", "key")
                grid.addWidget(told, line, 0)
                grid.addWidget(key, line, 1, leading_edge())
                self._rows.append((section, words, keys, [told, key]))
            line += 1
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(line, 1)
        return body

    def _filter(self, typed: str) -> None:
        asked = typed.strip()
        left = set()
        for section, words, keys, row in self._rows:
            shows = not asked or fits(asked, f"{section} {words}") or folded(asked) in folded(keys)
            for widget in row:
                widget.setVisible(shows)
            if shows:
                left.add(section)
        for section, heading in self._heads.items():
            heading.setVisible(section in left)
        self._nothing.setVisible(not left)
