"""What a day asks for: what is next, what is overdue, what is due, which gaps are open, what was touched last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, join_names
from diplotrack.desktop.theme import Tone
from diplotrack.records import KINDS
from diplotrack.records.enumerations import RUNNING, ActionStatus, Direction, EngagementStatus
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace import Workspace

AHEAD, AT_MOST, TOUCHED = 30, 6, 4
"""Days looked ahead, and rows of a section."""
SEVERITY_TONES: dict[str, Tone] = {"critical": "bad", "high": "bad", "medium": "warn", "low": "quiet"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at: the record that it is about, its words, and the word at its end."""

    kind: str
    id: int
    title: str
    detail: str = ""
    end: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, how many there are in all, and the first lines."""

    heading: Label
    count: int
    lines: tuple[Line, ...]
    more: tuple[str, tuple[Condition, ...]] | None = None
    """The list that shows all of them: its kind and conditions."""
    page: str = ""
    """Or the page that does."""


@dataclass(frozen=True, slots=True)
class Day:
    """All sections that have something in them."""

    day: date
    sections: tuple[Section, ...]


def read_day(workspace: Workspace, *, with_gaps: bool = True) -> Day:
    """Gather the day, for a reader thread; ``with_gaps=False`` spares the first look the loading of the rules."""
    today = clock.today(workspace.settings()["zone"] or None)
    soon, past = today + timedelta(days=AHEAD), today - timedelta(days=1)
    owed = Condition("status", "any", RUNNING)
    planned = Condition("status", "is", EngagementStatus.PLANNED)
    undone = Condition("status", "is", ActionStatus.OPEN)
    sections = (
        _section(
            workspace, N_("Coming up"), "engagement", (planned, *_between("starts_on", today, soon)), today
        ),
        _section(workspace, N_("Overdue"), "commitment", (owed, *_between("due_on", None, past)), today),
        _gaps(workspace, today) if with_gaps else Section(N_("Gaps"), 0, ()),
        _section(
            workspace, N_("Due within 30 days"), "commitment", (owed, *_between("due_on", today, soon)), today
        ),
        _section(workspace, N_("Actions"), "action", (undone, *_between("due_on", None, soon)), today),
        _section(
            workspace, N_("Changed last"), "engagement", (), today, sort="-updated_at,-id", limit=TOUCHED
        ),
    )
    return Day(today, tuple(one for one in sections if one.lines))


def _between(column: str, first: date | None, last: date | None) -> tuple[Condition, ...]:
    found = []
    if first is not None:
        found.append(Condition(column, "from", first))
    if last is not None:
        found.append(Condition(column, "until", last))
    return tuple(found)


_SHOWN = {
    "engagement": ("title", "starts_on", "partners", "format", "city"),
    "commitment": ("text", "due_on", "made_by", "made_to", "direction"),
    "action": ("text", "due_on", "owner_id"),
}


def _section(
    workspace: Workspace,
    heading: Label,
    kind: str,
    conditions: tuple[Condition, ...],
    today: date,
    *,
    sort: str = "",
    limit: int = AT_MOST,
) -> Section:
    dated = _SHOWN[kind][1]
    query = ListQuery(kind, conditions, sort or dated)
    ids = workspace.records.identifiers(query, limit)
    rows = workspace.records.rows(kind, ids, _SHOWN[kind])
    lines = tuple(_line(kind, record_id, rows[record_id], today) for record_id in ids if record_id in rows)
    count = workspace.records.count(query) if len(lines) == limit else len(lines)
    return Section(heading, 0 if sort else count, lines, None if sort else (kind, conditions))


def _line(kind: str, record_id: int, values: tuple[Any, ...], today: date) -> Line:
    title, when, *others = values
    day = when if isinstance(when, PartialDate) or when is None else PartialDate.day(when)
    late = kind != "engagement" and day is not None and day.latest < today
    return Line(
        kind,
        record_id,
        str(title),
        "  ·  ".join(_said(kind, others)),
        _near(day, today),
        "bad" if late else None,
    )


def _said(kind: str, values: list[Any]) -> Iterable[str]:
    if kind == "engagement":
        partners, form, city = values
        return (one for one in (join_names([str(p) for p in partners]), str(form.label), city) if one)
    if kind == "commitment":
        made_by, made_to, direction = values
        sides = _("{by} to {to}").format(
            by=join_names([str(one) for one in made_by]), to=join_names([str(one) for one in made_to])
        )
        whose = str(direction.label) if isinstance(direction, Direction) else ""
        return (one for one in (whose, sides if made_by and made_to else "") if one)
    return (str(one) for one in values if one)


def _near(day: PartialDate | None, today: date) -> str:
    if day is None:
        return ""
    if day.precision == "day":
        near = {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}.get((day.earliest - today).days)
        if near:
            return near
    return format_date(day)


def _gaps(workspace: Workspace, today: date) -> Section:
    counts = workspace.check.counts()
    lines = []
    for one in workspace.check.findings(limit=AT_MOST):
        subject = one.subject[0]
        severity = one.severity.value
        detail = str(KINDS[subject.kind].__kind__.label)
        label = str(one.severity.label)
        title = one.title.text(today)
        lines.append(Line(subject.kind, subject.id, title, detail, label, SEVERITY_TONES.get(severity)))
    return Section(N_("Gaps"), sum(counts.values()), tuple(lines), page="finding")
