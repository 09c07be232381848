"""What goes on behind a window so that nothing is lost: drafts left open, others' changes, stray attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import ngettext
from diplotrack.desktop.operations import OurFault
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow

LOOK_AFTER, SWEEP_AFTER, LOOK_EVERY = 900, 20_000, 2_000
"""Milliseconds after which a new window looks for drafts, for stray attachments, and how often for others' changes."""


def attach(window: MainWindow) -> None:
    """Let the window keep, notice and tidy."""
    from diplotrack.desktop.forms.desk import Desk

    context = window.context
    desk = Desk.of(context)
    desk.watch(window)
    context.draft_wanted.connect(lambda key: desk.open_draft(key, window))
    Safety(window)


class Safety(QObject):
    """Belongs to one window and ends with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._elsewhere = window.context.workspace.elsewhere
        self._is_looking = False
        window.installEventFilter(self)
        QTimer.singleShot(LOOK_AFTER, self, self._look_for_drafts)
        QTimer.singleShot(SWEEP_AFTER, self, self._sweep)
        self._every = QTimer(self)
        self._every.setInterval(LOOK_EVERY)
        self._every.timeout.connect(self.look)
        self._every.start()

    def look(self) -> None:
        """Look whether another process changed the ledger, unless one is looking already."""
        if self._is_looking:
            return
        self._is_looking = True
        self._context.read(
            lambda _workspace: self._elsewhere.look(), self._tell, owner=self, failed=self._unread
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: no more looking."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self._every.stop()
        return super().eventFilter(watched, event)

    def _tell(self, found: list[Changed]) -> None:
        self._is_looking = False
        for changed in found:
            self._context.changed_elsewhere.emit(changed)
            self._context.changed.emit(changed)

    def _unread(self, error: UserError) -> None:
        # Whatever is wrong with the ledger is told where somebody reads it on purpose. A fault of ours is shown once,
        # and not again every two seconds.
        self._is_looking = isinstance(error, OurFault)

    def _look_for_drafts(self) -> None:
        def look(workspace: Workspace) -> tuple[str, int]:
            sentence = workspace.drafts.tidy()
            return sentence, sum(not workspace.drafts.is_elsewhere(one) for one in workspace.drafts.all())

        def tell(found: tuple[str, int]) -> None:
            sentence, count = found
            if sentence:
                self._context.say(sentence, "warning")
            elif count:
                words = ngettext(
                    "One draft is left open; {keys} shows it.",
                    "{count} drafts are left open; {keys} shows them.",
                    count,
                )
                self._context.say(words.format(count=count, keys="Ctrl+Shift+D"))

        self._context.keep(look, tell, owner=self, failed=self._unread)

    def _sweep(self) -> None:
        self._context.read(
            lambda workspace: workspace.safekeeping.sweep(),
            lambda _count: None,
            owner=self,
            failed=self._unread,
        )
