"""Tips show words as they are: Qt reads HTML into whatever looks like it, and a record or a cell may hold anything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QWidget

LABEL = "QTipLabel"
"""The class of Qt's own in which every tip is shown, whatever asked for it."""


class PlainTips(QProxyStyle):
    """Another style, but that no tip is read as HTML."""

    def polish(self, dressed: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        """A tip is dressed as soon as it is there, before it is measured."""
        super().polish(dressed)
        if isinstance(dressed, QLabel) and dressed.metaObject().className() == LABEL:
            dressed.setTextFormat(Qt.TextFormat.PlainText)
