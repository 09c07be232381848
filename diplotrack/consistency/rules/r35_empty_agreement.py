"""R35: an agreement is in force, and nothing of what it obliges anybody to is on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.agreements import agreement_with, in_force, is_imported, of_ours, partners
from diplotrack.consistency.conditions import on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.reach import up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Commitment,
    ObjectiveLink,
)
from diplotrack.store.lists import live

CODE = "R35"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Agreements of ours in force without an obligation or a duty to consult."""
    obliges = exists(
        select(Commitment.id).where(Commitment.agreement_id == Agreement.id, standing(Commitment))
    )
    consults = exists(
        select(AgreementDuty.id).where(AgreementDuty.agreement_id == Agreement.id, live(AgreementDuty))
    )
    since = func.coalesce(Agreement.in_force_on, Agreement.provisional_on).label("since")
    latest = func.coalesce(Agreement.in_force_on_latest, Agreement.provisional_on_latest).label(
        "since_latest"
    )
    empty = select(Agreement.id, Agreement.title, since, latest).where(
        standing(Agreement, scope),
        in_force(today),
        ~obliges,
        ~consults,
        of_ours(settings, today),
        or_(~is_imported(), _taken_up(), on_duty(Agreement, latest, settings)),
    )
    rows = read.execute(empty.order_by(Agreement.id)).all()
    others = partners(read, [row.id for row in rows], settings.ours)
    names = party_names(read, (party for ids in others.values() for party in ids))
    for row in rows:
        yield Found(
            subjects=(Ref("agreement", row.id),),
            severity=Severity.LOW,
            title=say("No obligations: {title}", title=shorten(row.title)),
            why=say(
                "{agreement} has been in force since {since}, and none of its obligations is on record.",
                agreement=agreement_with([names[party] for party in others.get(row.id, ())]),
                since=PartialDate(row.since, row.since_latest),
            ),
            fix=say("Capture its obligations as commitments, ours and theirs."),
            numbers={"obligations": 0},
            facts={"since": PartialDate(row.since, row.since_latest)},
        )


def _taken_up() -> ColumnElement[bool]:
    """That somebody works with it."""
    serves = select(ObjectiveLink.id).where(
        ObjectiveLink.owner_kind == "agreement", ObjectiveLink.owner_id == Agreement.id, live(ObjectiveLink)
    )
    return or_(Agreement.owner_id.is_not(None), exists(serves))


def _agreement(scene: Scene, **values: Any) -> Agreement:
    made = scene.add(
        Agreement(**{"title": "Memorandum on port fees", "in_force_on": scene.ago(90), **values})
    )
    for party in (scene.us, scene.partner()):
        scene.add(AgreementParty(agreement_id=made.id, party_id=party.id))
    return made


def _bad(scene: Scene) -> None:
    _agreement(scene)


def _good(scene: Scene) -> None:
    scene.commitment(agreement_id=_agreement(scene).id)
    _agreement(scene, ends_on=scene.ago(1))


RULE = Rule(
    code=CODE,
    slug="empty-agreement",
    title=N_("Agreement without obligations"),
    fires=N_(
        "An agreement of ours is in force (or applied provisionally), and neither an obligation under it nor a duty to"
        " consult is on record. One that has ended, that we have left or that others made among themselves is left"
        " alone; so is one from before the duty date that came by import, until it has an owner or an objective."
    ),
    severity=N_("low"),
    rationale=N_("What an agreement obliges to can be kept, and asked for, only where it is on record."),
    remedy=N_("Capture them."),
    subjects=("agreement",),
    reach={"commitment": up(Commitment.agreement_id)},
    find=find,
    bad=Example(N_("A memorandum has been in force for three months without an obligation on record."), _bad),
    good=Example(N_("One agreement has an obligation on record; another ended yesterday."), _good),
)
