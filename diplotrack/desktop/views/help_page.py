"""The help page: all help pages to choose from and to search, and the one that is read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFontDatabase,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.help import shelf
from diplotrack.desktop.help.contents import EXCERPT, ContentsDelegate
from diplotrack.desktop.help.markdown import Setter
from diplotrack.desktop.help.sheet import PICTURE, HelpSheet
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.views.page import Page

PAGE, ANCHOR = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
NARROW = 170
"""In units of the scale: a page narrower than this shows no list of pages beside the text."""


class HelpPage(Page):
    """Help, read as one reads a book: contents at the side, links between pages, back and forward."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._trail: list[tuple[str, str]] = []
        self._place = -1
        self.seek = QLineEdit()
        self.seek.setPlaceholderText(_("Search the help"))
        self.seek.setAccessibleName(_("Search the help"))
        self.list = QListWidget()
        self.list.setProperty("role", "pane")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(ContentsDelegate(context.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = HelpSheet(context)
        self.sheet.setAccessibleName(_("Help"))
        self._lay_out()
        self.sheet.followed.connect(self.follow)
        self.seek.textChanged.connect(lambda _words: self._fill())
        self.seek.returnPressed.connect(self._open_current)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.seek)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.seek.clear)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(120)
        self._refit.timeout.connect(self._compose)
        context.theme.changed.connect(self._dress)
        self._dress()
        self._fill()
        self.show_help(shelf.FIRST)

    # reading

    @property
    def shown(self) -> tuple[str, str]:
        """The page that is read and the heading that was gone to ("" for its beginning)."""
        return self._trail[self._place]

    def show_help(self, name: str, anchor: str = "") -> None:
        """Read that page, from that heading on."""
        if (name, anchor) != (self._trail[self._place] if self._trail else None):
            self._trail = [*self._trail[: self._place + 1], (name, anchor)]
            self._place = len(self._trail) - 1
        self._arrive()

    def follow(self, link: str) -> None:
        """Go where a link leads: another page, a heading, or out into the browser."""
        if link.startswith(("https://", "http://")):
            QDesktopServices.openUrl(QUrl(link))
            return
        target, _sign, anchor = link.partition("#")
        name = target.removesuffix(".md") or self.shown[0]
        if name in shelf.names():
            self.show_help(name, anchor)

    def step(self, by: int) -> None:
        """Back or forward by that many places."""
        self._place = min(max(self._place + by, 0), len(self._trail) - 1)
        self._arrive()

    def came_to_front(self) -> None:
        """The search takes the keyboard."""
        self.seek.setFocus()

    def _arrive(self) -> None:
        self._compose()
        name, anchor = self.shown
        if anchor:
            self.sheet.scrollToAnchor(anchor)
        else:
            self.sheet.verticalScrollBar().setValue(0)
        self._back.setEnabled(self._place > 0)
        self._forward.setEnabled(self._place < len(self._trail) - 1)
        if not self.seek.text():
            self._mark(name)

    def _compose(self) -> None:
        theme = self._context.theme
        bar = self.sheet.verticalScrollBar()
        before, name = bar.value(), self.shown[0]
        code = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        width = min(
            round(PICTURE * theme.scale.factor),
            max(200, self.sheet.viewport().width() - theme.scale.space(4)),
        )
        setter = Setter(Hand(theme.palette, theme.scale), code, shelf.folder(), width)
        self.sheet.picture_width = width
        self.sheet.document().setDefaultFont(theme.font())
        self.sheet.setHtml(setter.page(shelf.text(name)))
        self.sheet.setAccessibleDescription(shelf.title(name))
        bar.setValue(before)

    # choosing

    def _fill(self) -> None:
        words = self.seek.text().strip()
        self.list.clear()
        self.list.setAccessibleName(_("Found in the help") if words else _("Help pages"))
        if not words:
            for name in shelf.names():
                self._add(shelf.title(name), name)
            self._mark(self.shown[0] if self._trail else shelf.FIRST)
            return
        for place in shelf.find(words):
            where = shelf.title(place.page)
            heading = place.heading if place.heading == where else f"{where} · {place.heading}"
            self._add(heading, place.page, place.anchor, place.excerpt)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            item = QListWidgetItem(_("Nothing in the help has all these words. Try fewer."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _add(self, words: str, name: str, anchor: str = "", excerpt: str = "") -> None:
        item = QListWidgetItem(words)
        item.setData(EXCERPT, excerpt)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}. {excerpt}" if excerpt else words)
        item.setData(PAGE, name)
        item.setData(ANCHOR, anchor)
        self.list.addItem(item)

    def _mark(self, name: str) -> None:
        self.list.setCurrentRow(shelf.names().index(name))

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(PAGE):
            self.show_help(item.data(PAGE), item.data(ANCHOR))

    def _open_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._open(item)

    # how it is built

    def _lay_out(self) -> None:
        self._side = QWidget()
        self._side.setProperty("role", "pane")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._side)
        self._column.addWidget(self.seek)
        self._column.addWidget(self.list, 1)
        self._back = self._button("back", _("Back"), -1)
        self._forward = self._button("forward", _("Forward"), 1)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._back)
        self._bar.addWidget(self._forward)
        self._bar.addStretch(1)
        reading = QWidget()
        reading.setProperty("role", "pane")
        reading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(reading)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._bar)
        right.addWidget(self.sheet, 1)
        edge = QFrame()
        edge.setProperty("role", "edge")
        self._edge = edge
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(edge)
        row.addWidget(reading, 1)

    def _button(self, icon: str, words: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(icon)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.step(by))
        return button

    def _dress(self) -> None:
        theme = self._context.theme
        space = theme.scale.space
        self._column.setContentsMargins(space(3), space(3), space(3), space(2))
        self._column.setSpacing(space(2))
        self._bar.setContentsMargins(space(3), space(2), space(3), 0)
        self._bar.setSpacing(space(0.5))
        self._side.setFixedWidth(space(64))
        self.list.doItemsLayout()
        for button in (self._back, self._forward):
            button.setIcon(theme.icon(button.objectName()))
            button.setIconSize(QSize(space(5), space(5)))
        self.sheet.fit()
        if self._trail:
            self._compose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the text keeps it; pictures are set anew in their width."""
        super().resizeEvent(event)
        narrow = self.width() < self._context.theme.scale.space(NARROW)
        self._side.setVisible(not narrow)
        self._edge.setVisible(not narrow)
        self._refit.start()
