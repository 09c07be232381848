"""How what was found in a text compares with its label: right, wrong and missed, by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from diplotrack.language.formats import table
from diplotrack.language.names import NameBook
from diplotrack.language.names_fold import fold
from diplotrack.language.names_reference import reference_parties
from tests.language.intake.labels import Label, Labelled

FIELDS = ("parties", "date", "kind", "format", "theirs", "theirs, title", "ours", "ours, title")
_NO_NAME = frozenset({"jr", "sr", "dr", "mr", "mrs", "ms", "cardinal", "sheikh", "admiral", "sir"})
_NO_TITLE = frozenset({"of", "the", "for", "to", "and", "his", "her", "majesty", "holiness", "dr"})


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person found: title as written, and name."""

    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in one text; what it did not find is empty."""

    day: date | None = None
    kind: str = ""
    format: str = ""
    parties: tuple[str, ...] = ()
    theirs: tuple[FoundPerson, ...] = ()
    ours: tuple[FoundPerson, ...] = ()


@dataclass(slots=True)
class Tally:
    """Of one field over many texts: how many were found and labelled, found only, labelled only."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    """Address, what was found only, what was labelled only."""

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(pairs: Iterable[tuple[Label, Found]]) -> dict[str, Tally]:
    """The tallies of each of FIELDS over labelled texts and what was found in them."""
    tallies = {name: Tally() for name in FIELDS}
    for label, found in pairs:
        for name, labelled, got, same in _compared(label, found):
            _count(tallies[name], label.source_url, labelled, got, same)
    return tallies


def _compared(
    label: Label, found: Found
) -> Iterable[tuple[str, Sequence[object], Sequence[object], Callable[..., bool]]]:
    def equal(one: object, other: object) -> bool:
        return one == other

    yield "parties", _whole(label.parties), _whole(found.parties), equal
    days = [found.day] if found.day else []
    yield "date", [(label.first, label.last)], days, lambda span, day: span[0] <= day <= span[1]
    yield "kind", [label.kind], [found.kind] if found.kind else [], equal
    yield "format", [label.format] if label.format else [], [found.format] if found.format else [], equal
    yield "theirs", label.theirs, found.theirs, same_person
    yield "theirs, title", label.theirs, found.theirs, same_person_and_title
    yield "ours", label.ours, found.ours, same_person
    yield "ours, title", label.ours, found.ours, same_person_and_title


def _count(
    tally: Tally,
    url: str,
    labelled: Sequence[object],
    found: Sequence[object],
    same: Callable[..., bool],
) -> None:
    left, only = list(labelled), []
    for one in found:
        if (match := next((other for other in left if same(other, one)), None)) is not None:
            left.remove(match)
        else:
            only.append(one)
    tally.right += len(found) - len(only)
    tally.wrong += len(only)
    tally.missed += len(left)
    if only or left:
        tally.differing.append((url, _shown(only), _shown(left)))


def _shown(ones: Sequence[object]) -> str:
    return "; ".join(str(one) for one in ones)


def _whole(parties: Sequence[str]) -> list[str]:
    """Each party once, an organ as the organization that it acts for."""
    known, organs = reference_parties(), table()["organs"]["keys"]
    return list(dict.fromkeys(known[key].parent if key in organs else key for key in parties))


def same_person(labelled: Labelled, found: FoundPerson) -> bool:
    """Whether family name and given name agree, in whichever order and spelling of accents; of a label that has
    the family name alone, it alone."""
    mine, theirs = _words(labelled.name), _words(found.name)
    if not mine or not theirs or not {mine[0], mine[-1]} <= set(theirs):
        return False
    return len(mine) == 1 or {theirs[0], theirs[-1]} <= set(mine)


def same_person_and_title(labelled: Labelled, found: FoundPerson) -> bool:
    """Whether the title agrees besides: word by word, without articles and the name of the party."""
    if not same_person(labelled, found):
        return False
    title, known = title_words(found.title), [title_words(one) for one in labelled.titles]
    return title in known or (len(known) > 1 and title == frozenset().union(*known))


def _words(name: str) -> list[str]:
    return [word for word in fold(name.replace("-", "")).split() if word not in _NO_NAME]


@cache
def title_words(title: str) -> frozenset[str]:
    """The words by which two ways of writing a title are compared."""
    title = re.sub(r"\([^)]*\)", " ", title)
    for mention in reversed(NameBook.reference().find_in(title, None)):
        title = title[: mention.start] + " " + title[mention.end :]
    return frozenset(word for word in fold(title).split() if word not in _NO_TITLE and word != "s")
