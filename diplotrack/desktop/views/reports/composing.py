"""Composing off the interface thread, again at each change: the latest order is the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from diplotrack.base.errors import UserError
from diplotrack.desktop.context import Context
from diplotrack.desktop.prints.preview import Preview, preview
from diplotrack.workspace.printing import Order

REST = 200
"""Milliseconds of rest in typing before the order is composed."""
AT_ONCE = 2
"""Orders composed at a time: what was begun runs to its end, and the readers have other work besides."""


class Composing(QObject):
    """``composed(Preview)`` and ``refused(str)`` answer the latest order; ``busy(bool)`` tells that one is awaited."""

    composed = Signal(object)
    refused = Signal(str)
    busy = Signal(bool)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: Order | None = None
        self._number = self._running = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin)

    def want(self, order: Order, *, typed: bool = False) -> None:
        """Compose that; where it was ``typed``, after a rest."""
        self._wanted = order
        self._number += 1
        self._rest.start(REST if typed else 0)

    def forget(self) -> None:
        """Nothing is to be shown any more; what is under way counts for nothing."""
        self._wanted = None
        self._number += 1
        self._rest.stop()
        self.busy.emit(False)

    def _begin(self) -> None:
        order, number = self._wanted, self._number
        if order is None or self._running >= AT_ONCE:
            return
        self._wanted = None
        self._running += 1
        self.busy.emit(True)

        def done(made: Preview) -> None:
            self._ended()
            if number == self._number:
                self.busy.emit(False)
                self.composed.emit(made)

        def failed(error: UserError) -> None:
            self._ended()
            if number == self._number:
                self.busy.emit(False)
                self.refused.emit(error.sentence)

        self._context.read(lambda workspace: preview(workspace, order), done, owner=self, failed=failed)

    def _ended(self) -> None:
        self._running -= 1
        if self._wanted is not None and not self._rest.isActive():
            self._rest.start(0)
