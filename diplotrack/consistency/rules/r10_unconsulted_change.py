"""R10: a position changed, and a partner that was to be consulted has not been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.changes import Change, Told, owed_on_changes, read_told
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.position_paths import SUCCESSION
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Consultation,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import STANCES, Duty
from diplotrack.store.batches import among, batches
from diplotrack.store.lists import live

CODE = "R10"

STANCE = dict(STANCES)


@dataclass(frozen=True, slots=True)
class Pledge:
    """That an agreement obliges its parties to consult one another on an objective; days are read widely."""

    agreement: int
    title: str
    article: str
    first: date
    last: date


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for each partner on the consult list without a consultation before the change or on its day."""
    before = timedelta(days=settings["R10.days_before"])
    owed = owed_on_changes(
        read, settings, today, scope, Duty.CONSULT, settings["R10.difference"], settings["R10.days_after"]
    )
    told = read_told(read, (change.new.id for change, _day, _code, _partner in owed))
    missing = []
    for change, day, code, partner in owed:
        consulted = [one for one in told.get((change.new.id, partner), []) if one.is_consultation]
        if not any(day - before <= one.day <= day for one in consulted):
            missing.append(
                (change, day, code, partner, next((one for one in consulted if one.day > day), None))
            )
    names = party_names(read, (partner for _change, _day, _code, partner, _late in missing))
    pledges = _pledges(read, {change.new.objective for change, *_rest in missing})
    for change, day, code, partner, late in missing:
        owing = [
            one for one in pledges.get((change.new.objective, partner), []) if one.first <= day <= one.last
        ]
        pledge = owing[0] if owing else None
        yield _found(change, code, partner, names[partner], (day - before, day), late, pledge)


def _pledges(read: Session, objectives: Iterable[int]) -> dict[tuple[int, int], list[Pledge]]:
    """By objective and partner, the agreements that oblige us to consult it, with the days on which they may do so."""
    found: dict[tuple[int, int], list[Pledge]] = defaultdict(list)
    for some in batches(objectives):
        for row in read.execute(_duties(), {"keys": some}):
            begun = [day for day in (row.in_force_on, row.provisional_on) if day is not None]
            ended = [day for day in (row.ends_on_latest, row.withdrawn_on_latest) if day is not None]
            days = min(begun, default=date.min), min(ended, default=date.max)
            found[row.objective_id, row.party_id].append(Pledge(row.id, row.title, row.note, *days))
    return found


@cache
def _duties() -> Any:
    """Made once: at a scoped check, making it would cost more than asking it."""
    return (
        select(
            AgreementDuty.objective_id,
            AgreementParty.party_id,
            Agreement.id,
            Agreement.title,
            AgreementDuty.note,
            Agreement.in_force_on,
            Agreement.provisional_on,
            Agreement.ends_on_latest,
            AgreementParty.withdrawn_on_latest,
        )
        .join(Agreement, Agreement.id == AgreementDuty.agreement_id)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .where(
            among(AgreementDuty.objective_id),
            live(AgreementDuty),
            live(AgreementParty),
            standing(Agreement),
        )
        .order_by(Agreement.id, AgreementDuty.id)
    )


