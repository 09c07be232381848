"""Who was in the room, as a whole text tells: its title, its first sentence, lists of those present, signatures.

>>> attendance = read_attendance("Readout of President Biden’s Call with President Macron of France",
"President Joe Biden spoke today with President Emmanuel Macron of France.", names, us="USA")
>>> [(one.title, one.name) for one in attendance.theirs], attendance.parties, attendance.format
([('President', 'Emmanuel Macron')], ('FRA',), 'call')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.language.names_reference import members_on
from diplotrack.language.officials import bare_title, officials_in
from diplotrack.language.pairing import Line, first_line, same_person, signatures
from diplotrack.language.people import PersonMention
from diplotrack.language.places import places_in
from diplotrack.language.readouts import Readout, read_readout
from diplotrack.language.seating import Room

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook

_GAP = re.compile(r"\s{40}")
LOOKED_AT = 30_000
"""Letters of a text in which people are looked for."""

MOST_MENTIONS = 600
"""Mentions of people after which no more are looked for."""


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


def read_attendance(title: str, body: str, names: NameBook, *, us: str, on: date | None = None) -> Attendance:
    """Read who took part in what a text tells of.

    ``title`` is one line ("" where there is none), ``body`` the text without it: paragraphs with a blank line or a
    line end between them. ``us`` is the key of the party whose text it is, ``on`` the day as of which names are read.
    """
    lines = tuple(_lines(title, body[:LOOKED_AT], names, on))
    first = first_line(lines)
    readout = read_readout(title, first.words if first else "", names, us=us, on=on)
    room = Room(lines, readout, us)
    room.fill()
    return Attendance(
        readout,
        readout.format,
        _without_whole_groups(tuple(dict.fromkeys((*readout.parties, *room.parties))), us, on),
        tuple(_shown(room.sides["ours"].values(), lines)),
        tuple(_shown(room.sides["theirs"].values(), lines)),
    )


def _without_whole_groups(parties: tuple[str, ...], us: str, on: date | None) -> tuple[str, ...]:
    """Without a group all of whose members are named themselves: of AUKUS the two others, and not AUKUS besides."""
    named = {*parties, us}
    groups = {
        one
        for one in parties
        if len(members := members_on(one, on or clock.today())) > 2 and members <= named
    }
    return tuple(one for one in parties if one not in groups)


def _lines(title: str, body: str, names: NameBook, on: date | None) -> Iterator[Line]:
    pieces = [(title, 0, True)] if title else []
    pieces += [
        (found[0], found.start(), False) for found in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n•]+)*", body)
    ]
    found = 0
    for words, start, in_title in pieces:
        if _GAP.search(words):
            continue  # a table or what is left of one, and no prose
        flat = re.sub(r"(?<=\w )Of(?= [A-Z])", "of", words.replace("\n", " "))
        places = tuple(places_in(flat, names, on))
        people = tuple(officials_in(flat, places)) if found < MOST_MENTIONS else ()
        found += len(people)
        yield Line(flat, start, in_title, people, places)


def _shown(people: Iterable[PersonMention], lines: Sequence[Line]) -> Iterator[Present]:
    """People with their fullest names and titles, and every mention."""
    mentions = [(line, one) for line in lines for one in line.people]
    signed = signatures(lines)
    for one in people:
        one = replace(one, title=bare_title(one.title))
        same = [(line, other) for line, other in mentions if same_person(one, other)]
        if any(
            other.office == one.office for _line, other in same
        ):  # of two of one family, the one of this office
            same = [
                (line, other) for line, other in same if other.office == one.office or one.name == other.name
            ]
        known = [
            one,
            *(other for _line, other in same),
            *(other for other in signed if same_person(one, other)),
        ]
        fullest = max(known, key=lambda other: len((other.name or "").split()))
        with_it = [other for other in known if other.title and other.name == fullest.name]
        # The title beside the name in full; of two the longer, for the shorter is the same cut short.
        titled = max(with_it or [one], key=lambda other: len(other.title))
        spans = tuple(Where(line.in_title, line.start + m.start, line.start + m.end) for line, m in same)
        yield Present(
            fullest.name or "", titled.title, titled.office, titled.level, one.standing or titled.standing,
            one.party, spans,
        )  # fmt: skip
