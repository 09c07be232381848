"""What is drawn by hand and says to a screen reader that it is a graphic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget


class Graphic(QLabel):
    """Subclasses paint themselves. A bare widget would be told as nothing; a label with a picture is a graphic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
