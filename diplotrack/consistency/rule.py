"""What a rule is: one file that says everything about itself. The list, the help page and the tests follow from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, format_number
from diplotrack.consistency.finding import Found
from diplotrack.records import ANYWHERE, KINDS

if TYPE_CHECKING:
    from diplotrack.consistency.scene import Scene
    from diplotrack.consistency.settings import CheckSettings

Scope = Mapping[str, frozenset[int]]
"""The subjects to look at again, by kind; a kind that is absent needs no second look."""

NOTHING: Scope = {}
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
    kinds of the record at fault, ``reads`` all kinds that bear on it. ``is_raised``: see RULES' step for public,
    ministerial, legal and first-priority records. ``from_duty``: records from before the duty date are left alone.
    ``is_entangled``: one subject bears on another (a programme and its items), so no change is local.
    """

    code: str
    slug: str
    title: Label
    fires: Label
    severity: Label
    rationale: Label
    remedy: Label
    subjects: tuple[str, ...]
    reads: frozenset[str]
    find: Find
    bad: Example
    good: Example
    thresholds: tuple[Threshold, ...] = ()
    is_raised: bool = False
    from_duty: bool = False
    is_entangled: bool = False

    def worded(self, label: Label, thresholds: Mapping[str, int] | None = None) -> str:
        """A text of the rule with its thresholds filled in (``{R13.days_high}``); the defaults where none are given."""
        values = {one.key: one.default for one in self.thresholds} | dict(thresholds or {})
        return _PLACE.sub(lambda place: format_number(values[place[1]]), str(label))

    def touched(self, changes: Mapping[str, frozenset[int]]) -> Scope | None:
        """The subjects to look at after an operation that touched these rows; None means all of them.

        Where only subjects and their own parts changed, these subjects suffice; any other kind that the rule
        reads can bear on any subject.
        """
        kinds = {name for name in changes if name in self.reads or name in self.subjects}
        if not kinds:
            return NOTHING
        own = set(self.subjects) | set(ANYWHERE)
        own |= {name for name, kind in KINDS.items() if kind.__kind__.part_of in self.subjects}
        scope = {name: changes[name] for name in self.subjects if name in changes}
        if self.is_entangled or not kinds <= own or sum(map(len, scope.values())) > WIDEST:
            return None
        return scope
