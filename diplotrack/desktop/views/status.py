"""The line at the foot of the window: what was saved last, and how much the page shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from diplotrack.base import clock
from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.under_way import UnderWay

SLOW = 400
"""Milliseconds after which a reading is worth a word."""


class Status(QFrame):
    """Says "Saved", with what and when; on the other side the number of rows, or that something is being read."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "status")
        self._mark = QLabel()
        self._saved = QLabel(_("All changes saved"))
        self._saved.setProperty("role", "small")
        self._saved.setAccessibleName(_("Saved"))
        self._rows = QLabel()
        self._rows.setProperty("role", "small")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._saved)
        self._row.addStretch(1)
        self._row.addWidget(UnderWay(context))
        self._row.addWidget(self._rows)
        self._page: Page | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(lambda: self._rows.setText(_("Reading…")))
        context.tasks.busy.connect(self._busy)
        self._dress()
        context.theme.changed.connect(self._dress)

    def follow(self, page: Page | None) -> None:
        """Tell of that page from now on; None where a single record is in front."""
        if self._page is not None:
            self._page.counted.disconnect(self._count)
        self._page = page
        if page is not None:
            page.counted.connect(self._count)
        self._count()

    def saved(self, operation: str) -> None:
        """Say that it was saved just now."""
        at = clock.now().astimezone().strftime("%H:%M")
        self._saved.setText(
            _("Saved at {time}: {operation}").format(time=at, operation=operation)
            if operation
            else _("Saved at {time}").format(time=at)
        )

    def _busy(self, jobs: int) -> None:
        if jobs and not self._slow.isActive():
            self._slow.start()
        elif not jobs:
            self._slow.stop()
            self._count()

    def _count(self) -> None:
        rows = self._page.row_count if self._page is not None else 0
        self._rows.setText(_("{count} shown").format(count=format_number(rows)) if rows else "")

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        side = space(4)
        self._mark.setPixmap(theme.icon("done", theme.tint("good").ink).pixmap(QSize(side, side)))
        self._row.setContentsMargins(space(4), space(1), space(4), space(1))
        self._row.setSpacing(space(1.5))
