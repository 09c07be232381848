"""What an empty page says: why it is empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and a button that does it."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._picture = QLabel()
        self._heading = QLabel()
        self._heading.setProperty("role", "lead")
        self._advice = QLabel()
        self._advice.setProperty("role", "muted")
        self._advice.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAccessibleName(_("What can be done here"))
        self.button.setProperty("role", "primary")
        self._act: Callable[[], object] = lambda: None
        self.button.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for widget in (self._picture, self._heading, self._advice):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._dress()
        theme.changed.connect(self._dress)

    def say(
        self, heading: str, advice: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say that; no button where nothing can be done from here."""
        self._heading.setText(heading)
        self._advice.setText(advice)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self._act = act or (lambda: None)

    def _clicked(self) -> None:
        self._act()

    def _dress(self) -> None:
        side = self._theme.scale.space(11)
        icon = self._theme.icon(self._icon, self._theme.palette.edge)
        self._picture.setPixmap(icon.pixmap(side, side))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(self._theme.scale.space(2.5))
            edge = self._theme.scale.space(8)
            layout.setContentsMargins(edge, edge, edge, edge)
