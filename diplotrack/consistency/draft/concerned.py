"""Whom a change of position concerns, and why: agreements, lists, scopes, commitments, tiers, what was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.consistency.conditions import one_of, standing
from diplotrack.consistency.draft.duties import by_agreement, on_lists
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.lookups import commitment_parties
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying
from diplotrack.records import Commitment, ObjectiveLink, ObjectiveNotice, PartnerTier
from diplotrack.records.enumerations import RUNNING, CommitmentSide, Duty
from diplotrack.store.lists import live
from diplotrack.store.positions import Line

AGREEMENT, LISTED, SCOPE, PROMISED, TIER, HEARD = range(6)
"""Why a partner is reached, in the order in which it is: what binds comes before what is prudent."""


@dataclass(slots=True)
class Concerned:
    """What is gathered of one partner; ``weight`` is that of its weightiest reason."""

    weight: int = HEARD
    is_consulted: bool = False
    reasons: list[tuple[str, Ref]] = field(default_factory=list)

    def add(self, weight: int, says: str, record: Ref, *, consult: bool = False) -> None:
        """One more reason; ``consult``: one that asks for more than notice."""
        self.weight = min(self.weight, weight)
        self.is_consulted = self.is_consulted or consult
        if (says, record) not in self.reasons:
            self.reasons.append((says, record))


def concerned(
    read: Session,
    settings: CheckSettings,
    today: date,
    objective: int,
    lines: Sequence[Line],
    positions: Sequence[int],
    sayings: Sequence[Saying],
    owed: dict[int, int | None],
) -> dict[int, Concerned]:
    """Everybody whom a change on the objective concerns, with the reasons.

    ``lines`` are the positions that it replaces, ``positions`` these and successors that are entered already;
    ``sayings`` what we said on it lately, ``owed`` our running commitments on it.
    """
    found: dict[int, Concerned] = defaultdict(Concerned)
    for party, agreement in by_agreement(read, settings, today, [objective]).get(objective, {}).items():
        found[party].add(AGREEMENT, _("an agreement obliges us to consult"), agreement, consult=True)
    lists = on_lists(read, positions, Duty.CONSULT, Duty.NOTIFY)
    for party, position in lists.get(Duty.CONSULT, {}).items():
        found[party].add(LISTED, _("on the list of partners to consult"), position, consult=True)
    for party, position in lists.get(Duty.NOTIFY, {}).items():
        found[party].add(LISTED, _("on the list of partners to notify"), position)
    for line in lines:
        for party in sorted(line.scope):
            found[party].add(SCOPE, _("the line in force applies toward it"), Ref("position", line.id))
    for commitment, sides in commitment_parties(read, owed).items():
        for party in (*sides[CommitmentSide.TO], *sides[CommitmentSide.BY]):
            found[party].add(
                PROMISED, _("an open commitment on the objective"), Ref("commitment", commitment)
            )
    heard: dict[int, Ref] = {}
    since = min((line.first for line in lines), default=date.max)
    for one in sayings:
        if one.days.latest >= since and any(one.stance * line.stance > 0 for line in lines):
            heard.update(dict.fromkeys(one.audience, one.ref))
    for party, statement in heard.items():
        found[party].add(HEARD, _("was told the old line"), statement)
    for party, record in _first_tier(read, today, objective).items():
        found[party].add(TIER, _("a partner of the first tier whom the objective concerns"), record)
    return {party: one for party, one in found.items() if party not in settings.ours}


def _first_tier(read: Session, today: date, objective: int) -> dict[int, Ref]:
    """Partners of the first tier to whom the objective was communicated, or who stand on a record that serves it."""
    tier = select(PartnerTier.party_id).where(
        live(PartnerTier),
        PartnerTier.tier == 1,
        or_(PartnerTier.from_on.is_(None), PartnerTier.from_on <= today),
        or_(PartnerTier.until_on.is_(None), PartnerTier.until_on >= today),
    )
    first = set(read.scalars(tier))
    if not first:
        return {}
    told = select(ObjectiveNotice.party_id).where(
        ObjectiveNotice.objective_id == objective, live(ObjectiveNotice)
    )
    found = {party: Ref("objective", objective) for party in read.scalars(told) if party in first}
    linked = select(ObjectiveLink.owner_kind, ObjectiveLink.owner_id).where(
        ObjectiveLink.objective_id == objective, live(ObjectiveLink)
    )
    refs = [Ref(kind, record) for kind, record in read.execute(linked.order_by(ObjectiveLink.id.desc()))]
    for ref, parties in partners_of(read, refs).items():
        for party in parties:
            if party in first:
                found.setdefault(party, ref)
    return found


def commitments_on(read: Session, settings: CheckSettings, objective: int) -> dict[int, int | None]:
    """Running commitments of ours on the objective, with their bearing on it."""
    query = (
        select(ObjectiveLink.owner_id, ObjectiveLink.bearing)
        .join(Commitment, Commitment.id == ObjectiveLink.owner_id)
        .where(
            ObjectiveLink.owner_kind == "commitment",
            ObjectiveLink.objective_id == objective,
            live(ObjectiveLink),
            standing(Commitment),
            one_of(Commitment.status, RUNNING),
        )
    )
    bearings = dict(read.execute(query.order_by(Commitment.id)).all())
    sides = commitment_parties(read, bearings)
    return {
        one: bearing
        for one, bearing in bearings.items()
        if set(sides[one][CommitmentSide.BY]) & settings.ours
    }
