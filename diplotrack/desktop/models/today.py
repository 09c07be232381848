"""What a day asks for: what is next, what is owed by whom, which gaps are open, what was begun, what was touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_moment, format_number, join_names
from diplotrack.desktop.theme import Tone
from diplotrack.records import KINDS
from diplotrack.records.enumerations import RUNNING, ActionStatus, Direction, EngagementStatus
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace import Workspace

NEXT, DUE, AT_MOST, TOUCHED = 7, 30, 5, 5
"""Days looked ahead for what comes up and for what falls due, and rows of a section."""
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
    draft: str = ""
    """The key of the draft that it is about, in place of a record."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, how many there are in all, a word at its end, and the first lines."""

    heading: Label
    count: int
    lines: tuple[Line, ...]
    more: tuple[str, tuple[Condition, ...]] | None = None
    """The list that shows all of them: its kind and conditions."""
    page: str = ""
    """Or the page that does."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """All sections that have something in them."""

    day: date
    sections: tuple[Section, ...]


def read_day(workspace: Workspace, *, with_gaps: bool = True) -> Day:
    """Gather the day, for a reader thread; ``with_gaps=False`` spares the first look the loading of the rules."""
    today = clock.today(workspace.settings()["zone"] or None)
    week, soon = today + timedelta(days=NEXT), today + timedelta(days=DUE)
    planned = Condition("status", "is", EngagementStatus.PLANNED)
    undone = Condition("status", "is", ActionStatus.OPEN)
    sections = (
        _section(
            workspace, N_("Next 7 days"), "engagement", (planned, *_between("starts_on", today, week)), today
        ),
        _past(workspace, today),
        *(
            _owed(workspace, heading, direction, today, soon)
            for heading, direction in (
                (N_("We owe"), (Direction.OURS, Direction.MUTUAL)),
                (N_("They owe us"), (Direction.THEIRS,)),
                (N_("Others owe one another"), (Direction.BETWEEN_OTHERS,)),
            )
        ),
        _section(workspace, N_("Actions"), "action", (undone, *_between("due_on", None, soon)), today),
        _gaps(workspace, today) if with_gaps else Section(N_("Gaps"), 0, ()),
        _drafts(workspace),
        _touched(workspace, today),
    )
    return Day(today, tuple(one for one in sections if one.lines))


def _owed(
    workspace: Workspace, heading: Label, directions: tuple[Direction, ...], today: date, soon: date
) -> Section:
    """What is overdue, then what falls due, of those directions."""
    about = (Condition("status", "any", RUNNING), Condition("direction", "any", directions))
    found = _section(workspace, heading, "commitment", (*about, *_between("due_on", None, soon)), today)
    if not found.lines:
        return found
    overdue = ListQuery("commitment", (*about, *_between("due_on", None, today - timedelta(days=1))))
    late = workspace.records.count(overdue)
    note = _("{count} overdue").format(count=format_number(late)) if late else ""
    return replace(found, note=note)


def _past(workspace: Workspace, today: date) -> Section:
    """Planned engagements whose day is past: did they take place?"""
    found = workspace.suggesting.past_planned()
    lines = tuple(
        Line(
            "engagement",
            one.mention.id,
            one.mention.caption,
            join_names([str(partner) for partner in one.partners]),
            _near(one.day, today),
            "warn",
        )
        for one in found[:AT_MOST]
    )
    more = (
        Condition("status", "is", EngagementStatus.PLANNED),
        *_between("starts_on", None, today - timedelta(days=1)),
    )
    return Section(N_("Did it take place?"), len(found), lines, ("engagement", more))


def _drafts(workspace: Workspace) -> Section:
    """What was begun and not saved yet."""
    found = workspace.drafts.all()
    lines = tuple(
        Line(
            one.kind,
            one.record_id or 0,
            one.title or str(KINDS[one.kind].__kind__.label),
            str(KINDS[one.kind].__kind__.label),
            format_moment(one.saved_at.replace(tzinfo=UTC).astimezone()),
            draft=one.key,
        )
        for one in found[:AT_MOST]
    )
    return Section(N_("Drafts left open"), len(found), lines, page="drafts")


def _touched(workspace: Workspace, today: date) -> Section:
    """The records that operations of people touched last."""
    lines = tuple(
        Line(
            one.mention.kind,
            one.mention.id,
            one.mention.caption or str(KINDS[one.mention.kind].__kind__.label),
            _(one.operation).format(**one.parameters),
            _near(PartialDate.day(one.at.date()), today),
        )
        for one in workspace.history.touched(TOUCHED)
    )
    return Section(N_("Changed last"), 0, lines)


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
) -> Section:
    dated = _SHOWN[kind][1]
    query = ListQuery(kind, conditions, dated)
    ids = workspace.records.identifiers(query, AT_MOST)
    rows = workspace.records.rows(kind, ids, _SHOWN[kind])
    lines = tuple(_line(kind, record_id, rows[record_id], today) for record_id in ids if record_id in rows)
    count = workspace.records.count(query) if len(lines) == AT_MOST else len(lines)
    return Section(heading, count, lines, (kind, conditions))


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
    worst = [
        _("{count} {severity}").format(count=format_number(count), severity=str(severity.label).lower())
        for severity, count in counts.items()
        if count
    ]
    lines = []
    for one in workspace.check.findings(limit=AT_MOST):
        subject = one.subject[0]
        severity = one.severity.value
        detail = str(KINDS[subject.kind].__kind__.label)
        label = str(one.severity.label)
        title = one.title.text(today)
        lines.append(Line(subject.kind, subject.id, title, detail, label, SEVERITY_TONES.get(severity)))
    return Section(N_("Gaps"), sum(counts.values()), tuple(lines), page="finding", note="  ·  ".join(worst))
