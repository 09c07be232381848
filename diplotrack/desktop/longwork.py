"""Work that takes a while: it goes on off the interface thread, tells how far it is, and can be stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number
from diplotrack.base.progress import Cancelled, Progress
from diplotrack.desktop.context import Context
from diplotrack.workspace import Workspace

LOG = logging.getLogger(__name__)
EVERY = 0.05
"""Seconds between two reports that are shown."""


class Undertakings(QObject):
    """The long work of one window that goes on at present. ``changed`` follows each beginning, report and end."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.running: list[LongWork] = []

    @classmethod
    def of(cls, context: Context) -> Undertakings:
        """Those of that window, made when they are first asked for."""
        found = context.findChild(cls)
        return found if isinstance(found, cls) else cls(context)

    def begin(self, work: LongWork) -> None:
        """A piece of work has begun."""
        self.running.append(work)
        work.destroyed.connect(partial(self.end, work))
        self.changed.emit()

    def end(self, work: LongWork, _gone: object = None) -> None:
        """It has ended, or what it was for is gone."""
        if work in self.running:
            self.running.remove(work)
            if shiboken6.isValid(self):
                self.changed.emit()


class LongWork(QObject):
    """One piece of work at a time. ``progressed`` and the answers come on the interface thread.

    ``name`` is what it is called where all long work is listed, ``share`` how much is done (None: not known).
    """

    progressed = Signal(int, int, str)
    """How much is done, of how much (-1: unknown), and what is being done."""
    ended = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent or context)
        self._context = context
        self._stop = threading.Event()
        self._all = Undertakings.of(context)
        self.is_running = False
        self._is_named = False
        self.name = ""
        self.share: float | None = None
        self.progressed.connect(self._note)

    def start(
        self,
        job: Callable[[Workspace, Progress], Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
        writes: bool = True,
        name: str = "",
    ) -> None:
        """Run ``job(workspace, progress)``, then ``then(value)``; nothing follows where it was stopped.

        ``name`` is what it is called in the list of all that goes on; without one, what its progress says.
        """
        if self.is_running:
            return
        self.is_running = True
        self.name, self.share = name or _("Working"), None
        self._is_named = bool(name)
        self._all.begin(self)
        LOG.info("long work began: %s", type(self.parent()).__name__)
        self._stop.clear()
        stop, tell, last = self._stop, self.progressed.emit, [0.0]

        def report(done: int, total: int | None, what: str) -> None:
            if stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last[0] >= EVERY or done == total:
                last[0] = now
                tell(done, -1 if total is None else total, what)

        def act(workspace: Workspace) -> tuple[bool, Any]:
            try:
                return True, job(workspace, report)
            except Cancelled:
                return False, None

        def done(answer: tuple[bool, Any]) -> None:
            self._end()
            if answer[0]:
                then(answer[1])

        def refused(error: UserError) -> None:
            self._end()
            (failed or (lambda one: self._context.say(one.sentence, "error")))(error)

        give = self._context.write if writes else self._context.read
        give(act, done, owner=self, failed=refused)

    def cancel(self) -> None:
        """Stop at the next report; what was begun is undone."""
        self._stop.set()

    def _note(self, done: int, total: int, what: str) -> None:
        self.share = done / total if total > 0 else None
        if not self._is_named and what:
            self.name = what
        self._all.changed.emit()

    def _end(self) -> None:
        self.is_running = False
        self._all.end(self)
        LOG.info("long work ended: %s", type(self.parent()).__name__)
        self.ended.emit()


class ProgressStrip(QWidget):
    """What is being done, a bar, and a button that stops it; hidden while nothing runs."""

    def __init__(self, context: Context, work: LongWork) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        stop = QPushButton(_("Stop"))
        stop.setAccessibleName(_("Stop"))
        stop.setAutoDefault(False)
        stop.setProperty("role", "flat")
        stop.clicked.connect(work.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(context.theme.scale.space(3))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(stop)
        work.progressed.connect(self._show)
        work.ended.connect(self.hide)
        self.hide()

    def _show(self, done: int, total: int, what: str) -> None:
        self.show()
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        count = format_number(done) if total < 0 else f"{format_number(done)} / {format_number(total)}"
        self._words.setText(f"{what}  {count}" if done else what)
