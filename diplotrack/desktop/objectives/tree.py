"""The tree itself: objectives by what they are part of, each with a word on how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.theme import Theme, Tone
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.workspace.objective_health import Course
from diplotrack.workspace.objective_tree import Branch

BRANCH = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
TONES: dict[str, Tone] = {
    Course.AT_RISK.value: "bad",
    Course.ATTENTION.value: "warn",
    Course.ON_COURSE.value: "good",
    Course.ASIDE.value: "quiet",
}


def numbers(branch: Branch) -> str:
    """What is owed and amiss, in few words."""
    signs, parts = branch.signs, []
    if signs.open_gaps:
        words = ngettext("{count} gap", "{count} gaps", signs.open_gaps)
        parts.append(words.format(count=format_number(signs.open_gaps)))
    if signs.overdue:
        parts.append(_("{count} overdue").format(count=format_number(len(signs.overdue))))
    if signs.running:
        words = ngettext("{count} open commitment", "{count} open commitments", len(signs.running))
        parts.append(words.format(count=format_number(len(signs.running))))
    return "  ·  ".join(parts)


class BranchDelegate(QStyledItemDelegate):
    """Draws an objective in two lines with its health at the end."""

    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and air."""
        theme = self._theme
        high = QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(theme.scale.space(30), high + theme.scale.space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one objective."""
        branch = index.data(BRANCH)
        if not isinstance(branch, Branch):
            return
        theme, space, palette = self._theme, self._theme.scale.space, self._theme.palette
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if chosen else palette.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, -space(1), -1), space(1.5), space(1.5))
        inner = rect.adjusted(space(2), space(1.5), -space(3), -space(1.5))
        chip = self._chip(painter, inner, branch)
        mirrored = is_mirrored()
        gap = chip + space(2.5)
        room = inner.adjusted(gap, 0, 0, 0) if mirrored else inner.adjusted(0, 0, -gap, 0)
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        strong, small = theme.font("body", QFont.Weight.DemiBold), theme.font("small")
        metrics, low = QFontMetrics(strong), QFontMetrics(small)
        painter.setFont(strong)
        painter.setPen(QColor(palette.text))
        line = QRectF(room.left(), room.top(), room.width(), metrics.height())
        painter.drawText(line, flags, elided(metrics, branch.title, int(line.width())))
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        under = QRectF(room.left(), line.bottom(), room.width(), low.height())
        words = "  ·  ".join(part for part in (branch.code, numbers(branch)) if part)
        painter.drawText(under, flags, elided(low, words, int(under.width())))
        painter.restore()

    def _chip(self, painter: QPainter, rect: QRectF, branch: Branch) -> float:
        words = str(branch.health.course.label)
        tint, space = self._theme.tint(TONES[branch.health.course.value]), self._theme.scale.space
        metrics = QFontMetrics(self._theme.font("small"))
        wide, high = metrics.horizontalAdvance(words) + space(3), metrics.height() + space(0.5)
        left = rect.left() if is_mirrored() else rect.right() - wide
        box = QRectF(left, rect.center().y() - high / 2, wide, high)
        paint_chip(painter, box, words, self._theme.font("small"), tint)
        return wide


class TreeView(QTreeView):
    """The objectives. ``moved(id, parent or None)`` asks to make one part of another."""

    moved = Signal(int, object)
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.items = QStandardItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(BranchDelegate(theme, self))
        self.setAccessibleName(_("Objectives"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(BRANCH).id))
        self._dress()
        theme.changed.connect(self._dress)

    def show_branches(self, branches: list[Branch]) -> None:
        """Show them; what was open stays open, what was chosen chosen."""
        kept, closed = self.current_id, set(self._closed())
        items: dict[int | None, QStandardItem] = {None: self.items.invisibleRootItem()}
        self.items.clear()
        items[None] = self.items.invisibleRootItem()
        for branch in branches:
            item = QStandardItem(f"{branch.code} {branch.title}")
            item.setData(branch, BRANCH)
            reasons = ", ".join(branch.health.reasons)
            said = f"{branch.code}, {branch.title}. {branch.health.course.label}: {reasons}"
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(said)
            items.get(branch.parent_id, items[None]).appendRow(item)
            items[branch.id] = item
        self.expandAll()
        for row_id in closed:
            if row_id in items:
                self.collapse(items[row_id].index())
        if kept in items and kept is not None:
            self.setCurrentIndex(items[kept].index())
        elif branches:
            self.setCurrentIndex(self.items.index(0, 0))

    @property
    def branch(self) -> Branch | None:
        """The objective that is chosen."""
        found = self.currentIndex().data(BRANCH)
        return found if isinstance(found, Branch) else None

    @property
    def current_id(self) -> int | None:
        """Its identifier."""
        return self.branch.id if self.branch is not None else None

    def choose(self, objective_id: int) -> bool:
        """Choose that objective; False where it is not in the tree."""
        for item in self._all(self.items.invisibleRootItem()):
            if item.data(BRANCH).id == objective_id:
                self.setCurrentIndex(item.index())
                self.scrollTo(item.index())
                return True
        return False

    def _all(self, item: QStandardItem) -> list[QStandardItem]:
        found = []
        for row in range(item.rowCount()):
            child = item.child(row)
            found += [child, *self._all(child)]
        return found

    def _closed(self) -> list[int]:
        return [
            item.data(BRANCH).id
            for item in self._all(self.items.invisibleRootItem())
            if item.rowCount() and not self.isExpanded(item.index())
        ]

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """An arrow of ours before what has parts; what is chosen is lit where its words are, not before them."""
        painter.fillRect(rect, QColor(self._theme.palette.surface))
        if not self.items.hasChildren(index):
            return
        side, is_open = self._theme.scale.space(4), self.isExpanded(index)
        mirrored = is_mirrored()
        left = rect.left() if mirrored else rect.right() - side
        box = QRectF(left, rect.center().y() - side / 2, side, side)
        icon = "down" if is_open else "back" if mirrored else "forward"
        paint_icon(painter, box, icon, self._theme.palette.muted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Shift with left or right takes the objective out of its parent, or into the one above it."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        key = Qt.Key(event.key())
        if held == control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if (key == Qt.Key.Key_Right) != self.isRightToLeft():
                self._inward()
            else:
                self._outward()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held and self.current_id is not None:
            self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def _inward(self) -> None:
        index = self.currentIndex()
        above = index.siblingAtRow(index.row() - 1) if index.row() > 0 else QModelIndex()
        if above.isValid() and self.current_id is not None:
            self.moved.emit(self.current_id, above.data(BRANCH).id)

    def _outward(self) -> None:
        parent = self.currentIndex().parent()
        if parent.isValid() and self.current_id is not None:
            grand = parent.parent().data(BRANCH)
            self.moved.emit(self.current_id, grand.id if isinstance(grand, Branch) else None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask to make the dragged objective part of the one it was let go on; beside one, of the same parent."""
        index = self.indexAt(event.position().toPoint())
        on = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.OnItem
        target = index if on or not index.isValid() else index.parent()
        parent = target.data(BRANCH) if target.isValid() else None
        # The ledger is changed, not the view: the tree is read again from there.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if event.source() is self and self.current_id is not None and self.branch is not None:
            wanted = parent.id if isinstance(parent, Branch) else None
            if wanted != self.branch.parent_id:
                self.moved.emit(self.current_id, wanted)

    def _dress(self) -> None:
        self.setIndentation(self._theme.scale.space(6))
        self.doItemsLayout()
