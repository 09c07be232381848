"""The list of gaps: how grave, what, by which rule, in which state, since when."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.base.i18n import _, format_date
from diplotrack.consistency.finding import Finding
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided
from diplotrack.desktop.theme.tones import SEVERITIES

Index = QModelIndex | QPersistentModelIndex


class GapModel(QAbstractListModel):
    """The findings in the order of the check: gravest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []
        self._titles: list[str] = []

    def show(self, findings: list[Finding], titles: list[str]) -> None:
        """List these; ``titles`` are their headlines as they read today."""
        self.beginResetModel()
        self.findings, self._titles = findings, titles
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headline; for a screen reader, all that the line shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            one = self.findings[index.row()]
            return f"{one.severity.label}: {self._titles[index.row()]}. {below(one)}"
        return None

    def row_of(self, fingerprint: str) -> int:
        """The row of a finding; -1 where it is not listed."""
        return next((row for row, one in enumerate(self.findings) if one.fingerprint == fingerprint), -1)


def below(one: Finding) -> str:
    """The second line: rule, state, since when, whose."""
    parts = [f"{one.rule} {one.slug.replace('-', ' ')}", str(one.state.label)]
    if one.first_seen is not None:
        parts.append(_("since {day}").format(day=format_date(one.first_seen)))
    if one.assignee:
        parts.append(one.assignee)
    if one.expires_on is not None:
        parts.append(_("until {day}").format(day=format_date(one.expires_on)))
    return "  ·  ".join(parts)


class GapDelegate(QStyledItemDelegate):
    """Draws a gap in two lines with its gravity before it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and air."""
        space = self._theme.scale.space
        heights = [QFontMetrics(self._theme.font(step)).height() for step in ("strong", "small")]
        return QSize(0, sum(heights) + space(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        model = index.model()
        if not isinstance(model, GapModel):
            return
        one, theme = model.findings[index.row()], self._theme
        palette, space = theme.palette, theme.scale.space
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        chip = self._chip(painter, rect, one, mirrored)
        inner = rect.adjusted(space(3), space(2), -space(3), -space(2))
        inner = inner.adjusted(0, 0, -chip, 0) if mirrored else inner.adjusted(chip, 0, 0, 0)
        strong, small = theme.font("strong"), theme.font("small")
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        painter.setFont(strong)
        painter.setPen(QColor(palette.text))
        metrics = QFontMetrics(strong)
        headline = elided(metrics, str(index.data()), inner.width())
        painter.drawText(inner, flags, headline)
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        lower = inner.adjusted(0, metrics.height() + space(0.5), 0, 0)
        words = elided(QFontMetrics(small), below(one), lower.width())
        painter.drawText(lower, flags, words)
        painter.restore()

    def _chip(self, painter: QPainter, rect: QRect, one: Finding, mirrored: bool) -> int:
        """The gravity on its ground; returns the width that it takes."""
        theme, space = self._theme, self._theme.scale.space
        tint, font = theme.tint(SEVERITIES.get(one.severity.value, "quiet")), theme.font("small")
        metrics = QFontMetrics(font)
        longest = max(metrics.horizontalAdvance(str(level.label)) for level in type(one.severity))
        width, height = longest + space(3), metrics.height() + space(1)
        left = rect.right() - space(3) - width if mirrored else rect.left() + space(3)
        place = QRect(left, rect.top() + space(2.25), width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tint.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(tint.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(one.severity.label))
        return width + space(3)
