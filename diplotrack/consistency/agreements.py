"""Which agreements bind us today, and with whom: for the rules on agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.consistency.lookups import named
from diplotrack.consistency.sayings import Said, say
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Agreement, AgreementParty, ExternalReference
from diplotrack.records.enumerations import Setting
from diplotrack.store.batches import batches
from diplotrack.store.lists import live


def of_ours(settings: CheckSettings, today: date) -> ColumnElement[bool]:
    """That we are a party, bound and not withdrawn.

    One that was entered here without its parties is taken to be ours; one that was imported so is not. A multilateral
    instrument that others ratified binds us once we have.
    """
    mine = AgreementParty.party_id.in_(sorted(settings.ours))
    left = and_(mine, AgreementParty.withdrawn_on_latest <= today)
    is_ours = and_(
        func.count(case((mine, 1))) > 0,
        func.count(case((left, 1))) == 0,
        or_(
            Agreement.setting != Setting.MULTILATERAL,
            func.count(AgreementParty.ratified_on) == 0,
            func.count(case((mine, AgreementParty.ratified_on))) > 0,
        ),
    )
    # One look at the parties of each agreement: asked for our own rows, databases go through all that we ever joined.
    told = select(case((func.count() == 0, ~is_imported()), else_=is_ours)).where(
        AgreementParty.agreement_id == Agreement.id, live(AgreementParty)
    )
    result: ColumnElement[bool] = told.scalar_subquery().is_(True)
    return result


def is_imported() -> ColumnElement[bool]:
    """That it came from a file: a treaty series is the record of many, and no list of things to do."""
    reference = select(ExternalReference.id).where(
        ExternalReference.owner_kind == "agreement",
        ExternalReference.owner_id == Agreement.id,
        live(ExternalReference),
    )
    return exists(reference.correlate(Agreement))


def running(today: date) -> ColumnElement[bool]:
    """That an agreement has not certainly ended: its last possible day, if it has one, is not over."""
    return or_(Agreement.ends_on.is_(None), Agreement.ends_on_latest >= today)


def agreement_with(others: list[str]) -> Said:
    """How a sentence begins about an agreement with others, by their names; a treaty may name none but us."""
    return say("This agreement with {others}", others=named(others)) if others else say("This agreement")


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
