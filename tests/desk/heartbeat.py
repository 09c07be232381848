"""How long the interface thread was away: a beat every few milliseconds, and where it stood when one was late."""

from __future__ import annotations

import sys
import threading
import traceback
from dataclasses import dataclass
from time import perf_counter, sleep, thread_time
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer

EVERY = 0.005
"""Seconds between two beats."""
LATE = 0.030
"""Seconds after which the watch looks where the interface thread stands."""


@dataclass(frozen=True, slots=True)
class Stall:
    """One late beat: milliseconds without the event loop, how many of them the interface thread computed itself, what
    was being done, and the calls seen meanwhile."""

    milliseconds: float
    own: float
    doing: str
    calls: str


class Heartbeat(QObject):
    """Beats on the thread that makes it while the ``with`` block runs; ``doing`` names what is being done."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[Stall] = []
        self.beats = 0
        self.doing = ""
        self._thread = threading.get_ident()
        self._last = perf_counter()
        self._computed = 0.0
        self._seen: tuple[float, str] | None = None
        self._running = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(EVERY * 1000))
        self._timer.timeout.connect(self._beat)
        self._watch = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._running = True
        self._last, self._computed = perf_counter(), thread_time()
        self._timer.start()
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running = False
        self._timer.stop()
        self._watch.join()

    @property
    def longest(self) -> float:
        """Milliseconds of the longest stall."""
        return max((stall.milliseconds for stall in self.stalls), default=0.0)

    def _beat(self) -> None:
        now = perf_counter()
        away, begun = now - self._last, self._last
        computed = thread_time()
        own, self._computed = computed - self._computed, computed
        self._last = now
        self.beats += 1
        if away > LATE:
            seen = self._seen
            calls = seen[1] if seen is not None and seen[0] == begun else ""
            self.stalls.append(Stall(away * 1000, own * 1000, self.doing, calls))

    def _look(self) -> None:
        while self._running:
            sleep(EVERY)
            begun = self._last
            if perf_counter() - begun > LATE and (self._seen is None or self._seen[0] != begun):
                frame = sys._current_frames().get(self._thread)
                stack = traceback.extract_stack(frame)[-6:]
                self._seen = (begun, " < ".join(f"{one.name}:{one.lineno}" for one in reversed(stack)))
