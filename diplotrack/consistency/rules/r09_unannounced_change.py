"""R09: a position changed, and a partner that was to be told has not been told in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Consultation, Objective, Position, PositionPartner
from diplotrack.records.enumerations import STANCES, ConsultationType, Duty
from diplotrack.store.lists import live

CODE = "R09"

STANCE = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for each partner on the notify list without a notice around the day of the change.

    Who was consulted about the change in that time has been told of it.
    """
    before, after = timedelta(days=settings["R09.days_before"]), timedelta(days=settings["R09.days_after"])
    rows = _changes(read, settings, today - after, scope)
    told = _told(read)
    names = party_names(read, [row.party_id for row in rows])
    for row in rows:
        days = told.get((row.id, row.party_id), [])
        if any(row.day - before <= day <= row.day + after for day, _consultation in days):
            continue
        late = next(((day, one) for day, one in days if day > row.day), None)
        party = names[row.party_id]
        yield Found(
            subjects=(Ref("position", row.id), Ref("party", row.party_id)),
            severity=Severity.HIGH,
            title=say("Change on {code} not announced to {party}", code=row.code, party=party),
            why=say(
                "The position on {code} changed from “{old}” to “{new}” on {day}; {party} is to be notified, and"
                " {notice} from {first} to {last}.",
                code=row.code,
                old=STANCE[row.old_stance],
                new=STANCE[row.stance],
                day=row.day,
                party=party,
                notice=say("was told only on {day}, not", day=late[0])
                if late
                else say("no notice is on record"),
                first=row.day - before,
                last=row.day + after,
            ),
            fix=say("Explain the delay to {party}; then waive this gap.", party=party)
            if late
            else say("Notify {party}.", party=party),
            records=(Ref("position", row.old_id), *((Ref("consultation", late[1]),) if late else ())),
            quotes=(
                Words(Ref("position", row.old_id), row.old_line),
                Words(Ref("position", row.id), row.line),
            ),
            numbers={
                "old": row.old_stance,
                "new": row.stance,
                "changed": row.day,
                "told": late[0] if late else None,
            },
            facts={
                "old": row.old_stance,
                "new": row.stance,
                "changed": row.day,
                "told": late[0] if late else None,
            },
            parties=(row.party_id,),
        )


def _changes(read: Session, settings: CheckSettings, until: date, scope: Scope | None) -> list[Any]:
    """Positions that replaced another of a different stance before ``until``, with each partner to notify."""
    old = aliased(Position)
    day = func.coalesce(Position.valid_from, Position.announced_on)
    query = (
        select(
            Position.id,
            Position.stance,
            Position.line,
            day.label("day"),
            old.id.label("old_id"),
            old.stance.label("old_stance"),
            old.line.label("old_line"),
            Objective.code,
            PositionPartner.party_id,
        )
        .join(old, old.id == Position.supersedes_id)
        .join(Objective, Objective.id == Position.objective_id)
        .join(PositionPartner, PositionPartner.position_id == Position.id)
        .where(
            standing(Position, scope),
            standing(Objective),
            live(PositionPartner),
            PositionPartner.duty == Duty.NOTIFY,
            func.abs(Position.stance - old.stance) >= settings["R09.difference"],
            day < until,
        )
    )
    found = read.execute(query.order_by(Position.id, PositionPartner.id)).all()
    return [row for row in found if row.party_id not in settings.ours]


def _told(read: Session) -> dict[tuple[int, int], list[tuple[date, int]]]:
    """By position and partner, the days of notices and consultations in order, with their identifiers."""
    query = select(Consultation.position_id, Consultation.party_id, Consultation.on, Consultation.id).where(
        standing(Consultation), Consultation.position_id.is_not(None), Consultation.on.is_not(None)
    )
    found: dict[tuple[int, int], list[tuple[date, int]]] = {}
    for position, party, day, consultation in read.execute(query.order_by(Consultation.on)):
        if position is not None and party is not None and day is not None:
            found.setdefault((position, party), []).append((day, consultation))
    return found


def _change(scene: Scene, days_ago: int) -> Position:
    objective = scene.objective("SEC-1")
    old = scene.add(
        Position(
            objective_id=objective.id, stance=1, line="We support the treaty.", valid_from=scene.ago(900)
        )
    )
    new = scene.add(
        Position(
            objective_id=objective.id,
            stance=-1,
            line="We oppose the treaty.",
            valid_from=scene.ago(days_ago),
            supersedes_id=old.id,
            is_public=False,
        )
    )
    scene.add(PositionPartner(position_id=new.id, party_id=scene.partner().id, duty=Duty.NOTIFY))
    return new


def _bad(scene: Scene) -> None:
    _change(scene, 8)


def _good(scene: Scene) -> None:
    changed = _change(scene, 8)
    scene.add(
        Consultation(
            summary="New line on the treaty",
            position_id=changed.id,
            party_id=scene.partner().id,
            type=ConsultationType.NOTICE,
            on=scene.ago(10),
        )
    )


RULE = Rule(
    code=CODE,
    slug="unannounced-change",
    title=N_("Change of position not announced"),
    fires=N_(
        "A position replaced another that differs by {R09.difference} or more; {R09.days_after} days have passed since,"
        " and a partner on its notify list has no notice from {R09.days_before} days before the change to"
        " {R09.days_after} days after it. A consultation on the change counts as notice."
    ),
    severity=N_("high"),
    rationale=N_(
        "A partner that learns of our change from the press will ask what else it has not been told."
    ),
    remedy=N_("Notify the partners named."),
    subjects=("position",),
    find=find,
    reach={
        "consultation": up(Consultation.position_id),
        "objective": down(Position.objective_id),
        "position": down(Position.supersedes_id),
    },
    bad=Example(N_("The line changed eight days ago; a partner to be notified has heard nothing."), _bad),
    good=Example(N_("The partner was told two days before the change."), _good),
    thresholds=(
        Threshold("R09.difference", 1, N_("Difference of stances that counts as a change"), N_("steps")),
        Threshold("R09.days_before", 30, N_("Days before the change in which notice counts")),
        Threshold("R09.days_after", 7, N_("Days after the change in which notice counts")),
    ),
    is_raised=True,
)
