"""What a rule is: one file that says everything about itself. The list, the help page and the tests follow from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, format_number
from diplotrack.consistency import partners, raising
from diplotrack.consistency.finding import Found
from diplotrack.consistency.reach import Path
from diplotrack.store.unit_of_work import Changed

if TYPE_CHECKING:
    from diplotrack.consistency.scene import Scene
    from diplotrack.consistency.settings import CheckSettings

Scope = Mapping[str, frozenset[int]]
"""The subjects to look at again, by kind; a kind that is absent needs no second look."""

_PLACE = re.compile(r"\{(R\d\d\.\w+)\}")
WIDEST = 500
"""Subjects beyond which looking at everything costs less than looking at each."""

DAYS = N_("days")
MONTHS = N_("months")


class Find(Protocol):
    """How a rule looks: set-based selects in ``read``; with a scope, at those subjects only."""

    def __call__(
        self, read: Session, settings: CheckSettings, today: date, scope: Scope | None = None
    ) -> Iterable[Found]:
        """What it finds as of ``today``."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a workspace can set, such as ``R13.days_high``."""

    key: str
    default: int
    label: Label
    unit: Label = DAYS


@dataclass(frozen=True, slots=True)
class Example:
    """A case in one sentence, and the function that puts it into an empty ledger."""

    says: Label
    fill: Callable[[Scene], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One consistency rule.

    ``fires`` is the condition, ``severity`` its severities in words, ``remedy`` the usual fix; ``subjects`` are the
    kinds of the record at fault. ``reach`` leads from changed rows of other kinds to the subjects for which they can
    matter (see ``reach``); subjects themselves, their parts, and the rows of any record that they own need no path, nor
    does what a stored finding shows. ``reads`` follows from it. ``is_raised``: see RULES' step for public, ministerial,
    legal and first-priority records. ``from_duty``: records from before the duty date are left alone.
    """

    code: str
    slug: str
    title: Label
    fires: Label
    severity: Label
    rationale: Label
    remedy: Label
    subjects: tuple[str, ...]
    find: Find
    bad: Example
    good: Example
    reach: Mapping[str, Path | tuple[Path, ...]] = field(hash=False)
    thresholds: tuple[Threshold, ...] = ()
    is_raised: bool = False
    from_duty: bool = False

    def worded(self, label: Label, thresholds: Mapping[str, int] | None = None) -> str:
        """A text of the rule with its thresholds filled in (``{R13.days_high}``); the defaults where none are given."""
        values = {one.key: one.default for one in self.thresholds} | dict(thresholds or {})
        return _PLACE.sub(lambda place: format_number(values[place[1]]), str(label))

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Every way from a row that is no subject, and no part of one, to those that it can matter for."""
        for name, path in self.reach.items():
            for one in path if isinstance(path, tuple) else (path,):
                yield name, one

    def shown_by(self, changed: Changed) -> Iterator[tuple[str, Path]]:
        """The ways to findings that stand and are only told otherwise: raised or not, of other partners."""
        for name in self.subjects:
            yield from partners.REACH.get(name, {}).items()
            for kind, (path, columns) in raising.reach(name).items() if self.is_raised else ():
                if columns & changed.columns.get(kind, frozenset()):
                    yield kind, path
