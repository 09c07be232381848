"""What somebody holds: commitments, actions, objectives, texts and meetings that wait for an owner to act.

Where a kind has no owner of its own, what it hangs on decides: a line to take goes with its objective, an ask with the
meeting at which it was raised, a consultation with its line or its meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, select
from sqlalchemy.orm import aliased

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.records import (
    Action,
    Agreement,
    Ask,
    AskRaised,
    Commitment,
    Communication,
    Consultation,
    Engagement,
    Finding,
    Instruction,
    Objective,
    Position,
    Record,
)
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import (
    RUNNING,
    ActionStatus,
    CommitmentStatus,
    Direction,
    EngagementStatus,
    FindingState,
    ObjectiveStatus,
    Response,
    Side,
    Traffic,
)
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.next_steps import step_with, step_with_promise
from diplotrack.reports.compose.promises import read_promises
from diplotrack.store.as_of import holding
from diplotrack.store.derive import sort_key

OPEN = (CommitmentStatus.PROPOSED, *RUNNING)
UNSETTLED = (Response.NONE, Response.AD_REFERENDUM)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held: its words, the day that matters, and how it stands."""

    kind: str
    id: int
    uid: bytes
    text: str
    day: PartialDate | None
    state: Choice | None = None
    is_late: bool = False
    step: Label | None = None
    """What is to be done next, where the record tells."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one kind, the most urgent first. ``moves`` says that the records name their owner themselves."""

    name: str
    heading: Label
    rows: tuple[Held, ...]
    moves: bool = True


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose holdings: those people, by identifier and by the names under which gaps are assigned; nobody's if none."""

    people: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()

    @property
    def is_nobody(self) -> bool:
        """Whether it is asked for what has no owner."""
        return not self.people

    def owns(self, column: Any) -> ColumnElement[bool]:
        """That the column names one of them, or nobody."""
        owned: ColumnElement[bool] = column.is_(None) if self.is_nobody else column.in_(self.people)
        return owned


def holdings(frame: Frame, owners: Owners) -> list[Holding]:
    """All that they hold and that may be shown, kind by kind; kinds without anything are left out."""
    found = (
        _commitments(frame, owners),
        _actions(frame, owners),
        _engagements(frame, owners),
        _instructions(frame, owners),
        _communications(frame, owners),
        _objectives(frame, owners),
        _positions(frame, owners),
        _agreements(frame, owners),
        _asks(frame, owners),
        _consultations(frame, owners),
        _gaps(frame, owners),
    )
    return [one for one in found if one.rows]


def _rows(
    frame: Frame, kind: type[Record], text: str, dated: str, state: str, *conditions: ColumnElement[bool]
) -> tuple[Held, ...]:
    """The live rows of a kind that meet the conditions, earliest day first, those without one last."""
    table = kind.__table__
    query = select(kind).where(kind.deleted_at.is_(None), kind.merged_into.is_(None), *conditions)
    query = query.order_by(table.c[dated].asc().nulls_last(), kind.id) if dated else query.order_by(kind.id)
    name = kind.__kind__.name
    return tuple(
        _held(frame, name, one, text, dated, state)
        for one in frame.admit(name, frame.session.scalars(query).all())  # type: ignore[type-var]
    )


def _held(frame: Frame, kind: str, one: Any, text: str, dated: str, state: str) -> Held:
    first: date | None = getattr(one, dated) if dated else None
    day = PartialDate.of(first, getattr(one, f"{dated}_latest", None) if dated else None)
    due = dated in ("due_on", "deliver_by_on", "reply_due_on", "answer_due_on")
    late = due and day is not None and day.latest < frame.on
    step = step_with(kind, one, frame.on, frame.ours)
    stands = getattr(one, state) if state else None
    return Held(kind, one.id, one.uid, getattr(one, text), day, stands, late, step)


def _commitments(frame: Frame, owners: Owners) -> Holding:
    """Those that ran, or were proposed, on the day."""
    # What others promise one another is nobody's to keep here, owner or not.
    ours = [Commitment.direction != Direction.BETWEEN_OTHERS] if owners.is_nobody else []
    rows = tuple(
        Held(
            "commitment",
            one.id,
            one.uid,
            one.text,
            one.due,
            one.status,
            one.overdue > 0,
            step_with_promise(one),
        )
        for one in read_promises(frame, owners.owns(Commitment.owner_id), *ours)
        if one.status in OPEN
    )
    return Holding("commitment", N_("Open commitments"), rows)


def _actions(frame: Frame, owners: Owners) -> Holding:
    mine = (owners.owns(Action.owner_id), Action.status == ActionStatus.OPEN, Action.side == Side.OURS)
    return Holding("action", N_("Actions to do"), _rows(frame, Action, "text", "due_on", "status", *mine))


def _engagements(frame: Frame, owners: Owners) -> Holding:
    planned = Engagement.status.in_((EngagementStatus.PLANNED, EngagementStatus.POSTPONED))
    rows = _rows(frame, Engagement, "title", "starts_on", "status", owners.owns(Engagement.owner_id), planned)
    return Holding("engagement", N_("Engagements planned"), rows)


