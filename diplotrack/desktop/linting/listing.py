"""The list of remarks on a draft: how grave, what, and where."""

from __future__ import annotations

from collections.abc import Sequence
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
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.base.i18n import _
from diplotrack.desktop.linting.rows import Remark, grades
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided
from diplotrack.desktop.theme.scale import TypeStep

Index = QModelIndex | QPersistentModelIndex


class RemarkModel(QAbstractListModel):
    """The remarks in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.remarks: list[Remark] = []

    def show(self, remarks: Sequence[Remark]) -> None:
        """List these."""
        self.beginResetModel()
        self.remarks = list(remarks)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.remarks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headline; for a screen reader and a tip, all that the line shows."""
        roles = Qt.ItemDataRole
        if role not in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole):
            return None
        one = self.remarks[index.row()]
        return one.title if role == roles.DisplayRole else f"{one.grade}: {one.title}. {one.below}"

    def row_of(self, key: object) -> int:
        """The row of the remark that is the same as one of an earlier answer; -1 where there is none."""
        return next((row for row, one in enumerate(self.remarks) if one.key == key), -1)


class RemarkDelegate(QStyledItemDelegate):
    """Draws a remark in two lines with its gravity before it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and air."""
        heights = [QFontMetrics(self._theme.font(step)).height() for step in ("strong", "small")]
        return QSize(0, sum(heights) + self._theme.scale.space(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        model = index.model()
        if not isinstance(model, RemarkModel):
            return
        one, theme = model.remarks[index.row()], self._theme
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
        chip = self._chip(painter, rect, one, mirrored=mirrored)
        inner = rect.adjusted(space(3), space(2), -space(3), -space(2))
        inner = inner.adjusted(0, 0, -chip, 0) if mirrored else inner.adjusted(chip, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        top = 0
        lines: tuple[tuple[TypeStep, str, str], ...] = (
            ("strong", palette.text, one.title),
            ("small", palette.muted, one.below),
        )
        for step, colour, words in lines:
            font = theme.font(step)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(
                inner.adjusted(0, top, 0, 0), flags, elided(metrics, " ".join(words.split()), inner.width())
            )
            top += metrics.height() + space(0.5)
        painter.restore()

    def _chip(self, painter: QPainter, rect: QRect, one: Remark, *, mirrored: bool) -> int:
        """The gravity on its ground; returns the width that it takes."""
        space, font = self._theme.scale.space, self._theme.font("small")
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(grade) for grade in grades()) + space(3)
        height = metrics.height() + space(1)
        left = rect.right() - space(3) - width if mirrored else rect.left() + space(3)
        box = QRectF(left, rect.top() + space(2.25), width, height)
        paint_chip(painter, box, one.grade, font, self._theme.tint(one.tone))
        return width + space(3)


class RemarkList(QListView):
    """The list. ``opened`` asks for the record, ``left`` for the way back to the text."""

    opened = Signal()
    left = Signal()

    def __init__(self, model: RemarkModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(RemarkDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Remarks on the draft"))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record, Esc goes back to the text."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
