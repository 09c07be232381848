"""What a partner's page shows, as frozen values: the window draws them and asks nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import Label
from diplotrack.base.markings import Level as MarkingLevel
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import Level, PartyType
from diplotrack.store.lists import Condition

Lane = Literal["said", "promised", "done"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as a line of two rows: its words, what is to be known of it, and the word at its end."""

    kind: str
    id: int
    title: str
    detail: str = ""
    end: str = ""
    state: Choice | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The first entries under a heading. ``count`` is of all; ``more`` is the list that shows them: kind, conditions.

    ``note`` is a sentence below; ``page`` leads to a page where no list does.
    """

    name: str
    heading: Label
    count: int
    entries: tuple[Entry, ...]
    more: tuple[str, tuple[Condition, ...]] | None = None
    page: str = ""
    note: str = ""
    late: int = 0

    @property
    def rest(self) -> int:
        """How many are not among the entries."""
        return self.count - len(self.entries)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said, promised or done on a day, as the timeline shows it."""

    lane: Lane
    kind: str
    id: int
    day: PartialDate
    title: str
    detail: str = ""
    state: Choice | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """Contact at a level or above: the last one, the usual interval in days, and the months that the tier allows."""

    level: Level
    last: date | None
    usual: int | None
    months: int | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often there is contact. ``quarters``: year, quarter (1 to 4) and number of engagements, oldest first."""

    last: PartialDate | None = None
    last_id: int | None = None
    days_since: int | None = None
    levels: tuple[Owed, ...] = ()
    quarters: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Who the partner is. ``scripts`` holds its names in other scripts, ``memberships`` what desks call its bodies."""

    id: int
    name: str
    code: str
    type: PartyType
    formal_name: str = ""
    scripts: tuple[str, ...] = ()
    tier: int | None = None
    memberships: tuple[str, ...] = ()
    capital: str = ""
    note: str = ""
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class PartnerView:
    """The whole relationship as of a day. ``hidden`` counts older marks of the timeline that were not read."""

    on: date
    head: Head
    cadence: Cadence
    marks: tuple[Mark, ...]
    hidden: int
    sections: tuple[Section, ...]
    banner: str = ""
    level: MarkingLevel | None = field(default=None)

    def section(self, name: str) -> Section | None:
        """The section of that name; None where there is nothing to show in it."""
        return next((one for one in self.sections if one.name == name), None)