def _instructions(frame: Frame, owners: Owners) -> Holding:
    waits = or_(Instruction.delivered_on.is_(None), Instruction.reported_on.is_(None))
    rows = _rows(frame, Instruction, "text", "deliver_by_on", "", owners.owns(Instruction.owner_id), waits)
    return Holding("instruction", N_("Instructions to deliver or report"), rows)


def _communications(frame: Frame, owners: Owners) -> Holding:
    reply = aliased(Communication)
    answered = exists().where(reply.reply_to_id == Communication.id, reply.deleted_at.is_(None))
    waits = or_(
        Communication.sent_on.is_(None) & (Communication.traffic != Traffic.INCOMING),
        Communication.reply_due_on.is_not(None) & (Communication.traffic == Traffic.INCOMING) & ~answered,
    )
    rows = _rows(
        frame, Communication, "title", "reply_due_on", "type", owners.owns(Communication.owner_id), waits
    )
    return Holding("communication", N_("Texts to send or answer"), rows)


def _objectives(frame: Frame, owners: Owners) -> Holding:
    alive = Objective.status.in_((ObjectiveStatus.DRAFT, ObjectiveStatus.IN_FORCE))
    rows = _rows(frame, Objective, "title", "valid_until", "status", owners.owns(Objective.owner_id), alive)
    return Holding("objective", N_("Objectives"), rows)


def _positions(frame: Frame, owners: Owners) -> Holding:
    if owners.is_nobody:
        return Holding("position", N_("Lines to take"), ())
    theirs = Position.objective_id.in_(select(Objective.id).where(owners.owns(Objective.owner_id)))
    in_force = holding(Position, frame.on, "valid_from", "valid_until")
    rows = _rows(frame, Position, "line", "valid_until", "", theirs, in_force)
    return Holding("position", N_("Lines to take, with their objectives"), rows, moves=False)


def _agreements(frame: Frame, owners: Owners) -> Holding:
    if owners.is_nobody:
        return Holding("agreement", N_("Agreements"), ())
    alive = or_(Agreement.ends_on.is_(None), Agreement.ends_on >= frame.on)
    rows = _rows(frame, Agreement, "title", "ends_on", "type", owners.owns(Agreement.owner_id), alive)
    return Holding("agreement", N_("Agreements"), rows)


def _asks(frame: Frame, owners: Owners) -> Holding:
    if owners.is_nobody:
        return Holding("ask", N_("Asks"), ())
    raised = (
        select(AskRaised.ask_id)
        .outerjoin(Engagement, Engagement.id == AskRaised.engagement_id)
        .outerjoin(Communication, Communication.id == AskRaised.communication_id)
        .where(
            AskRaised.deleted_at.is_(None),
            or_(owners.owns(Engagement.owner_id), owners.owns(Communication.owner_id)),
        )
    )
    open_ones = (Ask.id.in_(raised), Ask.response.in_(UNSETTLED))
    rows = _rows(frame, Ask, "text", "answer_due_on", "response", *open_ones)
    return Holding("ask", N_("Asks that wait for an answer, with their meetings"), rows, moves=False)


def _consultations(frame: Frame, owners: Owners) -> Holding:
    if owners.is_nobody:
        return Holding("consultation", N_("Consultations"), ())
    lines = (
        select(Position.id)
        .join(Objective, Objective.id == Position.objective_id)
        .where(owners.owns(Objective.owner_id))
    )
    meetings = select(Engagement.id).where(owners.owns(Engagement.owner_id))
    texts = select(Communication.id).where(owners.owns(Communication.owner_id))
    theirs = or_(
        Consultation.position_id.in_(lines),
        Consultation.engagement_id.in_(meetings),
        Consultation.communication_id.in_(texts),
    )
    waits = Consultation.replied_on.is_(None) & or_(
        Consultation.viewed_on.is_not(None), Consultation.reply_due_on.is_not(None)
    )
    rows = _rows(frame, Consultation, "summary", "reply_due_on", "type", theirs, waits)
    return Holding("consultation", N_("Consultations that wait for our reply"), rows, moves=False)


def _gaps(frame: Frame, owners: Owners) -> Holding:
    if not frame.internal:
        return Holding("finding", N_("Gaps"), ())
    nothing = false() if owners.is_nobody else Finding.assignee != ""
    query = select(Finding).where(
        Finding.deleted_at.is_(None), Finding.state == FindingState.ASSIGNED, nothing
    )
    wanted = {sort_key(name) for name in owners.names}
    rows = frame.session.scalars(query.order_by(Finding.severity_rank.desc(), Finding.id)).all()
    return Holding(
        "finding",
        N_("Gaps assigned"),
        tuple(
            Held(
                "finding",
                one.id,
                one.uid,
                one.headline,
                PartialDate.of(one.first_seen),
                one.state,
                step=step_with("finding", one, frame.on, frame.ours),
            )
            for one in rows
            if sort_key(one.assignee) in wanted
        ),
    )
