"""What a column can become: a list under its head, narrowed by typing, taken by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.seek.nearness import fits
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.views.icon_line import IconLine
from diplotrack.exchange.mapping.targets import Target

TARGET, HEAD, NOTE, IS_NOW = (Qt.ItemDataRole.UserRole + number for number in range(4))
Index = QModelIndex | QPersistentModelIndex
LINES = 12
WIDTH = 72
"""Units of the scale."""


class _Lines(QStyledItemDelegate):
    """A heading, or a target with what is said of it at the end; a tick before the one in force."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One comfortable line."""
        return QSize(0, self._theme.scale.space(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        mirrored = is_mirrored()
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if index.data(HEAD):
            font = theme.font("small", QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(palette.muted))
            painter.drawText(rect.adjusted(space(2), space(1), -space(2), 0), flags, words)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected))
            painter.drawRoundedRect(rect, space(1), space(1))
        lead = space(7)
        inner = rect.adjusted(space(2), 0, -lead, 0) if mirrored else rect.adjusted(lead, 0, -space(2), 0)
        if index.data(IS_NOW):
            side = space(4)
            left = rect.right() - space(2) - side if mirrored else rect.left() + space(2)
            place = QRect(left, rect.center().y() - side // 2, side, side)
            paint_icon(painter, place.toRectF(), "done", palette.accent)
        note, small = str(index.data(NOTE) or ""), theme.font("small")
        if note:
            room = QFontMetrics(small).horizontalAdvance(note) + space(1)
            painter.setFont(small)
            painter.setPen(QColor(palette.muted))
            far = leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, int(far), note)
            inner = inner.adjusted(room, 0, 0, 0) if mirrored else inner.adjusted(0, 0, -room, 0)
        painter.setFont(theme.font())
        painter.setPen(QColor(palette.text if index.data(TARGET) is not None else palette.muted))
        painter.drawText(inner, flags, elided(QFontMetrics(theme.font()), words, inner.width()))
        painter.restore()


class TargetPopup(QFrame):
    """``chosen(Target | None)``: None leaves the column out."""

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        targets: Sequence[Target],
        now: Target | None,
        used: dict[str, str],
        parent: QWidget,
    ) -> None:
        """``used`` says which target is taken by which column already, by the target's key."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("What the column becomes"))
        self._theme, self._targets, self._now, self._used = theme, targets, now, used
        self.line = IconLine(theme, "search")
        self.line.setPlaceholderText(_("What it becomes"))
        self.line.setAccessibleName(_("What the column becomes: type to narrow the list"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(theme, self.list))
        self.list.setProperty("role", "entries")
        self.list.setAccessibleName(_("What the column can become"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.clicked.connect(self._take)
        space = theme.scale.space
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(1.5), space(1.5), space(1.5), space(1.5))
        layout.setSpacing(space(1))
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.list.setFixedHeight(LINES * space(7))
        self.setFixedWidth(space(WIDTH))
        self._fill("")

    def show_at(self, corner: QPoint, typed: str = "") -> None:
        """Open with its leading edge there, and with these letters typed already."""
        if self.isRightToLeft():
            corner.setX(corner.x() - self.width())
        self.adjustSize()
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        self.line.setText(typed)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while one types; Enter takes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take(self.list.currentIndex())
                    return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._model.clear()
        if not typed or fits(typed, _("Leave out")):
            self._add(_("Leave out"), None)
        group = ""
        for one in self._targets:
            label, heading = str(one.label), str(one.group)
            if typed and not fits(typed, f"{heading} {label} {one.name}"):
                continue
            if heading != group:
                group = heading
                if heading:
                    self._head(heading)
            self._add(label, one)
        rows = range(self._model.rowCount())
        takeable = [row for row in rows if not self._model.index(row, 0).data(HEAD)]
        here = [row for row in takeable if self._model.index(row, 0).data(IS_NOW)]
        place = here[0] if here and not typed else takeable[min(1, len(takeable) - 1)] if takeable else -1
        if typed and takeable:
            place = takeable[0]
        self.list.setCurrentIndex(self._model.index(place, 0))
        self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _head(self, words: str) -> None:
        item = QStandardItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(True, HEAD)
        self._model.appendRow(item)

    def _add(self, words: str, target: Target | None) -> None:
        item = QStandardItem(words)
        item.setEditable(False)
        item.setData(target, TARGET)
        item.setData(target == self._now, IS_NOW)
        note = self._used.get(target.key, "") if target is not None and target != self._now else ""
        if target is not None and target.required and not note:
            note = _("needed")
        item.setData(note, NOTE)
        if target is not None and target.field is not None:
            item.setToolTip(str(target.field.help))
        self._model.appendRow(item)

    def _walk(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self._model.rowCount() and self._model.index(row, 0).data(HEAD):
            row += by
        if 0 <= row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _take(self, index: Index) -> None:
        if index.isValid() and not index.data(HEAD):
            self.chosen.emit(index.data(TARGET))
            self.close()
