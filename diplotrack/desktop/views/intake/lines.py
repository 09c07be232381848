"""How a proposal is drawn in the list: what it is about, how it stands, what would be recorded, how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.views.intake.answering import State
from diplotrack.desktop.views.intake.listing import Index, ProposalModel
from diplotrack.desktop.views.intake.looks import grade
from diplotrack.desktop.views.row_delegate import is_right_to_left
from diplotrack.workspace.intake import About

if TYPE_CHECKING:
    from diplotrack.desktop.views.intake.proposal_list import ProposalList

WRAP = int(Qt.TextFlag.TextWordWrap)
ENDLESS = 100_000
"""Pixels of height in which words are measured that may take as many lines as they need."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What is the same on every line, measured once: the width of what it is about, heights of type and of labels."""

    about: int
    body: int
    small: int
    labels: dict[About, int]

    @classmethod
    def of(cls, theme: Theme) -> _Sizes:
        """As wide as the longest word that stands there: longer labels break."""
        body, small = QFontMetrics(theme.font()), QFontMetrics(theme.font("small"))
        words = (word for about in About for word in str(about.label).split())
        width = max(small.horizontalAdvance(word) for word in words) + 2
        room = QRect(0, 0, width, ENDLESS)
        labels = {about: small.boundingRect(room, WRAP, str(about.label)).height() for about in About}
        return cls(width, body.height(), small.height(), labels)


class ProposalDelegate(QStyledItemDelegate):
    """Draws a line: at its head what it is about, then how it stands, what would be recorded, and how sure that is."""

    def __init__(self, theme: Theme, view: ProposalList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._sizes = _Sizes.of(theme)
        theme.changed.connect(self._measure)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line, below it its flag; the one in front takes what its words and its card need."""
        space = self._theme.scale.space
        width = self._view.viewport().width()
        card = self._view.card_at(index)
        if card is None:
            return QSize(0, self._head(index, width, is_open=False) + space(3))
        needed = card.heightForWidth(self._words(QRect(0, 0, width, 0)).width())
        return QSize(0, self._head(index, width, is_open=True) + needed + space(6.5))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The card stands below the words of its line."""
        space = self._theme.scale.space
        rect: QRect = option.rect
        words = self._words(rect)
        top = rect.top() + self._head(index, rect.width(), is_open=True) + space(3.5)
        editor.setGeometry(words.left(), top, words.width(), max(0, rect.bottom() - space(2) - top))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        model = index.model()
        if not isinstance(model, ProposalModel) or model.answering is None:
            return
        one, theme = model.answering.proposals[index.row()], self._theme
        palette, space = theme.palette, theme.scale.space
        rect: QRect = option.rect
        state, is_open = model.answering.state(one), self._view.card_at(index) is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        if model.begins(index.row()):
            if index.row():
                painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(palette.line))
            painter.setFont(theme.font("small"))
            painter.setPen(QColor(palette.muted))
            flags = int(leading_edge() | Qt.AlignmentFlag.AlignTop) | WRAP
            painter.drawText(self._about(rect).translated(0, space(0.4)), flags, str(one.about.label))
        self._state(painter, self._mark(rect), state)
        words = self._words(rect)
        font = self._font(is_open=is_open)
        shown = model.answering.shown(one)
        font.setStrikeOut(state == "refused")
        painter.setFont(font)
        painter.setPen(QColor(palette.muted if state == "refused" else palette.text))
        backwards = is_right_to_left(shown)
        direction = Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        room = self._beside_dots(words)
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignTop)
        if is_open:
            painter.drawText(room.adjusted(0, 0, 0, ENDLESS), flags | WRAP, shown)
        else:
            metrics = QFontMetrics(font)
            painter.drawText(room, flags, elided(metrics, " ".join(shown.split()), room.width()))
            if one.flag:
                small = theme.font("small")
                painter.setFont(small)
                painter.setPen(QColor(palette.tones["warn"].ink))
                below = room.translated(0, metrics.height() + space(0.25))
                painter.drawText(below, flags, elided(QFontMetrics(small), one.flag, below.width()))
        if state != "refused":
            self._dots(painter, words, grade(one))
        painter.restore()

    # where things stand

    def _about(self, rect: QRect) -> QRect:
        return self._slice(rect, self._theme.scale.space(4), self._sizes.about)

    def _mark(self, rect: QRect) -> QRect:
        space = self._theme.scale.space
        height = QFontMetrics(self._theme.font()).height()
        box = self._slice(rect, space(4) + self._sizes.about + space(3), space(4.5))
        return QRect(box.left(), box.top() + (height - box.width()) // 2, box.width(), box.width())

    def _words(self, rect: QRect) -> QRect:
        space = self._theme.scale.space
        start = space(4) + self._sizes.about + space(10)
        return self._slice(rect, start, rect.width() - start - space(4))

    def _beside_dots(self, words: QRect) -> QRect:
        taken = self._theme.scale.space(9)
        return words.adjusted(taken, 0, 0, 0) if is_mirrored() else words.adjusted(0, 0, -taken, 0)

    def _slice(self, rect: QRect, start: int, width: int) -> QRect:
        """A part of the line: so far from its leading edge, so wide."""
        left = rect.right() + 1 - start - width if is_mirrored() else rect.left() + start
        return QRect(left, rect.top() + self._theme.scale.space(1.75), width, rect.height())

    def _font(self, *, is_open: bool) -> QFont:
        return self._theme.font("strong" if is_open else "body")

    def _head(self, index: Index, width: int, *, is_open: bool) -> int:
        """The height of what is drawn."""
        model, sizes = index.model(), self._sizes
        one = model.at(index.row()) if isinstance(model, ProposalModel) else None
        height = sizes.body
        if is_open:
            room = max(1, self._beside_dots(self._words(QRect(0, 0, width, 0))).width())
            bold = QFontMetrics(self._font(is_open=True))
            height = bold.boundingRect(QRect(0, 0, room, ENDLESS), WRAP, str(index.data())).height()
        elif one is not None and one.flag:
            height += sizes.small + self._theme.scale.space(0.25)
        if one is not None and isinstance(model, ProposalModel) and model.begins(index.row()):
            height = max(height, sizes.labels[one.about])
        return height

    def _measure(self) -> None:
        self._sizes = _Sizes.of(self._theme)

    # what is drawn

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        palette = self._theme.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))

    def _state(self, painter: QPainter, box: QRect, state: State) -> None:
        palette = self._theme.palette
        good = palette.tones["good"]
        if state == "open":
            painter.setPen(QColor(palette.muted))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5))
            return
        if state == "accepted":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(good.ink))
            painter.drawEllipse(box)
        inset = box.width() * 0.12
        inner = QRectF(box).adjusted(inset, inset, -inset, -inset)
        accepted = state == "accepted"
        paint_icon(
            painter, inner, "done" if accepted else "close", palette.surface if accepted else palette.muted
        )

    def _dots(self, painter: QPainter, words: QRect, steps: int) -> None:
        """Three small dots at the far end, as many of them filled as it is sure."""
        space, palette = self._theme.scale.space, self._theme.palette
        side, gap = space(1.25), space(1)
        top = words.top() + (QFontMetrics(self._theme.font()).height() - side) / 2
        for step in range(3):
            shift = (3 - step) * side + (2 - step) * gap
            left = words.left() + shift - side if is_mirrored() else words.right() + 1 - shift
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.muted if step < steps else palette.edge))
            box = QRectF(left, top, side, side)
            if step >= steps:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(palette.edge))
                box.adjust(0.5, 0.5, -0.5, -0.5)
            painter.drawEllipse(box)
