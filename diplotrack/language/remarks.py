"""The remark of a record of travel read into structure: who was met, what was attended, what for.

>>> remark = read_remark("Met with President Sarkozy. Attended the NATO Summit.", names)
>>> remark.format, remark.level, remark.met[0].name, remark.organizations
('summit', 'head', 'Sarkozy', ('NATO',))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.language.clauses import clauses
from diplotrack.language.formats import rank_of
from diplotrack.language.people import PersonMention
from diplotrack.language.places import places_in
from diplotrack.language.remarkparts import Event, Group, Words
from diplotrack.language.remarkreading import RemarkReading
from diplotrack.language.titles import higher

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook

_PRIORITY = (
    "mediation",
    "negotiation_round",
    "summit",
    "conference_session",
    "visit",
    "working_meal",
    "meeting",
    "signing",
    "reception",
    "exercise",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark says. `format` is the main one, "" when the text does not tell; `formats` all, in the
    order of the text."""

    text: str
    format: str
    formats: tuple[str, ...]
    rank: str
    level: str
    people: tuple[PersonMention, ...]
    groups: tuple[Group, ...]
    events: tuple[Event, ...]
    organizations: tuple[str, ...]
    occasions: tuple[Words, ...]
    topics: tuple[Words, ...]

    @property
    def met(self) -> tuple[PersonMention, ...]:
        """The people met, in the order of the text."""
        return tuple(person for person in self.people if person.relation == "met")

    @property
    def accompanied(self) -> tuple[PersonMention, ...]:
        """The people of one's own side who were accompanied."""
        return tuple(person for person in self.people if person.relation == "accompanied")


def read_remark(
    text: str, names: NameBook, *, on: date | None = None, own: Collection[str] = (), host: str | None = None
) -> Remark:
    """Read one remark. `names` finds parties (as of the day `on`); `own` are surnames of one's own side's
    leaders.

    `host` is the key of the country visited; a person of no named party is the host's, and keeps `party`
    None. Nothing is guessed: a part that the text does not tell stays empty.
    """
    reading = RemarkReading(text, places_in(text, names, on), {name.casefold() for name in own})
    for clause in clauses(text):
        reading.take(clause)
    return _whole(text, reading, host)


def _whole(text: str, reading: RemarkReading, host: str | None) -> Remark:
    rank = rank_of(text)
    formats = tuple(dict.fromkeys(word for _, word in sorted(reading.formats)))
    main = next((word for word in _PRIORITY if word in formats), "")
    if (
        main == "visit"
        and "meeting" in formats
        and not rank
        and not any(p.relation == "accompanied" for p in reading.people)
    ):
        main = "meeting"
    if main == "conference_session" and rank in ("state", "official", "official working", "working"):
        main = "visit"
    level = ""
    for person in reading.people:
        if person.relation in ("met", "present"):
            level = higher(level, person.level)
    for event in reading.events:
        level = higher(level, event.level)
    if not level:
        for group in reading.groups:
            level = higher(level, group.level)
    bodies = tuple(key for key in reading.bodies if key != host)
    return Remark(
        text, main, formats, rank, level, tuple(sorted(reading.people, key=lambda p: p.start)), tuple(reading.groups),
        tuple(reading.events), bodies, tuple(reading.occasions), tuple(reading.topics),
    )  # fmt: skip
