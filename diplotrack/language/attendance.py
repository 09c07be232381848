"""Who was in the room, as a whole text tells: its title, its first sentence, lists of those present, signatures.

>>> attendance = read_attendance("Readout of President Biden’s Call with President Macron of France",
"President Joe Biden spoke today with President Emmanuel Macron of France.", names, us="USA")
>>> [(one.title, one.name) for one in attendance.theirs], attendance.parties, attendance.format
([('President', 'Emmanuel Macron')], ('FRA',), 'call')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.language.clauses import sentences
from diplotrack.language.names_fold import fold
from diplotrack.language.officials import officials_in, words_for
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.personnames import name_at
from diplotrack.language.places import Place, places_in, series
from diplotrack.language.readouts import Readout, read_readout

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook

_WITHIN_CLAUSE = re.compile(r"\b(?:that|which|who|said|as|when|whose)\b")
_ROW = re.compile(r"\.?,?\s*(?:and\s+|;\s*)?(?:the\s+)?")
_JUNIOR = re.compile(r",? [JS]r\.(?= )")
LOOKED_AT = 30_000
"""Letters of a text in which people are looked for."""


@dataclass(frozen=True, slots=True)
class Where:
    """Words of the title or of the body as they were given: ``start`` and ``end`` in code points."""

    in_title: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who took part: name and title at their fullest, the party where the text tells it, every mention."""

    name: str
    title: str
    office: str
    level: str
    standing: str
    party: str | None
    spans: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part. ``parties`` are keys of the foreign parties; ``format`` "" where no exchange is told."""

    readout: Readout
    format: str
    parties: tuple[str, ...]
    ours: tuple[Present, ...]
    theirs: tuple[Present, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the body, or the title: its words on one line, where they begin, who and what it names."""

    words: str
    start: int
    in_title: bool
    people: tuple[PersonMention, ...]
    places: tuple[Place, ...]


def read_attendance(title: str, body: str, names: NameBook, *, us: str, on: date | None = None) -> Attendance:
    """Read who took part in what a text tells of.

    ``title`` is one line ("" where there is none), ``body`` the text without it: paragraphs with a blank line or a
    line end between them. ``us`` is the key of the party whose text it is, ``on`` the day as of which names are read.
    """
    lines = tuple(_lines(title, body[:LOOKED_AT], names, on))
    first = next((one.words for one in lines if not one.in_title), "")
    readout = read_readout(title, first, names, us=us, on=on)
    room = _Room(lines, readout, us)
    room.fill()
    return Attendance(
        readout,
        readout.format,
        tuple(dict.fromkeys((*readout.parties, *room.parties))),
        tuple(room.shown("ours")),
        tuple(room.shown("theirs")),
    )


def _lines(title: str, body: str, names: NameBook, on: date | None) -> Iterator[_Line]:
    pieces = [(title, 0, True)] if title else []
    pieces += [
        (found[0], found.start(), False) for found in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n•]+)*", body)
    ]
    for words, start, in_title in pieces:
        flat = re.sub(r"(?<=\w )Of(?= [A-Z])", "of", words.replace("\n", " "))
        places = tuple(places_in(flat, names, on))
        yield _Line(flat, start, in_title, tuple(officials_in(flat, places)), places)


