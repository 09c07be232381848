"""The list of gaps: how grave, what, by which rule, in which state, since when."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from diplotrack.base.i18n import _, format_date
from diplotrack.consistency.finding import Finding
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.windows import Windows
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided
from diplotrack.desktop.theme.tones import SEVERITIES

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, str]
"""Identifier and fingerprint of a gap."""
WINDOW, KEPT = 60, 1200
"""Gaps fetched at a time, and how many are kept."""


class GapModel(QAbstractListModel):
    """The gaps in their order; of those in view, what they say, fetched by window off the thread."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: list[Key] = []
        self.today = date.min
        self._windows: Windows[Finding] = Windows(
            context, self, lambda workspace, ids: workspace.gaps.findings(ids), size=WINDOW, kept=KEPT
        )

    def show(self, keys: list[Key], first: dict[int, Finding], today: date) -> None:
        """List these, of which the ``first`` are known already."""
        self.beginResetModel()
        self.keys, self.today = keys, today
        self._windows.show([key[0] for key in keys], first)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.keys)

    def finding(self, row: int) -> Finding | None:
        """What a row says; None until it is there."""
        return self._windows.at(row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headline; for a screen reader and a tip, all that the line shows."""
        roles = Qt.ItemDataRole
        if role not in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole):
            return None
        one = self.finding(index.row())
        if one is None:
            return ""
        title = one.title.text(self.today)
        return title if role == roles.DisplayRole else f"{one.severity.label}: {title}. {below(one)}"

    def row_of(self, fingerprint: str) -> int:
        """The row of a gap; -1 where it is not listed."""
        return next((row for row, key in enumerate(self.keys) if key[1] == fingerprint), -1)


@cache
def _titles() -> dict[str, str]:
    """The rules' titles by code. Whoever reads gaps has loaded the rules, so that it costs nothing here."""
    from diplotrack.consistency.rules import RULES

    return {rule.code: str(rule.title) for rule in RULES}


def below(one: Finding) -> str:
    """The second line: rule, state, since when, whose."""
    parts = [f"{one.rule} {_titles().get(one.rule, '')}".strip(), str(one.state.label)]
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
        one, theme = model.finding(index.row()), self._theme
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
        if one is None:
            painter.restore()
            return
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
        box = QRectF(left, rect.top() + space(2.25), width, height)
        paint_chip(painter, box, str(one.severity.label), font, tint)
        return width + space(3)


class GapList(QListView):
    """The list. Letters belong to the page around it: each is a decision."""

    opened = Signal()

    def __init__(self, model: GapModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(GapDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Gaps"))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record; letters go on to the page."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            event.ignore()
        else:
            super().keyPressEvent(event)
