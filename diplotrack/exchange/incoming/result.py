"""What became of a file that was imported, or what would become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplotrack.exchange.tables.rows import RowError, RowNote

if TYPE_CHECKING:
    from diplotrack.exchange.likeness.newcomers import Alike


@dataclass
class ImportResult:
    """``read`` … ``skipped`` count items of the source (rows, events, cards), ``records`` the records made, by kind.

    ``profile`` is what the file was read as. ``skipped`` are items that were not taken: those with ``errors``, and
    those ``left_out`` for a reason that is counted. ``unresolved`` counts names of parties that nothing resolved.
    ``alike`` are newcomers that look the same as a record or as one another, ``joined`` how many were taken for the
    same because somebody said so. ``written`` is False after a dry run, and where errors kept everything out.
    ``rejects`` is the file to which refused items were written.
    """

    profile: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    errors: list[RowError] = field(default_factory=list)
    records: dict[str, int] = field(default_factory=dict)
    notes: list[RowNote] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    unresolved: dict[str, int] = field(default_factory=dict)
    tally: dict[str, int] = field(default_factory=dict)
    alike: list[Alike] = field(default_factory=list)
    joined: int = 0
    table_notes: list[str] = field(default_factory=list)
    written: bool = False
    rejects: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as ``import --json`` prints it."""
        return {
            "profile": self.profile,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "errors": [
                {"row": one.row, "column": one.column, "value": one.value, "message": one.message}
                for one in self.errors
            ],
            "records": dict(self.records),
            "joined": self.joined,
            "alike": [
                {
                    "key": one.key,
                    "kind": one.kind,
                    "name": one.name,
                    "told": one.told,
                    "same_as": one.choice,
                    "other": one.other_name,
                    "score": one.score,
                    "reasons": list(one.reasons),
                }
                for one in self.alike
            ],
        }
