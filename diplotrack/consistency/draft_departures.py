"""Where a draft departs from a line to take in force, or from what its audience was told before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diplotrack.base.i18n import N_, Label, _, format_number
from diplotrack.consistency.draft_sources import Source
from diplotrack.consistency.finding import Severity
from diplotrack.language.alignment import Aligned, Change, aligned, changes, content, similarity
from diplotrack.language.ladder import SCALES
from diplotrack.language.sentences import sentences

LEAST = 3
"""Stems that two sentences must share before their likeness means anything."""

NEAR = 0.05
"""Likenesses within this of the best count as equal; then the latest text speaks."""


CLOSE = 0.75
"""Likeness from which a verb that is gone means something: below it the sentence is rather another one."""

ROUGH = 0.6
"""The part of the likeness asked for that all words, operative verbs included, must reach at first sight."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A draft's sentence beside the agreed one: how alike they are (0–1) and what changed."""

    draft: Aligned
    earlier: Aligned
    source: Source
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What became of holding the draft against the lines and texts.

    ``reworded`` are lines said in other words that the ladder does not tell apart; ``used`` all lines that it uses.
    """

    departures: tuple[Departure, ...]
    reworded: tuple[Departure, ...]
    used: frozenset[Source]


class Shelf:
    """Agreed sentences by their stems, so that each draft sentence is compared only with those that share some."""

    def __init__(self, sources: Iterable[Source], draft: Sequence[Aligned], least: float) -> None:
        wanted = [content(one.sentence.words) for one in draft]
        self.sentences = [
            (source, aligned(one))
            for source in sources
            # Reading verbs off the ladder is dear; shared words are cheap, and most texts share too few.
            if _may_match(content(source.text), wanted, 0)
            for one in sentences(source.text)
            if _may_match(content(one.words), wanted, least * ROUGH)
        ]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, (_source, one) in enumerate(self.sentences):
            for stem in set(one.stems):
                self._by_stem[stem].append(number)

    def nearest(self, draft: Aligned, least: float) -> tuple[Source, Aligned, float] | None:
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


def _may_match(stems: frozenset[str], wanted: Sequence[frozenset[str]], least: float) -> bool:
    """Whether some sentence of the draft shares so many stems that a closer look is worth it."""
    for one in wanted:
        shared = len(stems & one)
        if shared >= min(LEAST, len(one)) and shared > 1 and 2 * shared >= least * (len(stems) + len(one)):
            return True
    return False


def hold(draft: Sequence[Aligned], lines: Sequence[Source], texts: Sequence[Source], least: float) -> Held:
    """Compare each sentence of the draft with the lines, and with the texts where no line speaks of the same.

    A text older than the line in force on its objective does not bind: the line has changed the position since.
    """
    on_lines = Shelf(lines, draft, least)
    since = {line.objective: line.day for line in lines if line.objective is not None and line.day}
    binding = [
        text
        for text in texts
        if text.objective not in since or text.day is None or text.day >= since[text.objective]
    ]
    on_texts = Shelf(binding, draft, least)
    departures, reworded, used = [], [], set()
    for one in draft:
        if found := on_lines.nearest(one, least):
            used.add(found[0])
        else:
            found = on_texts.nearest(one, least)
        if found is not None:
            source, earlier, likeness = found
            differing = [
                change for change in changes(earlier, one) if change.kind != "dropped" or likeness >= CLOSE
            ]
            if differing:
                departures.append(Departure(one, earlier, source, likeness, tuple(differing)))
            elif source in used and _bare(earlier) != _bare(one):
                reworded.append(Departure(one, earlier, source, likeness, ()))
    return Held(tuple(departures), tuple(reworded), frozenset(used))


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
        case "number" | "hedged":
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
}


def told(change: Change) -> str:
    """A change in one sentence."""
    if change.kind == "verb":
        sentence = (
            _("“{old}” has become “{new}”: stronger by {n} on the ladder of {scale}.")
            if change.steps > 0
            else _("“{old}” has become “{new}”: weaker by {n} on the ladder of {scale}.")
        )
        steps = format_number(abs(change.steps))
        return sentence.format(old=change.old, new=change.new, n=steps, scale=SCALES[change.scale])
    key = change.kind
    if key == "dropped" and change.new:
        key = "replaced"
    if key == "negation":
        key = "added" if change.new else "removed"
    return str(_TOLD[key]).format(old=change.old, new=change.new)
