"""R03: a record that serves no objective, a fortnight after it was entered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, on_duty, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import KINDS, Commitment, Communication, Engagement, Objective, ObjectiveLink
from diplotrack.records.enumerations import (
    CommitmentStatus,
    EngagementStatus,
    Format,
    ObjectiveStatus,
    Traffic,
)
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R03"
SUGGESTED = 3


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Engagements, communications and commitments without an objective, with those that their partners suggest."""
    found = [(Ref(name, row.id), row) for name, row in _unlinked(read, settings, today, scope)]
    suggestions = _suggestions(read, [ref for ref, _row in found], settings.ours)
    for ref, row in found:
        codes = suggestions.get(ref, [])
        entered = row.created_at.date()
        yield Found(
            subjects=(ref,),
            severity=Severity.LOW,
            title=say("No objective: {title}", title=shorten(row.title)),
            why=say(
                "This {kind} was entered on {entered}, {days} days ago, and serves no objective.",
                kind=say(NAMES[ref.kind]),
                entered=entered,
                days=DaysSince(entered),
            ),
            fix=say("Link an objective; its partners suggest {codes}.", codes=codes)
            if codes
            else say("Link an objective, or mark it routine if it is a communication that needs none."),
            numbers={"days_since_entry": DaysSince(entered), "suggested": codes},
            facts={"entered": entered},
        )


NAMES = {
    "engagement": N_("engagement"),
    "communication": N_("communication"),
    "commitment": N_("commitment"),
}


def _unlinked(
    read: Session, settings: CheckSettings, today: date, scope: Scope | None
) -> Iterable[tuple[str, Any]]:
    entered_before = datetime.combine(today - timedelta(days=settings["R03.days"] - 1), time())
    for name, (day, needs_one) in _candidates().items():
        kind = KINDS[name]
        title = kind.__table__.c[kind.__kind__.title]
        query: Select[Any] = select(kind.id, title.label("title"), kind.created_at).where(
            standing(kind, scope),
            kind.created_at < entered_before,
            needs_one,
            ~_linked(name, kind.id),
            on_duty(kind, day, settings),
        )
        for row in read.execute(query.order_by(kind.id)):
            yield name, row


def _candidates() -> dict[str, tuple[Any, ColumnElement[bool]]]:
    """By kind: its latest possible day, and which of its records need an objective."""
    gone = (CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)
    programme = aliased(Engagement)
    inherited = exists(
        select(programme.id).where(programme.id == Engagement.parent_id, _linked("engagement", programme.id))
    )
    return {
        "engagement": (
            Engagement.starts_on_latest,
            and_(
                Engagement.format != Format.RECEPTION,
                Engagement.status != EngagementStatus.CANCELLED,
                or_(Engagement.parent_id.is_(None), ~inherited),
            ),
        ),
        "communication": (
            func.coalesce(Communication.sent_on_latest, Communication.received_on),
            and_(Communication.is_routine.is_(False), Communication.traffic != Traffic.BETWEEN_OTHERS),
        ),
        "commitment": (
            Commitment.made_on_latest,
            and_(one_of(Commitment.direction, OUR_BUSINESS), Commitment.status.not_in(gone)),
        ),
    }


def _linked(name: str, record_id: Any) -> ColumnElement[bool]:
    return exists(
        select(ObjectiveLink.id).where(
            ObjectiveLink.owner_kind == name, ObjectiveLink.owner_id == record_id, live(ObjectiveLink)
        )
    )


def _suggestions(read: Session, refs: list[Ref], ours: frozenset[int]) -> dict[Ref, list[str]]:
    """The objectives in force that records with the same partners serve most often: their codes, at most three."""
    if not refs:
        return {}
    codes = dict(
        read.execute(
            select(Objective.id, Objective.code).where(
                standing(Objective), Objective.status == ObjectiveStatus.IN_FORCE
            )
        ).all()
    )
    links = select(ObjectiveLink.owner_kind, ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
        live(ObjectiveLink), ObjectiveLink.owner_kind.in_(list(NAMES))
    )
    served: dict[Ref, list[int]] = defaultdict(list)
    for some in batches(codes):
        for kind, owner, objective in read.execute(links.where(ObjectiveLink.objective_id.in_(some))):
            served[Ref(kind, owner)].append(objective)
    by_partner: dict[int, Counter[int]] = defaultdict(Counter)
    for ref, partners in partners_of(read, served).items():
        for partner in set(partners) - ours:
            by_partner[partner].update(served[ref])
    found: dict[Ref, list[str]] = {}
    for ref, partners in partners_of(read, refs).items():
        votes: Counter[int] = Counter()
        for partner in set(partners) - ours:
            votes.update(by_partner.get(partner, Counter()))
        best = sorted(votes, key=lambda one: (-votes[one], codes[one]))
        found[ref] = [codes[one] for one in best[:SUGGESTED]]
    return found


def _bad(scene: Scene) -> None:
    objective = scene.objective("ECO-3")
    known = scene.engagement(starts_on=scene.ago(60))
    scene.link(known, objective)
    scene.engagement(title="Call on port fees", starts_on=scene.ago(15), created_at=scene.moment_ago(14))


def _good(scene: Scene) -> None:
    scene.engagement(starts_on=scene.ago(15), created_at=scene.moment_ago(14), format=Format.RECEPTION)
    scene.engagement(starts_on=scene.ago(13), created_at=scene.moment_ago(13))


RULE = Rule(
    code=CODE,
    slug="unaligned-record",
    title=N_("Record without an objective"),
    fires=N_(
        "An engagement, communication or commitment is linked to no objective {R03.days} days after it was entered."
        " Receptions, routine communications, cancelled engagements, what others do among themselves, and items of a"
        " programme that has an objective are exempt."
    ),
    severity=N_("low"),
    rationale=N_(
        "What serves no stated aim cannot be weighed; and an aim’s own record is incomplete without it."
    ),
    remedy=N_("Link an objective; those that the partner’s other records serve are suggested."),
    subjects=("engagement", "communication", "commitment"),
    reads=frozenset({"engagement", "communication", "commitment", "objective_link", "tag"}),
    find=find,
    bad=Example(N_("A call was entered a fortnight ago and serves no objective."), _bad),
    good=Example(N_("A reception needs none, and a meeting entered 13 days ago has a day left."), _good),
    thresholds=(Threshold("R03.days", 14, N_("Days after entry")),),
    from_duty=True,
    is_entangled=True,
)
