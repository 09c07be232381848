"""R03: a record that serves no objective, a fortnight after it was entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import (
    OUR_BUSINESS,
    day_of,
    first_moment,
    is_asked,
    on_duty,
    one_of,
    standing,
)
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import KINDS, Commitment, Communication, Engagement, ObjectiveLink
from diplotrack.records.enumerations import (
    CommitmentStatus,
    EngagementStatus,
    Format,
    Traffic,
)
from diplotrack.store.lists import live

CODE = "R03"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Engagements, communications and commitments without an objective. Which would suit is asked when one is read."""
    unlinked = [(Ref(name, row.id), row) for name, row in _unlinked(read, settings, today, scope)]
    reported = {ref.id for ref, _row in unlinked if ref.kind == "engagement"}
    # One gap for a programme, not one for each of its items: what is linked there serves them all.
    for ref, row in unlinked:
        if row.parent_id in reported:
            continue
        entered = day_of(row.created_at, settings)
        yield Found(
            subjects=(ref,),
            severity=Severity.LOW,
            title=say("No objective: {title}", title=shorten(row.title)),
            why=say(
                "This {kind} was entered on {entered}, {days} days ago, and serves no objective.",
                kind=say(NAMES[ref.kind]),
                entered=entered,
                days=DaysSince(entered),
            ),
            fix=say(FIXES.get(ref.kind, LINK)),
            numbers={"days_since_entry": DaysSince(entered)},
            facts={"entered": entered},
        )


LINK = N_("Link an objective.")
FIXES = {"communication": N_("Link an objective, or mark it routine if it needs none.")}
NAMES = {
    "engagement": N_("engagement"),
    "communication": N_("communication"),
    "commitment": N_("commitment"),
}


def _unlinked(
    read: Session, settings: CheckSettings, today: date, scope: Scope | None
) -> Iterable[tuple[str, Any]]:
    for name in _candidates():
        if is_asked(KINDS[name], scope):
            for row in ask(read, _without, scope, name, settings, today):
                yield name, row


def _without(scope: OfScope | None, name: str, settings: CheckSettings, today: date) -> Select[Any]:
    entered_before = first_moment(today - timedelta(days=settings["R03.days"] - 1), settings)
    kind, (day, needs_one) = KINDS[name], _candidates()[name]
    title = kind.__table__.c[kind.__kind__.title]
    parent = Engagement.parent_id if kind is Engagement else null()
    query: Select[Any] = select(
        kind.id, title.label("title"), kind.created_at, day.label("day"), parent.label("parent_id")
    ).where(
        standing(kind, scope),
        kind.created_at < entered_before,
        needs_one,
        ~_linked(name, kind.id),
        on_duty(kind, day, settings),
    )
    return query.order_by(kind.id)


@cache
def _candidates() -> dict[str, tuple[Any, ColumnElement[bool]]]:
    """By kind: its latest possible day, and which of its records need an objective."""
    gone = (CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)
    programme, item = aliased(Engagement), aliased(Engagement)
    inherited = exists(
        select(programme.id).where(
            programme.id == Engagement.parent_id, standing(programme), _linked("engagement", programme.id)
        )
    )
    # A programme whose items serve objectives is asked for none of its own; its other items are.
    items_linked = exists(
        select(item.id).where(item.parent_id == Engagement.id, standing(item), _linked("engagement", item.id))
    )
    return {
        "engagement": (
            Engagement.starts_on_latest,
            and_(
                Engagement.format != Format.RECEPTION,
                Engagement.status != EngagementStatus.CANCELLED,
                or_(Engagement.parent_id.is_(None), ~inherited),
                ~items_linked,
            ),
        ),
        "communication": (
            func.coalesce(Communication.sent_on_latest, Communication.received_on),
            and_(Communication.is_routine.is_(False), Communication.traffic != Traffic.BETWEEN_OTHERS),
        ),
        "commitment": (
            Commitment.made_on_latest,
            and_(one_of(Commitment.direction, OUR_BUSINESS), Commitment.status.not_in(gone)),
        ),
    }


def _linked(name: str, record_id: Any) -> ColumnElement[bool]:
    return exists(
        select(ObjectiveLink.id).where(
            ObjectiveLink.owner_kind == name, ObjectiveLink.owner_id == record_id, live(ObjectiveLink)
        )
    )


def _bad(scene: Scene) -> None:
    objective = scene.objective("ECO-3")
    known = scene.engagement(starts_on=scene.ago(60))
    scene.link(known, objective)
    scene.engagement(title="Call on port fees", starts_on=scene.ago(15), created_at=scene.moment_ago(14))


def _good(scene: Scene) -> None:
    scene.engagement(starts_on=scene.ago(15), created_at=scene.moment_ago(14), format=Format.RECEPTION)
    scene.engagement(starts_on=scene.ago(13), created_at=scene.moment_ago(13))


RULE = Rule(
    code=CODE,
    slug="unaligned-record",
    title=N_("Record without an objective"),
    fires=N_(
        "An engagement, communication or commitment is linked to no objective {R03.days} days after it was entered."
        " Receptions, routine communications, cancelled engagements, what others do among themselves, and items of a"
        " programme that has an objective are exempt; a programme without one is reported once, not item by item."
    ),
    severity=N_("low"),
    rationale=N_(
        "What serves no stated aim cannot be weighed; and an aim’s own record is incomplete without it."
    ),
    remedy=N_("Link an objective; those that the partner’s other records serve are suggested."),
    subjects=("engagement", "communication", "commitment"),
    find=find,
    reach={
        "engagement": (
            down(Engagement.parent_id),
            up(Engagement.parent_id),
            up(Engagement.parent_id) >> down(Engagement.parent_id),
        ),
    },
    bad=Example(N_("A call was entered a fortnight ago and serves no objective."), _bad),
    good=Example(N_("A reception needs none, and a meeting entered 13 days ago has a day left."), _good),
    thresholds=(Threshold("R03.days", 14, N_("Days after entry")),),
    from_duty=True,
)