def _found(
    change: Change,
    code: str,
    partner: int,
    party: str,
    window: tuple[date, date],
    late: Told | None,
    pledge: Pledge | None,
) -> Found:
    old, new = change.old, change.new
    values = {
        "old": old.stance,
        "new": new.stance,
        "changed": window[1],
        "consulted": late.day if late else None,
    }
    why = say(
        "The position on {code} changed from “{old}” to “{new}” on {day}; {party} is to be consulted, and"
        " {consultation} from {first} to {day}.{pledge}",
        code=code,
        old=STANCE[old.stance or 0],
        new=STANCE[new.stance or 0],
        day=window[1],
        first=window[0],
        party=party,
        consultation=say("was consulted only on {day}, not", day=late.day)
        if late
        else say("no consultation is on record"),
        pledge=_pledged(pledge, party),
    )
    return Found(
        subjects=(change.ref, Ref("party", partner)),
        severity=Severity.HIGH if pledge else Severity.MEDIUM,
        title=say("{party} not consulted on the change on {code}", code=code, party=party),
        why=why,
        fix=say(
            "Explain the delay to {party}, and tell it what became of its view; then waive this gap.",
            party=party,
        )
        if late
        else say("Consult {party} now, and record its view.", party=party),
        records=(
            Ref("position", old.id),
            *((Ref("consultation", late.id),) if late else ()),
            *((Ref("agreement", pledge.agreement),) if pledge else ()),
        ),
        quotes=(Words(Ref("position", old.id), old.words), Words(change.ref, new.words)),
        numbers={**values, "window_first": window[0], "window_last": window[1]},
        facts={**values, "pledged": pledge is not None},
        parties=(partner,),
    )


def _pledged(pledge: Pledge | None, party: str) -> Said | str:
    if pledge is None:
        return ""
    values = {"party": party, "agreement": shorten(pledge.title), "article": shorten(pledge.article)}
    if pledge.article:
        return say(
            " We owe {party} consultation on it under “{agreement}” ({article}).",
            **values,
        )
    return say(" We owe {party} consultation on it under “{agreement}”.", **values)


def _change(scene: Scene, **consultation: date) -> None:
    objective = scene.objective("SEC-1")
    usual = {"objective_id": objective.id, "is_public": False}
    old = scene.add(Position(stance=1, line="We support the treaty.", valid_from=scene.ago(900), **usual))
    new = scene.add(
        Position(
            stance=-1,
            line="We oppose the treaty.",
            valid_from=scene.ago(8),
            supersedes_id=old.id,
            **usual,
        )
    )
    partner = scene.partner()
    scene.add(PositionPartner(position_id=new.id, party_id=partner.id, duty=Duty.CONSULT))
    if consultation:
        scene.add(
            Consultation(
                summary="New line on the treaty", position_id=new.id, party_id=partner.id, **consultation
            )
        )


def _bad(scene: Scene) -> None:
    _change(scene)


def _good(scene: Scene) -> None:
    _change(scene, on=scene.ago(30))


_BY_AGREEMENT = (
    down(AgreementDuty.agreement_id) >> up(AgreementDuty.objective_id) >> down(Position.objective_id)
)

RULE = Rule(
    code=CODE,
    slug="unconsulted-change",
    title=N_("Change of position without consultation"),
    fires=N_(
        "A position replaced another that differs by {R10.difference} or more; {R10.days_after} days have passed since,"
        " and a partner on its consult list has no consultation on it from {R10.days_before} days before the change to"
        " its day. A notice is no consultation. A change that has itself been replaced, or has run out, is left alone."
    ),
    severity=N_(
        "medium; an agreement in force with the partner names the objective among its consultation duties: high"
    ),
    rationale=N_(
        "A partner that was promised a hearing and got an announcement will not wait for the next hearing."
    ),
    remedy=N_("Consult now; record the view."),
    subjects=("position",),
    find=find,
    reach={
        "consultation": up(Consultation.position_id),
        "objective": down(Position.objective_id),
        "position": SUCCESSION,
        "agreement": _BY_AGREEMENT,
        "agreement_party": up(AgreementParty.agreement_id) >> _BY_AGREEMENT,
        "agreement_duty": up(AgreementDuty.objective_id) >> down(Position.objective_id),
    },
    bad=Example(N_("The line changed eight days ago; a partner to be consulted was not."), _bad),
    good=Example(N_("The partner was consulted three weeks before the change."), _good),
    thresholds=(
        Threshold("R10.difference", 1, N_("Difference of stances that counts as a change"), N_("steps")),
        Threshold("R10.days_before", 180, N_("Days before the change in which consultation counts")),
        Threshold("R10.days_after", 7, N_("Days after the change before it is looked at")),
    ),
    is_raised=True,
)
