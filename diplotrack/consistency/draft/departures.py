"""Where a draft departs from a line to take in force, from what was told before, or from what was promised."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diplotrack.base.i18n import N_, Label, format_number, ngettext
from diplotrack.consistency.draft.sources import Source
from diplotrack.consistency.draft.text import Draft, read_alone, sentences_of, stems_of
from diplotrack.consistency.finding import Severity
from diplotrack.language.alignment import Aligned, Change, changes, similarity
from diplotrack.language.ladder import SCALES

LEAST = 3
"""Stems that two sentences must share before their likeness means anything."""

NEAR = 0.05
"""Likenesses within this of the best count as equal; then the latest text speaks."""


CLOSE = 0.75
"""Likeness from which a verb that is gone means something: below it the sentence is rather another one."""

ROUGH = 0.6
"""The part of the likeness asked for that all words, operative verbs included, must reach at first sight."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:\s*(?:to|and|-|–)\s*(?:{_MONTH}\s+)?(\d{{1,2}}))?(?!\d)|\b(\d{{1,2}})\s+{_MONTH}"
)

_SPAN = re.compile(
    r"\b(?:within|in|every|after)\s+(?:the\s+next\s+)?(?:an?|one)\s+(?:working\s+)?(hour|day|week|month|quarter|year|decade)\b",
    re.IGNORECASE,
)
"""A span of time that is no figure: "within a day"."""

UNDOING = ("negation", "hedged", "number", "span")
"""What takes back a promise; its verb counts only where it has become weaker."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Sentence ``number`` of the draft beside the earlier one: how alike they are (0–1) and what changed."""

    number: int
    earlier: Aligned
    source: Source
    likeness: float
    changes: tuple[Change, ...]

    @property
    def severity(self) -> Severity:
        """That of the gravest change."""
        return max((severity_of(change) for change in self.changes), key=lambda step: step.rank)


@dataclass(frozen=True, slots=True)
class Held:
    """What became of holding the draft against the lines and texts.

    ``departures`` are from lines and from what this audience was told, ``mixed`` from what others were told,
    ``broken`` from open commitments. ``reworded`` are lines said in other words that the ladder does not tell apart;
    ``used`` is for every line that the draft uses the number of the sentence that does.
    """

    departures: tuple[Departure, ...]
    mixed: tuple[Departure, ...]
    broken: tuple[Departure, ...]
    reworded: tuple[Departure, ...]
    used: dict[Source, int]


class Shelf:
    """Earlier sentences by their stems, so that each draft sentence is compared only with those that share some."""

    def __init__(self, sources: Iterable[Source], draft: Draft, least: float) -> None:
        all_stems = frozenset(draft.where)
        self.sentences: list[tuple[Source, Aligned]] = []
        for source in sources:
            # Reading verbs off the ladder is dear; shared words are cheap, and most texts share too few.
            if not _may_match(stems_of(source.text), draft, all_stems, 0):
                continue
            self.sentences += [
                (source, read_alone(words))
                for words in sentences_of(source.text)
                if _may_match(stems_of(words), draft, all_stems, least * ROUGH)
            ]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, (_source, one) in enumerate(self.sentences):
            for stem in set(one.stems):
                self._by_stem[stem].append(number)

    def nearest(self, draft: Aligned, least: float) -> Near | None:
        """The sentence most alike, the latest of those nearly so; None below ``least`` (0–1)."""
        shared: dict[int, int] = defaultdict(int)
        for stem in set(draft.stems):
            for number in self._by_stem.get(stem, ()):
                shared[number] += 1
        few = min(LEAST, len(set(draft.stems)))
        near = []
        for number, count in shared.items():
            source, one = self.sentences[number]
            if count >= min(few, len(set(one.stems))) and count > 1:
                likeness = similarity(one, draft)
                if likeness >= least:
                    near.append((likeness, source, one))
        if not near:
            return None
        best = max(likeness for likeness, _source, _one in near)
        latest = max(
            (entry for entry in near if entry[0] >= best - NEAR),
            key=lambda entry: (entry[1].day is not None, entry[1].day, entry[0]),
        )
        return latest[1], latest[2], latest[0]


