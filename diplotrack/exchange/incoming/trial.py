"""An import tried out: for each item exactly what it would create, change and refuse, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from diplotrack.base.i18n import N_
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.tables.rows import RowError
from diplotrack.records.choice import Choice


class Fate(Choice):
    """What an import would do with an item. One that is joined is a record that is here already, which takes from it
    what it does not say yet; results count it as unchanged."""

    CREATED = "created", N_("New")
    UPDATED = "updated", N_("Changed")
    JOINED = "joined", N_("Joined")
    UNCHANGED = "unchanged", N_("Unchanged")
    REFUSED = "refused", N_("Refused")
    LEFT_OUT = "left_out", N_("Left out")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after, as people read it; ``field`` is its label."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrialItem:
    """One item (a row) and its fate.

    ``number`` is its place as a person counts. ``title`` names its record, ``record_id`` the one it would change.
    ``kept`` tells which fields were edited here and stay so. ``told`` gives the changes, or makes them when they are
    asked for: of fifty thousand new records nobody reads all fields.
    """

    number: int
    fate: Fate
    kind: str = ""
    title: str = ""
    record_id: int | None = None
    told: tuple[FieldChange, ...] | Callable[[], tuple[FieldChange, ...]] = ()
    kept: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """The fields that would read otherwise; for a new record all that would be filled."""
        return self.told() if callable(self.told) else self.told


@dataclass(frozen=True, slots=True)
class ByProduct:
    """A record beside those of the items: a partner or person that a name would make, an office they are seen in."""

    kind: str
    title: str
    fate: Fate = Fate.CREATED
    record_id: int | None = None


@dataclass
class Trial:
    """The whole answer: ``items`` in the order of the file, what would be made beside them, and the counts.

    The counts of ``result`` are those that the import itself then tells, bad items skipped.
    """

    result: ImportResult
    items: list[TrialItem] = field(default_factory=list)
    beside: list[ByProduct] = field(default_factory=list)

    def counts(self) -> dict[Fate, int]:
        """How many items meet each fate; every fate is there."""
        found = dict.fromkeys(Fate, 0)
        for item in self.items:
            found[item.fate] += 1
        return found
