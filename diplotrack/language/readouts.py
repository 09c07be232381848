"""Titles and first sentences of readouts and joint statements read into kind, format, and the people of
either side.

>>> readout = read_readout("Readout of President Biden’s Call with President Emmanuel Macron of France", "",
names, us="USA")
>>> readout.kind, readout.format, readout.parties, readout.theirs[0].name
('readout', 'call', ('FRA',), 'Emmanuel Macron')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.language.clauses import sentences
from diplotrack.language.formats import bodies_in, choices, level_of, pattern
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import Place, places_in, series
from diplotrack.language.titles import higher

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook


@dataclass(frozen=True, slots=True)
class Readout:
    """A readout or statement read. Offsets of `ours` and `theirs` are into `title` or, where `source` says
    so, into `text`.

    `title` and `text` are the mended texts (see `mended`). `kind` is a communication's: readout,
    joint_communique, statement, press_release. `format` is the engagement's, "" where none is told.
    `parties` are keys of the foreign parties: empty for an exchange at home, which is not given a foreign
    party by guess.
    """

    title: str
    text: str
    kind: str
    joint: bool
    format: str
    level: str
    ours: tuple[PersonMention, ...]
    theirs: tuple[PersonMention, ...]
    parties: tuple[str, ...]
    topic: str
    source: str

    @property
    def foreign(self) -> bool:
        """Whether a foreign party takes part, as far as the title and the first sentence tell."""
        return bool(self.parties)


_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|\\([ \"'\n])")
_MIXED = re.compile("(?<![A-Za-z])[A-Za-z]{1,40}[\u0400-\u04ff][A-Za-z\u0400-\u04ff]*")
_LOOKALIKES = str.maketrans("аеорсухіјѕАВЕКМНОРСТХӧёї", "aeopcyxijsABEKMHOPCTXöëï")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


def mended(text: str) -> str:
    r"""A text without the leftovers of the format it was kept in: `\xE9` → é, `\u2019` → ’, `\ ` at line
    ends, invisible joiners."""
    plain = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else m[3], text)
    plain = _MIXED.sub(lambda m: m[0].translate(_LOOKALIKES), _INVISIBLE.sub("", plain))
    return re.sub(r"(?<=\w )Of(?= [A-Z])", "of", " ".join(plain.split()))


_KINDS = choices("kinds")
_FORMATS = choices("formats")
_FIRST_FORMATS = choices("first_formats")
_JOINT_FORMATS = choices("joint_formats")
_SIDES = pattern("sides")
_MET = pattern("met")
_TOPIC = re.compile(
    r"\s(?:on|regarding|about|to [Dd]iscuss)\s+(?P<topic>(?!the [Mm]argins|[A-Z][a-z]+ \d).+)$", re.IGNORECASE
)
_AT_HOME = pattern("at_home")
_HOME_OFFICES = frozenset({"Governor", "Mayor", "Speaker"})
_PARTNERS = pattern("partners")
_HYPHENATED = re.compile(r"(?:U\.S\.|\bUS|United States|[A-Z]\w+)\s?[-–/]\s?$")
_COMPOUND_AMERICAN = pattern("compound_american")
_COUNTERPARTS = pattern("counterparts")
_OF_LEADERS = r"\s+(?:[A-Z][a-z]+\s+)?(?:[Ll]eaders[’']?\s+)?(?:[Ss]ummit|[Ll]eaders|Retreat)\b"
_LEAD = pattern("readout_lead")
_JOINT = pattern("joint")


def read_readout(
    title: str,
    text: str,
    names: NameBook,
    *,
    us: str,
    own: Collection[str] = (),
    on: date | None = None,
) -> Readout:
    """Read one readout; the parties are taken from the title, else from the first sentence.

    `us` is our own party's key, `own` surnames of our side's people: they settle "Meeting of A and B".
    """
    title, text = mended(title), mended(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(title)), "")
    joint = _JOINT.search(title) is not None and kind != "press_release"
    first = _first_sentence(text)
    if kind == "press_release" and re.search(r"(?i)disaster|emergency", title):
        return Readout(title, text, kind, False, "", "", (), (), (), "", "title")
    reading = _Title(title, names, us, on)
    ours, theirs, parties, source = reading.ours, reading.theirs, reading.parties, "title"
    told = (
        _format(title, _FORMATS)
        if kind in ("readout", "")
        or re.search(
            r"(?i)following (?:the |their )?meeting|(?:[’']s|s[’'])\s+\w*\s*(?:meeting|call|dialogue)|on the meeting|"
            r":.*\b(?:dialogue|meeting|talks|consultations)$",
            title,
        )
        else ""
    )
    if not parties and not reading.at_home:
        within = _Sentence(first, names, us, on)
        theirs, parties, source = within.theirs, within.parties, "text"
        ours = ours or within.ours
        if len(parties) == 1 and reading.strangers:
            # Named in the title, their party in the text; of "A and B", one whom the text counts with us is ours.
            surnames = {_surname(p) for p in within.ours if p.name} | set(own)
            with_us = [p for p in reading.strangers if p.name and _surname(p) in surnames]
            ours = (*reading.ours, *(p.related("ours") for p in with_us if p not in reading.ours)) or ours
            reading.strangers = [p for p in reading.strangers if p not in with_us]
            theirs = tuple(replace(p, party=parties[0]).related("theirs") for p in reading.strangers)
            source = "title"
    if kind == "readout" or (told and parties):
        by_text = _format(first, _FIRST_FORMATS)
        closer = by_text == "video_call" and told in ("call", "meeting")
        if not told or closer or (told == "meeting" and by_text == "working_meal"):
            told = by_text
    elif kind == "joint_communique" and parties:
        told = _format(first, _JOINT_FORMATS)
        if told == "summit" and len(parties) == 1 and (one := names.parties.get(parties[0])) is not None:
            told = "summit" if one.kind == "organization" else "meeting"
    level = ""
    for person in theirs:
        level = higher(level, person.level)
    level = level or (level_of(re.split(r"\s(?:on|regarding)\s", title)[0]) if parties else "")
    topic = _TOPIC.search(title[title.find("ith ") :] if "ith " in title else title)
    return Readout(
        title,
        text,
        kind,
        joint,
        told,
        level,
        ours,
        theirs,
        parties,
        topic["topic"].strip() if topic else "",
        source,
    )


def _first_sentence(text: str) -> str:
    spans = (span for span in sentences(text) if not re.fullmatch(r"\W*\d{0,3}\W*", text[slice(*span)]))
    start, end = next(spans, (0, 0))
    return text[start:end][:600]


def _format(text: str, table: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    return next((word for word, pattern in table if pattern.search(text)), "")


class _Sides:
    """People and parties of a stretch of text, told apart into ours and theirs."""

    def __init__(self, text: str, names: NameBook, us: str, on: date | None) -> None:
        self.text, self.us = text, us
        compound = [m.start() for m in _COMPOUND_AMERICAN.finditer(text)]
        compound_end = [m.end() for m in _COMPOUND_AMERICAN.finditer(text)]
        self.places = [
            p for p in places_in(text, names, on) if p.end not in compound and p.end not in compound_end
        ]
        self.ours: tuple[PersonMention, ...] = ()
        self.theirs: tuple[PersonMention, ...] = ()
        self.parties: tuple[str, ...] = ()

    def people(self, start: int, end: int) -> list[PersonMention]:
        return people_in(self.text, self.places, start, end)

    def foreign(self, people: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
        return tuple(
            p.related("theirs")
            for p in people
            if p.party and p.party != self.us and p.office not in _HOME_OFFICES
        )

    def keys(
        self, people: Sequence[PersonMention], start: int, end: int, *, loose: bool = False
    ) -> tuple[str, ...]:
        """Keys of the parties that take part: those of people, and those that stand as a counterpart by
        themselves."""
        keys: dict[str, None] = {p.party: None for p in people if p.party and p.party != self.us}
        taken = [(p.start, p.end) for p in people]
        for place in self.places:
            if (
                not start <= place.start < end
                or place.key == self.us
                or any(a <= place.start < b for a, b in taken)
            ):
                continue
            if loose or self._stands_alone(place, start):
                keys[place.key] = None
        return tuple(keys)

    def _stands_alone(self, place: Place, start: int) -> bool:
        lead = self.text[start : place.start]
        follows = self.text[place.end :]
        if place.organization and re.match(_OF_LEADERS, follows):
            return (
                re.search(r"(?:margins of|ahead of|following|after) (?:the )?$", lead, re.IGNORECASE) is None
            )
        if re.search(r"\b(?:in|at|outside|near) (?:[A-Z][\w.’-]+ ?){1,3},\s+$", lead):
            return False  # "in Rome, Italy": where it was
        if re.search(r"\b(?:Better|Building an?)\s+$", lead):
            return False
        if re.search(r"\b[Ss]tatement (?:by|of|from) (?:the )?$", self.text[: place.start]):
            return True
        if _HYPHENATED.search(self.text[: place.start]):
            return True
        if re.search(
            r"\b(?:on|in|about|regarding|of|against|toward|Targeting|at|for)\s+(?:the\s+)?(?:[\w’-]+\s+){0,4}$",
            lead,
        ) and not re.search(
            r"(?:Leaders|officials|Presidents?|Ministers?|Meeting|Republic|Kingdom|State) of (?:the )?$", lead
        ):
            return False
        return _COUNTERPARTS.match(follows) is not None


class _Title(_Sides):
    """A title: "Readout of OURS’ FORMAT with THEIRS on TOPIC", "Joint Statement by A and B", "U.S.-B Joint
    Statement"."""

    def __init__(self, title: str, names: NameBook, us: str, on: date | None) -> None:
        super().__init__(title, names, us, on)
        self.at_home = False
        self.strangers: list[PersonMention] = []
        lead = _LEAD.match(title)
        start = lead.end() if lead else 0
        sides = _SIDES.match(title, start)
        if sides and re.search(r"[Jj]oint [Ss]tatement", title[start : sides.start("theirs")]):
            sides = None
        border = sides.start("theirs") if sides else start
        topic = _TOPIC.search(title, border)
        stop = topic.start() if topic and sides else len(title)
        everyone = self.people(start, stop)
        if sides is not None:
            self.ours = tuple(
                p.related("ours") for p in everyone if p.start < border and p.party in (None, us)
            )
            counterpart = [p for p in everyone if p.start >= border]
            others = [p for p in everyone if p.start < border and p.party not in (None, us)]
            self.ours += tuple(p.related("ours") for p in counterpart if p.party == us or _own(p, self.ours))
            counterpart = _sharing(title, counterpart)
            self.theirs = self.foreign([*others, *counterpart])
            strangers = [p for p in counterpart if not p.party and not _own(p, self.ours)]
            self.at_home = not self.theirs and _AT_HOME.search(title, border) is not None
            self.parties = (
                ()
                if self.at_home
                else self.keys(
                    [*others, *counterpart],
                    border,
                    stop,
                    loose="ravel" in title[:border] or "isit to" in title,
                )
            )
            if not self.ours and self.theirs:
                # "Trilateral Meeting of A of X, B, and C of Y": the one without a party is of our side.
                self.ours, strangers = tuple(p.related("ours") for p in strangers), []
            self.strangers = [p for p in strangers if p.office not in _HOME_OFFICES]
            if not self.parties and not self.at_home and border:
                self.parties = self.keys([], start, border)
        else:
            self.at_home = _AT_HOME.search(title) is not None
            everyone = _sharing(title, everyone)
            self.theirs = self.foreign(everyone)
            self.ours = tuple(
                p.related("ours") for p in everyone if p.party in (None, us) and not _counterpart(p, title)
            )
            self.parties = () if self.at_home and not self.theirs else self.keys(everyone, start, len(title))
            self.strangers = [p for p in everyone if not p.party and p.name and _counterpart(p, title)]
            if len(self.parties) == 1 and not self.theirs:
                self.theirs = tuple(
                    replace(p, party=self.parties[0]).related("theirs") for p in self.strangers
                )
        if not self.at_home and not self.parties:
            bodies = [key for key, _, _ in bodies_in(title[start:stop]) if key != us]
            self.parties = tuple(dict.fromkeys(bodies))


