"""What the rows in view of a long list show, fetched by window off the interface thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QTimer

from diplotrack.desktop.context import Context
from diplotrack.workspace import Workspace

T = TypeVar("T")


class Windows(Generic[T]):
    """Of a list model, which knows the identifiers of all its rows: what each row shows, once it has been looked at.

    ``size`` rows are fetched at a time, and about ``kept`` are remembered.
    """

    def __init__(
        self,
        context: Context,
        model: QAbstractListModel,
        fetch: Callable[[Workspace, list[int]], dict[int, T]],
        *,
        size: int,
        kept: int,
    ) -> None:
        self.size = size
        self._context, self._model, self._read, self._kept = context, model, fetch, kept
        self._ids: Sequence[int] = ()
        self._found: dict[int, T] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._gather = QTimer(model)
        self._gather.setSingleShot(True)
        self._gather.setInterval(0)
        self._gather.timeout.connect(self._fetch)

    def show(self, ids: Sequence[int], first: dict[int, T]) -> None:
        """The model lists these now, of which the ``first`` are known already."""
        self._ids, self._found = ids, dict(first)
        self._asked.clear()

    def at(self, row: int) -> T | None:
        """What a row shows; None until it is there, which ``dataChanged`` of the model tells."""
        found = self._found.get(self._ids[row])
        if found is None and row // self.size not in self._asked:
            self._wanted.add(row // self.size)
            self._gather.start()
        return found

    def _fetch(self) -> None:
        windows, self._wanted = sorted(self._wanted), set()
        self._asked |= set(windows)
        listed, size = self._ids, self.size
        ids = [one for window in windows for one in listed[window * size : (window + 1) * size]]
        self._context.read(
            lambda workspace: self._read(workspace, ids),
            lambda found: self._take(listed, windows, found),
            owner=self._model,
        )

    def _take(self, listed: Sequence[int], windows: list[int], found: dict[int, T]) -> None:
        if listed is not self._ids:
            return
        if len(self._found) > self._kept:
            self._found.clear()
            self._asked = set(windows)
        self._found |= found
        index = self._model.index
        for window in windows:
            last = min((window + 1) * self.size, len(listed)) - 1
            self._model.dataChanged.emit(index(window * self.size), index(last))