Near = tuple[Source, Aligned, float]
"""An earlier sentence with its source, and how like it is."""

_remembered: OrderedDict[tuple[int, int, float], dict[str, Near | None]] = OrderedDict()
"""What is nearest to a sentence among some sources: while one types, all sentences but one have been looked at."""

REMEMBERED = 24
"""Sets of sources of which that is kept: four for each of a few audiences."""


def _nearest(sources: Sequence[Source], draft: Draft, least: float) -> list[Near | None]:
    """What is nearest to each sentence of the draft among the sources."""
    key = (len(sources), hash(tuple(sources)), least)
    known = _remembered.setdefault(key, {})
    new = list(
        {one.words: number for number, one in enumerate(draft.sentences) if one.words not in known}.values()
    )
    if new:
        part = draft.part(new)
        shelf = Shelf(sources, part, least)
        for sentence, read in zip(part.sentences, part.read, strict=True):
            known[sentence.words] = shelf.nearest(read, least)
    answer = [known[one.words] for one in draft.sentences]
    _remembered[key] = known
    _remembered.move_to_end(key)
    while len(_remembered) > REMEMBERED:
        _remembered.popitem(last=False)
    return answer


def forget() -> None:
    """Look at every sentence anew."""
    _remembered.clear()


def _may_match(stems: frozenset[str], draft: Draft, all_stems: frozenset[str], least: float) -> bool:
    """Whether some sentence of the draft shares so many stems that a closer look is worth it."""
    here = stems & all_stems
    if len(here) < 2 or 2 * len(here) < least * len(stems):
        return False
    counts = draft.shared(here)
    if max(counts.values()) < 2:
        return False
    sizes, own = draft.sizes, len(stems)
    for number, shared in counts.items():
        # Most share one stem only: nothing more is asked of those.
        is_near = shared > 1 and (shared >= LEAST or shared >= sizes[number])
        if is_near and 2 * shared >= least * (own + sizes[number]):
            return True
    return False


def hold(
    draft: Draft,
    lines: Sequence[Source],
    told: Sequence[Source],
    others: Sequence[Source],
    promised: Sequence[Source],
    least: float,
) -> Held:
    """Compare each sentence of the draft with the lines, then with what this audience was told, then others.

    Who speaks first decides: a draft that follows the line has no fault because others were once told otherwise. A
    text older than the line in force on its objective does not bind: the line has changed the position since.
    """
    since = {line.objective: line.day for line in lines if line.objective is not None and line.day}

    def binding(some: Sequence[Source]) -> list[Source]:
        return [
            one
            for one in some
            if one.objective not in since or one.day is None or one.day >= since[one.objective]
        ]

    on_lines, on_promises = _nearest(lines, draft, least), _nearest(promised, draft, least)
    on_told, on_others = _nearest(binding(told), draft, least), _nearest(binding(others), draft, least)
    departures, mixed, broken, reworded = [], [], [], []
    used: dict[Source, int] = {}
    for number, one in enumerate(draft.read):
        if promise := on_promises[number]:
            broken += [found for found in _departures(number, one, promise) if _undoes(found)]
        if found := on_lines[number]:
            used.setdefault(found[0], number)
            if some := _departures(number, one, found):
                departures += some
            elif _bare(found[1]) != _bare(one):
                reworded.append(Departure(number, found[1], found[0], found[2], ()))
        elif found := on_told[number]:
            departures += _undated(one, _departures(number, one, found))
        elif found := on_others[number]:
            others_told = _undated(one, _departures(number, one, found))
            mixed += [some for some in others_told if some.severity.rank > 1]
    return Held(tuple(departures), tuple(mixed), tuple(broken), tuple(reworded), used)


