"""Work off the interface thread: one writer, a few readers, a keeper; answers delivered on the interface thread.

What a job hands back travels through a signal that lives on the interface thread. The worker threads hold no
callback and no widget: a widget whose last reference falls in another thread takes the process with it.
"""

from __future__ import annotations

import contextvars
import itertools
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

READERS = 3

Job = Callable[[], Any]


@dataclass(slots=True)
class _Order:
    job: Job | None
    then: Callable[[Any], None] | None
    failed: Callable[[BaseException], None]
    owner: QObject | None
    key: Hashable
    future: Future[None] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any = None
    error: BaseException | None = None


class Tasks(QObject):
    """The threads of one window. ``busy`` tells how many jobs are under way each time that this changes."""

    busy = Signal(int)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, readers: int = READERS) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._orders: dict[int, _Order] = {}
        self._latest: dict[Hashable, int] = {}
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(readers, "reader")
        self._keeper = ThreadPoolExecutor(1, "keeper")
        self._open = True
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        job: Job,
        then: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None],
        *,
        owner: QObject | None = None,
        key: Hashable = None,
    ) -> None:
        """Run ``job`` on a reader thread, then call ``then(value)`` or ``failed(error)`` on the interface thread.

        Nothing is called when ``owner`` was destroyed meanwhile, or when a later job was given under the same ``key``.
        """
        self._give(self._readers, _Order(job, then, failed, owner, key))

    def write(
        self,
        job: Job,
        then: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """Run ``job`` on the writer thread, after those given before it. It runs to its end even at closing."""
        self._give(self._writer, _Order(job, then, failed, owner, None))

    def keep(
        self,
        job: Job,
        then: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """As :meth:`write`, on a thread of its own: what is being typed is kept while a long import writes."""
        self._give(self._keeper, _Order(job, then, failed, owner, None))

    @property
    def under_way(self) -> int:
        """How many jobs were given and have not been answered."""
        return len(self._orders)

    def drain(self) -> None:
        """Take no more jobs, drop the readings that wait, and return when the threads have ended.

        What was to be written has then been written. Answers that are still on their way are dropped.
        """
        self._open = False
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._keeper.shutdown(wait=True)
        self._orders.clear()
        self._latest.clear()

    def _give(self, threads: ThreadPoolExecutor, order: _Order) -> None:
        if not self._open:
            return
        number = next(self._numbers)
        if order.key is not None:
            self._supersede(order.key)
            self._latest[order.key] = number
        self._orders[number] = order
        order.future = threads.submit(contextvars.copy_context().run, self._run, number)
        self.busy.emit(len(self._orders))

    def _supersede(self, key: Hashable) -> None:
        earlier = self._latest.get(key)
        order = self._orders.get(earlier) if earlier is not None else None
        if earlier is not None and order is not None and order.future is not None and order.future.cancel():
            del self._orders[earlier]

    def _run(self, number: int) -> None:
        order = self._orders.get(number)
        job = order.job if order else None
        if order is None or job is None:
            return
        order.job = None
        del order  # from here on the interface thread alone holds the callbacks
        try:
            answer = _Answer(number, job())
        except BaseException as error:  # noqa: BLE001 - it is raised or shown on the interface thread
            answer = _Answer(number, error=error)
        del job
        if self._open:
            self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        order = self._orders.pop(answer.number, None)
        if order is None:
            return
        superseded = False
        if order.key is not None:
            superseded = self._latest.get(order.key) != answer.number
            if not superseded:
                del self._latest[order.key]
        self.busy.emit(len(self._orders))
        if superseded or (order.owner is not None and not shiboken6.isValid(order.owner)):
            return
        if answer.error is not None:
            order.failed(answer.error)
        elif order.then is not None:
            order.then(answer.value)
