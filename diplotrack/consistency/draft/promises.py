"""The promises of ours in a draft: by the first person, by our parties and people, or together with others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency.draft.sources import Owed
from diplotrack.consistency.draft.text import Draft, stems_of
from diplotrack.consistency.lookups import party_names
from diplotrack.language.alignment import share
from diplotrack.language.deadlines import Deadline
from diplotrack.language.names import NameBook
from diplotrack.language.parties import party_book, party_ids
from diplotrack.language.promises import Standing, Undertaking, undertakings
from diplotrack.records import Appointment, Person
from diplotrack.store.lists import live

_GAP = re.compile(r"\n[ \t]*\n\s*")
_READ = (Standing.PROMISE, Standing.REPORTED)


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """A promise beside the commitments that it meets: ``known`` says the same to the same audience; ``rival`` gave
    to somebody else what can be promised only once."""

    given: Given
    known: Owed | None = None
    rival: Owed | None = None

    @property
    def moves_date(self) -> bool:
        """Whether the commitment that says the same has another day."""
        new, old = self.given.due, self.known.due if self.known is not None else None
        if new is None or new.day is None or old is None:
            return False
        return not (new.day.earliest <= old.latest and old.earliest <= new.day.latest)


def weigh(
    given: Sequence[Given], here: Sequence[Owed], elsewhere: Sequence[Owed], least: float
) -> list[Weighed]:
    """Hold promises against our open commitments to this audience, and against exclusive ones to others."""
    return [_weighed(one, here, elsewhere, least) for one in given]


def _weighed(one: Given, here: Sequence[Owed], elsewhere: Sequence[Owed], least: float) -> Weighed:
    stems = stems_of(one.words)
    known = next((owed for owed in here if speaks_of(stems, owed, least)), None)
    rival = next(
        (
            owed
            for owed in elsewhere
            if speaks_of(stems, owed, least) or (stems_of(owed.key) and stems_of(owed.key) <= stems)
        ),
        None,
    )
    return Weighed(one, known, rival)


def speaks_of(stems: frozenset[str], owed: Owed, least: float) -> bool:
    """Whether words mention a commitment: by enough of its text or of the words that made it."""
    return any(share(stems_of(words), stems) >= least for words in (owed.text, owed.quote) if words)


def given_in(read: Session, ours: Collection[int], draft: Draft, today: date) -> list[Given]:
    """Our promises in a draft, one for each sentence; promises of others are left out.

    What our own side is reported to have said counts too: in a text of ours it binds us all the same.
    """
    book = party_book(read)
    candidates = [(offset, one) for offset, one in _undertaken(draft, today, book) if one.standing in _READ]
    if not candidates:
        return []
    whose = Whose(read, ours, book)
    found: dict[int, Given] = {}
    for offset, one in candidates:
        side = whose.side(one)
        if side == "theirs" or one.actor is None or (one.standing is Standing.REPORTED and side != "ours"):
            continue
        sentence = one.sentence
        given = Given(
            start=offset + sentence.start,
            end=offset + sentence.end,
            words=sentence.words,
            who=one.actor.words,
            verb=one.verb,
            what=one.action,
            toward=whose.name(one.toward),
            due=one.deadline,
            reported=one.because if one.standing is Standing.REPORTED else "",
            is_doubtful=side == "doubtful",
        )
        found.setdefault(given.start, given)
    return list(found.values())


def _undertaken(draft: Draft, today: date, book: NameBook) -> Iterator[tuple[int, Undertaking]]:
    """What a draft undertakes with the offset of each paragraph: most of these stay as they were while one types."""
    telling = [
        sentence.start
        for sentence, read in zip(draft.sentences, draft.read, strict=True)
        if any(rung.scale == "undertaking" for rung in read.rungs)
    ]
    start = 0
    for gap in [*_GAP.finditer(draft.text), None]:
        end = gap.start() if gap is not None else len(draft.text)
        if any(start <= place < end for place in telling):
            for one in _of_paragraph(draft.text[start:end], today, book):
                yield start, one
        start = gap.end() if gap is not None else end


@lru_cache(maxsize=4_000)
def _of_paragraph(text: str, today: date, book: NameBook) -> tuple[Undertaking, ...]:
    return tuple(undertakings(text, today, book))


class Whose:
    """Tells our side from theirs by the names in a subject."""

    def __init__(self, read: Session, ours: Collection[int], book: NameBook) -> None:
        self._read = read
        self._ours = ours
        self._book = book
        self._ids = party_ids(read)
        people = select(Person.family_name).where(
            live(Person),
            Person.is_protected.is_(False),
            Person.family_name != "",
            Person.party_id.in_(sorted(ours)),
        )
        self._our_people = set(read.scalars(people))
        held = select(Appointment.office).where(live(Appointment), Appointment.party_id.in_(sorted(ours)))
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
