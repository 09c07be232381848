"""R01: an objective in force for which nothing has been done for half a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import first_moment, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.reach import ancestors, facts, owned, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import (
    KINDS,
    Commitment,
    Communication,
    Deed,
    Engagement,
    Objective,
    ObjectiveLink,
    Record,
    Update,
)
from diplotrack.records.enumerations import EngagementStatus, ObjectiveStatus
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R01"

ACTIVE: dict[type[Record], Any] = {
    Engagement: Engagement.starts_on_latest,
    Communication: func.coalesce(Communication.sent_on_latest, Communication.received_on),
    Commitment: Commitment.made_on_latest,
    Deed: Deed.done_on_latest,
}
"""The kinds that show an objective alive, with the latest day on which each can have been."""

FIRST: dict[type[Record], Any] = {
    Engagement: Engagement.starts_on,
    Communication: Communication.sent_on,
    Commitment: Commitment.made_on,
    Deed: Deed.done_on,
}
"""Their first possible day, by which databases find the few of late."""


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Objectives long in force without a sign of life of their own or of an objective below them."""
    since = today - timedelta(days=settings["R01.days_in_force"])
    idle_since = today - timedelta(days=settings["R01.days_idle"])
    candidates = ask(read, _long_in_force, scope, settings, since, today).all()
    if not candidates:
        return
    below = _below(read)
    families = {row.id: _family(row.id, below) for row in candidates}
    alive = _alive(read, idle_since) if scope is None else None
    families = {
        top: family
        for top, family in families.items()
        if not (_has_sign(read, family, idle_since) if alive is None else family & alive)
    }
    last = _last_signs(read, {one for family in families.values() for one in family})
    for row in candidates:
        if row.id not in families:
            continue
        sign = max((last[one] for one in families[row.id] if one in last), default=None)
        latest = sign[0] if sign is not None else None
        if latest is not None and latest >= idle_since:
            continue
        shown = {"code": row.code, "title": row.title}
        if latest is None:
            why = say(
                "{code} has been in force for over {days} days, and no engagement, communication, commitment or deed"
                " serves it or an objective below it.",
                days=settings["R01.days_in_force"],
                **shown,
            )
        else:
            why = say(
                "The last engagement, communication, commitment (or update of one) or deed for {code} or an objective"
                " below it was on {last}, {days} days ago.",
                last=latest,
                days=DaysSince(latest),
                **shown,
            )
        yield Found(
            subjects=(Ref("objective", row.id),),
            severity=Severity.MEDIUM,
            title=say("Idle objective: {code} {title}", **shown),
            why=why,
            fix=say("Plan an engagement for it, or retire it."),
            records=(sign[1],) if sign is not None else (),
            numbers={"last": latest, "days_idle": DaysSince(latest) if latest else None},
            facts={"last": latest},
        )


def _long_in_force(scope: OfScope | None, settings: CheckSettings, since: date, today: date) -> Any:
    """Objectives in force now that have been so since that day; one without a day counts from its entry."""
    entered = Objective.created_at < first_moment(since + timedelta(days=1), settings)
    query = select(Objective.id, Objective.code, Objective.title, Objective.valid_from_latest).where(
        standing(Objective, scope),
        Objective.status == ObjectiveStatus.IN_FORCE,
        or_(Objective.valid_from_latest <= since, and_(Objective.valid_from.is_(None), entered)),
        or_(Objective.valid_until_latest.is_(None), Objective.valid_until_latest >= today),
    )
    return query.order_by(Objective.id)


def _alive(read: Session, since: date) -> set[int]:
    """Objectives with a sign of life that is certainly of that day or later; not all that may have one."""
    found: set[int] = set()
    for kind, day in FIRST.items():
        linked = _linked(kind, day).with_only_columns(ObjectiveLink.objective_id)
        found.update(read.scalars(linked.where(day >= since).distinct()))
        if kind is Commitment:
            moved = linked.join(Update, Update.commitment_id == Commitment.id)
            found.update(read.scalars(moved.where(live(Update), Update.on >= since).distinct()))
    own = _own_deeds().with_only_columns(Deed.objective_id).where(Deed.done_on >= since)
    return found.union(one for one in read.scalars(own.distinct()) if one is not None)


def _has_sign(read: Session, family: set[int], since: date) -> bool:
    """Whether one of these objectives has a sign of life since that day.

    What was linked last is looked at first: where an objective is alive at all, the first few rows tell.
    """
    return any(
        read.execute(way, {"objective": objective, "since": since}).first() is not None
        for objective in sorted(family)
        for way in _recent()
    )


