"""R09: a position changed, and a partner that was to be told has not been told in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.changes import Change, Told, owed_on_changes, read_told
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.position_paths import SUCCESSION
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Consultation, Position, PositionPartner
from diplotrack.records.enumerations import STANCES, ConsultationType, Duty

CODE = "R09"

STANCE = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for each partner on the notify list without a notice around the day of the change.

    Who was consulted about the change in that time has been told of it.
    """
    before, after = timedelta(days=settings["R09.days_before"]), timedelta(days=settings["R09.days_after"])
    owed = owed_on_changes(
        read, settings, today, scope, Duty.NOTIFY, settings["R09.difference"], settings["R09.days_after"]
    )
    told = read_told(read, (change.new.id for change, _day, _code, _partner in owed))
    names = party_names(read, (partner for _change, _day, _code, partner in owed))
    for change, day, code, partner in owed:
        notices = told.get((change.new.id, partner), [])
        if any(day - before <= one.day <= day + after for one in notices):
            continue
        late = next((one for one in notices if one.day > day), None)
        yield _found(change, code, names[partner], partner, day, (day - before, day + after), late)


def _found(
    change: Change,
    code: str,
    party: str,
    partner: int,
    day: date,
    window: tuple[date, date],
    late: Told | None,
) -> Found:
    values = {
        "old": change.old.stance,
        "new": change.new.stance,
        "changed": day,
        "told": late.day if late else None,
    }
    return Found(
        subjects=(change.ref, Ref("party", partner)),
        severity=Severity.HIGH,
        title=say("Change on {code} not announced to {party}", code=code, party=party),
        why=say(
            "The position on {code} changed from “{old}” to “{new}” on {day}; {party} is to be notified, and {notice}"
            " from {first} to {last}.",
            code=code,
            old=STANCE[change.old.stance or 0],
            new=STANCE[change.new.stance or 0],
            day=day,
            party=party,
            notice=say("was told only on {day}, not", day=late.day)
            if late
            else say("no notice is on record"),
            first=window[0],
            last=window[1],
        ),
        fix=say("Explain the delay to {party}; then waive this gap.", party=party)
        if late
        else say("Notify {party}.", party=party),
        records=(
            Ref("position", change.old.id),
            *((Ref("consultation", late.id),) if late else ()),
        ),
        quotes=(Words(Ref("position", change.old.id), change.old.words), Words(change.ref, change.new.words)),
        numbers={**values, "window_first": window[0], "window_last": window[1]},
        facts=values,
        parties=(partner,),
    )


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
        " {R09.days_after} days after it. A consultation on the change counts as notice. A change that has itself been"
        " replaced, or has run out, is left alone."
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
        "position": SUCCESSION,
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
