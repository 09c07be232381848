"""R23: a meeting that nobody wrote up, a plan that nobody closed, an action that nobody owns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import hours_ahead, is_asked, on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.reach import up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Action, Communication, Engagement, Passage
from diplotrack.records.enumerations import (
    ActionStatus,
    CommunicationType,
    EngagementStatus,
    Format,
    Side,
    Traffic,
)
from diplotrack.store.lists import live

CODE = "R23"

over_on = func.coalesce(Engagement.ends_on_latest, Engagement.starts_on_latest)
"""The last possible day of an engagement."""


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Held engagements without a record, planned ones whose day has passed, actions without an owner or a date."""
    if is_asked(Engagement, scope):
        yield from _unwritten(read, settings, today, scope)
        yield from _past_plans(read, settings, today, scope)
    if is_asked(Action, scope):
        yield from _loose_actions(read, settings, scope)


def _unwritten(read: Session, settings: CheckSettings, today: date, scope: Scope | None) -> Iterable[Found]:
    for row in ask(read, _unwritten_ones, scope, settings, today):
        yield Found(
            subjects=(Ref("engagement", row.id),),
            severity=Severity.MEDIUM,
            title=say("No record of conversation: {title}", title=shorten(row.title)),
            why=say(
                "It was held ({day}) and ended {days} days ago; more than {limit} working days have passed without a"
                " record of conversation, its own or in a report on it.",
                day=PartialDate(row.starts_on, row.starts_on_latest),
                days=DaysSince(row.over_on),
                limit=settings["R23.working_days"],
            ),
            fix=say("Write it up."),
            numbers={"days_since": DaysSince(row.over_on), "working_days": settings["R23.working_days"]},
            facts={"over": row.over_on},
        )


def _unwritten_ones(scope: OfScope | None, settings: CheckSettings, today: date) -> Any:
    last_day = settings.last_day_before(today, settings["R23.working_days"])
    item = aliased(Engagement)
    item_written = exists(
        select(item.id).where(
            item.parent_id == Engagement.id, item.deleted_at.is_(None), _has_text("engagement", item.id)
        )
    )
    reported = exists(
        select(Communication.id).where(
            Communication.engagement_id == Engagement.id,
            standing(Communication),
            or_(Communication.type == CommunicationType.CABLE, Communication.traffic == Traffic.INTERNAL),
            _has_text("communication", Communication.id),
        )
    )
    query = _engagements(scope).where(
        Engagement.status == EngagementStatus.HELD,
        Engagement.format != Format.RECEPTION,
        over_on <= last_day,
        ~_has_text("engagement", Engagement.id),
        ~item_written,
        ~reported,
        on_duty(Engagement, Engagement.starts_on_latest, settings),
    )
    return query.order_by(Engagement.id)


def _past_plans(read: Session, settings: CheckSettings, today: date, scope: Scope | None) -> Iterable[Found]:
    for row in ask(read, _planned_ones, scope, settings, today):
        if row.over_on == today - timedelta(days=1) and hours_ahead(row.zone, row.over_on, settings) < 0:
            continue  # West of the post, yesterday is not over yet.
        yield Found(
            subjects=(Ref("engagement", row.id),),
            severity=Severity.MEDIUM,
            title=say("Planned, and its day has passed: {title}", title=shorten(row.title)),
            why=say(
                "It is still marked as planned, and its last day ({day}) was {days} days ago.",
                day=row.over_on,
                days=DaysSince(row.over_on),
            ),
            fix=say("Did it take place? Mark it held, postponed or cancelled."),
            numbers={"days_since": DaysSince(row.over_on)},
            facts={"over": row.over_on},
        )


def _planned_ones(scope: OfScope | None, settings: CheckSettings, today: date) -> Any:
    query = _engagements(scope).where(
        Engagement.status == EngagementStatus.PLANNED,
        over_on < today,
        on_duty(Engagement, Engagement.starts_on_latest, settings),
    )
    return query.order_by(Engagement.id)


def _loose_actions(read: Session, settings: CheckSettings, scope: Scope | None) -> Iterable[Found]:
    for row in ask(read, _loose_ones, scope, settings):
        missing = [
            label for label, lacks in ((N_("an owner"), row.nobody), (N_("a due date"), row.no_day)) if lacks
        ]
        yield Found(
            subjects=(Ref("action", row.id),),
            severity=Severity.MEDIUM,
            title=say("Loose action: {text}", text=shorten(row.text)),
            why=say("This action of ours is open and lacks {missing}.", missing=missing),
            fix=say("Give it {missing}.", missing=missing),
            numbers={"missing": len(missing)},
            facts={"missing": [label.message for label in missing]},
        )


def _loose_ones(scope: OfScope | None, settings: CheckSettings) -> Any:
    nobody, no_day = Action.owner_id.is_(None), Action.due_on.is_(None)
    query = select(Action.id, Action.text, nobody.label("nobody"), no_day.label("no_day")).where(
        standing(Action, scope),
        Action.status == ActionStatus.OPEN,
        Action.side == Side.OURS,
        or_(nobody, no_day),
        on_duty(Action, Action.due_on, settings),
    )
    return query.order_by(Action.id)


def _engagements(scope: OfScope | None) -> Any:
    return select(
        Engagement.id,
        Engagement.title,
        Engagement.starts_on,
        Engagement.starts_on_latest,
        Engagement.zone,
        over_on.label("over_on"),
    ).where(standing(Engagement, scope))


def _has_text(kind: str, record_id: Any) -> Any:
    return exists(
        select(Passage.id).where(
            and_(Passage.owner_kind == kind, Passage.owner_id == record_id),
            func.trim(Passage.text) != "",
            live(Passage),
        )
    )


def _bad(scene: Scene) -> None:
    scene.engagement(starts_on=scene.ago(12))


def _good(scene: Scene) -> None:
    held = scene.engagement(starts_on=scene.ago(12))
    scene.add(Passage(owner_kind="engagement", owner_id=held.id, role="summary", text="Fees will be frozen."))
    scene.engagement(title="National day", starts_on=scene.ago(12), format=Format.RECEPTION)
    scene.add(Action(text="Send the draft", owner_id=scene.officer.id, due_on=scene.ago(-5)))


RULE = Rule(
    code=CODE,
    slug="no-record",
    title=N_("Not written up"),
    fires=N_(
        "A held engagement (not a reception) has no record of conversation after {R23.working_days} working days: no"
        " text of its own or of an item of its programme, no cable or internal report on it. Or a planned engagement is"
        " past its end. Or an open action of ours has no owner or no due date."
    ),
    severity=N_("medium"),
    rationale=N_(
        "What was said and agreed is known for a week. After that, only what was written down remains."
    ),
    remedy=N_("Write it up; say whether it took place; give the action an owner and a day."),
    subjects=("engagement", "action"),
    find=find,
    reach={"engagement": up(Engagement.parent_id), "communication": up(Communication.engagement_id)},
    bad=Example(N_("A meeting was held 12 days ago, and nothing of it is on record."), _bad),
    good=Example(
        N_("One meeting has its summary; a reception needs none; the action has an owner and a day."), _good
    ),
    thresholds=(Threshold("R23.working_days", 5, N_("Working days for the record"), N_("working days")),),
    from_duty=True,
)
