"""An address book on its way in: its cards become people, with their office and how to reach them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.base.progress import Progress
from diplotrack.exchange.calendars.content_lines import read_components
from diplotrack.exchange.calendars.privacy import Privacy, is_known
from diplotrack.exchange.cards.card import Card, read_card
from diplotrack.exchange.cards.languages import named
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Part, Values, day
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.people.addresses import Addresses
from diplotrack.exchange.people.figures import Figure
from diplotrack.exchange.people.sightings import name_columns
from diplotrack.exchange.tables.rows import RowNote
from diplotrack.language.places import places_in
from diplotrack.language.titles import higher, titles_in
from diplotrack.records import Appointment, ContactPoint, Person, PersonName, Tag
from diplotrack.records.enumerations import NameUse

SOURCE = "vCard"
VERSION = 1
"""Rises when the same file would be understood otherwise; it is then read again."""

STEP = 200
URN = "urn:uuid:"
LEFT_OUT = {
    "group": N_("groups of an address book"),
    "org": N_("organizations in an address book; partners are kept under Partners"),
    "location": N_("places in an address book"),
}
OTHER = N_("cards of what is no person")
HERE = N_("people of this workspace, which it gave out itself")
OLDER = N_("older than what was imported before")
PICTURES = N_("pictures, sounds and keys on cards")


class IncomingCards(Incoming):
    """All cards of one file."""

    name, source = "cards", SOURCE

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._cards = [one for one in read_components(path) if one.name == "VCARD"]
        self.count = len(self._cards)
        if not self._cards:
            raise UserError(_("“{file}” holds no card. Export it again.").format(file=path.name))

    def items(self, desk: Desk, progress: Progress) -> Iterator[Item]:
        """Each card."""
        self._desk, self._addresses, self._privacy = desk, Addresses(desk), Privacy(desk.session)
        for number, component in enumerate(self._cards, start=1):
            if number % STEP == 0:
                progress(number, self.count, _("Reading"))
            card = read_card(component, number)
            yield Item(number, card.key, _digest(card), card, tuple(card.errors))

    def read(self, item: Item) -> list[Draft]:
        """The person of a card and, where it tells one, the office."""
        card, desk = item.content, self._desk
        assert isinstance(card, Card)
        known = desk.references.find(SOURCE, item.key, "person")
        own = _own_uid(item.key)
        reason = None
        if card.kind != "individual":
            reason = LEFT_OUT.get(card.kind, OTHER)
        elif known is not None and card.revised and known.digest.partition(":")[0] > card.revised:
            reason = OLDER
        elif known is None and own is not None and self._has(own):
            reason = HERE
        if reason is not None:
            desk.leave_out(str(reason))
            return []
        self._tell(item.number, card)
        party = self._party(card)
        draft = Draft(Person, self._columns(card, party), key=item.key, parts=self._parts(card))
        if known is not None:
            return [draft, *self._office(card, draft, party)]
        figure = self._addresses.person(card.address) if card.address else None
        if figure is not None and isinstance(figure.who, int):
            return self._added(item, card, figure, figure.who, draft)
        if own is not None:
            draft.values["uid"] = own
        return [draft, *self._office(card, draft, party)]

    def _added(self, item: Item, card: Card, figure: Figure, known: int, draft: Draft) -> list[Draft]:
        """What a card adds to somebody who is known by the address on it: further ways to reach them, and an office."""
        desk = self._desk
        sentence = _("“{name}” has this e-mail address already; only what was missing there was added")
        desk.notes.append(RowNote(item.number, "EMAIL", sentence.format(name=figure.name)))
        draft.id = known
        query = select(ContactPoint.value).where(ContactPoint.person_id == known)
        there = {value.strip().casefold() for value in desk.session.scalars(query)}
        added = [
            Draft(ContactPoint, {"person_id": known, **values}, key=f"{item.key}|{values['value']}"[:400])
            for kind, values in draft.parts
            if kind is ContactPoint and str(values["value"]).casefold() not in there
        ]
        held = {post.office.casefold() for post in figure.posts}
        office = self._office(card, draft, self._party(card)) if card.office.casefold() not in held else []
        return [draft, *added, *office]

    # What a card says ------------------------------------------------------------------------------------------------

    def _columns(self, card: Card, party: int | None) -> Values:
        names = name_columns(card.name)
        languages = [named(tag) for tag in card.languages]
        unplaced = ", ".join(card.organization) if party is None and not card.office else ""
        marking = card.marking if is_known(card.marking) else ""
        return {
            **names,
            "family_name": card.family or names["family_name"],
            "given_name": card.given or (names["given_name"] if not card.family else ""),
            "native_name": card.native,
            "honorific": card.honorific,
            "pronunciation": card.pronunciation,
            "party_id": party,
            "languages": ", ".join(dict.fromkeys(languages)),
            **day("born_on", card.born),
            **day("died_on", card.died),
            "notes": "\n\n".join(part for part in (card.text, unplaced) if part),
            **self._privacy.marking(card.privacy, marking),
        }

    @staticmethod
    def _parts(card: Card) -> list[Part]:
        parts: list[Part] = [
            (ContactPoint, {"channel": channel, "value": value}) for channel, value in card.ways
        ]
        parts += [(PersonName, {"name": name, "use": NameUse.USUAL}) for name in card.others]
        return [*parts, *((Tag, {"name": word}) for word in dict.fromkeys(card.words))]

    def _party(self, card: Card) -> int | None:
        """The party for which somebody works: what the organization's name means, a party named in it or in the office,
        or that of the address."""
        desk = self._desk
        for words in card.organization:
            found = desk.book.resolve(words)
            if found.party and found.how != "code" and (party := desk.party(found.party)) is not None:
                return party
        for words in (", ".join(card.organization), card.office):
            keys = {place.body or place.key for place in places_in(words, desk.book)} if words else set()
            parties = {party for key in keys if (party := desk.party(key)) is not None}
            if len(parties) == 1:
                return parties.pop()
        return self._addresses.party(card.address) if card.address else None

    def _office(self, card: Card, person: Draft, party: int | None) -> list[Draft]:
        """The office on a card, which has no dates.

        Another one on a later card is a further one: when somebody went from the one to the other no card tells.
        """
        if not card.office:
            return []
        titles = titles_in(card.office)
        level = ""
        for title in titles:
            level = higher(level, title.office.level if title.standing in ("", "acting", "interim") else "")
        whole = ", ".join(card.organization)
        values: dict[str, Any] = {
            "person_id": person,
            "office": card.office,
            "level": level or None,
            "party_id": party,
            "note": whole if whole and whole != self._desk.name(party) else "",
        }
        key = hashlib.sha256(f"{card.office}\n{whole}".casefold().encode()).hexdigest()[:16]
        return [Draft(Appointment, values, key=f"{person.key}|{key}")]

    def _tell(self, number: int, card: Card) -> None:
        desk = self._desk
        desk.notes += [RowNote(number, name, sentence) for name, sentence in card.notes]
        if card.marking and not is_known(card.marking):
            sentence = _("“{text}” is no marking that is known here").format(text=card.marking[:60])
            desk.notes.append(RowNote(number, "CLASS", sentence))
        if card.pictures:
            desk.left_out[str(PICTURES)] += card.pictures

    def _has(self, uid: bytes) -> bool:
        return self._desk.session.scalar(select(Person.id).where(Person.uid == uid)) is not None


def _own_uid(key: str) -> bytes | None:
    """The uid of a person whom some workspace gave out; None for a key of another kind."""
    words = key.casefold().removeprefix(URN).replace("-", "")
    if not key.casefold().startswith(URN) or len(words) != 32:
        return None
    try:
        return bytes.fromhex(words)
    except ValueError:
        return None


def _digest(card: Card) -> str:
    """The fingerprint of all that a card says, led by when it was revised."""
    content = repr((VERSION, card)).encode("utf-8", "replace")
    return f"{card.revised}:{hashlib.sha256(content).hexdigest()[:32]}"
