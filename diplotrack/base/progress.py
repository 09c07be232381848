"""How long work reports itself and is cancelled, whoever shows it: a command's bar, a window's, or nobody."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person asked to stop. Work that sees it leaves nothing half-done."""


class Progress(Protocol):
    """Called as work goes on; may raise Cancelled."""

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """``done`` of ``total`` (None: unknown) units are finished; ``what`` says what is being done."""


def quiet(done: int, total: int | None, what: str) -> None:
    """Report to nobody."""
