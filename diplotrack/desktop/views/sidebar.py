"""The sidebar: the pages in sections, each with its icon and how many records it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpacerItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.views.pages import PAGES, page_named

NAME, ICON, COUNT, ALARM = (Qt.ItemDataRole.UserRole + place for place in range(4))


class Sidebar(QFrame):
    """Chooses a page: ``wanted(str)`` carries its name."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, workspace: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "sidebar")
        self._name = QLabel(workspace)
        self._name.setProperty("role", "lead")
        self._post = QLabel()
        self._post.setProperty("role", "small")
        self._post.hide()
        self._labels = True
        self.list = QListWidget()
        self.list.setProperty("role", "sidebar")
        self.list.setAccessibleName(_("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.delegate = SidebarDelegate(theme, self.list)
        self.list.setItemDelegate(self.delegate)
        self._items: dict[str, QListWidgetItem] = {}
        self._fill()
        self.list.currentItemChanged.connect(self._chosen)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._name)
        self._layout.addWidget(self._post)
        self._gap = QSpacerItem(0, 0)
        self._layout.addItem(self._gap)
        self._layout.addWidget(self.list, 1)
        self._dress()
        theme.changed.connect(self._dress)
        self.list.viewport().installEventFilter(self)

    def _fill(self) -> None:
        section = None
        for entry in PAGES:
            if entry.beside:
                continue
            if entry.section != section:
                section = entry.section
                heading = QListWidgetItem(str(section))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                if str(section):
                    self.list.addItem(heading)
            item = QListWidgetItem(str(entry.label))
            item.setData(NAME, entry.name)
            item.setToolTip(str(entry.label))
            item.setData(ICON, entry.icon)
            self.list.addItem(item)
            self._items[entry.name] = item

    def show_page(self, name: str) -> None:
        """Mark that page as the one in front, without asking for it again."""
        self.list.blockSignals(True)
        name = page_named(name).beside or name
        if name in self._items:
            self.list.setCurrentItem(self._items[name])
        self.list.blockSignals(False)

    def step(self, by: int) -> None:
        """Go that many pages up or down."""
        names = list(self._items)
        current = self.list.currentIndex().data(NAME)
        place = names.index(current) if current in names else 0
        self.wanted.emit(names[(place + by) % len(names)])

    def show_counts(self, counts: dict[str, int], alarms: frozenset[str] = frozenset()) -> None:
        """Show how many records each page holds; those in ``alarms`` want attention."""
        for name, item in self._items.items():
            count = counts.get(name)
            item.setData(COUNT, format_number(count) if count else "")
            item.setData(ALARM, name in alarms)
            words = f"{item.text()}, {count}" if count else item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def show_post(self, post: str) -> None:
        """Show whose workspace it is."""
        self._post.setText(post)
        self._post.setVisible(self._labels and bool(post))

    def show_labels(self, shown: bool) -> None:
        """Words and counts beside the icons, or the icons only."""
        if shown != self._labels:
            self._labels = shown
            self._dress()

    def _chosen(self, current: QListWidgetItem | None, _previous: QListWidgetItem | None) -> None:
        if current is not None and current.data(NAME):
            self.wanted.emit(current.data(NAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Icons without words draw together until all of them are in sight."""
        if event.type() == QEvent.Type.Resize:
            self._tighten()
        return super().eventFilter(watched, event)

    def _tighten(self) -> None:
        """Give the icons the height that there is, but never less than a finger or a pointer hits."""
        most, least = self.delegate.roomy, self._theme.scale.space(3.5)
        if not self._labels and self.list.viewport().height() > 0:
            gaps = (self.list.count() - len(self._items)) * self.delegate.gap
            fitting = (self.list.viewport().height() - gaps) // len(self._items)
            most = max(least, min(most, fitting))
        if most != self.delegate.height:
            self.delegate.height = most
            self.list.doItemsLayout()

    def _dress(self) -> None:
        space = self._theme.scale.space
        side = space(2 if self._labels else 1)
        self._layout.setContentsMargins(side, space(3.5), side, space(2))
        policy = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if self._labels else policy.ScrollBarAlwaysOff
        )
        self._layout.setSpacing(0)
        self._name.setFont(self._theme.font("lead", QFont.Weight.DemiBold))
        for label in (self._name, self._post):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
            label.setContentsMargins(space(2.5), 0, space(2), space(0.5))
        self._gap.changeSize(0, space(2.5))
        longest = max(
            QFontMetrics(self._theme.font("body")).horizontalAdvance(str(one.label)) for one in PAGES
        )
        self.setFixedWidth(longest + space(30) if self._labels else space(12))
        self._tighten()
        self._name.setVisible(self._labels)
        self._post.setVisible(self._labels and bool(self._post.text()))
        self.delegate.labels = self._labels
        self.list.doItemsLayout()


class SidebarDelegate(QStyledItemDelegate):
    """Draws a section label, or a page as a pill with icon, name and count."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent
        self.labels = True
        self.height = self.roomy
        """Pixels of a page's line."""

    @property
    def roomy(self) -> int:
        """The height of a page's line where there is room enough."""
        return QFontMetrics(self._theme.font("body")).height() + self._theme.scale.space(2.5)

    @property
    def gap(self) -> int:
        """The height between sections where no words stand."""
        return self._theme.scale.space(1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Sections have air above them."""
        space = self._theme.scale.space
        if not self.labels and not index.data(NAME):
            return QSize(space(8), self.gap)
        if index.data(NAME):
            return QSize(space(30), self.height)
        return QSize(space(30), QFontMetrics(self._theme.font("body")).height() + space(3.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(NAME):
            self._page(painter, rect, state, index)
        else:
            self._section(painter, rect, str(index.data()))
        painter.restore()

    def _section(self, painter: QPainter, rect: QRectF, words: str) -> None:
        space = self._theme.scale.space
        if not self.labels:
            return
        painter.setFont(self._theme.font("small", QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.palette.muted))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), -space(1))
        painter.drawText(inner, leading_edge() | Qt.AlignmentFlag.AlignBottom, words)

    def _page(
        self,
        painter: QPainter,
        rect: QRectF,
        state: QStyle.StateFlag,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        space, palette = self._theme.scale.space, self._theme.palette
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        pill = rect.adjusted(1, 1, -1, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if selected else palette.hover))
            painter.drawRoundedRect(pill, space(1.75), space(1.75))
        if selected and self._list.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, space(1.75), space(1.75))
        ink = palette.accent if selected else palette.text
        side = min(space(4.5), rect.height() - space(0.5))
        inner = rect.adjusted(space(2.5), 0, -space(2.5), 0)
        mirrored = QApplication.isRightToLeft()
        icon_left = inner.right() - side if mirrored else inner.left()
        if not self.labels:
            icon_left = rect.center().x() - side / 2
        place = QRectF(icon_left, rect.center().y() - side / 2, side, side)
        paint_icon(painter, place, str(index.data(ICON)), palette.accent if selected else palette.muted)
        if not self.labels:
            return
        words = (
            inner.adjusted(0, 0, -side - space(2.5), 0)
            if mirrored
            else inner.adjusted(side + space(2.5), 0, 0, 0)
        )
        painter.setFont(self._theme.font("body", QFont.Weight.DemiBold if selected else QFont.Weight.Normal))
        painter.setPen(QColor(ink))
        painter.drawText(words, leading_edge() | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        count = str(index.data(COUNT) or "")
        if count:
            painter.setFont(self._theme.font("small"))
            quiet = palette.tones["bad"].ink if index.data(ALARM) else palette.muted
            painter.setPen(QColor(palette.accent if selected else quiet))
            painter.drawText(words, leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter, count)
