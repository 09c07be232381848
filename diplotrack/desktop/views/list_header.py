"""The head of a list: quiet labels, and an arrow beside the one that the list is sorted by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.icons import paint_icon


class ListHeader(QHeaderView):
    """Column heads. ``sorted_by`` (place of the column, or −1) and ``descending`` say where the arrow stands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.sorted_by = -1
        self.descending = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self._hovered = -1
        self.sectionEntered.connect(self._enter)

    def sizeHint(self) -> QSize:
        """One line of small text with air. Its width is that of its columns: Qt would measure the words of each."""
        space = self._theme.scale.space
        return QSize(self.length(), QFontMetrics(self._theme.font("small")).height() + space(4))

    def first_shown(self) -> int:
        """The leftmost column that has room of its own."""
        return next((one for one in range(self.count()) if not self.isSectionHidden(one)), 0)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw one head."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        model = self.model()
        painter.save()
        painter.fillRect(rect, QColor(palette.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.line))
        is_sorted = index == self.sorted_by
        lit = is_sorted or index == self._hovered
        font = theme.font("small", QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(palette.text if lit else palette.muted))
        lead = space(4) if index == self.first_shown() else space(3)
        mirrored = self.isRightToLeft()
        inner = QRectF(rect).adjusted(space(3) if mirrored else lead, 0, -lead if mirrored else -space(3), 0)
        label = str(model.headerData(index, Qt.Orientation.Horizontal))
        side = space(3.5) if is_sorted else 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(inner.width() - side))
        along = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            inner, int(along | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), shown
        )
        if is_sorted:
            shift = metrics.horizontalAdvance(shown) + space(0.5)
            left = inner.right() - shift - side if mirrored else inner.left() + shift
            place = QRectF(left, inner.center().y() - side / 2, side, side)
            paint_icon(painter, place, "down" if self.descending else "up", palette.accent)
        painter.restore()

    def _enter(self, place: int) -> None:
        self._hovered = place
        self.viewport().update()
