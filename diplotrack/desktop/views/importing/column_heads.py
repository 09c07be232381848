"""The heads of a table that comes in: what a column is called in the file, and below it what it becomes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.palette import Tone

BECOMES = Qt.ItemDataRole.UserRole
"""Of a head: what the column becomes, in words."""
TONE = Qt.ItemDataRole.UserRole + 1
"""Of a head: the tone in which that is shown: sure, unsure, left out."""


class ColumnHeads(QHeaderView):
    """Two lines for each column. ``wanted(int)`` carries the column whose second line was clicked."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self._hovered = -1
        self.can_choose = True
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setMouseTracking(True)
        self.sectionEntered.connect(self._enter)

    def sizeHint(self) -> QSize:
        """A small line, and a chooser below it. As wide as its columns: Qt would measure the words of each."""
        space = self._theme.scale.space
        small = QFontMetrics(self._theme.font("small")).height()
        lower = space(8.5) if self.can_choose else 0
        return QSize(self.length(), small + lower + space(4))

    def chooser(self, column: int) -> QRect:
        """Where the chooser of a column stands, in the viewport."""
        space = self._theme.scale.space
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        height = space(7)
        return QRect(left + space(1.5), self.height() - height - space(2), width - space(3), height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the lower line asks for the choice of what the column becomes."""
        super().mouseReleaseEvent(event)
        column = self.logicalIndexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_at_it = column >= 0 and self.chooser(column).contains(event.position().toPoint())
        if self.can_choose and is_left and is_at_it:
            self.wanted.emit(column)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw one head."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        model = self.model()
        here = self._view.currentIndex().column() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(palette.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.line))
        font = theme.font("small", QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        name = " ".join(str(model.headerData(index, Qt.Orientation.Horizontal) or "").split())
        upper = QRectF(rect).adjusted(space(3), space(2), -space(2), 0)
        upper.setHeight(metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(palette.text if here else palette.muted))
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(upper, flags, elided(metrics, name, int(upper.width())))
        if self.can_choose:
            self._paint_chooser(painter, index, here=here)
        painter.restore()

    def _paint_chooser(self, painter: QPainter, index: int, *, here: bool) -> None:
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        model = self.model()
        words = str(model.headerData(index, Qt.Orientation.Horizontal, BECOMES) or "")
        tone: Tone = model.headerData(index, Qt.Orientation.Horizontal, TONE) or "quiet"
        tint = theme.tint(tone)
        box = QRectF(self.chooser(index)).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = here and self._view.hasFocus()
        edge = palette.focus if focused else palette.edge if here or index == self._hovered else tint.ground
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.setBrush(QColor(tint.ground))
        painter.drawRoundedRect(box, space(1.5), space(1.5))
        mirrored = self.isRightToLeft()
        side = space(3.5)
        left = box.left() + space(1.5) if mirrored else box.right() - side - space(1.5)
        paint_icon(painter, QRectF(left, box.center().y() - side / 2, side, side), "down", tint.ink)
        lead, rest = space(2), side + space(2.5)
        inner = box.adjusted(rest if mirrored else lead, 0, -(lead if mirrored else rest), 0)
        font = theme.font("small", QFont.Weight.DemiBold if tone != "quiet" else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tint.ink))
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, flags, elided(QFontMetrics(font), words, int(inner.width())))

    def _enter(self, place: int) -> None:
        self._hovered = place
        self.viewport().update()
