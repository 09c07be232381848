"""How each kind of clause of a remark is read: meetings, events, journeys in company, signatures,
mediation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotrack.language.clauses import Clause
from diplotrack.language.formats import bodies_in, event_format, level_of, pattern, rank_of
from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.places import Place
from diplotrack.language.remarkparts import Event, Group, Words

_HONOURED = pattern("honoured")
_BY_THE_WAY = pattern("by_the_way")
_WITH = pattern("with")
_LIST_GOES_ON = pattern("list_goes_on")
_MEETS_WITHIN = pattern("meets_within")
_EVENT_END = pattern("event_end")
_VENUE = pattern("venue")
_GROUP = pattern("group")


class RemarkReading:
    """Takes the clauses of one remark, one after the other, and collects what they tell."""

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
            "meet": self._meet, "discuss": self._discuss, "brief": self._meet, "attend": self._attend,
            "present": self._present,
            "accompany": self._accompany, "address": self._address, "sign": self._sign, "mediate": self._mediate,
            "negotiate": self._mediate, "transit": self._transit, "honour": self._occasion, "visit": self._visit,
            "move": self._move, "tell": self._tell,
        }[clause.kind](clause)  # fmt: skip

    # Kinds of clause -------------------------------------------------------------------------------------------------

    def _meet(self, clause: Clause) -> None:
        start, end = clause.body, self._aside(clause.body, clause.end)
        if (
            about := re.search(r"\b(?:to discuss|to review|to confer on)\s", self.text[start:end])
        ) is not None or (
            clause.kind == "brief"
            and (about := re.search(r"\s(?:on|about)\s", self.text[start:end])) is not None
        ):
            self._topic(start + about.end(), end)
            end = start + about.start()
        elif (
            clause.kind == "brief" and (to := re.search(r"\sto\s(?=[A-Z])", self.text[start:end])) is not None
        ):
            self._topic(start, start + to.start())
            start += to.start()
        elif (to := re.search(r"\sto sign\s", self.text[start:end])) is not None:
            self._occasion_of(start + to.start() + 1, end)
            self.formats.append((start + to.start(), "signing"))
            end = start + to.start()
        if (
            on := re.search(r"\s(?:at|in connection with) (?:the |a )?", self.text[start : clause.end])
        ) is not None:
            self._event(start + on.end(), clause.end, formal=True, people=False, margin=True)
            end = min(end, start + on.start())
        met = self._met(start, end)
        if re.search(r"(?<![Pp]re-)[Ss]ummit", clause.verb):
            self.formats.append((clause.start, "summit"))
        elif re.search(r"(?i)lunch|breakfast|dinner", clause.verb):
            self.formats.append((clause.start, "working_meal"))
        elif met or re.search(r"(?i)met|meet|audience|confer|talks|discussions|brief|held", clause.verb):
            self.formats.append((clause.start, "meeting"))
        self._bodies(start, end)

    def _discuss(self, clause: Clause) -> None:
        """ "Discussed A with P, and B with Q": topics before each "with", people after it."""
        body, end = clause.body, self._aside(clause.body, clause.end)
        text = self.text
        marks = [
            m
            for m in re.finditer(r"\s(?:with|among)\s", text[body:end])
            if self._someone(body + m.end(), end)
        ]
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
                people = [p for p in self.people if begin <= p.start < stop] + [
                    g for g in self.groups if begin <= g.start < stop
                ]
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
                between = self.text[named[0].end : person.start] if index else ""
                if person.standing in ("former", "late") or _HONOURED.search(between):
                    self._add(person.related("named"))
                    continue
                own = not person.party and (not joined or not self.own or self._is_own(person))
                together = index == 0 or (re.fullmatch(r"\s+and\s+", between) and not person.party)
                relation = "accompanied" if together and (own or not joined) else "met"
                if index and person.name is None and re.search(r"\bof (?:the )?$", between):
                    relation = "present"
                self._add(person.related(relation))
            elif not _HONOURED.search(self.text[border : person.start]):
                self._add(person.related("met"))
        if meets:
            self._met_groups(border, end)
            self.formats.append((border, "summit" if "ummit" in meets.group() else "meeting"))
        after = named[0].end if named else start
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
        if not self.formats:
            self.formats.append((clause.start, "visit"))
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
        if rank_of(words) == "private" or not re.search(r"[Vv]isit\b", words):
            self._occasion_of(clause.start, clause.end)
        text, end = self.text, clause.end
        if found := re.search(r"\b(?:to discuss)\s", text[clause.body : end]):
            self._topic(clause.body + found.end(), end)
        if found := re.search(
            r"\b(?:while attending|while serving as President of|to attend)\s+(?:the |a )?",
            text[clause.body : end],
        ):
            self._event(clause.body + found.end(), end, formal=True)
        if mark := re.search(r"\bwith\s", text[clause.body : end]):
            self._met(clause.body + mark.end(), end)
        elif re.match(r"[Vv]isited", clause.verb):
            for person in people_in(text, self.places, clause.body, end):
                adjacent = person.start - clause.body <= 2
                self._add(person.related("met" if adjacent and not person.standing else "named"))

    def _move(self, clause: Clause) -> None:
        """Departures and onward journeys tell nothing of whom one met."""
        del clause

    def _tell(self, clause: Clause) -> None:
        self._occasion_of(clause.start, clause.end)
        if re.search(r"\binvitation\b", self.text[clause.start : clause.end]):
            return
        if mark := re.search(r"\s(?:with|to)\s(?=[A-Z])", self.text[clause.body : clause.end]):
            self._met(clause.body + mark.end(), clause.end)

    def _noun(self, clause: Clause) -> None:
        """No known verb: a continuing list ("the Kings of Belgium …; the Presidents of …") or an event's
        name alone."""
        words = self.text[clause.start : clause.end]
        if self.people and not re.search(r"\bwas\b", words) and _LIST_GOES_ON.match(words):
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
        if attending := re.compile(r"\s*(?:attending|a session of|a meeting of)\s+(?:the |a )?").match(
            self.text, start + found.end(), end
        ):
            self._event(attending.end(), end, formal=True, people=False, margin=True)
        elif re.match(r"\s(?:during|on the margins of)", found.group()):
            meeting = re.compile(r"\s*(?:the |a )?(?:meeting of the )?").match(
                self.text, start + found.end(), end
            )
            if meeting is not None:
                self._event(meeting.end(), end, formal=True, people=False, margin=True)
        return start + found.start()

    def _someone(self, start: int, end: int) -> bool:
        return (
            bool(people_in(self.text, self.places, start, end))
            or _GROUP.search(self.text[start:end]) is not None
        )

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
            if any(
                p.start < found.end() and p.end > found.start() and p.end >= found.end() for p in self.people
            ):
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
            parties: list[str | None] = [p.key for p in inside] or [None]
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
            same = (known.name, known.office, known.party) == (person.name, person.office, person.party)
            if same and (known.name is not None or known.party_words == person.party_words):
                return
        self.people.append(person)

    def _is_own(self, person: PersonMention) -> bool:
        return person.name is not None and person.name.split()[-1].casefold() in self.own

    def _event(
        self, start: int, end: int, *, formal: bool = False, people: bool = True, margin: bool = False
    ) -> None:
        """The event whose name begins at `start`; with `formal`, only if its name tells a format.

        A meeting on the margins of an event (`margin`) stays a meeting.
        """
        text = self.text
        article = re.compile(r"\s*(?:the |a |an )?(?:portion of (?:the )?)?").match(text, start, end)
        begin = article.end() if article else start
        cut = _EVENT_END.search(text, begin, end)
        stop = cut.start() if cut else end
        name = text[begin:stop].rstrip(" ,.")
        if (venue := _VENUE.search(name)) and event_format(name[: venue.start()]):
            name = name[: venue.start()]
        stop = begin + len(name)
        if not name or (formal and event_format(name) in ("", "occasion") and not bodies_in(name)):
            return
        kind = event_format(name)
        # What a meeting is about ("… on the Kosovo crisis", "… for the anniversary of …") does not take part in it.
        subject = re.search(r"\s(?:on|about|regarding|concerning|for support to|for the)\s", name)
        reach = begin + subject.start() if subject else stop
        around = next((p.end for p in self.places if p.start < reach < p.end), reach)
        keys = self._bodies(begin, around, occasion=kind == "occasion")
        self.events.append(Event(name, kind, level_of(name), tuple(keys), begin, stop))
        if margin:
            return
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
            elif (
                person.name is None
                and person.party
                and not honoured
                and re.search(r"\bof (?:the )?$|^$|\bof .*, $", text[begin : person.start])
                and kind != "occasion"
            ):
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
                    self.bodies[place.body] = None
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
