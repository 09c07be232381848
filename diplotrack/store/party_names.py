"""What every party is called on a day, in the language of the context."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import current_locale
from diplotrack.records import Party, PartyName
from diplotrack.records.enumerations import NameUse, PartyType
from diplotrack.store import settings
from diplotrack.store.as_of import holding


@dataclass(frozen=True, slots=True)
class Called:
    """A party as it is mentioned."""

    id: int
    uid: bytes
    name: str
    code: str
    type: PartyType


def called_on(session: Session, day: date) -> dict[int, Called]:
    """Every party by identifier, under its usual name on that day: three statements, whatever the number of parties.

    What the workspace chose for a contested name stands above all. A former name is used while it held, unless the
    present name is a word of it, or it is a name in full ("Kingdom of Egypt" stays Egypt).
    """
    chosen: dict[str, str] = settings.read(session, "contested_names") or {}
    language = current_locale().split("_")[0]
    former: dict[int, list[str]] = defaultdict(list)
    translated: dict[int, str] = {}
    query = select(PartyName.party_id, PartyName.name, PartyName.use, PartyName.language).where(
        PartyName.deleted_at.is_(None),
        PartyName.use.in_((NameUse.FORMER, NameUse.TRANSLATION)),
        holding(PartyName, day),
    )
    dated = PartyName.until_on.is_not(None)
    for party_id, name, use, spoken in session.execute(
        query.where((PartyName.use == NameUse.TRANSLATION) | dated)
    ):
        if use == NameUse.FORMER and spoken in ("", language):
            former[party_id].append(name)
        elif use == NameUse.TRANSLATION and spoken == language:
            translated.setdefault(party_id, name)
    columns = (Party.id, Party.uid, Party.name, Party.code, Party.type, Party.contested_name)
    found: dict[int, Called] = {}
    for party_id, uid, name, code, kind, contested in session.execute(select(*columns)):
        usual = translated.get(party_id, name)
        shown = chosen.get(code) or contested or _former(former[party_id], usual) or usual
        found[party_id] = Called(party_id, uid, shown, code, kind)
    return found


FORMAL = frozenset(
    "republic kingdom union state states empire federation dominion commonwealth jamahiriya".split()
)
"""Words that tell a former name in full from one in daily use."""


def _former(names: list[str], usual: str) -> str:
    """The shortest former name in daily use that held, an abbreviation only where there is nothing else."""
    others = [name for name in names if usual.casefold() not in name.casefold() and not _is_formal(name)]
    return min(others, key=lambda name: (name.isupper() or "." in name, len(name), name), default="")


def _is_formal(name: str) -> bool:
    words = name.casefold().split()
    return len(words) > 2 and not FORMAL.isdisjoint(words)
