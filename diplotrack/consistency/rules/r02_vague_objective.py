"""R02: an objective of which nobody could tell whose it is, when it is reached, or by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.reach import down
from diplotrack.consistency.rule import MONTHS, Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Indicator, Objective, Person
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.store.lists import live

CODE = "R02"

OWNER = N_("an owner")
INDICATOR = N_("an indicator with its baseline and its measure")
END = N_("a day on which it ends")


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Objectives in force with one or more of these blanks."""
    for row in _rows(read, today, scope):
        blanks, numbers = _blanks(row, settings["R02.months"])
        if not blanks:
            continue
        shown: dict[str, Any] = {"code": row.code, "title": row.title, "blanks": blanks}
        yield Found(
            subjects=(Ref("objective", row.id),),
            severity=Severity.MEDIUM if len(blanks) >= settings["R02.blanks_medium"] else Severity.LOW,
            title=say("Vague objective: {code} {title}", **shown),
            why=say("{code} lacks {blanks}; nobody could tell whether it was reached.", **shown),
            fix=say("Complete {code}: give it {blanks}.", **shown),
            numbers={"blanks": len(blanks), **numbers},
            facts={"blanks": [one.message for one in blanks]},
        )


def _rows(read: Session, today: date, scope: Scope | None) -> list[Any]:
    is_owned = exists(select(Person.id).where(Person.id == Objective.owner_id, live(Person)))
    is_measured = exists(
        select(Indicator.id).where(
            Indicator.objective_id == Objective.id,
            live(Indicator),
            func.trim(Indicator.baseline) != "",
            func.trim(Indicator.measure) != "",
        )
    )
    query = select(
        Objective.id,
        Objective.code,
        Objective.title,
        Objective.valid_from,
        Objective.valid_until,
        Objective.valid_until_latest,
        is_owned.label("is_owned"),
        is_measured.label("is_measured"),
    ).where(
        standing(Objective, scope),
        Objective.status == ObjectiveStatus.IN_FORCE,
        or_(Objective.valid_until_latest.is_(None), Objective.valid_until_latest >= today),
    )
    return list(read.execute(query.order_by(Objective.id)))


def _blanks(row: Any, months: int) -> tuple[list[Said], dict[str, Any]]:
    blanks = [
        say(blank)
        for blank, is_there in (
            (OWNER, row.is_owned),
            (INDICATOR, row.is_measured),
            (END, row.valid_until is not None),
        )
        if not is_there
    ]
    if row.valid_from is None or row.valid_until is None:
        return blanks, {}
    # The widest term that the days allow, both ends inclusive: it is short only if it is certainly so.
    last = row.valid_until_latest or row.valid_until
    if last + timedelta(days=1) < row.valid_from + relativedelta(months=months):
        blanks.append(say("a horizon of {months} months or more", months=months))
        return blanks, {"from": row.valid_from, "until": last}
    return blanks, {}


def _objective(scene: Scene, **values: Any) -> None:
    start = scene.ago(100)
    made = scene.objective(
        **{
            "owner_id": scene.officer.id,
            "valid_from": start,
            "valid_until": start + relativedelta(months=24, days=-1),
            **values,
        }
    )
    scene.add(
        Indicator(
            objective_id=made.id,
            name="Days from fault to repair",
            baseline="21 days",
            measure="Median over the faults reported, half-yearly",
        )
    )


def _bad(scene: Scene) -> None:
    _objective(scene, valid_until=scene.ago(100) + relativedelta(months=24, days=-2))


def _good(scene: Scene) -> None:
    _objective(scene)


RULE = Rule(
    code=CODE,
    slug="vague-objective",
    title=N_("Vague objective"),
    fires=N_(
        "An objective in force has no owner; no indicator with both baseline and measure; no end, or a term from its"
        " first to its last day of less than {R02.months} months."
    ),
    severity=N_("low; {R02.blanks_medium} or more of these: medium"),
    rationale=N_(
        "An aim without an owner, a measure or a horizon is a wish, and wishes are not followed up."
    ),
    remedy=N_("Complete the blanks."),
    subjects=("objective",),
    find=find,
    reach={"person": down(Objective.owner_id)},
    bad=Example(N_("Its term is a day shorter than two years."), _bad),
    good=Example(N_("It has an owner, a measured indicator, and a term of two years to the day."), _good),
    thresholds=(
        Threshold("R02.months", 24, N_("Months that an objective should run"), MONTHS),
        Threshold("R02.blanks_medium", 2, N_("Blanks from which it is medium"), N_("blanks")),
    ),
)
