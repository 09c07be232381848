"""R11: the announcement came first, and the consultation after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.changes import is_past, read_duties, read_told
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import SUCCESSION
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import say, say_many
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Consultation, Position, PositionPartner
from diplotrack.records.enumerations import Duty
from diplotrack.store.positions.successions import Stated, read_successions

CODE = "R11"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for each partner on the consult list whose first consultation came after the announcement."""
    wanted = None if scope is None else scope.get("position", frozenset())
    successions = read_successions(read, positions=wanted)
    positions = {
        one.id: one
        for one in successions.standing()
        if (wanted is None or one.id in wanted)
        and one.announced_on is not None
        and not is_past(one, successions, today)
    }
    codes = codes_in_force(read, {one.objective for one in positions.values()})
    pairs = read_duties(read, positions, Duty.CONSULT, settings.ours)
    told = read_told(read, (position for position, _partner in pairs))
    names = party_names(read, (partner for _position, partner in pairs))
    for position, partner in pairs:
        one = positions[position]
        consulted = [notice for notice in told.get((position, partner), []) if notice.is_consultation]
        if one.objective not in codes or not consulted or one.announced_on is None:
            continue
        first = consulted[0]
        if one.announced_on < first.day:
            yield _found(
                one,
                one.announced_on,
                codes[one.objective],
                partner,
                names[partner],
                first.day,
                first.id,
                today,
            )


def _found(
    position: Stated,
    announced: date,
    code: str,
    partner: int,
    party: str,
    consulted: date,
    consultation: int,
    today: date,
) -> Found:
    days = (consulted - announced).days
    if announced > today:
        fix = say("Consult {party} before the announcement, or announce later.", party=party)
    else:
        fix = say("Explain the sequence to {party}, and consult before announcing from here on.", party=party)
    return Found(
        subjects=(Ref("position", position.id), Ref("party", partner)),
        severity=Severity.HIGH,
        title=say("Announced on {code} before {party} was consulted", code=code, party=party),
        why=say_many(
            "The position on {code} is dated as announced on {announced}; {party}, which is to be consulted, was first"
            " consulted on {consulted}, {days} day later.",
            "The position on {code} is dated as announced on {announced}; {party}, which is to be consulted, was first"
            " consulted on {consulted}, {days} days later.",
            "days",
            code=code,
            announced=announced,
            party=party,
            consulted=consulted,
            days=days,
        ),
        fix=fix,
        records=(Ref("consultation", consultation),),
        quotes=(Words(Ref("position", position.id), position.words),),
        numbers={"announced": announced, "consulted": consulted, "days": days},
        facts={"announced": announced, "consulted": consulted},
        parties=(partner,),
    )


def _announced(scene: Scene, days_ago: int) -> None:
    objective = scene.objective("SEC-1")
    position = scene.add(
        Position(
            objective_id=objective.id,
            stance=2,
            line="The treaty is to be concluded this year.",
            valid_from=scene.ago(60),
            announced_on=scene.ago(60),
            is_public=False,
        )
    )
    partner = scene.partner()
    scene.add(PositionPartner(position_id=position.id, party_id=partner.id, duty=Duty.CONSULT))
    scene.add(
        Consultation(
            summary="The treaty this year",
            position_id=position.id,
            party_id=partner.id,
            on=scene.ago(days_ago),
        )
    )


def _bad(scene: Scene) -> None:
    _announced(scene, 59)


def _good(scene: Scene) -> None:
    _announced(scene, 60)


RULE = Rule(
    code=CODE,
    slug="announced-before-consulted",
    title=N_("Announced before consulted"),
    fires=N_(
        "The announcement of a position is dated before the first consultation on it of a partner on its consult list."
        " A position that has been replaced, or has run out, is left alone; a partner that was never consulted is"
        " another rule’s matter."
    ),
    severity=N_("high"),
    rationale=N_(
        "A consultation after the announcement is a notice with questions; partners know the difference."
    ),
    remedy=N_("Explain; fix the sequence."),
    subjects=("position",),
    find=find,
    reach={
        "consultation": up(Consultation.position_id),
        "objective": down(Position.objective_id),
        "position": SUCCESSION,
    },
    bad=Example(N_("The partner was first consulted on the day after the announcement."), _bad),
    good=Example(N_("The partner was consulted on the day itself, before the announcement."), _good),
    is_raised=True,
)
