"""Where the reader has been: back and forward through the records that were opened, in each tab by itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from diplotrack.desktop.context import Context

LENGTH = 200
PAGES = ""
"""The way through the pages with their lists; every tab has one of its own."""


@dataclass(slots=True)
class _Way:
    steps: list[tuple[str, int]] = field(default_factory=list)
    place: int = -1


class Trail(QObject):
    """The records opened in one window. What was reached by a link or the palette is a step; the row under the cursor
    of a list only takes the place of the one before it, unless it is of another kind."""

    moved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._ways: dict[Hashable, _Way] = {PAGES: _Way()}
        self._way = self._ways[PAGES]
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
        return self._way.place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a record after this one."""
        return self._way.place < len(self._way.steps) - 1

    def back(self) -> None:
        """Open the record before this one."""
        self._step(-1)

    def forward(self) -> None:
        """Open the record after this one."""
        self._step(1)

    def turn_to(self, way: Hashable = PAGES) -> None:
        """Go on in that tab: back and forward mean its own records from now on."""
        self._way = self._ways.setdefault(way, _Way())
        self._tell()

    def forget(self, way: Hashable) -> None:
        """That tab was closed."""
        self._ways.pop(way, None)

    def arrive(self, kind: str, record_id: int) -> None:
        """A pane shows that record now. What asked for it may still be telling others, and is heard first."""
        way = self._way
        QTimer.singleShot(0, self, lambda: self._settle(way, (kind, record_id)))

    def _settle(self, way: _Way, here: tuple[str, int]) -> None:
        if way.place >= 0 and way.steps[way.place][0] == here[0]:
            way.steps[way.place] = here
        elif way is self._way:
            self._go(*here)

    def _go(self, kind: str, record_id: int) -> None:
        way = self._way
        if way.place >= 0 and way.steps[way.place] == (kind, record_id):
            return
        way.steps = [*way.steps[: way.place + 1], (kind, record_id)][-LENGTH:]
        way.place = len(way.steps) - 1
        self._tell()

    def _step(self, by: int) -> None:
        place = self._way.place + by
        if 0 <= place < len(self._way.steps):
            self._way.place = place
            self._tell()
            self._context.open_record(*self._way.steps[place])

    def _tell(self) -> None:
        commands = self._context.commands
        commands.action("back").setEnabled(self.can_go_back)
        commands.action("forward").setEnabled(self.can_go_forward)
        self.moved.emit()