def _departures(number: int, one: Aligned, found: Near) -> list[Departure]:
    """The departure, if there is any."""
    source, earlier, likeness = found
    differing = tuple(
        change for change in changes(earlier, one) if change.kind != "dropped" or likeness >= CLOSE
    )
    if source.record.kind in ("position", "commitment"):
        differing += _spans(earlier, one)
    return [Departure(number, earlier, source, likeness, differing)] if differing else []


def _spans(earlier: Aligned, later: Aligned) -> tuple[Change, ...]:
    """The first span of time of an undertaking that has become another one."""
    old, new = (list(_SPAN.finditer(one.sentence.words)) for one in (earlier, later))
    if len(old) != len(new):
        return ()
    pairs = zip(old, new, strict=True)
    found = next(((a[0], b[0]) for a, b in pairs if a[1].lower() != b[1].lower()), None)
    return (Change("span", *found),) if found is not None else ()


def _undated(later: Aligned, some: Iterable[Departure]) -> list[Departure]:
    """Those that differ in more than the day of the month: the same is said of many days in turn."""
    return [
        one
        for one in some
        if not all(
            change.kind == "number" and _are_days(change, one.earlier, later) for change in one.changes
        )
    ]


def _are_days(change: Change, earlier: Aligned, later: Aligned) -> bool:
    sides = ((change.old, earlier), (change.new, later))
    return all(set(figures.split(", ")) <= _days(one.sentence.words) for figures, one in sides)


def _days(words: str) -> set[str]:
    return {day for found in _DAY.findall(words) for day in found if day}


def _undoes(one: Departure) -> bool:
    return any(
        change.kind in UNDOING or (change.kind == "verb" and change.steps < 0) for change in one.changes
    )


def _bare(one: Aligned) -> list[str]:
    """The words alone: neither case nor punctuation makes a difference."""
    return re.findall(r"\w+", one.sentence.words.casefold())


def severity_of(change: Change) -> Severity:
    """One step of the ladder is low; two steps, a denial, or a verb turned into a note are high."""
    match change.kind:
        case "negation" | "noted":
            return Severity.HIGH
        case "verb":
            return Severity.HIGH if abs(change.steps) >= 2 else Severity.LOW
        case "number" | "hedged" | "span":
            return Severity.MEDIUM
    return Severity.LOW


_TOLD: dict[str, Label] = {
    "noted": N_("“{old}” has become “{new}”, which says neither yes nor no."),
    "dropped": N_("“{old}” is gone."),
    "replaced": N_("“{old}” is gone; the draft has “{new}”, another kind of verb."),
    "hedged": N_("“{new}” is new: the earlier words say it without reserve."),
    "added": N_("The draft denies (“{new}”) what the earlier words affirm."),
    "removed": N_("The earlier words deny (“{old}”) what the draft affirms."),
    "number": N_("The figure {old} has become {new}."),
    "span": N_("“{old}” has become “{new}”."),
}


def told(change: Change) -> str:
    """A change in one sentence."""
    if change.kind == "verb":
        steps = abs(change.steps)
        sentence = (
            ngettext(
                "“{old}” has become “{new}”: stronger by one step on the ladder of {scale}.",
                "“{old}” has become “{new}”: stronger by {n} steps on the ladder of {scale}.",
                steps,
            )
            if change.steps > 0
            else ngettext(
                "“{old}” has become “{new}”: weaker by one step on the ladder of {scale}.",
                "“{old}” has become “{new}”: weaker by {n} steps on the ladder of {scale}.",
                steps,
            )
        )
        return sentence.format(
            old=change.old, new=change.new, n=format_number(steps), scale=SCALES[change.scale]
        )
    key = change.kind
    if key == "dropped" and change.new:
        key = "replaced"
    if key == "negation":
        key = "added" if change.new else "removed"
    return str(_TOLD[key]).format(old=change.old, new=change.new)
