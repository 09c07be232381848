"""What is going on in the background, at the foot of the window: one line, and a menu that stops each of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QMenu, QToolButton

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork, Undertakings


class UnderWay(QToolButton):
    """Hidden while nothing goes on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._all = Undertakings.of(context)
        self.setProperty("role", "section")
        self.setToolTip(_("What is under way; a click lists it, to stop it"))
        self.clicked.connect(self.offer)
        self._all.changed.connect(self._show)
        context.theme.changed.connect(self._dress)
        self._dress()
        self._show()

    def offer(self) -> QMenu:
        """Open the list of what goes on; choosing one stops it."""
        menu = QMenu(self)
        for work in self._all.running:
            action = menu.addAction(_("Stop: {what}").format(what=self._told(work)))
            action.setIcon(self._context.theme.icon("close"))
            action.triggered.connect(work.cancel)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def _show(self) -> None:
        running = self._all.running
        words = self._told(running[0]) if running else ""
        if len(running) > 1:
            words = _("{what} and {count} more").format(what=words, count=format_number(len(running) - 1))
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(_("Under way: {what}").format(what=words))
        self.setVisible(bool(running))

    @staticmethod
    def _told(work: LongWork) -> str:
        if work.share is None:
            return _("{what}…").format(what=work.name)
        percent = format_number(round(100 * work.share))
        return _("{what} {percent} %").format(what=work.name, percent=percent)

    def _dress(self) -> None:
        side = self._context.theme.scale.space(4)
        self.setIconSize(QSize(side, side))
