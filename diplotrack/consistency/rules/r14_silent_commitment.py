"""R14: nobody has said for a whole review interval how a commitment goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import (
    OUR_BUSINESS,
    condition_met,
    day_of,
    first_moment,
    on_duty,
    one_of,
    standing,
    within,
)
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import WHOSE
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, Update
from diplotrack.records.enumerations import RUNNING, Direction
from diplotrack.store.lists import live
from diplotrack.store.sql import days_between

CODE = "R14"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Running commitments without an update for longer than their review interval."""
    for row in ask(read, _silent, scope, settings, today):
        heard = row.last or row.made_on_latest or day_of(row.created_at, settings)
        since = _SINCE_UPDATE if row.last else _SINCE_MADE if row.made_on_latest else _SINCE_ENTRY
        # Of a day known to the month only, no day is made up.
        shown = heard if row.last else PartialDate.of(row.made_on, row.made_on_latest) or heard
        yield Found(
            subjects=(Ref("commitment", row.id),),
            severity=Severity.MEDIUM,
            title=say("No news: {text}", text=shorten(row.text)),
            why=say(
                "This commitment ({whose}) is to be reviewed every {interval} days; {since}, {days} days ago.",
                whose=WHOSE[row.direction],
                interval=row.interval,
                since=say(since, day=shown),
                days=DaysSince(heard),
            ),
            fix=say(_FIXES[row.direction]),
            numbers={"last": heard, "days_silent": DaysSince(heard), "interval": row.interval},
            facts={"last": heard, "interval": row.interval},
        )


def _silent(scope: OfScope | None, settings: CheckSettings, today: date) -> Any:
    updates = (
        select(Update.commitment_id, func.max(Update.on).label("last"))
        .where(live(Update), Update.on <= today, within(Update.commitment_id, Commitment, scope))
        .group_by(Update.commitment_id)
        .subquery()
    )
    interval = func.coalesce(Commitment.review_days, settings["R14.days"])
    last = func.coalesce(updates.c.last, Commitment.made_on_latest)
    silent = (
        select(
            Commitment.id,
            Commitment.text,
            Commitment.direction,
            Commitment.made_on,
            Commitment.made_on_latest,
            Commitment.created_at,
            updates.c.last,
            interval.label("interval"),
        )
        .outerjoin(updates, updates.c.commitment_id == Commitment.id)
        .where(
            standing(Commitment, scope),
            one_of(Commitment.status, RUNNING),
            one_of(Commitment.direction, OUR_BUSINESS),
            condition_met(today),
            on_duty(Commitment, Commitment.made_on_latest, settings),
            or_(
                days_between(today.isoformat(), last) > interval,
                # The moment of entry lies within its day: counted from the first moment of today, more days than these
                # have gone by only if the day of entry lies further back.
                and_(
                    last.is_(None),
                    days_between(first_moment(today, settings).isoformat(" "), Commitment.created_at)
                    > interval,
                ),
            ),
        )
    )
    return silent.order_by(Commitment.id)


_SINCE_UPDATE = N_("its last update dates from {day}")
_SINCE_MADE = N_("it has had no update since it was made ({day})")
_SINCE_ENTRY = N_("it has had no update since it was entered ({day})")
_FIXES = {
    Direction.OURS: N_("Post an update."),
    Direction.THEIRS: N_("Ask them how it stands, and post an update."),
    Direction.MUTUAL: N_("Post an update for both sides."),
}


def _bad(scene: Scene) -> None:
    scene.commitment(made_on=scene.ago(300))


def _good(scene: Scene) -> None:
    made = scene.commitment(made_on=scene.ago(300))
    scene.add(Update(commitment_id=made.id, on=scene.ago(90), text="First adviser named"))


RULE = Rule(
    code=CODE,
    slug="silent-commitment",
    title=N_("Commitment without news"),
    fires=N_(
        "A commitment is open, in progress or partly fulfilled and has had no update for longer than its review"
        " interval ({R14.days} days, unless it says otherwise). One whose condition is not met yet is left alone."
    ),
    severity=N_("medium"),
    rationale=N_(
        "A commitment of which nobody hears is found overdue on its due date, when it is too late to act."
    ),
    remedy=N_("Post an update."),
    subjects=("commitment",),
    find=find,
    reach={},
    bad=Example(N_("A commitment was made 300 days ago and has never been updated."), _bad),
    good=Example(N_("Its last update is 90 days old: within the interval still."), _good),
    thresholds=(Threshold("R14.days", 90, N_("Review interval where the commitment names none")),),
    from_duty=True,
)
