"""The gaps follow the ledger by themselves: after every change what it bears on is checked, on a new day everything.

It goes on off the interface thread, one check at a time; what changes meanwhile is looked at together afterwards.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from diplotrack.base.progress import Cancelled
from diplotrack.records import BOOKKEEPING

if TYPE_CHECKING:
    from diplotrack.base.errors import UserError
    from diplotrack.desktop.window import MainWindow
    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace import Workspace

LOG = logging.getLogger(__name__)
AFTER_OPENING = 4_000
"""Milliseconds after the window was made: what it shows first comes first."""
AFTER_CHANGE = 400
"""Milliseconds after a change; further changes in that time are checked with it."""
NEW_DAY = 60_000
"""Milliseconds between two looks whether a new day, or another setting, asks for a check of everything."""
AGAIN = 15_000
"""Milliseconds after which a check that could not be made is tried again."""


def attach(window: MainWindow) -> None:
    """Let the gaps of that window's workspace follow; one that may not be written keeps those that it has."""
    if not window.context.workspace.ledger.is_read_only:
        Following(window)


class Following(QObject):
    """Belongs to one window and ends with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._stop = threading.Event()
        self.is_checking = False
        self._is_due = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.check)
        self._daily = QTimer(self)
        self._daily.setInterval(NEW_DAY)
        self._daily.timeout.connect(self.check)
        self._daily.start()
        window.installEventFilter(self)
        self._context.changed.connect(self._changed)
        self._soon.start(AFTER_OPENING)

    def check(self) -> None:
        """Check what is due now, or as soon as the check that goes on has ended."""
        if self.is_checking:
            self._is_due = True
            return
        self.is_checking, self._is_due = True, False
        stop = self._stop

        def report(done: int, total: int | None, what: str) -> None:  # noqa: ARG001 - nobody is shown it
            if stop.is_set():
                raise Cancelled

        def follow(workspace: Workspace) -> None:
            try:
                workspace.check.follow(progress=report)
            except Cancelled:
                return

        # On a reader's thread: what somebody saves meanwhile waits for no check, only for its last few milliseconds.
        self._context.read(follow, lambda _done: self._ended(), owner=self, failed=self._failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: a check that goes on is left, and made another time."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self._stop.set()
            self._soon.stop()
            self._daily.stop()
        return super().eventFilter(watched, event)

    def _changed(self, changed: Changed) -> None:
        if changed.touched.keys() <= BOOKKEEPING:
            return
        if self.is_checking:
            self._is_due = True
        elif not self._soon.isActive() or self._soon.remainingTime() > AFTER_CHANGE:
            self._soon.start(AFTER_CHANGE)

    def _ended(self) -> None:
        self.is_checking = False
        if self._is_due:
            self._soon.start(AFTER_CHANGE)

    def _failed(self, error: UserError) -> None:
        # A fault of ours was shown by the window, once; what somebody can mend is told where gaps are looked for on
        # purpose.
        LOG.info("the gaps could not follow: %s", type(error).__name__)
        self.is_checking = False
        if not self._stop.is_set() and not _is_ours(error):
            self._soon.start(AGAIN)
        else:
            self._daily.stop()


def _is_ours(error: UserError) -> bool:
    from diplotrack.desktop.operations import OurFault

    return isinstance(error, OurFault)
