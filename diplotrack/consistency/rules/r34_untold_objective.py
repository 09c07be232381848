"""R34: a partner of the first tier has not heard for a year of an objective that concerns it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.conditions import first_moment, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.reach import ALL, facts, owned, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.telling import FEW, concerning, lately_told, tellings, ties_of
from diplotrack.records import (
    KINDS,
    AgreementDuty,
    Consultation,
    Objective,
    ObjectiveLink,
    ObjectiveNotice,
    PartnerTier,
    Party,
    Position,
    Statement,
)
from diplotrack.records.enumerations import (
    Level,
    ObjectiveStatus,
)
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R34"
FIRST_TIER = 1


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Objectives long in force that concern a partner of the first tier whom nobody told of them lately."""
    since = today - timedelta(days=settings["R34.days"])
    objectives = {row.id: row for row in ask(read, _objectives, scope, settings, since, today)}
    bodies = _first_tier(read, settings, since, today) if objectives else {}
    if not bodies:
        return
    concerns: dict[tuple[int, int], Label] = {}
    told: dict[tuple[int, int], date] = {}
    for some, left in _left(read, objectives, bodies, since, today):
        for label, ties in concerning(today):
            for one in ties_of(read, ties, some, left):
                concerns.setdefault((one.objective, bodies[one.party]), label)
        if not concerns:
            continue
        for ties in tellings(today):
            for one in ties_of(read, ties, some, left):
                pair = one.objective, bodies[one.party]
                if one.day is not None:
                    told[pair] = max(one.day, told.get(pair, one.day))
    names = party_names(read, {party for _objective, party in concerns})
    for objective, party in sorted(concerns):
        last = told.get((objective, party))
        if last is None or last < since:
            reason = concerns[objective, party]
            yield _found(objectives[objective], party, names[party], reason, last, settings["R34.days"])


def _left(
    read: Session, objectives: Iterable[int], bodies: dict[int, int], since: date, today: date
) -> Iterable[tuple[list[int], list[int]]]:
    """Objectives, with the parties that are to be asked about: of a few objectives, those that nobody told lately."""
    ids = list(objectives)
    if len(ids) > FEW:
        yield ids, list(bodies)
        return
    for one in ids:
        told = lately_told(read, one, bodies, since, today)
        if left := [party for party, partner in bodies.items() if partner not in told]:
            yield [one], left


def _found(row: Any, party: int, name: str, reason: Label, last: date | None, days: int) -> Found:
    shown = {"party": name, "code": row.code, "title": row.title, "reason": reason, "days": days}
    if last is None:
        why = say(
            "{party} is a partner of the first tier, and objective {code} ({title}) concerns it: {reason}."
            " No notice, meeting, letter or statement on record told it of this objective.",
            **shown,
        )
    else:
        why = say(
            "{party} is a partner of the first tier, and objective {code} ({title}) concerns it: {reason}."
            " It was last told of this objective on {last}, more than {days} days ago.",
            last=last,
            **shown,
        )
    return Found(
        subjects=(Ref("objective", row.id), Ref("party", party)),
        severity=Severity.LOW,
        title=say("{party} has not heard of {code} lately", **shown),
        why=why,
        fix=say("Tell them, at the next meeting or by a note, and enter the day."),
        numbers={"last": last, "days": days},
        facts={"last": last},
        parties=(party,),
    )


def _objectives(scope: OfScope | None, settings: CheckSettings, since: date, today: date) -> Any:
    """Those in force now and for the whole of the time in which partners are to be told."""
    entered = Objective.created_at < first_moment(since + timedelta(days=1), settings)
    query = select(Objective.id, Objective.code, Objective.title).where(
        standing(Objective, scope),
        Objective.status == ObjectiveStatus.IN_FORCE,
        or_(Objective.valid_from_latest <= since, and_(Objective.valid_from.is_(None), entered)),
        or_(Objective.valid_until.is_(None), Objective.valid_until_latest >= today),
    )
    return query.order_by(Objective.id)


def _first_tier(read: Session, settings: CheckSettings, since: date, today: date) -> dict[int, int]:
    """The partners of the first tier, and the bodies that belong to them: party → partner.

    One that came into the tier lately is given its time first.
    """
    partners = set(ask(read, _tiers, None, settings, since, today).scalars())
    found: dict[int, int] = {}
    for some in batches(partners):
        bodies = select(Party.id, Party.parent_id).where(Party.parent_id.in_(some), standing(Party))
        found.update({body: parent for body, parent in read.execute(bodies) if parent is not None})
    return found | {party: party for party in partners}


def _tiers(_scope: None, settings: CheckSettings, since: date, today: date) -> Any:
    return (
        select(PartnerTier.party_id)
        .join(Party, Party.id == PartnerTier.party_id)
        .where(
            live(PartnerTier),
            standing(Party),
            PartnerTier.tier == FIRST_TIER,
            or_(PartnerTier.from_on.is_(None), PartnerTier.from_on <= since),
            or_(PartnerTier.until_on.is_(None), PartnerTier.until_on >= today),
            Party.id.not_in(sorted(settings.ours)),
        )
    )


def _ground(scene: Scene, told: int) -> None:
    partner = scene.partner()
    scene.add(PartnerTier(party_id=partner.id, tier=FIRST_TIER, level=Level.MINISTER, months=12))
    objective = scene.objective(valid_from=scene.ago(900))
    scene.link(scene.commitment(), objective)
    scene.add(ObjectiveNotice(objective_id=objective.id, party_id=partner.id, told_on=scene.ago(told)))


def _bad(scene: Scene) -> None:
    _ground(scene, 366)


def _good(scene: Scene) -> None:
    _ground(scene, 365)


def _links(kind: str) -> Any:
    return facts(KINDS[kind], owned(ObjectiveLink, kind) >> up(ObjectiveLink.objective_id))


RULE = Rule(
    code=CODE,
    slug="untold-objective",
    title=N_("Untold objective"),
    fires=N_(
        "An objective has been in force for {R34.days} days and concerns a partner of the first tier: a line to take on"
        " it names the partner, an agreement or a running commitment on it has the partner as a party, or it was told"
        " of it before. And for {R34.days} days nobody told the partner (or a body of it): no notice, consultation or"
        " meeting on the objective, no letter to it and no statement addressed to it."
    ),
    severity=N_("low"),
    rationale=N_("A first-tier partner that learns of our aims from others draws its own conclusions."),
    remedy=N_("Tell them."),
    subjects=("objective",),
    reach={
        "party": ALL,
        "objective_link": up(ObjectiveLink.objective_id),
        "position": up(Position.objective_id),
        "consultation": up(Consultation.position_id) >> up(Position.objective_id),
        "engagement": _links("engagement"),
        "communication": _links("communication"),
        "commitment": _links("commitment"),
        "agreement": _links("agreement"),
        "agreement_duty": up(AgreementDuty.objective_id),
        "statement": up(Statement.objective_id),
    },
    find=find,
    bad=Example(
        N_("A first-tier partner with a promise on the objective was last told of it 366 days ago."), _bad
    ),
    good=Example(N_("It was told 365 days ago: within the year still."), _good),
    thresholds=(Threshold("R34.days", 365, N_("Days within which a partner is told")),),
)
