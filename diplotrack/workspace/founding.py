"""What a new workspace begins with: the reference parties, their names and memberships, and who we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.language.names_reference import (
    ReferenceName,
    ReferenceParty,
    reference_memberships,
    reference_parties,
)
from diplotrack.language.parties import find_party
from diplotrack.records import Membership, Party, PartyName
from diplotrack.records.enumerations import NameUse, PartyType
from diplotrack.store.unit_of_work import Work

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

TYPES = {
    "country": PartyType.COUNTRY,
    "territory": PartyType.TERRITORY,
    "place": PartyType.TERRITORY,
    "former": PartyType.FORMER_STATE,
    "contested": PartyType.CONTESTED,
    "organization": PartyType.ORGANIZATION,
}
USES = {
    "short": NameUse.TRANSLATION,
    "formal": NameUse.FORMAL,
    "former": NameUse.FORMER,
    "abbreviation": NameUse.ABBREVIATION,
}


ADD_PARTIES, SAY_WE = "Add reference parties", "Say who we are"
FOUNDING = frozenset({ADD_PARTIES, SAY_WE})
"""The operations of a workspace in which nobody has worked yet."""


def found(workspace: Workspace, *, we: str, post: str, who: str) -> None:
    """Put the reference parties into an empty workspace and say who we are. Raises UserError for an unknown ``we``."""
    with workspace.change(ADD_PARTIES) as work:
        add_reference_parties(work)
    with workspace.read() as session:
        ours = find_party(session, we) if we else None
    workspace.ledger.set(
        created_on=clock.today().isoformat(), post=post, who=who, we=ours.code if ours else ""
    )
    if ours is not None:
        with workspace.change(SAY_WE) as work:
            work.get(Party, ours.id).is_own = True


def add_reference_parties(work: Work) -> None:
    """Insert every shipped party that the ledger does not have, with its names and memberships."""
    known = set(work.session.scalars(select(Party.code)))
    new = [party for key, party in reference_parties().items() if key not in known]
    ids = dict(
        zip((party.key for party in new), work.add_all(Party, [_party(party) for party in new]), strict=True)
    )
    for party in new:
        if party.parent in ids:
            work.get(Party, ids[party.key]).parent_id = ids[party.parent]
    work.session.flush()
    names = [_name(ids[party.key], name) for party in new for name in _further_names(party)]
    work.add_all(PartyName, names)
    stays = [stay for stay in reference_memberships() if stay.organization in ids and stay.party in ids]
    work.add_all(
        Membership,
        [
            {
                "party_id": ids[stay.party],
                "organization_id": ids[stay.organization],
                "role": stay.role,
                **_span("from_on", stay.joined),
                **_span("until_on", stay.left),
            }
            for stay in stays
        ],
    )


def _span(column: str, day: PartialDate | None) -> dict[str, Any]:
    return {column: day.earliest, f"{column}_latest": day.latest} if day else {}


def _party(party: ReferenceParty) -> dict[str, Any]:
    return {
        "name": party.name,
        "code": party.key,
        "type": TYPES[party.kind],
        "formal_name": party.formal,
        "capital": party.capital,
        "notes": party.note,
        **_span("from_on", party.begins),
        **_span("until_on", party.ends),
    }


def _further_names(party: ReferenceParty) -> list[ReferenceName]:
    return [name for name in party.names if (name.text, name.language) != (party.name, "en")]


def _name(party_id: int, name: ReferenceName) -> dict[str, Any]:
    return {
        "party_id": party_id,
        "name": name.text,
        "use": USES.get(name.use, NameUse.USUAL),
        "language": name.language,
        **_span("from_on", name.begins),
        **_span("until_on", name.ends),
    }
