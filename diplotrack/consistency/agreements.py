"""Which agreements bind us today, and with whom: for the rules on agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Agreement, AgreementParty
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

BETWEEN_OTHERS, OURS, LEFT = 0, 1, 2


def of_ours(settings: CheckSettings, today: date) -> ColumnElement[bool]:
    """That we are a party and have not withdrawn; one whose parties nobody has entered is taken to be ours."""
    mine = AgreementParty.party_id.in_(sorted(settings.ours))
    standing_of = case(
        (and_(mine, AgreementParty.withdrawn_on_latest <= today), LEFT), (mine, OURS), else_=BETWEEN_OTHERS
    )
    # One look at the parties of each agreement: asked for our own rows, databases go through all that we ever joined.
    ours = select(func.max(standing_of)).where(
        AgreementParty.agreement_id == Agreement.id, live(AgreementParty)
    )
    return func.coalesce(ours.scalar_subquery(), OURS) == OURS


def running(today: date) -> ColumnElement[bool]:
    """That an agreement has not certainly ended: its last possible day, if it has one, is not over."""
    return or_(Agreement.ends_on.is_(None), Agreement.ends_on_latest >= today)


def in_force(today: date) -> ColumnElement[bool]:
    """That an agreement is certainly in force or applied provisionally, and has not ended."""
    begun = or_(Agreement.in_force_on_latest <= today, Agreement.provisional_on_latest <= today)
    return and_(begun, running(today))


def partners(read: Session, ids: Iterable[int], ours: frozenset[int]) -> dict[int, list[int]]:
    """The other parties to each agreement in order of entry."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        rows = select(AgreementParty.agreement_id, AgreementParty.party_id).where(
            AgreementParty.agreement_id.in_(some), live(AgreementParty)
        )
        for agreement, party in read.execute(rows.order_by(AgreementParty.id)):
            if party not in ours:
                found[agreement].append(party)
    return found
