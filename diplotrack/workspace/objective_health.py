"""How an objective stands, in one word: derived from gaps, overdue commitments, lines to take, words and deeds.

The objective is judged together with its parts. It is *at risk* with an open gap of high or critical severity, or a
commitment overdue for more than ``LONG_OVERDUE`` days. It *needs attention* with any other open gap of medium
severity, any overdue commitment, no line to take in force, or nothing said and nothing done in ``QUIET`` days. Else it
is *on course*. What is a draft, achieved or retired is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from diplotrack.base.i18n import N_, _, format_date, ngettext
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import ObjectiveStatus

LONG_OVERDUE = 30
QUIET = 180
"""Days."""


class Course(Choice):
    """How an objective stands."""

    AT_RISK = "at_risk", N_("At risk")
    ATTENTION = "attention", N_("Needs attention")
    ON_COURSE = "on_course", N_("On course")
    ASIDE = "aside", N_("Not in force")


@dataclass(slots=True)
class Signs:
    """What is known of an objective: identifiers of open gaps by severity, days overdue by commitment, the rest."""

    gaps: dict[str, set[int]] = field(default_factory=dict)
    overdue: dict[int, int] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    said_on: date | None = None
    done_on: date | None = None

    def take_in(self, part: Signs) -> None:
        """Count what belongs to a part, too; what serves both counts once."""
        for severity, ids in part.gaps.items():
            self.gaps.setdefault(severity, set()).update(ids)
        self.overdue |= part.overdue
        self.running |= part.running
        self.lines |= part.lines
        self.said_on, self.done_on = _later(self.said_on, part.said_on), _later(self.done_on, part.done_on)

    @property
    def open_gaps(self) -> int:
        """How many gaps are open."""
        return sum(len(ids) for ids in self.gaps.values())


@dataclass(frozen=True, slots=True)
class Health:
    """The word, and why: one short sentence with its number for each reason, the gravest first."""

    course: Course
    reasons: tuple[str, ...]


def judge(signs: Signs, status: ObjectiveStatus, since: date | None, today: date) -> Health:
    """How it stands; ``since`` is the day from which it is in force, None where that is not known."""
    if status is not ObjectiveStatus.IN_FORCE:
        return Health(Course.ASIDE, (str(status.label),))
    grave, mild = list(_grave(signs)), list(_mild(signs, since, today))
    if grave:
        return Health(Course.AT_RISK, (*grave, *mild))
    if mild:
        return Health(Course.ATTENTION, tuple(mild))
    return Health(Course.ON_COURSE, tuple(_good(signs)))


def _grave(signs: Signs) -> Iterable[str]:
    critical, high = len(signs.gaps.get("critical", ())), len(signs.gaps.get("high", ()))
    if critical:
        yield ngettext("{count} critical gap", "{count} critical gaps", critical).format(count=critical)
    if high:
        yield ngettext("{count} high gap", "{count} high gaps", high).format(count=high)
    long = sum(1 for days in signs.overdue.values() if days > LONG_OVERDUE)
    if long:
        words = ngettext(
            "{count} commitment overdue for more than {days} days",
            "{count} commitments overdue for more than {days} days",
            long,
        )
        yield words.format(count=long, days=LONG_OVERDUE)


def _mild(signs: Signs, since: date | None, today: date) -> Iterable[str]:
    medium = len(signs.gaps.get("medium", ()))
    if medium:
        yield ngettext("{count} medium gap", "{count} medium gaps", medium).format(count=medium)
    late = sum(1 for days in signs.overdue.values() if days <= LONG_OVERDUE)
    if late:
        yield ngettext("{count} commitment overdue", "{count} commitments overdue", late).format(count=late)
    if not signs.lines:
        yield _("no line to take in force")
    latest = _later(signs.said_on, signs.done_on)
    silent = (today - latest).days if latest is not None else None
    if silent is not None and silent > QUIET:
        yield _("nothing said or done since {day}").format(day=format_date(latest))
    if silent is None and (since is None or (today - since).days > QUIET):
        yield _("nothing said or done on record")


def _good(signs: Signs) -> Iterable[str]:
    count = len(signs.lines)
    yield ngettext("{count} line to take in force", "{count} lines to take in force", count).format(
        count=count
    )
    if signs.said_on is not None:
        yield _("last said {day}").format(day=format_date(signs.said_on))
    if signs.done_on is not None:
        yield _("last done {day}").format(day=format_date(signs.done_on))


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)
