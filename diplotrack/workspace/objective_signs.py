"""What bears on objectives, read set-based: gaps, commitments, lines to take, words and deeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.records import Commitment, Deed, ObjectiveLink, Position, Statement
from diplotrack.records import Finding as Gap
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import RUNNING, FindingState
from diplotrack.store.lists import live
from diplotrack.workspace.objective_health import Signs

CLOSED = (FindingState.WAIVED, FindingState.RESOLVED)
HELD_BY: tuple[Any, ...] = (Position, Statement, Deed)
"""Kinds that name their one objective themselves; the others are linked."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something said or done: the first day of its quarter, its stance or bearing (None where it has none)."""

    said: bool
    day: PartialDate
    value: int | None
    mention: Mention

    @property
    def quarter(self) -> date:
        """The first day of its quarter."""
        day = self.day.earliest
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open commitment: when it is due, and how many days it is overdue."""

    mention: Mention
    due: PartialDate | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line to take in force: its stance, its words, since when."""

    mention: Mention
    stance: int | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is shown of an objective with its parts: events by date, lines, what is owed, open gaps, gravest first."""

    events: tuple[Event, ...]
    lines: tuple[Line, ...]
    owed: tuple[Owed, ...]
    gaps: tuple[tuple[Mention, str], ...]
    """Each with its severity; the mention leads to the gap."""


def signs(session: Session, today: date) -> dict[int, Signs]:
    """What is known of each objective itself, its parts left out."""
    found: dict[int, Signs] = defaultdict(Signs)
    for objective, gap, severity in _gaps(session):
        found[objective].gaps.setdefault(severity, set()).add(gap)
    running = (
        select(ObjectiveLink.objective_id, Commitment.id, Commitment.due_on_latest)
        .join(Commitment, Commitment.id == ObjectiveLink.owner_id)
        .where(ObjectiveLink.owner_kind == "commitment", live(ObjectiveLink), live(Commitment))
        .where(Commitment.status.in_(RUNNING))
    )
    for objective, commitment, due in session.execute(running):
        found[objective].running.add(commitment)
        if due is not None and due < today:
            found[objective].overdue[commitment] = (today - due).days
    for objective, line in session.execute(
        select(Position.objective_id, Position.id).where(_in_force(today))
    ):
        found[objective].lines.add(line)
    for kind, day, name in ((Statement, Statement.said_on, "said_on"), (Deed, Deed.done_on, "done_on")):
        kind_: Any = kind
        latest = select(kind_.objective_id, func.max(day)).where(
            live(kind_), kind_.objective_id.is_not(None), day <= today
        )
        for objective, last in session.execute(latest.group_by(kind_.objective_id)):
            setattr(found[objective], name, last)
    return dict(found)


def _gaps(session: Session, objectives: Sequence[int] | None = None) -> Iterable[tuple[int, int, str]]:
    """Objective, identifier and severity of each open gap; one that touches several objectives comes for each."""
    is_open = (Gap.state.not_in(CLOSED), live(Gap))
    within: list[ColumnElement[bool]] = []
    if objectives is not None:
        within = [Gap.subject_id.in_(objectives)]
    direct = select(Gap.subject_id, Gap.id, Gap.severity).where(
        Gap.subject_kind == "objective", *is_open, *within
    )
    yield from ((row[0], row[1], row[2]) for row in session.execute(direct))
    for kind in HELD_BY:
        query = (
            select(kind.objective_id, Gap.id, Gap.severity)
            .join(Gap, Gap.subject_id == kind.id)
            .where(Gap.subject_kind == kind.__kind__.name, kind.objective_id.is_not(None), *is_open)
        )
        if objectives is not None:
            query = query.where(kind.objective_id.in_(objectives))
        yield from ((row[0], row[1], row[2]) for row in session.execute(query))
    linked = (
        select(ObjectiveLink.objective_id, Gap.id, Gap.severity)
        .join(Gap, Gap.subject_id == ObjectiveLink.owner_id)
        .where(Gap.subject_kind == ObjectiveLink.owner_kind, live(ObjectiveLink), *is_open)
    )
    if objectives is not None:
        linked = linked.where(ObjectiveLink.objective_id.in_(objectives))
    yield from ((row[0], row[1], row[2]) for row in session.execute(linked))


def _in_force(today: date) -> ColumnElement[bool]:
    newer = (
        select(Position.supersedes_id)
        .where(live(Position), Position.supersedes_id.is_not(None), Position.valid_from <= today)
        .scalar_subquery()
    )
    begun = or_(Position.valid_from.is_(None), Position.valid_from <= today)
    lasting = or_(Position.valid_until.is_(None), Position.valid_until >= today)
    return live(Position) & begun & lasting & Position.id.not_in(newer)


def portrait(session: Session, objectives: Sequence[int], today: date) -> Portrait:
    """The portrait of an objective and its parts, whose identifiers are given."""
    return Portrait(
        events=tuple(sorted(_events(session, objectives), key=lambda one: (one.day, one.mention.id))),
        lines=tuple(_lines(session, objectives, today)),
        owed=tuple(_owed(session, objectives, today)),
        gaps=tuple(_named_gaps(session, objectives)),
    )


def _events(session: Session, objectives: Sequence[int]) -> Iterable[Event]:
    said = select(
        Statement.id, Statement.quote, Statement.said_on, Statement.said_on_latest, Statement.stance
    ).where(live(Statement), Statement.objective_id.in_(objectives), Statement.said_on.is_not(None))
    done = select(Deed.id, Deed.text, Deed.done_on, Deed.done_on_latest, Deed.bearing).where(
        live(Deed), Deed.objective_id.in_(objectives), Deed.done_on.is_not(None)
    )
    for name, query in (("statement", said), ("deed", done)):
        for row_id, words, first, last, value in session.execute(query):
            day = PartialDate.of(first, last)
            assert day is not None
            yield Event(name == "statement", day, value, Mention(name, row_id, " ".join(words.split())))


def _lines(session: Session, objectives: Sequence[int], today: date) -> Iterable[Line]:
    query = select(Position.id, Position.line, Position.stance, Position.valid_from).where(
        Position.objective_id.in_(objectives), _in_force(today)
    )
    for row_id, words, stance, since in session.execute(query.order_by(Position.valid_from.desc())):
        yield Line(Mention("position", row_id, " ".join(words.split())), stance, since)


def _owed(session: Session, objectives: Sequence[int], today: date) -> Iterable[Owed]:
    linked = select(ObjectiveLink.owner_id).where(
        ObjectiveLink.owner_kind == "commitment",
        ObjectiveLink.objective_id.in_(objectives),
        live(ObjectiveLink),
    )
    query = select(Commitment.id, Commitment.text, Commitment.due_on, Commitment.due_on_latest).where(
        Commitment.id.in_(linked), live(Commitment), Commitment.status.in_(RUNNING)
    )
    for row_id, words, due, latest in session.execute(query.order_by(Commitment.due_on.nulls_last())):
        late = (today - (latest or due)).days if due is not None else 0
        yield Owed(
            Mention("commitment", row_id, " ".join(words.split())), PartialDate.of(due, latest), max(0, late)
        )


def _named_gaps(session: Session, objectives: Sequence[int]) -> Iterable[tuple[Mention, str]]:
    ids = {gap for _objective, gap, _severity in _gaps(session, objectives)}
    query = select(Gap.id, Gap.headline, Gap.severity).where(Gap.id.in_(ids))
    for row_id, words, severity in session.execute(query.order_by(Gap.severity_rank.desc(), Gap.id)):
        yield Mention("finding", row_id, words), severity
