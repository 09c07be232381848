"""The parties of a workspace by any of their names: the shipped ones and the workspace's own."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.language.names import NameBook
from diplotrack.language.names_reference import On, reference_parties
from diplotrack.records import Party, PartyName


def key_of(code: str, record_id: int) -> str:
    """How the name book calls a party: by its code, or by its local identifier where it has none."""
    return code or f"#{record_id}"


def party_book(session: Session) -> NameBook:
    """The name book of the workspace: shipped names, and every name that was added or changed here."""
    shipped = {(name.text, key) for key, party in reference_parties().items() for name in party.names}
    shipped |= {(party.name, key) for key, party in reference_parties().items()}
    own: list[tuple[str, str, PartialDate | None, PartialDate | None]] = []
    codes: dict[int, str] = {}
    for party_id, code, name, chosen in session.execute(
        select(Party.id, Party.code, Party.name, Party.contested_name).where(Party.deleted_at.is_(None))
    ):
        codes[party_id] = key_of(code, party_id)
        texts = [text for text in (name, chosen) if text and (text, code) not in shipped]
        own += [(text, codes[party_id], None, None) for text in texts]
    columns: Any = (
        PartyName.party_id,
        PartyName.name,
        PartyName.from_on,
        PartyName.until_on,
        PartyName.until_on_latest,
    )
    for party_id, name, begins, ends, last in session.execute(select(*columns)).all():
        if party_id in codes and (name, codes[party_id]) not in shipped:
            own.append((name, codes[party_id], PartialDate.of(begins), PartialDate.of(ends, last)))
    return _with_own(tuple(own)) if own else NameBook.reference()


@lru_cache(maxsize=4)
def _with_own(own: tuple[tuple[str, str, PartialDate | None, PartialDate | None], ...]) -> NameBook:
    """The shipped names and a workspace's own: made once for each state of these, for making a book is dear."""
    return NameBook.reference().with_names(own)


def party_ids(session: Session) -> dict[str, int]:
    """The local identifier of each party by the key that the name book uses."""
    rows = session.execute(
        select(Party.code, Party.id).where(Party.deleted_at.is_(None)).order_by(Party.id.desc())
    )
    return {key_of(code, party_id): party_id for code, party_id in rows}


def find_party(session: Session, words: str, on: On = None) -> Party:
    """The party of that code or name. Raises UserError with what was meant, perhaps."""
    if coded := _of_code(session, words.strip().upper()):
        return coded
    book, ids = party_book(session), party_ids(session)
    found = book.resolve_field(words, on)
    if found.party in ids:
        party = session.get(Party, ids[found.party])
        assert party is not None
        return party
    if found.candidates:
        names = [_name(session, ids, candidate) for candidate in found.candidates]
        sentence = _("“{words}” may mean {names}; write the code.")
        raise UserError(sentence.format(words=words, names=join_names(names)))
    nearest = [_name(session, ids, one.party) for one in book.suggest(words) if one.party in ids]
    if nearest:
        sentence = _("No partner is called “{words}”; did you mean {names}?")
        raise UserError(sentence.format(words=words, names=join_names(nearest)))
    raise UserError(_("No partner is called “{words}”; add it under Partners first.").format(words=words))


def _name(session: Session, ids: dict[str, int], key: str) -> str:
    party = session.get(Party, ids[key]) if key in ids else None
    return f"{party.name} ({party.code})" if party is not None else key


def _of_code(session: Session, code: str) -> Party | None:
    """The party of that code, asked before any book of names is opened: codes are what commands are given most."""
    query = select(Party).where(Party.code == code, Party.code != "", Party.deleted_at.is_(None))
    return session.scalars(query.order_by(Party.id)).first()