@cache
def _recent() -> tuple[Select[Any], ...]:
    """The ways in which an objective shows itself alive since a day."""
    objective: Any = bindparam("objective")
    since: Any = bindparam("since", type_=Date())
    ways: list[Select[Any]] = []
    for kind, day in ACTIVE.items():
        recent = _linked(kind, day).where(ObjectiveLink.objective_id == objective)
        ways.append(recent.where(day >= since).order_by(ObjectiveLink.id.desc()))
        if kind is Commitment:
            moved = recent.join(Update, Update.commitment_id == Commitment.id)
            ways.append(moved.where(live(Update), Update.on >= since).order_by(ObjectiveLink.id.desc()))
        if kind is Deed:
            ways.append(_own_deeds().where(Deed.objective_id == objective, day >= since))
    return tuple(way.limit(1) for way in ways)


def _last_signs(read: Session, objectives: set[int]) -> dict[int, tuple[date, Ref]]:
    """The latest sign of life of each objective, planned ones in days to come included."""
    found: dict[int, tuple[date, Ref]] = {}
    for some in batches(objectives):
        for kind, day in ACTIVE.items():
            for objective, latest, record_id in _signs(read, kind, day, some):
                if latest is not None:
                    sign = latest, Ref(kind.__kind__.name, record_id)
                    found[objective] = max(sign, found.get(objective, sign))
    return found


def _linked(kind: type[Record], day: Any) -> Select[Any]:
    linked: Select[Any] = (
        select(ObjectiveLink.objective_id, day.label("day"), kind.id)
        .join(kind, kind.id == ObjectiveLink.owner_id)
        .where(ObjectiveLink.owner_kind == kind.__kind__.name, live(ObjectiveLink), standing(kind))
    )
    if kind is Engagement:
        linked = linked.where(Engagement.status.in_((EngagementStatus.HELD, EngagementStatus.PLANNED)))
    return linked


def _own_deeds() -> Select[Any]:
    return select(Deed.objective_id, ACTIVE[Deed].label("day"), Deed.id).where(
        Deed.objective_id.is_not(None), standing(Deed)
    )


def _signs(
    read: Session, kind: type[Record], day: Any, objectives: list[int]
) -> list[tuple[int, date | None, int]]:
    linked = _linked(kind, day).where(ObjectiveLink.objective_id.in_(objectives))
    rows = [tuple(row) for row in read.execute(linked)]
    if kind is Commitment:
        moved = linked.join(Update, Update.commitment_id == Commitment.id).where(live(Update))
        rows += [
            tuple(row)
            for row in read.execute(
                moved.with_only_columns(
                    ObjectiveLink.objective_id, func.max(Update.on), Commitment.id
                ).group_by(ObjectiveLink.objective_id, Commitment.id)
            )
        ]
    if kind is Deed:
        own = _own_deeds().where(Deed.objective_id.in_(objectives))
        rows += [tuple(row) for row in read.execute(own)]
    return rows


def _below(read: Session) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    pairs = select(Objective.parent_id, Objective.id).where(
        Objective.parent_id.is_not(None), standing(Objective)
    )
    for parent, child in read.execute(pairs):
        if parent is not None:
            found.setdefault(parent, []).append(child)
    return found


def _family(objective: int, below: dict[int, list[int]]) -> set[int]:
    """The objective and all below it, even where somebody has made a circle of them."""
    found: set[int] = set()
    waiting = [objective]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += below.get(one, [])
    return found


def _bad(scene: Scene) -> None:
    objective = scene.objective(valid_from=scene.ago(400))
    scene.link(scene.engagement(starts_on=scene.ago(200)), objective)


def _good(scene: Scene) -> None:
    objective = scene.objective(valid_from=scene.ago(400))
    below = scene.objective("SEC-1.1", parent_id=objective.id)
    scene.link(scene.engagement(starts_on=scene.ago(20)), below)


_ABOVE = ancestors(Objective.parent_id)
_SERVED = up(ObjectiveLink.objective_id) >> _ABOVE

RULE = Rule(
    code=CODE,
    slug="idle-objective",
    title=N_("Idle objective"),
    fires=N_(
        "An objective has been in force for at least {R01.days_in_force} days, and neither it nor an objective below it"
        " has an engagement, communication, commitment or deed in the last {R01.days_idle} days. A planned engagement"
        " counts, and so does an update of a commitment."
    ),
    severity=N_("medium"),
    rationale=N_(
        "An aim that nobody works for is either forgotten or no aim any more; both are worth knowing."
    ),
    remedy=N_("Plan an engagement for it, or retire it."),
    subjects=("objective",),
    find=find,
    reach={
        **{
            name: facts(KINDS[name], owned(ObjectiveLink, name) >> _SERVED)
            for name in ("engagement", "communication", "commitment", "deed")
        },
        "deed": (owned(ObjectiveLink, "deed") >> _SERVED) | (up(Deed.objective_id) >> _ABOVE),
        "objective_link": _SERVED,
        "objective": _ABOVE,
    },
    bad=Example(N_("The last meeting on an objective of long standing was 200 days ago."), _bad),
    good=Example(N_("An objective below it was on the agenda of a meeting three weeks ago."), _good),
    thresholds=(
        Threshold("R01.days_in_force", 180, N_("Days in force before it is looked at")),
        Threshold("R01.days_idle", 180, N_("Days without any activity")),
    ),
)
