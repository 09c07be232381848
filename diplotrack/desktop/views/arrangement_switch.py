"""The switch between the arrangements of the same records: as a list, on a calendar, on a board."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.pages import PageEntry, arrangements


class ArrangementSwitch(QWidget):
    """A button for each arrangement of the page ``name``; empty where there is only one."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(_("Arrangement"))
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._entries = arrangements(name)
        self.buttons = {entry.name: self._button(entry, name) for entry in self._entries}
        # Never shown from here: without a parent yet, it would open as a window of its own and take the keyboard.
        if len(self._entries) < 2:
            self.hide()
        self._dress()
        context.theme.changed.connect(self._dress)

    def _button(self, entry: PageEntry, here: str) -> QToolButton:
        words = str(entry.label) if entry.beside else _("List")
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(entry.name == here)
        button.setText(words)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self._go(entry.name, here))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def show_words(self, shown: bool) -> None:
        """Words beside the icons, or the icons only."""
        style = Qt.ToolButtonStyle
        for button in self.buttons.values():
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)

    def _go(self, name: str, here: str) -> None:
        # This switch belongs to one page and goes on telling where it stands.
        self.buttons[here].setChecked(True)
        self._context.show_page(name)

    def _dress(self) -> None:
        theme = self._context.theme
        self._row.setSpacing(theme.scale.space(0.5))
        for entry in self._entries:
            button = self.buttons[entry.name]
            button.setIcon(theme.icon(entry.icon if entry.beside else "list"))
            button.setIconSize(QSize(theme.scale.space(4.5), theme.scale.space(4.5)))
