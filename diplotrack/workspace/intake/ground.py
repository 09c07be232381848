"""What every chapter of a reading stands on: the text, the ledger's names, who we are, and what was read so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.language.alignment import is_english
from diplotrack.language.heads import Head, read_head
from diplotrack.language.names import NameBook
from diplotrack.language.names_abroad import named_abroad
from diplotrack.language.parties import party_book, party_ids
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import Place, is_taken, places_in
from diplotrack.records import Party
from diplotrack.records.enumerations import Side
from diplotrack.store import settings
from diplotrack.workspace.intake.proposal import Span

LONGEST = 100_000
"""Letters of a text that are read; a readout has three pages, a summit's declaration forty."""

PEOPLE_WITHIN = 30_000
"""Letters in which people are looked for."""

LONGEST_PARAGRAPH = 5_000
"""Letters of a paragraph in which people are looked for: longer ones are tables, or no prose at all."""

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Flat:
    """A stretch of the text on one line, and for each of its letters where it stands in the text."""

    words: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Flat:
        """Runs of white space become one space; invisible letters go."""
        letters: list[str] = []
        places: list[int] = []
        for place in range(start, end):
            letter = text[place]
            if _INVISIBLE.match(letter):
                continue
            if letter.isspace():
                if letters and letters[-1] != " ":
                    letters.append(" ")
                    places.append(place)
                continue
            letters.append(letter)
            places.append(place)
        while letters and letters[-1] == " ":
            letters.pop()
            places.pop()
        return cls("".join(letters), tuple(places))

    def span(self, start: int, end: int) -> Span | None:
        """Where words of the line stand in the text; None for no words."""
        if not 0 <= start < end <= len(self.places):
            return None
        return Span(self.places[start], self.places[end - 1] + 1)


@dataclass(slots=True)
class Seat:
    """A party as the text has it: its side, where it is named, how sure it is that it takes part, and why."""

    key: str
    side: Side
    spans: list[Span] = field(default_factory=list)
    sureness: int = 0
    why: str = ""
    flag: str = ""


