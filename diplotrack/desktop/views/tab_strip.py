"""The strip above the pages: first the page with its list, then one tab for each record that was opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme

WIDEST, NARROWEST = 52, 22
"""How wide a tab is at most and at least, in units of the space scale."""


class TabStrip(QTabBar):
    """Tabs with an icon, a title that is cut where it is long, and a cross; the first one has none.

    ``close_wanted(int)`` and ``others_wanted(int)`` carry the place of a tab: close it, close all others.
    """

    close_wanted = Signal(int)
    others_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "strip")
        self.setAccessibleName(_("Open records"))
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setDocumentMode(True)
        self._measure()

    def add(self, closes: bool) -> int:
        """A new tab at the end; returns its place. ``closes``: it has a cross."""
        place = self.addTab("")
        if closes:
            self.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._cross())
        return place

    def name(self, place: int, title: str, icon: str, told: str) -> None:
        """Write on the tab at that place; ``told`` is what the pointer and a screen reader are told."""
        self.setTabText(place, title.replace("&", "&&"))
        self.setTabToolTip(place, told)
        self.setAccessibleTabName(place, told)
        self.setTabIcon(place, self._theme.icon(icon) if icon else QIcon())
        cross = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
        if isinstance(cross, QToolButton):
            cross.setAccessibleName(_("Close {title}").format(title=title))

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its title, within bounds."""
        hint = super().tabSizeHint(index)
        return QSize(max(self._narrowest, min(self._widest, hint.width())), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """No narrower than a title can be known by."""
        return QSize(self._narrowest, super().tabSizeHint(index).height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes what it falls on."""
        place = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and place > 0:
            self.close_wanted.emit(place)
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a tab."""
        place = self.tabAt(event.pos())
        if place < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        close = menu.addAction(_("Close"))
        close.setEnabled(place > 0)
        close.triggered.connect(lambda: self.close_wanted.emit(place))
        others = menu.addAction(_("Close the others"))
        others.setEnabled(self.count() > (2 if place else 1))
        others.triggered.connect(lambda: self.others_wanted.emit(place))
        menu.popup(event.globalPos())

    def dress(self) -> None:
        """Take the sizes and colours of the theme."""
        self._measure()
        space = self._theme.scale.space
        self.setIconSize(QSize(space(4), space(4)))
        for place in range(self.count()):
            cross = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if isinstance(cross, QToolButton):
                self._dress_cross(cross)

    def _measure(self) -> None:
        """Kept, since every tab is asked for its size at every change of one."""
        space = self._theme.scale.space
        self._narrowest, self._widest = space(NARROWEST), space(WIDEST)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the tabs out anew where the text became larger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _cross(self) -> QToolButton:
        cross = QToolButton(self)
        cross.setProperty("role", "cross")
        cross.setToolTip(_("Close"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self._cross_clicked(cross))
        self._dress_cross(cross)
        return cross

    def _dress_cross(self, cross: QToolButton) -> None:
        space = self._theme.scale.space
        cross.setIcon(self._theme.icon("close"))
        cross.setIconSize(QSize(space(3), space(3)))

    def _cross_clicked(self, cross: QToolButton) -> None:
        for place in range(self.count()):
            if self.tabButton(place, QTabBar.ButtonPosition.RightSide) is cross:
                self.close_wanted.emit(place)
                return
