"""The promises of ours in a draft: by the first person, by our parties and people, or together with others."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.consistency.lookups import party_names
from diplotrack.language.deadlines import Deadline
from diplotrack.language.names import NameBook
from diplotrack.language.parties import party_book, party_ids
from diplotrack.language.promises import Standing, Undertaking, undertakings
from diplotrack.records import Appointment, Person
from diplotrack.store.lists import live


@dataclass(frozen=True, slots=True)
class Given:
    """A promise of ours at ``start``–``end`` of the draft. ``reported`` is the verb that reports it, if one does.

    ``is_doubtful``: its subject ("the Minister", "it") could be ours or theirs.
    """

    start: int
    end: int
    words: str
    who: str
    verb: str
    what: str
    toward: str
    due: Deadline | None
    reported: str
    is_doubtful: bool


def given_in(read: Session, ours: Collection[int], text: str, today: date) -> list[Given]:
    """Our promises in a draft, one for each sentence; promises of others are left out.

    What our own side is reported to have said counts too: in a text of ours it binds us all the same.
    """
    book = party_book(read)
    candidates = [
        one
        for one in undertakings(text, today, book)
        if one.standing in (Standing.PROMISE, Standing.REPORTED)
    ]
    if not candidates:
        return []
    whose = Whose(read, ours, book)
    found: dict[int, Given] = {}
    for one in candidates:
        side = whose.side(one)
        if side == "theirs" or one.actor is None or (one.standing is Standing.REPORTED and side != "ours"):
            continue
        sentence = one.sentence
        given = Given(
            start=sentence.start,
            end=sentence.end,
            words=sentence.words,
            who=one.actor.words,
            verb=one.verb,
            what=one.action,
            toward=whose.name(one.toward),
            due=one.deadline,
            reported=one.because if one.standing is Standing.REPORTED else "",
            is_doubtful=side == "doubtful",
        )
        found.setdefault(sentence.start, given)
    return list(found.values())


class Whose:
    """Tells our side from theirs by the names in a subject."""

    def __init__(self, read: Session, ours: Collection[int], book: NameBook) -> None:
        self._read = read
        self._ours = ours
        self._book = book
        self._ids = party_ids(read)
        rows = select(Person.family_name, Person.party_id).where(
            live(Person), Person.is_protected.is_(False), Person.family_name != ""
        )
        people = read.execute(rows).all()
        self._our_people = {name for name, party in people if party in ours}
        held = select(Appointment.office).where(
            live(Appointment), or_(Appointment.party_id.in_(sorted(ours)))
        )
        self._our_offices = {office.casefold() for office in read.scalars(held) if office}

    def side(self, one: Undertaking) -> str:
        """ "ours", "theirs" or "doubtful"."""
        actor = one.actor
        if actor is None:
            return "doubtful"
        if actor.is_first_person:
            return "ours"
        if re.match(r"you\b|your\b", actor.words, re.IGNORECASE):
            return "theirs"
        named = {self._ids.get(mention.party or "", 0) for mention in self._book.find_in(actor.words)} - {0}
        if named & set(self._ours):
            return "ours"
        if self._our_people & set(re.findall(r"[^\W\d_][\w’'-]+", actor.words)):
            return "ours"
        if named:
            return "theirs"
        if actor.words.casefold().removeprefix("the ") in self._our_offices:
            return "ours"
        # "they", "both sides", "the leaders": joint in a text of ours, so ours as well.
        is_pronoun = actor.words.casefold() in ("it", "he", "she")
        return "ours" if actor.is_joint and not is_pronoun else "doubtful"

    def name(self, key: str) -> str:
        """The name of a party that a promise is made toward; other words as they are."""
        if key not in self._ids:
            return key
        party = self._ids[key]
        return party_names(self._read, [party]).get(party, key)
