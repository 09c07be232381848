"""The documents there are, each with its icon, and below them those that were kept under a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.workspace.printing import REPORTS
from diplotrack.workspace.printing.saved import KeptOrder

_NAME, _KEPT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LINE = 8
"""Units of the scale: the height of a line."""


class DocumentList(QListWidget):
    """``chosen(str)`` carries the name of a document, ``kept_chosen(int)`` the identifier of a kept order."""

    chosen = Signal(str)
    kept_chosen = Signal(int)
    rename_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kept: Sequence[KeptOrder] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "nav")
        self.setAccessibleName(_("Documents"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self.currentItemChanged.connect(lambda item, _before: self._choose(item))
        theme.changed.connect(self._fill)

    def show_kept(self, kept: Sequence[KeptOrder]) -> None:
        """List these below the documents."""
        self._kept = kept
        self._fill()

    def mark(self, name: str) -> None:
        """Show that document as the one that is chosen, without choosing it."""
        kept = self.currentIndex().data(_KEPT)
        if any(one.id == kept and one.order.report == name for one in self._kept):
            return
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def mark_kept(self, kept_id: int) -> None:
        """Show that kept order as the one that is chosen, without choosing it."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(_KEPT) == kept_id:
                self.setCurrentRow(row)
        self.blockSignals(False)

    # how it is filled

    def _fill(self) -> None:
        held = (self.currentIndex().data(_NAME), self.currentIndex().data(_KEPT))
        self.blockSignals(True)
        self.clear()
        for report in REPORTS.values():
            self._add(str(report.label), report.icon, str(report.advice), _NAME, report.name)
        if self._kept:
            self._head(_("Kept"))
        for one in self._kept:
            about = REPORTS.get(one.order.report)
            self._add(
                one.name, about.icon if about else "report", str(about.label if about else ""), _KEPT, one.id
            )
        for row in range(self.count()):
            if (self.item(row).data(_NAME), self.item(row).data(_KEPT)) == held != (None, None):
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _add(self, words: str, icon: str, advice: str, role: int, key: str | int) -> None:
        item = QListWidgetItem(self._theme.icon(icon), words)
        item.setData(role, key)
        item.setToolTip(advice)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, advice)
        item.setSizeHint(QSize(0, self._theme.scale.space(LINE)))
        self.addItem(item)
        side = self._theme.scale.space(4.5)
        self.setIconSize(QSize(side, side))

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._theme.font("small", QFont.Weight.DemiBold))
        item.setSizeHint(QSize(0, self._theme.scale.space(LINE)))
        self.addItem(item)

    # choosing

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NAME):
            self.chosen.emit(item.data(_NAME))
        elif item is not None and item.data(_KEPT):
            self.kept_chosen.emit(item.data(_KEPT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames what was kept, Del lets go of it; letters go to the document that begins so."""
        kept = self.currentIndex().data(_KEPT)
        if kept and event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(kept)
        elif kept and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(kept)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a kept order."""
        under = self.indexAt(event.pos())
        kept = (under if under.isValid() else self.currentIndex()).data(_KEPT)
        if kept:
            self._offer(kept, event.globalPos())

    def _offer(self, kept: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename…") + "\tF2").triggered.connect(lambda: self.rename_wanted.emit(kept))
        menu.addAction(_("Remove") + "\t" + _("Del")).triggered.connect(
            lambda: self.removal_wanted.emit(kept)
        )
        menu.popup(at)
