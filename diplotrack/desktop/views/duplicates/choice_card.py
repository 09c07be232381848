"""A card with a few lines that is chosen or not: one side of a field, of a list, of a pair."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.icons import paint_icon


class ChoiceCard(QAbstractButton):
    """Checkable, as high as its words need in the width it has; a mark and a border say that it is chosen."""

    def __init__(self, theme: Theme, words: str, *, detail: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._words, self._detail = words, detail
        self.setCheckable(True)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(", ".join(one for one in (words, detail) if one))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.scale.space(24))

    def say(self, words: str, detail: str = "") -> None:
        """Show other words."""
        self._words, self._detail = words, detail
        self.setAccessibleName(", ".join(one for one in (words, detail) if one))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its words in that width."""
        space = self._theme.scale.space
        body, small = self._heights(self._room(width))
        return body + small + space(3.5)

    def sizeHint(self) -> QSize:
        """Wide enough for most names."""
        width = self._theme.scale.space(52)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line of some words."""
        space = self._theme.scale.space
        return QSize(space(24), QFontMetrics(self._theme.font()).height() + space(3.5))

    def _room(self, width: int) -> int:
        return max(20, width - self._theme.scale.space(11))

    def _heights(self, room: int) -> tuple[int, int]:
        wrap = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetrics(self._theme.font())
        body = metrics.boundingRect(QRect(0, 0, room, 10_000), wrap, self._words or " ").height()
        small = QFontMetrics(self._theme.font("small"))
        low = (
            small.boundingRect(QRect(0, 0, room, 10_000), wrap, self._detail).height() if self._detail else 0
        )
        return body, low

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card, its mark, its words."""
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, tint = self.isChecked(), theme.tint("accent")
        ground = tint.ground if chosen else palette.hover if self.underMouse() else palette.surface
        edge = palette.focus if self.hasFocus() else palette.accent if chosen else palette.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), space(1.5), space(1.5))
        mirrored = self.isRightToLeft()
        side = space(4)
        left = self.width() - space(2.5) - side if mirrored else space(2.5)
        top = space(1.75) + (QFontMetrics(theme.font()).height() - side) / 2
        if chosen:
            paint_icon(painter, QRectF(left, top, side, side), "done", tint.ink)
        body, low = self._heights(self._room(self.width()))
        start = space(3) if mirrored else space(8)
        room = QRect(start, round(space(1.75)), self._room(self.width()), body)
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.setFont(theme.font())
        painter.setPen(QColor(tint.ink if chosen else palette.text if self._words else palette.muted))
        painter.drawText(room, flags, self._words or "–")
        if self._detail:
            painter.setFont(theme.font("small"))
            painter.setPen(QColor(tint.ink if chosen else palette.muted))
            painter.drawText(QRect(room.left(), room.bottom() + 1, room.width(), low), flags, self._detail)
        painter.end()
