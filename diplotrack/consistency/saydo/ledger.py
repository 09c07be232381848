"""Say and do on an objective: the arithmetic of RULES, pure. Reading it from the ledger is ``entries``.

say = Σs / Σ|s| over our statements; do = Σ(bearing · |score|) / Σ|score| over our deeds other than consulting and
requesting, commitments kept or broken among them; gap = say − do. A zero denominator gives no score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.saydo.volatility import Volatility, volatility
from diplotrack.records.choice import Choice
from diplotrack.records.deed import CATEGORY_SCORES
from diplotrack.records.enumerations import DeedCategory

COMMITMENT_WEIGHT = 5.0
"""The weight of a commitment that was kept or broken, as a deed."""

TALK = frozenset(
    {
        DeedCategory.CONSULT,
        DeedCategory.CONSULT_VISIT,
        DeedCategory.CONSULT_CALL,
        DeedCategory.CONSULT_SESSION,
        DeedCategory.REQUEST,
    }
)
"""Consulting and requesting are no doing: they stand in the ledger and in no score."""

STRONG = 2
"""The size of a strong stance."""


class Act(Choice):
    """What an entry of the ledger is."""

    SAID = "said", N_("Said")
    PROMISED = "promised", N_("Promised")
    DONE = "done", N_("Done")
    KEPT = "kept", N_("Promise kept")
    BROKEN = "broken", N_("Promise broken")


class Outside(Choice):
    """Why an entry counts in no score."""

    NO_DAY = "no_day", N_("its date is not known")
    VAGUE_DAY = "vague_day", N_("its date is not known exactly enough for this window")
    NO_STANCE = "no_stance", N_("its stance is not said")
    NO_BEARING = "no_bearing", N_("its bearing is not said")
    NO_CATEGORY = "no_category", N_("its category is not said")
    TALK = "talk", N_("consulting and requesting are not counted as doing")
    PROMISE = "promise", N_("a promise counts once it is kept or broken")


@dataclass(frozen=True, slots=True)
class Window:
    """From a day until another, both inclusive."""

    first: date
    last: date

    def holds(self, day: PartialDate) -> bool:
        """Whether every possible day lies within it."""
        return self.first <= day.earliest and day.latest <= self.last

    def may_hold(self, day: PartialDate) -> bool:
        """Whether a possible day lies within it."""
        return day.earliest <= self.last and self.first <= day.latest


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, promise or deed of ours on an objective. ``kind`` and ``id`` name its record.

    ``value`` is the stance (−2 to 2) of what was said, else the bearing (−1 to 1); None where it is not said.
    ``partners`` are those to whom it was said, promised or done; empty means the public, or nobody named.
    """

    act: Act
    kind: str
    id: int
    objective: int
    day: PartialDate | None
    value: int | None
    category: DeedCategory | None = None
    partners: frozenset[int] = frozenset()

    @property
    def weight(self) -> float:
        """|s| of a statement, |score| of a deed, 5 for a commitment kept or broken; 0 where it has none."""
        match self.act:
            case Act.SAID:
                return float(abs(self.value or 0))
            case Act.DONE:
                return abs(CATEGORY_SCORES[self.category]) if self.category is not None else 0.0
            case Act.KEPT | Act.BROKEN:
                return COMMITMENT_WEIGHT
        return 0.0

    @property
    def effect(self) -> int:
        """What each unit of its weight adds to a score: −1, 0 or 1; a broken commitment works the other way."""
        sign = (
            (self.value or 0)
            if self.act is not Act.SAID
            else ((self.value or 0) > 0) - ((self.value or 0) < 0)
        )
        return -sign if self.act is Act.BROKEN else sign

    @property
    def is_deed(self) -> bool:
        """Whether it is a doing, counted or not: a deed other than talk, a promise kept or broken."""
        return self.act in (Act.KEPT, Act.BROKEN) or (self.act is Act.DONE and self.category not in TALK)

    @property
    def order(self) -> tuple[date, date, str, int, str]:
        """Its place on the axis of time; without a date it comes last."""
        day = self.day or PartialDate.day(date.max)
        return (day.earliest, day.latest, self.kind, self.id, self.act.value)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A score with its inputs: ``total`` = Σ(effect · weight), ``weight`` = Σ weight, over ``inputs``."""

    total: float
    weight: float
    inputs: tuple[Entry, ...]

    @property
    def value(self) -> float | None:
        """From −1 to 1; None where there is nothing to divide by."""
        return self.total / self.weight if self.weight else None


@dataclass(frozen=True, slots=True)
class Heard:
    """Our statements on one objective to one audience (None: the public) in order, and how far they went to and fro."""

    objective: int
    audience: int | None
    statements: tuple[Entry, ...]
    volatility: Volatility

    @property
    def reversals(self) -> list[tuple[Entry, Entry]]:
        """The statements between which the sign changed."""
        return [(self.statements[one], self.statements[other]) for one, other in self.volatility.reversals]


@dataclass(frozen=True, slots=True)
class SayDo:
    """The ledger of an objective and a partner over a window. ``entries`` are in order of time.

    ``outside`` holds the entries of the window that count in no score, with the reason.
    """

    window: Window
    entries: tuple[Entry, ...]
    say: Ratio
    do: Ratio
    outside: dict[Entry, Outside]
    partners: frozenset[int] | None

    @property
    def heard(self) -> tuple[Heard, ...]:
        """What each audience heard on each objective, worked out when it is asked for."""
        return tuple(_heard(self.say.inputs, self.partners))

    @property
    def gap(self) -> float | None:
        """say − do, from −2 to 2; None where either has no score."""
        say, do = self.say.value, self.do.value
        return None if say is None or do is None else say - do

    @property
    def is_opposite(self) -> bool:
        """Whether words and deeds have opposite signs."""
        return self.say.total * self.do.total < 0

    @property
    def deeds(self) -> tuple[Entry, ...]:
        """What was done, whether it could be counted or not."""
        return tuple(one for one in self.entries if one.is_deed)

    @property
    def promises(self) -> tuple[Entry, ...]:
        """What was promised in the window."""
        return tuple(one for one in self.entries if one.act is Act.PROMISED)

    @property
    def most_volatile(self) -> Heard | None:
        """The audience that heard the most reversals, then the largest mean step; None where nobody heard two."""
        heard = [one for one in self.heard if one.volatility.mean_step is not None]
        return max(
            heard,
            key=lambda one: (
                len(one.volatility.reversals),
                one.volatility.mean_step or 0,
                -(one.audience or 0),
            ),
            default=None,
        )


def toward(entries: Iterable[Entry], partners: frozenset[int] | None) -> list[Entry]:
    """The entries that concern one of those parties; an empty set asks for what names nobody, None for all."""
    if partners is None:
        return list(entries)
    return [one for one in entries if (one.partners & partners if partners else not one.partners)]


def counted_once(entries: Iterable[Entry], objectives: Sequence[int]) -> list[Entry]:
    """The entries of an objective and its parts, each record once: as it bears on the first that it serves."""
    place = {objective: number for number, objective in enumerate(objectives)}
    first: dict[tuple[Act, str, int], Entry] = {}
    for one in entries:
        key = (one.act, one.kind, one.id)
        if key not in first or place[one.objective] < place[first[key].objective]:
            first[key] = one
    return list(first.values())


def say_do(entries: Iterable[Entry], window: Window, partners: frozenset[int] | None = None) -> SayDo:
    """The ledger of a window toward those partners, as :func:`toward` chooses; ``entries`` in any order.

    What certainly lies in the window counts; what may lie in it is shown and named as not counted.
    """
    mine = toward(entries, partners)
    inside = [one for one in mine if one.day is None or window.may_hold(one.day)]
    inside.sort(key=lambda one: one.order)
    outside = {one: reason for one in inside if (reason := _outside(one, window)) is not None}
    counted = [one for one in inside if one not in outside]
    said = tuple(one for one in counted if one.act is Act.SAID)
    done = tuple(one for one in counted if one.act is not Act.SAID)
    return SayDo(window, tuple(inside), _ratio(said), _ratio(done), outside, partners)


def _outside(one: Entry, window: Window) -> Outside | None:
    if one.act is Act.PROMISED:
        return Outside.PROMISE
    if one.act is Act.DONE and one.category in TALK:
        return Outside.TALK
    if one.value is None:
        return Outside.NO_STANCE if one.act is Act.SAID else Outside.NO_BEARING
    if one.act is Act.DONE and one.category is None:
        return Outside.NO_CATEGORY
    if one.day is None:
        return Outside.NO_DAY
    return None if window.holds(one.day) else Outside.VAGUE_DAY


def _ratio(inputs: Sequence[Entry]) -> Ratio:
    # fsum rounds once: the sums do not depend on the order of what is summed.
    total = fsum(one.effect * one.weight for one in inputs)
    return Ratio(total, fsum(one.weight for one in inputs), tuple(inputs))


def _heard(said: Sequence[Entry], partners: frozenset[int] | None) -> Iterable[Heard]:
    """Each audience of each objective: to compare what is said to different audiences, or on other aims, is R06's."""
    by_audience: dict[tuple[int, int | None], list[Entry]] = defaultdict(list)
    for one in said:
        audiences = one.partners & partners if partners else one.partners
        for audience in audiences or (None,):
            by_audience[one.objective, audience].append(one)
    for (objective, audience), heard in sorted(by_audience.items(), key=lambda pair: _numbered(pair[0])):
        yield Heard(objective, audience, tuple(heard), volatility([one.value or 0 for one in heard]))


def _numbered(key: tuple[int, int | None]) -> tuple[int, int]:
    return key[0], -1 if key[1] is None else key[1]
