"""Where the reader has been: back and forward through the records that were opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from diplotrack.desktop.context import Context

LENGTH = 200


class Trail(QObject):
    """The records opened in one window. What was reached by a link or the palette is a step; the row under the cursor
    of a list only takes the place of the one before it, unless it is of another kind."""

    moved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._steps: list[tuple[str, int]] = []
        self._place = -1
        context.record_wanted.connect(self._go)

    @classmethod
    def of(cls, context: Context) -> Trail:
        """The trail of that window; the first who asks makes it."""
        found = context.findChild(cls)
        if found is None:
            found = cls(context)
            context.commands.connect_to("back", found.back)
            context.commands.connect_to("forward", found.forward)
            found._tell()
        return found

    @property
    def can_go_back(self) -> bool:
        """Whether there is a record before this one."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a record after this one."""
        return self._place < len(self._steps) - 1

    def back(self) -> None:
        """Open the record before this one."""
        self._step(-1)

    def forward(self) -> None:
        """Open the record after this one."""
        self._step(1)

    def arrive(self, kind: str, record_id: int) -> None:
        """A pane shows that record now. What asked for it may still be telling others, and is heard first."""
        QTimer.singleShot(0, self, lambda: self._settle((kind, record_id)))

    def _settle(self, here: tuple[str, int]) -> None:
        if self._place >= 0 and self._steps[self._place][0] == here[0]:
            self._steps[self._place] = here
        else:
            self._go(*here)

    def _go(self, kind: str, record_id: int) -> None:
        if self._place >= 0 and self._steps[self._place] == (kind, record_id):
            return
        self._steps = [*self._steps[: self._place + 1], (kind, record_id)][-LENGTH:]
        self._place = len(self._steps) - 1
        self._tell()

    def _step(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._steps):
            self._place = place
            self._tell()
            self._context.open_record(*self._steps[place])

    def _tell(self) -> None:
        commands = self._context.commands
        commands.action("back").setEnabled(self.can_go_back)
        commands.action("forward").setEnabled(self.can_go_forward)
        self.moved.emit()
