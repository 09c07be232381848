"""A layout that breaks into lines as text does, from the leading side."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

from diplotrack.desktop.theme.wrapping import Wrapping


class FlowLayout(Wrapping):
    """Chips one after the other, in as many lines as they need."""

    def empty(self) -> None:
        """Let go of every widget in it."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def sizeHint(self) -> QSize:
        """As small as its largest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As small as its largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        gap = max(0, self.spacing())
        x, y, line = rect.left(), rect.top(), 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item in self._items:
            hint = item.sizeHint()
            # One that is wider than the line gives way as far as it can.
            hint.setWidth(min(hint.width(), max(rect.width(), item.minimumSize().width())))
            if x > rect.left() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + gap, 0
            if place:
                left = rect.left() + rect.right() + 1 - x - hint.width() if mirrored else x
                item.setGeometry(QRect(QPoint(left, y), hint))
            x += hint.width() + gap
            line = max(line, hint.height())
        return y + line - rect.top()
