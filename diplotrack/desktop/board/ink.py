"""How a card is drawn: its words in two lines, the sides, when it is due, its gap."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.desktop.board.cards import CARD, due_words, severity_words
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.workspace.board import Card

LINES = 2


class CardDelegate(QStyledItemDelegate):
    """Draws cards, all of one height."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        """Take fonts from the theme."""
        self._strong = self._theme.font("body", QFont.Weight.Medium)
        self._small = self._theme.font("small")
        self._high, self._low = QFontMetrics(self._strong).height(), QFontMetrics(self._small).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines of words, the sides, and a line with dates."""
        return QSize(0, LINES * self._high + 2 * self._low + self._theme.scale.space(7.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        space, palette = self._theme.scale.space, self._theme.palette
        card, state = index.data(CARD), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(space(1.5), space(0.75), -space(1.5), -space(0.75))
        # Each column keeps its place, but only the one with the keyboard shows it.
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(palette.selected if chosen else palette.hover if hovered else palette.raised))
        painter.setPen(QPen(QColor(palette.focus if chosen else palette.line), 2 if chosen else 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space(1.5), space(1.5))
        if isinstance(card, Card):
            self._card(painter, box.adjusted(space(2.5), space(2), -space(2.5), -space(2)), card)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.line))
            painter.drawRoundedRect(
                QRectF(box.left() + space(3), box.top() + space(4), box.width() / 2, 6), 3, 3
            )
        painter.restore()

    def _card(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        theme, palette = self._theme, self._theme.palette
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(self._strong)
        painter.setPen(QColor(palette.text))
        top = rect.top()
        for words in _broken(card.text, self._strong, rect.width()):
            painter.drawText(QRectF(rect.left(), top, rect.width(), self._high), flags, words)
            top += self._high
        top = rect.bottom() - 2 * self._low - theme.scale.space(0.5)
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        painter.setPen(QColor(palette.muted))
        row = QRectF(rect.left(), top, rect.width(), self._low)
        painter.drawText(row, flags, elided(metrics, card.sides, int(rect.width())))
        row = QRectF(rect.left(), rect.bottom() - self._low, rect.width(), self._low)
        row = self._gap(painter, row, card, metrics)
        due = due_words(card)
        painter.setPen(QColor(theme.tint("bad").ink if card.overdue_days else palette.muted))
        painter.drawText(row, flags, elided(metrics, due, int(row.width())))
        if card.owner:
            taken = metrics.horizontalAdvance(due) + theme.scale.space(3) if due else 0
            rest = row.adjusted(0, 0, -taken, 0) if is_mirrored() else row.adjusted(taken, 0, 0, 0)
            if rest.width() < theme.scale.space(12):
                return
            painter.setPen(QColor(palette.muted))
            far = int(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
            painter.drawText(rest, far, elided(metrics, card.owner, int(rest.width())))

    def _gap(self, painter: QPainter, row: QRectF, card: Card, metrics: QFontMetrics) -> QRectF:
        """The mark of a gap at the end of the line; returns what is left of the line."""
        if not card.gap:
            return row
        theme, space = self._theme, self._theme.scale.space
        tint, words = theme.tint(SEVERITIES.get(card.gap, "quiet")), severity_words(card)
        side, wide = row.height() - 2, metrics.horizontalAdvance(words)
        taken = side + wide + space(3)
        left = row.left() if is_mirrored() else row.right() - taken
        box = QRectF(left, row.top() - 1, taken, row.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        icon_left = box.right() - side - space(1) if is_mirrored() else box.left() + space(1)
        paint_icon(painter, QRectF(icon_left, box.top() + 2, side, side), "finding", tint.ink)
        painter.setPen(QColor(tint.ink))
        room = (
            box.adjusted(space(1), 0, -side - space(1.5), 0)
            if is_mirrored()
            else box.adjusted(side + space(1.5), 0, -space(1), 0)
        )
        painter.drawText(room, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), words)
        gap = taken + space(2)
        return row.adjusted(gap, 0, 0, 0) if is_mirrored() else row.adjusted(0, 0, -gap, 0)


def _broken(text: str, font: QFont, width: float) -> list[str]:
    """The words in as many lines as a card has; the last ends in an ellipsis where they go on."""
    # A long text takes long to lay out, and no more than its beginning is ever seen.
    beginning = text[:400]
    layout = QTextLayout(beginning, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == LINES - 1:
            found.append(elided(QFontMetrics(font), text[start : start + 400], int(width)))
        else:
            found.append(beginning[start : start + line.textLength()].strip())
    layout.endLayout()
    return found
