"""A switch between sections: their names in as many lines as the width asks for, none of them cut."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.flow import FlowLayout


class Sections(QWidget):
    """One section is in front. The arrow keys go from one to the next."""

    turned = Signal(int)
    """The place of the section that came to the front."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._flow = FlowLayout(self)
        self._flow.setSpacing(theme.scale.space(1))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)
        self.buttons: list[QToolButton] = []

    def add(self, name: str) -> None:
        """Another section after the others; the first one is in front."""
        button = QToolButton()
        button.setProperty("role", "section")
        button.setText(name)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(button, len(self.buttons))
        self.buttons.append(button)
        self._flow.addWidget(button)
        button.setChecked(len(self.buttons) == 1)

    def rename(self, place: int, name: str) -> None:
        """Call the section at that place so."""
        if self.buttons[place].text() != name:
            self.buttons[place].setText(name)
            self.buttons[place].setAccessibleName(name.removesuffix(" •"))

    def turn_to(self, place: int) -> None:
        """Bring that section to the front."""
        self.buttons[place].setChecked(True)

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.turned.emit(place)