@dataclass(slots=True)
class Ground:
    """A text that is being read. Chapters fill in what later ones ask: the day, the issuer, who takes part."""

    session: Session
    source: TextFile
    text: str
    head: Head
    book: NameBook
    ids: dict[str, int]
    us: str
    today: date
    paragraphs: tuple[Span, ...]
    day: PartialDate | None = None
    sent: date | None = None
    issuer: str = ""
    issuer_spans: tuple[Span, ...] = ()
    issuer_why: str = ""
    addressee: str = ""
    addressed: tuple[Span, ...] = ()
    places: list[Place] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    seats: dict[str, Seat] = field(default_factory=dict)
    is_english: bool = True
    is_planned: bool = False
    sections: tuple[tuple[int, int, str], ...] = ()
    is_public: bool = False
    is_joint: bool = False
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session, source: TextFile) -> Ground:
        """Lay a text out; what is longer than :data:`LONGEST` is cut at the end of a paragraph."""
        whole = source.text
        paragraphs: list[Span] = []
        start = 0
        for one in source.paragraphs:
            if start + len(one) > LONGEST:
                break
            paragraphs.append(Span(start, start + len(one)))
            start += len(one) + 2
        if not paragraphs and whole:
            paragraphs = [Span(0, min(len(whole), LONGEST))]
        text = whole[: paragraphs[-1].end] if paragraphs else ""
        zone = str(settings.read(session, "zone") or "")
        ground = cls(
            session=session,
            source=source,
            text=text,
            head=read_head(text, source.title),
            book=party_book(session),
            ids=party_ids(session),
            us=str(settings.read(session, "we") or ""),
            today=clock.today(zone or None),
            is_english=is_english(text[:20_000]) and not _is_other_script(text[:20_000]),
            paragraphs=tuple(paragraphs),
        )
        if len(text) < len(whole):
            from diplotrack.base.i18n import _, format_number

            sentence = _("Only the first {n} letters were read.")
            ground.notes.append(sentence.format(n=format_number(len(text))))
        return ground

    @property
    def on(self) -> date | None:
        """The day as of which names are read: the engagement's, else that of the text."""
        return self.day.earliest if self.day is not None else self.sent

    def name_everyone(self) -> None:
        """Find the parties and people that the text names, paragraph by paragraph, as of its day."""
        for paragraph in self.paragraphs:
            words = self.text[paragraph.start : paragraph.end]
            places = self.places_of(words)
            shift = paragraph.start
            self.places += [
                Place(p.start + shift, p.end + shift, p.key, p.organization, p.body) for p in places
            ]
            if shift < PEOPLE_WITHIN and len(words) <= LONGEST_PARAGRAPH:
                self.people += [
                    _moved(one, shift)
                    for one in people_in(words, places)
                    if not self._is_listed(one.start + shift)
                ]

    def prose(self) -> str:
        """What follows the head, as far as people are looked for in it."""
        end = min(len(self.text), self.head.body + PEOPLE_WITHIN)
        for one in self.paragraphs:
            if one.end - max(one.start, self.head.body) > LONGEST_PARAGRAPH and one.end > self.head.body:
                end = min(end, max(one.start, self.head.body) + LONGEST_PARAGRAPH)
                break
        if len(self.text[end:].strip()) > 0:
            from diplotrack.base.i18n import _, format_number

            self.notes.append(
                _("Those present were looked for in the first {n} letters only.").format(n=format_number(end))
            )
        return self.text[self.head.body : end]

    def places_of(self, words: str) -> list[Place]:
        """The parties that words name, in English and, of a text that is not, in other languages."""
        places = places_in(words, self.book, self.on)
        if not self.is_english:
            abroad = [one for one in named_abroad(words, self.on) if not is_taken(places, one.start, one.end)]
            places += [Place(one.start, one.end, one.key, False, one.key) for one in abroad]
            places.sort(key=lambda one: one.start)
        return places

    def _is_listed(self, place: int) -> bool:
        """Whether a letter stands in a labelled line or list, where names run into one another."""
        return any(one.start <= place < one.end for one in self.head.labels.values())

    def paragraph_at(self, place: int) -> Span:
        """The paragraph in which a letter stands."""
        number = bisect_right([one.start for one in self.paragraphs], place) - 1
        return self.paragraphs[max(number, 0)]

    def first_prose(self) -> Span:
        """The first paragraph of prose after the head; empty where there is none."""
        for one in self.paragraphs:
            if one.end > self.head.body and (one.end - one.start > 60 or one.start >= self.head.body):
                start = max(one.start, self.head.body)
                words = self.text[start : one.end]
                if len(words.split()) >= 4 or (len(words) >= 10 and not words.isascii()):
                    return Span(start, one.end)
        return Span(0, 0)

    def words(self, span: Span) -> str:
        """The words at a span, on one line."""
        return _SPACE.sub(" ", self.text[span.start : span.end]).strip()

    def name_of(self, key: str) -> str:
        """What the ledger calls a party."""
        record_id = self.ids.get(key)
        found = self.session.scalar(select(Party.name).where(Party.id == record_id)) if record_id else None
        known = self.book.parties.get(key)
        return found or (known.name if known else key)

    def is_body(self, key: str) -> bool:
        """Whether a party is an international organization."""
        known = self.book.parties.get(key)
        return known is not None and known.kind == "organization"

    def is_part(self, key: str) -> bool:
        """Whether a name of the book is a state or region of a party, which visits name as places."""
        known = self.book.parties.get(key)
        return known is not None and known.kind == "place"

    def taking_part(self, side: Side, least: int = 50) -> list[Seat]:
        """The parties of a side that surely enough take part."""
        return [one for one in self.seats.values() if one.side is side and one.sureness >= least]

    def party_ids(self, side: Side) -> tuple[int, ...]:
        """Their identifiers."""
        return tuple(self.ids[one.key] for one in self.taking_part(side) if one.key in self.ids)


def _is_other_script(text: str) -> bool:
    """Whether most letters are of another script than ours, as in a text too short to count its small words."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\u024f" for letter in letters) * 2 > len(letters)


def _moved(mention: PersonMention, by: int) -> PersonMention:
    from dataclasses import replace

    return replace(mention, start=mention.start + by, end=mention.end + by)
