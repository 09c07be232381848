"""A layout of twelve even columns, whatever stands in them; the edges of all lines meet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from diplotrack.desktop.theme.wrapping import Wrapping

COLUMNS, HALF = 12, 6


class Columns(Wrapping):
    """Sets widgets one after the other, each over the columns that it wants.

    ``gap`` is between neighbours and ``lead`` between lines. Narrower than ``roomy`` pixels, what wants more than
    four columns takes a line, and the others half a line.
    """

    def __init__(self, roomy: int, gap: int, lead: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roomy, self._gap, self._lead = roomy, gap, lead
        self._wanted: list[int] = []
        self._least = -1

    def add(self, widget: QWidget, columns: int) -> None:
        """Set the widget after the others, over so many columns."""
        self._wanted.append(columns)
        self.addWidget(widget)

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        if 0 <= index < len(self._items):
            self._wanted.pop(index)
        return super().takeAt(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width that there is."""
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Something in it changed its size, came or went."""
        self._least = -1
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Room for one line of columns."""
        return QSize(self._roomy, self.heightForWidth(self._roomy))

    def minimumSize(self) -> QSize:
        """It can be as narrow as anybody likes; its items cut or wrap what they show."""
        if self._least < 0:
            self._least = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(0, self._least)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        top, height, used = rect.top(), 0, 0
        for item, wanted in zip(self._items, self._wanted, strict=True):
            if item.isEmpty():
                continue
            columns = wanted if rect.width() >= self._roomy else (COLUMNS if wanted > 4 else HALF)
            if used + columns > COLUMNS:
                top, height, used = top + height + self._lead, 0, 0
            first, last = self._edge(rect, used), self._edge(rect, used + columns) - self._gap
            hint = item.heightForWidth(last - first) if item.hasHeightForWidth() else item.sizeHint().height()
            tall = max(hint, item.minimumSize().height())
            if place:
                left = rect.left() + rect.width() - last if mirrored else rect.left() + first
                item.setGeometry(QRect(left, top, last - first, tall))
            height, used = max(height, tall), used + columns
        return top + height - rect.top()

    def _edge(self, rect: QRect, column: int) -> int:
        """Where that column begins, in pixels from the leading edge."""
        return round((rect.width() + self._gap) * column / COLUMNS)