class _Room:
    """Who is in the room, filled from the title, the verbs of conversation, lists and signatures."""

    def __init__(self, lines: Sequence[_Line], readout: Readout, us: str) -> None:
        self.lines, self.readout, self.us = lines, readout, us
        self.parties: dict[str, None] = {}
        self.sides: dict[str, dict[str, PersonMention]] = {"ours": {}, "theirs": {}}
        self.mentions: list[tuple[_Line, PersonMention]] = [
            (line, one) for line in lines for one in line.people
        ]

    def fill(self) -> None:
        """Everybody, in the order of the text."""
        self._from_readout()
        heading = ""
        for line in self.lines:
            if line.in_title:
                continue
            if heading and _is_item(line.words):
                self._listed(line, heading, 0, len(line.words))
                continue
            heading = line.words if _is_heading(line.words) else ""
            self._prose(line)
        self._pairs()

    def shown(self, side: str) -> Iterator[Present]:
        """The people of a side with their fullest names and every mention."""
        for one in self.sides[side].values():
            same = [(line, other) for line, other in self.mentions if _same(one, other)]
            known = [other for _line, other in same]
            if all(len((one.name or "").split()) > len((other.name or "").split()) for other in known):
                known.append(one)  # signed in full, called by family name elsewhere
            most = max(len((other.name or "").split()) for other in known)
            full = [other for other in known if len((other.name or "").split()) == most]
            fullest = full[0]
            titled = max(full, key=lambda other: len(other.title))
            spans = tuple(Where(line.in_title, line.start + m.start, line.start + m.end) for line, m in same)
            yield Present(
                fullest.name or "", titled.title, titled.office, titled.level, one.standing or titled.standing,
                one.party, spans,
            )  # fmt: skip

    def _from_readout(self) -> None:
        for person in self.readout.ours:
            self._seat("ours", person)
        for person in self.readout.theirs:
            self._seat("theirs", person)

    def _seat(self, side: str, person: PersonMention) -> None:
        """Seat somebody once; a later mention of the same person changes nothing."""
        if not person.name:
            return
        for taken in self.sides.values():
            if any(_same(other, person) or _same(person, other) for other in taken.values()):
                return
        self.sides[side][fold(person.name)] = person
        if side == "theirs" and person.party and person.party != self.us:
            self.parties.setdefault(person.party)

    def _prose(self, line: _Line) -> None:
        for start, end in sentences(line.words):
            words = line.words[start:end]
            within = [one for one in line.people if start <= one.start < end]
            if not within and not line.places:
                continue
            if words_for("other_day").search(words):
                continue
            if listing := words_for("listing").search(words):
                self._listed(
                    line, words, start if words.startswith("Joining") else start + listing.end(), end
                )
            for one in within:
                before = line.words[start : one.start]
                if words_for("lead_in").search(before):
                    continue
                joined = words_for("by").search(before[-60:]) or self._goes_on(line, one, within, start)
                if joined or (self._did(line, one, within, end) and not _WITHIN_CLAUSE.search(before)):
                    self._place(line, one, subject=True)
                elif self._met(line, start, one):
                    self._place(line, one, subject=False)

    def _goes_on(self, line: _Line, one: PersonMention, within: Sequence[PersonMention], start: int) -> bool:
        """Whether somebody stands in a row that began after "joined by"."""
        for found in words_for("by").finditer(line.words, start, one.start):
            between = line.words[found.end() : one.start]
            for other in within:
                if found.end() + start <= other.start < one.start:
                    between = between.replace(other.words, "")
            if re.fullmatch(r"[\s,;]*(?:and|with|the|then|–|-|of|in|at|[\s,;])*", between):
                return True
        return False

    def _did(self, line: _Line, one: PersonMention, within: Sequence[PersonMention], end: int) -> bool:
        """Whether a verb of conversation follows somebody, or the row in which somebody stands."""
        reach = one.end
        for other in within:
            if other.start >= reach and _ROW.fullmatch(line.words, reach, other.start):
                reach = other.end
        return words_for("did").match(line.words[reach:end].removeprefix(".")) is not None

    def _met(self, line: _Line, start: int, one: PersonMention) -> bool:
        """Whether somebody stands after "met with", before the account goes on to something else."""
        for met in words_for("whom").finditer(line.words, start, one.start):
            between = line.words[met.end() : one.start]
            if len(between) < 400 and words_for("aim").search(" " + between) is None:
                return True
        return False

    def _place(self, line: _Line, one: PersonMention, *, subject: bool) -> None:
        if one.party and one.party != self.us:
            if self.readout.kind != "press_release":
                self._seat("theirs", one)
            return
        title = one.title
        if words_for("outside").search(title) or words_for("outside").search(line.words[one.start : one.end]):
            return
        if subject:
            led = next((p for p in reversed(line.places) if p.end <= one.start), None)
            if (
                led
                and led.key != self.us
                and re.search(r"delegation was (?:led|headed) by $", line.words[: one.start])
            ):
                self._seat("theirs", replace(one, party=led.key))
                return
            self._seat("ours", one)
            return
        foreign = [*self.readout.parties]
        if len(foreign) == 1 and one.party is None:
            self._seat("theirs", replace(one, party=foreign[0]))
        elif words_for("government").search(title):
            self._seat("ours", one)

    def _listed(self, line: _Line, heading: str, start: int, end: int) -> None:
        """Somebody in a list of those present: foreign by party, ours by what the heading or the title says."""
        said = heading[-200:]
        ours = words_for("ours_follow").search(said) is not None and not words_for("others_follow").search(
            said
        )
        for one in line.people:
            if not start <= one.start < end:
                continue
            around = (
                line.words[one.start :]
                if line.words.startswith("•") or line.words[:1].isdigit()
                else one.title
            )
            if one.party and one.party != self.us:
                self._seat("theirs", one)
                continue
            others = words_for("outside").search(around) or words_for("head_of_body").search(one.title)
            if ours or (not others and words_for("government").search(one.title)):
                self._seat("ours", one)
        if line.people and any(start <= one.start < end for one in line.people):
            return
        listed, _ = series(line.places, line.words, start)
        if len(listed) > 1:
            self.parties |= dict.fromkeys(key for key, _words in listed if key and key != self.us)

    def _pairs(self) -> None:
        """Of "the President of A and the President of B met", signed or titled by two names, who is whose.

        Offices without names in the first sentence and names without parties in the title, or at the end of the text,
        are the same people where they are as many, in the same order.
        """
        first = next((line for line in self.lines if not line.in_title), None)
        if first is None or not self.readout.joint:
            return
        offices = [
            one
            for one in people_in(first.words, first.places)
            if not one.name and one.party and one.end < 400
        ]
        title = next((line for line in self.lines if line.in_title), None)
        named = [one for one in title.people if not one.party] if title else []
        if len(offices) < 2:
            return
        signed = self._signatures()
        if len(signed) != len(offices) and len(named) != len(offices):
            return
        for side in self.sides.values():
            for key in [k for k, one in side.items() if any(_same(one, n) for n in (*named, *signed))]:
                del side[key]
        for place, office in enumerate(offices):
            name = signed[place].name if len(signed) == len(offices) else named[place].name
            self._seat("ours" if office.party == self.us else "theirs", replace(office, name=name))

    def _signatures(self) -> list[PersonMention]:
        """Names on lines of their own at the end of the text, above or below a day."""
        tail = [line for line in self.lines[-6:] if not line.in_title and len(line.words) < 160]
        dated = next(
            (i for i, line in enumerate(tail) if words_for("end_date").match(line.words.strip())), None
        )
        if dated is None:
            return []
        found: list[PersonMention] = []
        for line in tail[:dated]:
            begin = 0
            while named := name_at(f" {line.words}", begin + bool(begin)):
                stop = _JUNIOR.search(line.words, named.start - 1, named.end - 1)
                end = stop.end() if stop else named.end - 1
                name = " ".join(line.words[named.start - 1 : end].split())
                found.append(PersonMention("", name, "", "", "", None, "", name, named.start - 1, end))
                begin = end
            if line.words[begin:].strip(" .,"):
                found.clear()
        return found


def _is_item(words: str) -> bool:
    """Whether a paragraph is an item of a list: marked as one, or short and no sentence."""
    return re.match(r"(?:•|\d{1,2}\.)\s", words) is not None or (
        len(words) < 160 and not words.endswith((".", ":"))
    )


def _is_heading(words: str) -> bool:
    """Whether a list of those present follows."""
    last = words.rstrip("*_ ")
    return (last.endswith(":") and words_for("listing").search(last[-200:]) is not None) or (
        len(words) < 60 and words_for("named_list").match(words) is not None
    )


def _same(one: PersonMention, other: PersonMention) -> bool:
    """Whether a mention names the same person: one name within the other, by its family name, and no other title."""
    mine, theirs = fold(one.name or "").split(), fold(other.name or "").split()
    if not mine or not theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    plain = [word for word in short if word not in ("jr", "sr")]
    if plain and plain[-1] == [w for w in long if w not in ("jr", "sr")][-1]:
        given = plain[0] in long or len(plain) == 1 or len(long) == 1
        return given or (one.office == other.office and plain[0][0] == long[0][0])
    return len(plain) == 1 and plain[0] in long and one.office == other.office


__all__ = ["Attendance", "Present", "Where", "read_attendance"]
