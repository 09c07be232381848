"""R30: an instruction was not delivered by its day, or was delivered and not reported on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, Said, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Instruction

CODE = "R30"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Instructions that are late for delivery, or for the report on it."""
    every = _instructions(settings, scope)
    late = read.execute(
        every.where(Instruction.delivered_on.is_(None), Instruction.deliver_by_on < today)
    ).all()
    # A report is known by its day or by its reference.
    silent = read.execute(
        every.where(
            Instruction.delivered_on <= settings.last_day_before(today, settings["R30.working_days"]),
            Instruction.reported_on.is_(None),
            func.trim(Instruction.reporting_reference) == "",
        )
    ).all()
    names = party_names(read, {row.to_id for row in (*late, *silent) if row.to_id is not None})
    for row in late:
        yield _undelivered(row, names)
    for row in silent:
        yield _unreported(row, names, settings)


def _instructions(settings: CheckSettings, scope: Scope | None) -> Any:
    day = func.coalesce(Instruction.received_on, Instruction.deliver_by_on, Instruction.delivered_on)
    query: Any = select(
        Instruction.id,
        Instruction.text,
        Instruction.reference,
        Instruction.to_id,
        Instruction.deliver_by_on,
        Instruction.delivered_on,
    )
    return query.where(standing(Instruction, scope), on_duty(Instruction, day, settings)).order_by(
        Instruction.id
    )


def _undelivered(row: Any, names: dict[int, str]) -> Found:
    return Found(
        subjects=(Ref("instruction", row.id),),
        severity=Severity.HIGH,
        title=say("Not delivered: {text}", text=shorten(row.text)),
        why=say_many(
            "{what} was to be delivered{to} by {day}; that is {days} day past, and no delivery is on record.",
            "{what} was to be delivered{to} by {day}; that is {days} days past, and no delivery is on record.",
            "days",
            what=_what(row),
            to=_to(row, names),
            day=row.deliver_by_on,
            days=DaysSince(row.deliver_by_on),
        ),
        fix=say("Deliver it, or tell headquarters why not; then report back."),
        numbers={"deliver_by": row.deliver_by_on, "days_late": DaysSince(row.deliver_by_on)},
        facts={"deliver_by": row.deliver_by_on},
    )


def _unreported(row: Any, names: dict[int, str], settings: CheckSettings) -> Found:
    return Found(
        subjects=(Ref("instruction", row.id),),
        severity=Severity.HIGH,
        title=say("Delivered and not reported: {text}", text=shorten(row.text)),
        why=say(
            "{what} was delivered{to} on {day}; more than {limit} working days have passed, and headquarters has no"
            " report of it.",
            what=_what(row),
            to=_to(row, names),
            day=row.delivered_on,
            limit=settings["R30.working_days"],
        ),
        fix=say("Report back, and enter the day and the reference of the report."),
        numbers={
            "delivered": row.delivered_on,
            "days_since": DaysSince(row.delivered_on),
            "working_days": settings["R30.working_days"],
        },
        facts={"delivered": row.delivered_on},
    )


def _what(row: Any) -> Said:
    reference = row.reference.strip()
    return say("Instruction {reference}", reference=reference) if reference else say("This instruction")


def _to(row: Any, names: dict[int, str]) -> Said | str:
    return say(" to {party}", party=names[row.to_id]) if row.to_id is not None else ""


def _instruction(scene: Scene, **values: Any) -> None:
    text = "Tell them that fees above cost are no fees"
    partner = scene.partner()
    scene.add(
        Instruction(text=text, reference="Circular 3", to_id=partner.id, received_on=scene.ago(20), **values)
    )


def _bad(scene: Scene) -> None:
    _instruction(scene, deliver_by_on=scene.ago(1))


def _good(scene: Scene) -> None:
    _instruction(scene, deliver_by_on=scene.today)
    _instruction(scene, delivered_on=scene.ago(2))
    _instruction(scene, delivered_on=scene.ago(9), reported_on=scene.ago(8))


RULE = Rule(
    code=CODE,
    slug="unreported-instruction",
    title=N_("Instruction not carried out or reported"),
    fires=N_(
        "The day by which an instruction was to be delivered has passed, and no delivery is on record. Or it was"
        " delivered, and after {R30.working_days} working days of the post neither the day nor the reference of a"
        " report is."
    ),
    severity=N_("high"),
    rationale=N_("Headquarters acts on what it believes was said. What was not reported was not done."),
    remedy=N_("Deliver it; report back."),
    subjects=("instruction",),
    reach={},
    find=find,
    bad=Example(N_("An instruction was to be delivered yesterday, and is not."), _bad),
    good=Example(
        N_("One is to be delivered today, one was delivered the day before yesterday, one was reported on."),
        _good,
    ),
    thresholds=(Threshold("R30.working_days", 2, N_("Working days for the report"), N_("working days")),),
    from_duty=True,
)
