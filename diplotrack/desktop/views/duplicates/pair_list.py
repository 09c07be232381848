"""The list of pairs: how sure, which two, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.row import paint_ground
from diplotrack.workspace.duplicates import Pair

PAIR = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
SURE = 80


class PairModel(QStandardItemModel):
    """Pairs in their order."""

    def show_pairs(self, pairs: list[Pair]) -> None:
        """List these in place of what was listed."""
        self.clear()
        for pair in pairs:
            item = QStandardItem(pair.one.caption)
            item.setEditable(False)
            item.setData(pair, PAIR)
            words = _("{one} and {other}, {score} of 100: {reasons}")
            said = words.format(
                one=pair.one.caption,
                other=pair.other.caption,
                score=pair.score,
                reasons=", ".join(pair.reasons),
            )
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip("\n".join((pair.one.caption, pair.other.caption, *pair.reasons)))
            self.appendRow(item)

    def pair(self, row: int) -> Pair | None:
        """The pair of a row; None where there is none."""
        found = self.index(row, 0).data(PAIR)
        return found if isinstance(found, Pair) else None

    def row_of(self, one: int, other: int) -> int:
        """The row of that pair, whichever stands first; -1 where it is not listed."""
        for row in range(self.rowCount()):
            pair = self.pair(row)
            if pair is not None and {pair.one.id, pair.other.id} == {one, other}:
                return row
        return -1


class PairDelegate(QStyledItemDelegate):
    """Two names one below the other, the reasons under them, the score at the end."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines."""
        theme = self._theme
        strong, small = (
            QFontMetrics(theme.font("strong")).height(),
            QFontMetrics(theme.font("small")).height(),
        )
        return QSize(theme.scale.space(40), 2 * strong + small + theme.scale.space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a pair."""
        pair = index.data(PAIR)
        if not isinstance(pair, Pair):
            return
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        paint_ground(painter, rect, option.state, theme)
        inner = rect.adjusted(space(4), space(2), -space(4), -space(2))
        chip = self._score(painter, inner, pair.score) if pair.score else 0.0
        mirrored = is_mirrored()
        words = inner.adjusted(chip, 0, 0, 0) if mirrored else inner.adjusted(0, 0, -chip, 0)
        strong, small = theme.font("body", QFont.Weight.DemiBold), theme.font("small")
        high, top = QFontMetrics(strong).height(), words.top()
        for caption in (pair.one.caption, pair.other.caption):
            self._line(painter, QRectF(words.left(), top, words.width(), high), caption, strong, palette.text)
            top += high
        low = QRectF(inner.left(), top, inner.width(), QFontMetrics(small).height())
        self._line(painter, low, "  ·  ".join(pair.reasons), small, palette.muted)
        painter.restore()

    def _score(self, painter: QPainter, inner: QRectF, score: int) -> float:
        theme, space = self._theme, self._theme.scale.space
        tint = theme.tint("good" if score >= SURE else "plain")
        font, words = theme.font("small", QFont.Weight.DemiBold), format_number(score)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(words) + space(4), metrics.height() + space(0.5)
        left = inner.left() if is_mirrored() else inner.right() - width
        box = QRectF(left, inner.top() + space(0.5), width, height)
        paint_chip(painter, box, words, font, tint)
        return float(width + space(3))

    @staticmethod
    def _line(painter: QPainter, rect: QRectF, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flags = leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, int(flags), elided(QFontMetrics(font), words, int(rect.width())))
