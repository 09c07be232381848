"""What every file on its way in has in common, whatever it holds: things that become records, one after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.tables.rejects import write_refused
from diplotrack.exchange.tables.rows import RowError


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a file: a row, an event of a calendar, a card, a message.

    ``number`` is its place as a person counts (the row of a table, the how-manieth event), from 1. ``key`` is by what
    its source knows it, ``digest`` the fingerprint of all that it says: an item with the key and digest of an earlier
    import changes nothing and is not read. ``content`` is what :meth:`Incoming.read` makes records of. ``errors`` say
    why it cannot be taken.
    """

    number: int
    key: str
    digest: str
    content: Any
    errors: tuple[RowError, ...] = ()


class Incoming(ABC):
    """A file on its way in. Opening it raises UserError where it cannot be read at all.

    ``name`` is what the operation and its result are called by, ``source`` the external source of its records,
    ``marking`` a level in words for all of them ("" for none), ``count`` an estimate of its items for progress
    (0: unknown), ``notes`` are sentences about the file as a whole.
    """

    name: str
    source: str
    marking: str = ""
    count: int = 0

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []

    @abstractmethod
    def items(self, desk: Desk, progress: Progress) -> Iterator[Item]:
        """What the file holds, in the order in which it is best read; bad ones too, with their errors.

        Notes about single items go to the desk. Raises UserError where reading cannot go on, and Cancelled.
        """

    @abstractmethod
    def read(self, item: Item) -> list[Draft]:
        """The records of one item, its own first; none where it was refused or left out (the desk was told)."""

    def title(self, _item: Item) -> str:
        """What the record of an item is called, as the item says it, taken or refused; "" where it does not."""
        return ""

    def finish(self) -> list[Draft]:
        """Records that several items made together."""
        return []

    def reject(self, target: Path, items: Sequence[Item], errors: Sequence[RowError]) -> None:
        """Write what was refused into a file, with the reasons: a table in a form that can be mended and imported.

        Raises UserError where it cannot be written.
        """
        write_refused(
            target, ["number", "key"], [(one.number, [str(one.number), one.key]) for one in items], errors
        )
