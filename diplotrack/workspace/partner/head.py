"""Who a partner is: its names, codes and memberships."""

from __future__ import annotations

import unicodedata

from sqlalchemy import select

from diplotrack.records import Party, PartyName
from diplotrack.records.enumerations import NameUse, PartyType
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.store.as_of import memberships
from diplotrack.workspace.partner.view import Head

SCRIPTS, MEMBERSHIPS = 6, 24
"""At most so many names in other scripts, and memberships, are shown."""


def head(dossier: Dossier, tier: int | None) -> Head:
    """The partner under the name in use here on the day, which follows the table of contested names."""
    partner = dossier.partner
    formal = "" if partner.formal_name == dossier.name else partner.formal_name
    return Head(
        partner.id,
        dossier.name,
        partner.code,
        partner.type,
        formal,
        _scripts(dossier, partner),
        tier,
        _memberships(dossier),
        partner.capital,
        partner.notes,
        partner.is_own or partner.type is PartyType.OWN_UNIT,
    )


def _scripts(dossier: Dossier, partner: Party) -> tuple[str, ...]:
    """Its present names in other scripts, one of each script, its own first."""
    query = select(PartyName.name, PartyName.use).where(
        PartyName.party_id == partner.id,
        PartyName.use.in_((NameUse.NATIVE, NameUse.TRANSLATION)),
        PartyName.until_on.is_(None),
        PartyName.deleted_at.is_(None),
    )
    rows = list(dossier.session.execute(query.order_by(PartyName.use != NameUse.NATIVE, PartyName.id)))
    here = _script(dossier.name)
    found: dict[str, str] = {}
    for name, _use in rows:
        script = _script(name)
        if script != here:
            found.setdefault(script, name)
    return tuple(found.values())[:SCRIPTS]


def _script(words: str) -> str:
    """The script of the first letter, as Unicode's names of letters begin: LATIN, ARABIC, CJK …"""
    letter = next((one for one in words if one.isalpha()), "")
    return unicodedata.name(letter, "").split(" ", 1)[0] if letter else ""


def _memberships(dossier: Dossier) -> tuple[str, ...]:
    """The organizations that it is a member of on the day, as desks call them."""
    stays = memberships(dossier.session, dossier.on, parties=[dossier.partner.id])
    names: dict[str, None] = {}
    for stay in stays:
        body = dossier.parties.get(stay.organization_id)
        full = not stay.role or "member" in stay.role.casefold()
        if body is not None and full and body.type == PartyType.ORGANIZATION:
            short = body.code.isalnum() and len(body.code) < 8
            names[body.code if short else body.name] = None
    return tuple(names)[:MEMBERSHIPS]
