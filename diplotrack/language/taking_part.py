"""Whether a sentence tells of somebody it names that he was there: after "joined by", before "met", after "met with".

Each question is answered from what stands beside somebody, so that the time for a sentence grows with its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from diplotrack.language.officials import words_for
from diplotrack.language.people import PersonMention

ROW = re.compile(r"\.?,?\s*(?:and\s+|;\s*)?(?:the\s+)?")
"""What stands between two people of one row."""

_WITHIN_CLAUSE = re.compile(r"\b(?:that|which|who|said|as|when|whose)\b")
_LINKS = re.compile(r"(?:\b(?:and|with|the|then|of|in|at)\b|[\s,;–-])*")

_CLOSE = 60
"""Letters before somebody in which "joined by" makes him one of those there."""

_ACCOUNT = 400
"""Letters after "met with" in which those who were met are named."""

_VERB_WITHIN = 800
"""Letters after somebody in which the verb of a conversation stands."""

_LEAD = 1_000
"""Letters of the longest lead ("After an audience with …,") in which nobody is looked for."""


class Told:
    """A sentence, ``words[start:end]`` of a paragraph, and those whom it names, in order."""

    def __init__(self, words: str, people: Sequence[PersonMention], start: int, end: int) -> None:
        self.words, self.people, self.start, self.end = words, people, start, end
        clause = _WITHIN_CLAUSE.search(words, start, end)
        self._clause = clause.end() if clause else end + 1
        comma = words.find(",", start, end)
        self._comma = comma if comma >= 0 else end + 1
        self._met = [found.end() for found in words_for("whom").finditer(words, start, end)]
        self._in_row = list(self._after_by())
        self._rows_end = list(self._ends_of_rows())

    def leads_in(self, number: int) -> bool:
        """Whether somebody stands in words before the exchange that is told of: "After an audience with …"."""
        place = self.people[number].start
        if place > self._comma or place - self.start > _LEAD:
            return False
        return words_for("lead_in").search(self.words[self.start : place]) is not None

    def joined(self, number: int) -> bool:
        """Whether somebody stands after "joined by", or in a row that began there."""
        if self._in_row[number]:
            return True
        place = self.people[number].start
        return words_for("by").search(self.words[max(self.start, place - _CLOSE) : place]) is not None

    def did(self, number: int) -> bool:
        """Whether a verb of conversation follows somebody, or the row in which somebody stands."""
        if self.people[number].start >= self._clause:
            return False
        reach = self._rows_end[number]
        following = self.words[reach : min(self.end, reach + _VERB_WITHIN)]
        return words_for("did").match(following.removeprefix(".")) is not None

    def was_met(self, number: int) -> bool:
        """Whether somebody stands after "met with", before the account goes on to something else."""
        place = self.people[number].start
        count = bisect_right(self._met, place)
        if not count or place - self._met[count - 1] >= _ACCOUNT:
            return False
        # What is no aim since the last "met with" is none since an earlier one: the last alone decides.
        return words_for("aim").search(" " + self.words[self._met[count - 1] : place]) is None

    def _after_by(self) -> Iterator[bool]:
        """Of each whether he stands in a row after "joined by": right after it, or after one who does."""
        by = [found.end() for found in words_for("by").finditer(self.words, self.start, self.end)]
        reach, in_row = self.start, False
        for one in self.people:
            count = bisect_right(by, one.start)
            if count and by[count - 1] >= reach:
                reach, in_row = by[count - 1], True
            in_row = in_row and _LINKS.fullmatch(self.words, min(reach, one.start), one.start) is not None
            reach = max(reach, one.end)
            yield in_row

    def _ends_of_rows(self) -> Iterator[int]:
        """Of each where the row ends that goes on from him: "President X of A, |Prime Minister Y of B, and Z|"."""
        starts = [one.start for one in self.people]
        ends = [one.end for one in self.people]
        for number in range(len(self.people) - 1, -1, -1):
            following = bisect_right(starts, ends[number] - 1)
            if following < len(starts) and ROW.fullmatch(self.words, ends[number], starts[following]):
                ends[number] = ends[following]
        yield from ends
