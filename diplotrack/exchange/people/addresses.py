"""People by their e-mail addresses, and the parties for which an address speaks: what calendars and cards go by."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict

from sqlalchemy import select

from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.people.figures import Figure, PartyId
from diplotrack.exchange.people.spelling import folded
from diplotrack.records import ContactPoint

E_MAIL = "e-mail"

_PUBLIC = frozenset(
    """aol.com fastmail.com free.fr gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com laposte.net live.com
    mac.com mail.com mail.ru me.com msn.com orange.fr outlook.com outlook.fr pm.me proton.me protonmail.com qq.com
    t-online.de web.de yahoo.co.uk yahoo.com yahoo.fr yandex.ru ymail.com 126.com 163.com""".split()
)
"""Hosts whose addresses say nothing about for whom somebody works."""

_GOVERNMENT = frozenset(
    "gov gouv gob gub go govt gouvernement mil mfa government admin bund regierung gc".split()
)
"""Labels before a country's own that only its government has: ``state.gov.au``, ``diplomatie.gouv.fr``."""

_BODIES = frozenset("un osce oecd imf iaea oas opcw unesco".split())
"""International organizations whose own hosts end in ``.org``, where anybody may be."""

_SWAPPED = re.compile(r"([^,]+),\s*([^,]+)\Z")
_BRACKETS = re.compile(r"\s*[(\[<][^)\]>]*[)\]>]\s*")
_HONORIFIC = re.compile(
    r"(?:(?:h\.?\s?e\.?|his excellency|her excellency|mr|mrs|ms|miss|mme|mlle|m|herr|frau|dr|prof|professor|sir|dame|"
    r"lord|lady|amb|ambassador|rt\.? hon|hon)\.?\s+)+(?=\S+\s)",
    re.IGNORECASE,
)


class Addresses:
    """The addresses that the workspace knows, and the people and parties behind them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._people: dict[str, Figure] = {}
        self._hosts: dict[str, set[int]] = defaultdict(set)
        self._named: dict[str, list[Figure]] | None = None
        self._uids: dict[bytes, Figure] | None = None
        self._parties: dict[str, int | None] = {}
        query = select(ContactPoint.value, ContactPoint.person_id).where(
            ContactPoint.value.contains("@"), ContactPoint.deleted_at.is_(None)
        )
        for value, person_id in desk.session.execute(query):
            figure = desk.people.of_id(person_id)
            if figure is None or figure.in_trash:
                continue
            address = value.strip().casefold().removeprefix("mailto:")
            self._people.setdefault(address, figure)
            host = address.rpartition("@")[2]
            if isinstance(figure.party, int) and host not in _PUBLIC:
                self._hosts[host].add(figure.party)

    def person(self, address: str) -> Figure | None:
        """The person who is reached there."""
        return self._people.get(address.casefold())

    def learn(self, address: str, figure: Figure) -> None:
        """Let an address be somebody's from now on."""
        self._people.setdefault(address.casefold(), figure)

    def party(self, address: str) -> int | None:
        """The party for which an address speaks: that of everybody known there, or the government or body whose host it
        is; None where that is not certain."""
        host = address.casefold().rpartition("@")[2]
        if host not in self._parties:
            self._parties[host] = self._party_of(host)
        return self._parties[host]

    def _party_of(self, host: str) -> int | None:
        if not host or host in _PUBLIC:
            return None
        labels = host.split(".")
        for start in range(len(labels) - 1):
            known = self._hosts.get(".".join(labels[start:]), set())
            if len(known) == 1:
                return next(iter(known))
        if labels[-1] in ("gov", "mil"):
            return self.desk.party("USA")
        if labels[-1] == "int" and len(labels) > 1 and labels[-2] != "eu":
            return self._named_by(labels[-2].upper())
        if ".".join(labels[-2:]) == "europa.eu":
            return self._named_by("EU")
        if labels[-1] == "org" and labels[-2] in _BODIES:
            return self._named_by(labels[-2].upper())
        if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GOVERNMENT:
            return self._named_by({"uk": "GB"}.get(labels[-1], labels[-1].upper()))
        return None

    def _named_by(self, code: str) -> int | None:
        if len(code) == 2 and code != "EU":
            from diplotrack.language.names_reference import reference_parties

            keys = (key for key, party in reference_parties().items() if party.alpha2 == code)
            return self.desk.party(next(keys, None))
        return self.desk.party(self.desk.book.resolve(code).party)

    def of_name(self, name: str, party: PartyId = None) -> Figure | None:
        """The one person of just that name (and party, where either is known for both); None where there are more."""
        if self._named is None:
            self._named = defaultdict(list)
            for figure in self.desk.people.everyone():
                if not figure.in_trash:
                    self._named[folded(figure.name)].append(figure)
        wanted = folded(name)
        if " " not in wanted:
            return None
        same = [
            one for one in self._named.get(wanted, ()) if None in (one.party, party) or one.party == party
        ]
        return same[0] if len(same) == 1 else None

    def meet(self, name: str, address: str, party: PartyId) -> Figure | None:
        """The person of a name and an address ("" for none), found or made; None without a name to make them by.

        Whoever is made can be reached at the address, and is known by it when they are met again.
        """
        desk, key = self.desk, f"mailto:{address}"
        figure = self.person(address) or (desk.people.by_key(desk.source, key) if address else None)
        spoken = spoken_name(name)
        if figure is None and spoken:
            figure = desk.people.find(spoken, party) if party is not None and " " in spoken else None
            figure = figure or self.of_name(spoken, party)
        if figure is None and spoken and address:
            figure = desk.people.make(spoken, party, desk.source, key)
            assert isinstance(figure.who, Draft)
            figure.who.parts.append((ContactPoint, {"channel": E_MAIL, "value": address}))
        elif figure is None and spoken:
            figure = desk.people.make(spoken, party, desk.source, f"name:{folded(spoken)}")
        if figure is not None and address:
            self.learn(address, figure)
        if figure is not None and self._named is not None and figure not in self._named[folded(figure.name)]:
            self._named[folded(figure.name)].append(figure)
        return figure

    def of_uid(self, written: str, name: str, party: PartyId) -> Figure | None:
        """The person whom a workspace published under that uid: here already, or made with it if there is a name."""
        try:
            uid = uuid.UUID(written).bytes
        except ValueError:
            return None
        if self._uids is None:
            self._uids = {figure.uid: figure for figure in self.desk.people.everyone()}
        if uid not in self._uids and name:
            figure = self.desk.people.make(name, party, self.desk.source, f"urn:uuid:{uuid.UUID(written)}")
            assert isinstance(figure.who, Draft)
            figure.uid, figure.who.values["uid"] = uid, uid
            self._uids[uid] = figure
        return self._uids.get(uid)


def spoken_name(written: str) -> str:
    """A name as it is spoken: ``KOUCHNER, Bernard (MAE)`` → ``Bernard Kouchner``; "" where it is no person's.

    Names in capitals throughout keep their family name in them only where nothing else tells it.
    """
    text = " ".join(_BRACKETS.sub(" ", written).split()).strip(" ,;'\"")
    swapped = _SWAPPED.match(text)
    if swapped is not None:
        text = f"{swapped[2]} {swapped[1]}"
    text = _HONORIFIC.sub("", text).strip()
    words = [_quiet(word) for word in text.split()]
    if not words or len(words) > 8 or any(letter.isdigit() or letter in "@/_" for letter in text):
        return ""
    return " ".join(words)


def _quiet(word: str) -> str:
    """A word in capitals as it is written otherwise; initials and short forms stay."""
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    return word.title() if len(letters) > 3 and letters.isalpha() and word.isupper() else word
