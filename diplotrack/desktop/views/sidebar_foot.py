"""The foot of the sidebar: the pages about the workspace itself, as a row of icons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.pages import FOOT, PAGES


class SidebarFoot(QWidget):
    """``wanted(str)`` carries the name of a page. The arrows go from one icon to the next; Tab goes on."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._roomy = True
        self.setAccessibleName(_("Workspace"))
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._entries = [entry for entry in PAGES if entry.section == FOOT and not entry.beside]
        self.buttons: dict[str, QToolButton] = {}
        for entry in self._entries:
            button = QToolButton()
            button.setCheckable(True)
            button.setToolTip(str(entry.label))
            button.setAccessibleName(str(entry.label))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on=False, name=entry.name: self._choose(name))
            self._flow.addWidget(button)
            self.buttons[entry.name] = button
        self._dress()
        theme.changed.connect(self._dress)

    def show_page(self, name: str) -> None:
        """Mark that page as the one in front; a page that stands elsewhere unmarks all."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def make_roomy(self, roomy: bool) -> None:
        """Give the icons air, or draw them together where they stand below one another."""
        self._roomy = roomy
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the next icon."""
        order = list(self.buttons.values())
        place = next((number for number, one in enumerate(order) if one.hasFocus()), -1)
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if place >= 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == forward else -1
            order[(place + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _choose(self, name: str) -> None:
        self.buttons[name].setChecked(True)
        self.wanted.emit(name)

    def _dress(self) -> None:
        space = self._theme.scale.space
        side, icon = (space(8), space(4.5)) if self._roomy else (space(5), space(3))
        self._flow.setSpacing(space(0.5) if self._roomy else 0)
        self._flow.setContentsMargins(0 if self._roomy else space(2.5), 0, 0, 0)
        for entry in self._entries:
            button = self.buttons[entry.name]
            button.setIcon(self._theme.icon(entry.icon))
            button.setIconSize(QSize(icon, icon))
            button.setProperty("role", "foot")
            button.setFixedSize(side, side)
        self.updateGeometry()
