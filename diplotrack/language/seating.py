"""Who is seated at which side of the table: by title and first sentence, verbs of conversation, and lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplotrack.language.clauses import sentences
from diplotrack.language.names_fold import fold
from diplotrack.language.officials import bare_name, words_for
from diplotrack.language.pairing import Line, opening, paired, parties_together, same_person
from diplotrack.language.people import PersonMention
from diplotrack.language.places import at, series
from diplotrack.language.readouts import Readout
from diplotrack.language.taking_part import ROW, Told

_IN_PLACE = re.compile(r"\s*In\s+")
_OCCASION = re.compile(r"\b(?:meeting|dialogue|session|council|talks|summit|conference)\b", re.IGNORECASE)


class Room:
    """Who is in the room, filled from the title, the verbs of conversation, lists and signatures."""

    def __init__(self, lines: Sequence[Line], readout: Readout, us: str) -> None:
        self.lines, self.readout, self.us = lines, readout, us
        self.parties: dict[str, None] = {}
        self.sides: dict[str, dict[str, PersonMention]] = {"ours": {}, "theirs": {}}
        self.alone = self._without_party()
        self._prose_begins = next((one.start for one in lines if one.is_prose), 0)

    def fill(self) -> None:
        """Everybody, in the order of the text."""
        self.parties |= dict.fromkeys(parties_together(self.lines, self.readout, self.us))
        pairs = paired(self.lines, self.readout, self.us)
        for one in pairs:
            self._seat("ours" if one.party == self.us else "theirs", one)
        for line in self.lines:
            if not line.in_title and self._opens(line):
                self._row_with_us(line)
        self._from_readout()
        heading = ""
        for line in self.lines:
            if line.in_title:
                continue
            if heading and _is_item(line.words):
                self._listed(line, heading, 0, len(line.words))
                continue
            heading = line.words if _is_heading(line.words) else ""
            tells = self.readout.kind == "readout" or (self.readout.format and not self.readout.joint)
            self._prose(line, far=not (self._opens(line) or tells))

    def _opens(self, line: Line) -> bool:
        """Whether a line belongs to the beginning: up to the first paragraph of prose, below place and day."""
        return line.start <= self._prose_begins

    def _from_readout(self) -> None:
        for person in self.readout.ours:
            self._seat("ours", person)
        for person in self.readout.theirs:
            self._seat("theirs", person)

    def _seat(self, side: str, person: PersonMention) -> None:
        """Seat somebody once; a later mention of the same person changes nothing."""
        if not person.name:
            return
        name = bare_name(person.name)
        person = replace(person, name=name)
        for taken in self.sides.values():
            if any(same_person(other, person) or same_person(person, other) for other in taken.values()):
                return
        self.sides[side][fold(name)] = person
        if side == "theirs" and person.party and person.party != self.us:
            self.parties.setdefault(person.party)

    def _prose(self, line: Line, *, far: bool) -> None:
        """What the sentences of a paragraph tell; of one far down a text without exchange, only of the sides known."""
        for start, end in _whole_sentences(line.words):
            words = line.words[start:end]
            first, last = (bisect_left(line.people, place, key=_start) for place in (start, end))
            within = line.people[first:last]
            if far and not (words_for("by").search(words) and _OCCASION.search(words)):
                sides = (None, self.us, *self.readout.parties, *self.parties)
                within = [one for one in within if one.level == "head" and one.party in sides]
            if not within and not line.places:
                continue
            begins = (
                line in self.lines[:2] and start == 0
            )  # "On May 18, X met Y": the day of the exchange itself
            if words_for("other_day").search(words) and not begins:
                continue
            if listing := words_for("listing").search(words):
                self._listed(
                    line, words, start if words.startswith("Joining") else start + listing.end(), end
                )
            told = Told(line.words, within, start, end)
            for number, one in enumerate(within):
                if told.leads_in(number):
                    continue
                we = words.startswith("We, ") and one.start - start < 300 and one.level == "head"
                if we or told.joined(number) or told.did(number):
                    self._place(line, one, subject=True)
                elif told.was_met(number):
                    self._place(line, one, subject=False)

    def _row_with_us(self, line: Line) -> None:
        """ "Prime Minister X of A, President Y of B, and President Z of our country – convened": all of a row."""
        rows: list[list[PersonMention]] = []
        end = opening(line.words)[1]
        for one in (person for person in line.people if person.end <= end):
            if rows and ROW.fullmatch(line.words, rows[-1][-1].end, one.start):
                rows[-1].append(one)
            else:
                rows.append([one])
        for row in rows:
            mine = [one for one in row if one.party in (self.us, None)]
            if len(row) > 2 - self.readout.joint and len(mine) == 1 and mine[0].level == "head":
                for one in row:
                    self._seat("ours" if one is mine[0] else "theirs", one)

    def _place(self, line: Line, one: PersonMention, *, subject: bool) -> None:
        if one.party and one.party != self.us:
            if self.readout.kind != "press_release":
                self._seat("theirs", one)
            return
        title = one.title
        if words_for("outside").search(title) or words_for("outside").search(line.words[one.start : one.end]):
            return
        if any(same_person(one, other) for other in self.alone):
            return
        if subject:
            led = next((p for p in reversed(line.places) if p.end <= one.start), None)
            if (
                led
                and led.key != self.us
                and re.search(
                    r"delegation was (?:led|headed) by $", line.words[max(0, one.start - 60) : one.start]
                )
            ):
                self._seat("theirs", replace(one, party=led.key))
                return
            if self._may_be_ours(one):
                self._seat("ours", one)
            return
        sentence = line.words.rfind(". ", 0, one.start) + 1
        there = _IN_PLACE.match(line.words, sentence, one.start)
        where = at(line.places, line.words, there.end()) if there else None
        foreign = [where.key] if where and where.key != self.us else [*self.readout.parties]
        if len(foreign) == 1 and one.party is None:
            # Beside their head of state another, of whom no party is told, is mostly ours or a third one's.
            heads = any(other.level == "head" for other in self.sides["theirs"].values())
            if where or one.standing or one.level != "head" or not heads:
                self._seat("theirs", replace(one, party=foreign[0]))
        elif words_for("government").search(title):
            self._seat("ours", one)

    def _listed(self, line: Line, heading: str, start: int, end: int) -> None:
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
            official = words_for("government").search(one.title) or words_for("house").search(around)
            if ours or (not others and official):
                self._seat("ours", one)
        if line.people and any(start <= one.start < end for one in line.people):
            return
        listed, _ = series(line.places, line.words, start)
        if len(listed) > 1:
            self.parties |= dict.fromkeys(key for key, _words in listed if key and key != self.us)

    def _may_be_ours(self, one: PersonMention) -> bool:
        """A head of state or government of whom no party is told is ours only beside none of another office.

        Where our President speaks, a Prime Minister is somebody else's; a secretary general is no government's.
        """
        if one.party == self.us:
            return True
        if one.office in ("Secretary General", "King", "Queen", "Emir", "Sultan", "Pope"):
            return False
        heads = {other.office for other in self.sides["ours"].values() if other.level == "head"}
        return (
            one.level != "head"
            or not heads
            or any(one.office in (h, f"Vice {h}", h.removeprefix("Vice ")) for h in heads)
        )

    def _without_party(self) -> list[PersonMention]:
        """Heads of whom a joint text says no party, several in a row: none of them is taken to be ours."""
        if not self.readout.joint:
            return []
        for line in self.lines[:2]:
            row = [
                one for one in line.people if one.party is None and one.level == "head" and one.start < 400
            ]
            if len(row) > 1:
                return row
        return []


def _whole_sentences(words: str) -> Iterator[tuple[int, int]]:
    """Sentences, the parts between semicolons not taken for sentences of their own."""
    begin = None
    for start, end in sentences(words):
        begin = start if begin is None else begin
        if not words[end:].lstrip().startswith(";"):
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, len(words)


def _start(one: PersonMention) -> int:
    return one.start


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
