"""Reading a record as a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diplotrack.records import KINDS
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.reading.document import (
    Chapter,
    Difference,
    Fact,
    FactGroup,
    File,
    Glance,
    Key,
    LongText,
    Notice,
    Pair,
    Paragraph,
    PartRow,
    PartTable,
    Reading,
    Standing,
    Use,
    Uses,
)


class ReadingRoom:
    """Records of a workspace as documents."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __call__(self, kind: str, record_id: int, limits: Mapping[str, int] | None = None) -> Reading:
        """A record with all that belongs to it. Raises UserError where it is not in the ledger.

        ``limits`` says by kind how many of the records that point here are listed, where twenty are not enough.
        """
        from diplotrack.workspace.reading.compose import compose

        with self._ledger.read() as session:
            return compose(session, KINDS[kind], record_id, limits=limits)

    def glance(self, kind: str, record_id: int) -> Glance | None:
        """What is seen first of a record; None where it is not in the ledger."""
        from diplotrack.workspace.reading.glance import glance

        with self._ledger.read() as session:
            return glance(session, kind, record_id)

    def standings(self, keys: Iterable[Key]) -> dict[Key, Standing]:
        """How these records are called, and which are in the trash; one that is gone is left out."""
        from diplotrack.workspace.reading.glance import standings

        with self._ledger.read() as session:
            return standings(session, keys)

    def uses(self, kind: str, record_id: int, limit: int = 40) -> tuple[Uses, ...]:
        """Everything that points at a record, kind by kind, at most ``limit`` of each."""
        from diplotrack.workspace.reading.used_in import used_in

        with self._ledger.read() as session:
            return used_in(session, KINDS[kind], record_id, limit)

    def history(self, kind: str, record_id: int) -> tuple[Chapter, ...]:
        """What was done to a record and its parts, latest first."""
        from diplotrack.workspace.reading.told import chapters

        with self._ledger.read() as session:
            return chapters(session, kind, record_id)


__all__ = [
    "Chapter", "Difference", "Fact", "FactGroup", "File", "Glance", "Key", "LongText", "Notice", "Pair", "Paragraph",
    "PartRow", "PartTable", "Reading", "ReadingRoom", "Standing", "Use", "Uses",
]  # fmt: skip
