"""The remark of a record of travel read into structure: who was met, what was attended, what for.

>>> remark = read_remark("Met with President Sarkozy. Attended the NATO Summit.", names)
>>> remark.format, remark.level, remark.met[0].name, remark.organizations
('summit', 'head', 'Sarkozy', ('NATO',))
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.language.clauses import Clause, clauses
from diplotrack.language.formats import bodies_in, event_format, level_of, rank_of
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import Names, Place, places_in
from diplotrack.language.titles import higher

MEETING_KINDS = frozenset({"meet", "discuss", "brief"})


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the remark: `words` are `text[start:end]`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something attended: its name, its format ("occasion" for a ceremony, "" unsure), level told by the name, parties in the name."""

    name: str
    format: str
    level: str
    parties: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """People met without names: "senior Israeli officials". `party` a key, None for the host or an unknown one."""

    words: str
    level: str
    party: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark says. `format` is the main one, "" when the text does not tell; `formats` all, in the order of the text."""

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


_HONOURED = re.compile(
    r"\b(?:funeral|memorial|services? for|wedding|inauguration|coronation|birth|death|ceremon\w+|birthday|honou?r of|late|tribute|commemorat\w+|visit of|visited|site of|invitation (?:of|from)|Invited by|invited by|guest of|Guest of|\bson of|widow of|wife of|aboard|election of|proposal of|tomb of|named for|successor)\b"
)
_BY_THE_WAY = re.compile(
    r"\s(?:while|en route|during (?!a (?:private|working|state|official) visit)|after (?!\w+ing with)|before|prior to|following|aboard|returning from|on behalf of|as personal representative|in connection with|on the margins of)\b"
)
_WITH = re.compile(r"\b(?:with|between|among|by|to(?= meetings?\b)|hosted by)\s")
_MEETS_WITHIN = re.compile(r"\b(?:meetings?|talks|visits?|discussions|conference|summit|conversations?|luncheon|dinner)\s+with\s|\b(?:meetings?|talks|conference|[Ss]ummit (?:[Mm]eeting|[Cc]onference)) (?:[\w(). -]{0,25} )?of (?:the )?")
_EVENT_END = re.compile(
    r"\s+(?:with (?:the )?(?=[A-Z][a-z]+ (?:Minister|President)|President|Prime|Foreign|King|Queen|Heads|Secretary|Chancellor|heads)|while |en route|where |and (?:met|discussed|conferred|signed|addressed|visited)\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d|on (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\((?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_GROUP = re.compile(
    r"(?:(?:[Ss]enior|[Oo]ther|[Ll]ocal|[Tt]op|[Hh]igh-ranking|[Cc]olonial|[Cc]ity|political|former|military|government|municipal|provincial|regional|civic|business)\s+(?:and\s+)?)*"
    r"(?:[A-Z][\w’'-]+(?:,? and [A-Z][\w’'-]+|, [A-Z][\w’'-]+,? and [A-Z][\w’'-]+)?\s+){0,3}"
    r"(?:(?:senior|political|government|colonial|military|opposition|party|business|community|religious|local|civilian|rebel|tribal|defense|and)\s+)*"
    r"(?:officials|leaders|representatives|parliamentarians|authorities|legislators|politicians|military officers|members of (?:the )?[A-Z]\w+|Cabinet)\b"
)
_ADDRESSEE = re.compile(r"\s*(?:a |an |the )?(?:[Jj]oint (?:[Ss]ession|[Mm]eeting) of )?(?:the )?")
_PRIORITY = ("mediation", "negotiation_round", "summit", "conference_session", "visit", "working_meal", "meeting", "signing", "reception", "exercise")


def read_remark(
    text: str, names: Names, *, on: date | None = None, own: Collection[str] = (), host: str | None = None
) -> Remark:
    """Read one remark. `names` finds parties (as of the day `on`); `own` are surnames of one's own side's leaders.

    `host` is the key of the country visited; a person of no named party is the host's, and keeps `party` None. Nothing is
    guessed: a part that the text does not tell stays empty.
    """
    reading = _Reading(text, places_in(text, names, on), {name.casefold() for name in own})
    for clause in clauses(text):
        reading.take(clause)
    return reading.remark(host)


class _Reading:
    def __init__(self, text: str, places: Sequence[Place], own: set[str]) -> None:
        self.text, self.places, self.own = text, places, own
        self.people: list[PersonMention] = []
        self.groups: list[Group] = []
        self.events: list[Event] = []
        self.occasions: list[Words] = []
        self.topics: list[Words] = []
        self.formats: list[tuple[int, str]] = []
        self.bodies: dict[str, None] = {}

    def take(self, clause: Clause) -> None:
        if not clause.kind:
            self._noun(clause)
            return
        {
            "meet": self._meet, "discuss": self._discuss, "brief": self._meet, "attend": self._attend, "present": self._present,
            "accompany": self._accompany, "address": self._address, "sign": self._sign, "mediate": self._mediate,
            "negotiate": self._mediate, "transit": self._transit, "honour": self._occasion, "visit": self._visit,
            "move": self._move, "tell": self._tell,
        }[clause.kind](clause)  # fmt: skip

    # Kinds of clause -------------------------------------------------------------------------------------------------

    def _meet(self, clause: Clause) -> None:
        start, end = clause.body, self._aside(clause.body, clause.end)
        if (about := re.search(r"\b(?:to discuss|to review|to confer on)\s", self.text[start:end])) is not None:
            self._topic(start + about.end(), end)
            end = start + about.start()
        elif clause.kind == "brief" and (about := re.search(r"\s(?:on|about)\s", self.text[start:end])) is not None:
            self._topic(start + about.end(), end)
            end = start + about.start()
        elif clause.kind == "brief" and (to := re.search(r"\sto\s(?=[A-Z])", self.text[start:end])) is not None:
            self._topic(start, start + to.start())
            start += to.start()
        elif (to := re.search(r"\sto sign\s", self.text[start:end])) is not None:
            self._occasion_of(start + to.start() + 1, end)
            self.formats.append((start + to.start(), "signing"))
            end = start + to.start()
        if (on := re.search(r"\s(?:at|in connection with) (?:the |a )?", self.text[start:clause.end])) is not None:
            self._event(start + on.end(), clause.end, formal=True)
            end = min(end, start + on.start())
        met = self._met(start, end)
        if re.search(r"[Ss]ummit", clause.verb):
            self.formats.append((clause.start, "summit"))
        elif met or re.search(r"(?i)met|meet|audience|confer|talks|discussions|brief|held", clause.verb):
            self.formats.append((clause.start, "meeting"))
        self._bodies(start, end)

    def _discuss(self, clause: Clause) -> None:
        """ "Discussed A with P, and B with Q": topics before each "with", people after it."""
        body, end = clause.body, self._aside(clause.body, clause.end)
        text = self.text
        marks = [m for m in re.finditer(r"\s(?:with|among)\s", text[body:end]) if self._someone(body + m.end(), end)]
        self.formats.append((clause.start, "meeting"))
        if not marks:
            self._topic(body, end)
            return
        self._topic(body, body + marks[0].start())
        for index, mark in enumerate(marks):
            stop = body + marks[index + 1].start() if index + 1 < len(marks) else end
            begin = body + mark.end()
            self._met(begin, stop)
            self._bodies(begin, stop)
            if index + 1 < len(marks):
                people = [p for p in self.people if begin <= p.start < stop] + [g for g in self.groups if begin <= g.start < stop]
                tail = max((p.end for p in people), default=stop)
                if found := re.match(r",?\s+and\s+(?=the |an? |[a-z])", text[tail:stop]):
                    self._topic(tail + found.end(), stop)

    def _attend(self, clause: Clause) -> None:
        self._event(clause.body, clause.end)

    def _present(self, clause: Clause) -> None:
        self._named(clause.body, clause.end, "met")

    def _accompany(self, clause: Clause) -> None:
        start, end = clause.body, clause.end
        named = people_in(self.text, self.places, start, end)
        meets = _MEETS_WITHIN.search(self.text[start:end])
        border = start + meets.start() if meets else end
        joined = clause.verb.casefold() == "joined"
        for index, person in enumerate(named):
            if person.start < border:
                own = not person.party and (not joined or not self.own or self._is_own(person))
                relation = "accompanied" if index == 0 and (own or not joined) else "met"
                self._add(person.related(relation))
            elif not _HONOURED.search(self.text[border : person.start]):
                self._add(person.related("met"))
        if meets:
            self._met_groups(border, end)
            self.formats.append((border, "summit" if "ummit" in meets.group() else "meeting"))
        after = max((p.end for p in named if p.start < border), default=start)
        if to := re.compile(r"\s+(?:to|on|for|at)\s+(?:the |a |an )?").match(self.text, after, end):
            if re.match(r"(?:[Ss]tate|[Oo]fficial|[Ww]orking) [Vv]isit", self.text[to.end() : end]):
                self.formats.append((clause.start, "visit"))
                if also := re.compile(r".*?\band to (?:the |a )?").match(self.text, to.end(), end):
                    self._event(also.end(), end, formal=True)
            elif not (meets and border - to.end() < 25 and "with" in meets.group()):
                self._event(to.end(), end, formal=True, people=False)
        self._bodies(after, end)
        self.formats.append((clause.start, "visit"))

    def _address(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        self._bodies(clause.body, clause.end)

    def _sign(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        self.formats.append((clause.start, "signing"))
        if mark := re.search(r"\swith\s", self.text[clause.body : clause.end]):
            self._met(clause.body + mark.end(), clause.end)

    def _mediate(self, clause: Clause) -> None:
        self.formats.append((clause.start, "mediation" if clause.kind == "mediate" else "negotiation_round"))
        self._topic(clause.start if clause.kind == "negotiate" else clause.body, clause.end)
        if mark := re.search(r"\swith\s", self.text[clause.body : clause.end]):
            self._met(clause.body + mark.end(), clause.end)

    def _transit(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        self.formats.append((clause.start, "visit"))

    def _occasion(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        self._named(clause.body, clause.end, "named")

    def _visit(self, clause: Clause) -> None:
        words = self.text[clause.start : clause.end]
        self.formats.append((clause.start, "visit"))
        if rank_of(words) in ("private",) or not re.search(r"[Vv]isit\b", words):
            self._occasion_of(clause.start, clause.end)
        text, end = self.text, clause.end
        if found := re.search(r"\b(?:to discuss)\s", text[clause.body : end]):
            self._topic(clause.body + found.end(), end)
        if found := re.search(r"\b(?:while attending|while serving as President of|to attend)\s+(?:the |a )?", text[clause.body : end]):
            self._event(clause.body + found.end(), end, formal=True)
        if mark := re.search(r"\bwith\s", text[clause.body : end]):
            self._met(clause.body + mark.end(), end)
        elif re.match(r"[Vv]isited", clause.verb):
            for person in people_in(text, self.places, clause.body, end):
                adjacent = person.start - clause.body <= 2
                self._add(person.related("met" if adjacent and not person.standing else "named"))

    def _move(self, clause: Clause) -> None:
        return None

    def _tell(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        if mark := re.search(r"\s(?:with|to)\s(?=[A-Z])", self.text[clause.body : clause.end]):
            self._met(clause.body + mark.end(), clause.end)

    def _noun(self, clause: Clause) -> None:
        """No known verb: a continuing list ("the Kings of Belgium …; the Presidents of …") or an event's name alone."""
        words = self.text[clause.start : clause.end]
        if re.match(r"(?:and |also )*(?:with )?(?:the )?[A-Z]", words) and self.people and not re.search(r"\bwas\b", words):
            if re.match(r"(?:and )?(?:with |the (?:Presidents|Kings|Prime|Foreign|President|Queens)|(?:and )?(?:with )?President|Prime|[\w-]+ (?:President|Prime|Foreign|Chancellor))", words):
                self._met(clause.start, clause.end)
                return
        if event_format(words) not in ("", "occasion") and len(words) < 160:
            self._event(clause.start, clause.end, formal=True, people=False)
            return
        self._named(clause.start, clause.end, "named")

    # Parts of clauses ------------------------------------------------------------------------------------------------

    def _aside(self, start: int, end: int) -> int:
        """Where what was done ends and the circumstance begins ("… while en route to …")."""
        found = _BY_THE_WAY.search(self.text[start:end])
        if found is None:
            return end
        if attending := re.compile(r"\s*(?:attending|a session of|a meeting of)\s+(?:the |a )?").match(self.text, start + found.end(), end):
            self._event(attending.end(), end, formal=True, people=False)
        elif re.match(r"\s(?:during|on the margins of)", found.group()):
            meeting = re.compile(r"\s*(?:the |a )?(?:meeting of the )?").match(self.text, start + found.end(), end)
            if meeting is not None:
                self._event(meeting.end(), end, formal=True, people=False)
        return start + found.start()

    def _someone(self, start: int, end: int) -> bool:
        return bool(people_in(self.text, self.places, start, end)) or _GROUP.search(self.text[start:end]) is not None

    def _met(self, start: int, end: int) -> int:
        """People and groups met in a stretch; how many."""
        count = 0
        for person in people_in(self.text, self.places, start, end):
            honoured = _HONOURED.search(self.text[start : person.start])
            self._add(person.related("named" if honoured else "met"))
            count += not honoured
        return count + self._met_groups(start, end)

    def _met_groups(self, start: int, end: int) -> int:
        count = 0
        for found in _GROUP.finditer(self.text, start, end):
            if any(p.start < found.end() and p.end > found.start() and p.end >= found.end() for p in self.people):
                continue
            begin = found.start()
            for person in self.people:
                if begin < person.end < found.end() and person.start >= start:
                    begin = person.end
            words = self.text[begin : found.end()]
            lead = re.match(r"[\s,]*(?:and )?", words)
            begin += lead.end() if lead else 0
            inside = [p for p in self.places if p.start >= begin and p.end <= found.end()]
            of = re.compile(r"\s+of\s+(?:the\s+)?").match(self.text, found.end(), end)
            if not inside and of:
                inside = [p for p in self.places if p.start == of.end()]
            stop = max([found.end(), *(p.end for p in inside)])
            words = self.text[begin:stop]
            parties = [p.key for p in inside] or [None]
            for key in parties:
                self.groups.append(Group(words, level_of(words), key, begin, stop))
                count += 1
        return count

    def _named(self, start: int, end: int, relation: str) -> None:
        for person in people_in(self.text, self.places, start, end):
            self._add(person.related(relation))

    def _add(self, person: PersonMention) -> None:
        # A list without an adjective after one with it names the host's again; the same name is the same person.
        for known in self.people:
            if known.name == person.name and known.office == person.office and known.party == person.party:
                if known.name is not None or known.party_words == person.party_words:
                    return
        self.people.append(person)

    def _is_own(self, person: PersonMention) -> bool:
        return person.name is not None and person.name.split()[-1].casefold() in self.own

    def _event(self, start: int, end: int, *, formal: bool = False, people: bool = True) -> None:
        """The event whose name begins at `start`; with `formal`, only if its name tells a format."""
        text = self.text
        article = re.compile(r"\s*(?:the |a |an )?(?:portion of |opening (?:session )?of (?:the )?(?=[A-Z]))?").match(text, start, end)
        begin = article.end() if article else start
        cut = _EVENT_END.search(text, begin, end)
        stop = cut.start() if cut else end
        name = text[begin:stop].rstrip(" ,.")
        stop = begin + len(name)
        if not name or (formal and event_format(name) in ("", "occasion") and not bodies_in(name)):
            return
        kind = event_format(name)
        keys = self._bodies(begin, stop, occasion=kind == "occasion")
        self.events.append(Event(name, kind, level_of(name), tuple(keys), begin, stop))
        if kind == "occasion" or not kind:
            self.occasions.append(Words(name, begin, stop))
            self.formats.append((begin, "visit"))
        else:
            self.formats.append((begin, kind))
        if not people:
            return
        for person in people_in(text, self.places, begin, end):
            prefix = text[begin : person.start]
            with_them = list(_WITH.finditer(prefix))
            honoured = list(_HONOURED.finditer(prefix))
            if with_them and (not honoured or honoured[-1].start() < with_them[-1].start()):
                relation = "met"
            elif person.name is None and person.party and not honoured and re.search(r"\bof (?:the )?$|^$|\bof .*, $", text[begin : person.start]) and kind != "occasion":
                relation = "present"
            else:
                relation = "named"
            self._add(person.related(relation))
        if mark := re.search(r"\bwith\s", text[begin:end]):
            self._met_groups(begin + mark.end(), end)

    def _bodies(self, start: int, end: int, *, occasion: bool = False) -> list[str]:
        """Keys of parties named in a stretch; the organizations among them are noted as the remark's."""
        keys: dict[str, None] = {}
        for place in self.places:
            if place.start >= start and place.end <= end:
                keys[place.key] = None
                if place.organization and not occasion:
                    self.bodies[place.key] = None
        if not occasion:
            for key, _, _ in bodies_in(self.text[start:end]):
                keys[key] = None
                self.bodies[key] = None
        return list(keys)

    def _topic(self, start: int, end: int) -> None:
        words = self.text[start:end]
        lead = re.match(r"\s*(?:,\s*)?(?:and\s+)?", words)
        start += lead.end() if lead else 0
        words = self.text[start:end].rstrip(" ,.")
        if words:
            self.topics.append(Words(words, start, start + len(words)))

    def _occasion_of(self, start: int, end: int) -> None:
        lead = re.compile(r"[\s,]*(?:and\s+)?(?:also\s+)?").match(self.text, start, end)
        start = lead.end() if lead else start
        words = self.text[start:end].rstrip(" ,.")
        if words:
            self.occasions.append(Words(words, start, start + len(words)))

    # The whole -------------------------------------------------------------------------------------------------------

    def remark(self, host: str | None) -> Remark:
        rank = rank_of(self.text)
        formats = tuple(dict.fromkeys(word for _, word in sorted(self.formats)))
        main = next((word for word in _PRIORITY if word in formats), "")
        if main == "visit" and "meeting" in formats and not rank and not any(p.relation == "accompanied" for p in self.people):
            main = "meeting"
        level = ""
        for person in self.people:
            if person.relation in ("met", "present"):
                level = higher(level, person.level)
        for event in self.events:
            level = higher(level, event.level)
        if not level:
            for group in self.groups:
                level = higher(level, group.level)
        bodies = tuple(key for key in self.bodies if key != host)
        return Remark(
            self.text, main, formats, rank, level, tuple(sorted(self.people, key=lambda p: p.start)), tuple(self.groups),
            tuple(self.events), bodies, tuple(self.occasions), tuple(self.topics),
        )  # fmt: skip
