"""Readers: the code that makes records of the rows of a public record set. One file each, named by its profile."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow

NAMES = ("appointments", "g20", "people", "readouts", "travels", "treaties", "upr", "visits")


class Reader(Protocol):
    """Makes drafts of rows. ``version`` moves on when the reader learns to read better: rows are then read anew."""

    version: int

    def __init__(self, desk: Desk, profile: Profile) -> None: ...

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """See all sound rows first: what belongs together, who is named in full somewhere."""

    def in_order(self, rows: list[TypedRow]) -> list[TypedRow]:
        """The rows in the order in which they are best understood."""

    def read(self, row: TypedRow) -> list[Draft]:
        """The records of one row, its own first; none where it was refused or left out (the desk was told)."""

    def finish(self) -> list[Draft]:
        """Records that several rows made together."""


class PlainReader:
    """What most readers need not do."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        self.desk, self.profile = desk, profile

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Nothing."""

    def in_order(self, rows: list[TypedRow]) -> list[TypedRow]:
        """As they stand in the file."""
        return rows

    def finish(self) -> list[Draft]:
        """Nothing."""
        return []


def reader_for(profile: Profile, desk: Desk) -> Reader:
    """The reader that a profile asks for. Raises UserError for an unknown one."""
    name = profile.reader or "plain"
    if name not in (*NAMES, "plain"):
        sentence = _(
            "The profile “{profile}” asks for the reader “{reader}”, which there is not; use one of: {names}."
        )
        raise UserError(sentence.format(profile=profile.name, reader=name, names=", ".join(NAMES)))
    found: type[Reader] = import_module(f"diplotrack.exchange.readers.{name}").READER
    return found(desk, profile)