def _sharing(title: str, people: Sequence[PersonMention]) -> list[PersonMention]:
    """ "Foreign Minister Kuleba and Defense Minister Reznikov of Ukraine": the party closes the list and
    holds for both."""
    result = list(people)
    for index in range(len(result) - 2, -1, -1):
        one, following = result[index], result[index + 1]
        closes = following.party and re.search(
            r"\bof (?:the )?" + re.escape(following.party_words) + "$", title[: following.end]
        )
        between = re.search(r"(?:[Bb]etween|[Mm]eeting of) $", title[: one.start])
        if (
            closes
            and not one.party
            and not between
            and re.fullmatch(r"\s+and\s+", title[one.end : following.start])
        ):
            result[index] = replace(one, party=following.party, party_words=following.party_words)
    return result


def _surname(person: PersonMention) -> str:
    return (person.name or "").removesuffix(" Jr.").split(" ")[-1]


def _own(person: PersonMention, ours: Sequence[PersonMention]) -> bool:
    return any(person.name == other.name for other in ours)


def _counterpart(person: PersonMention, title: str) -> bool:
    return bool(re.search(r"(?:and|with)\s+$", title[: person.start])) and not re.search(
        r"[’']s\b", title[person.end : person.end + 3]
    )


class _Sentence(_Sides):
    """The first sentence of the text: "X spoke today with Y of Z to …"."""

    def __init__(self, sentence: str, names: NameBook, us: str, on: date | None) -> None:
        super().__init__(sentence, names, us, on)
        met = _MET.search(sentence)
        if partners := _PARTNERS.search(sentence):
            listed, _ = series(self.places, sentence, partners.end())
            keys = dict.fromkeys(key for key, _ in listed if key and key != us)
            if len(listed) > 1:
                self.parties = tuple(keys)
                return
        if met is None or (
            _AT_HOME.search(sentence) and not self.foreign(self.people(met.start(), len(sentence)))
        ):
            return
        aim = re.compile(
            r"\s(?:to (?!the\b|[A-Z])|where|regarding|about|on the margins|ahead of|in which|as part of)\b"
        ).search(sentence, met.end())
        stop = aim.start() if aim else len(sentence)
        self.ours = tuple(p.related("ours") for p in self.people(0, met.start()) if p.party in (None, us))
        theirs = self.people(met.end(), stop)
        self.theirs = self.foreign([*self.people(0, met.start()), *theirs])
        self.parties = self.keys(self.theirs, met.end(), stop) if self.theirs else ()
        if not self.parties:
            named = [p for p in self.places if met.end() <= p.start < stop and p.key != us]
            if re.search(
                r"\b(?:counterparts?|leaders|representatives|officials|Presidents|Ministers)\b",
                sentence[met.start() : stop],
            ):
                self.parties = tuple(
                    dict.fromkeys(
                        p.key for p in named if self._stands_alone(p, met.start()) or p.organization
                    )
                )
