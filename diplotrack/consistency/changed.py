"""Sentences of a text that say with another operative verb what an earlier text of its series said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency.finding import Ref
from diplotrack.consistency.series import Text
from diplotrack.language.agreed import WEIGHED, Agreed, weighed, weighed_words
from diplotrack.language.alignment import Aligned, Change, changes
from diplotrack.records import Communication, Passage
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.worded import worded

TOGETHER = 400
"""Texts whose words are held in memory at a time."""

AGREED_ON = ("agree", "resolv", "decid")
"""How verbs begin by which a readout tells what both sides will do."""

BOUND = ("commit", "pledg")
"""What stands in verbs by which another readout tells the same."""


class Paragraph(NamedTuple):
    """A paragraph of a text. ``shown`` is the record quoted for it: itself, where it has a marking of its own."""

    text: Text
    shown: Ref
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence that says with another verb what an earlier text of its series said."""

    later: Paragraph
    earlier: Paragraph
    words: str
    before: str
    change: Change
    likeness: float
    objective: int

    @property
    def key(self) -> tuple[int, int, str, str]:
        """What it is, whatever the objective: the texts and the sentences."""
        return self.later.text.id, self.earlier.text.id, self.words, self.before

    @property
    def steps(self) -> int:
        """Steps of the ladder, up or down."""
        return abs(self.change.steps)


def holding_verbs(read: Session) -> frozenset[int] | None:
    """The communications that may hold an operative verb of the ladder; None where only their texts can tell."""
    return worded(read, Communication, weighed_words())


def changed_in(
    read: Session, texts: Sequence[Text], likeness: float, wanted: Collection[int] | None = None
) -> Iterator[Changed]:
    """What changed in texts, in order of time, or in those of them that are wanted.

    The last text of a series that said the same, at least so much alike (0–1), counts: where it used the same verb,
    nothing changed. Texts that hold no operative verb may be left out.
    """
    for some in _together(_series(texts, wanted)):
        yield from _changed(read, some, likeness, wanted)


def lately(found: Iterable[Changed], texts: Sequence[Text], count: int) -> list[Changed]:
    """What changed since one of so many texts before, in the series of these texts: all of those, in order of time."""
    series = _by_key(texts)
    result = []
    for one in found:
        many = series[one.objective, one.later.text.issuers, one.later.text.forum]
        first = many[max(0, many.index(one.later.text) - count)]
        if (first.day, first.id) <= (one.earlier.text.day, one.earlier.text.id):
            result.append(one)
    return result


def _by_key(texts: Sequence[Text]) -> dict[Any, list[Text]]:
    found: dict[Any, list[Text]] = defaultdict(list)
    for text in texts:
        for key in text.keys:
            found[key].append(text)
    return found


def _series(texts: Sequence[Text], wanted: Collection[int] | None) -> list[tuple[int, list[Text]]]:
    """Per objective, the texts of a series in order of time, where there are two or more and one is wanted."""
    found = _by_key(texts)
    return [
        (key[0], many)
        for key, many in found.items()
        if len(many) > 1 and (wanted is None or any(text.id in wanted for text in many))
    ]


def _together(series: Iterable[tuple[int, list[Text]]]) -> Iterator[list[tuple[int, list[Text]]]]:
    """Series in lists of some hundred texts, so that never the words of all texts are held at once."""
    some: list[tuple[int, list[Text]]] = []
    for one in series:
        some.append(one)
        if sum(len(texts) for _objective, texts in some) >= TOGETHER:
            yield some
            some = []
    if some:
        yield some


def _changed(
    read: Session,
    series: Sequence[tuple[int, list[Text]]],
    likeness: float,
    wanted: Collection[int] | None,
) -> Iterator[Changed]:
    words = _paragraphs(read, {text.id: text for _objective, texts in series for text in texts})
    for objective, texts in series:
        agreed = Agreed()
        before: list[Paragraph] = []
        last = max(n for n, text in enumerate(texts) if wanted is None or text.id in wanted)
        for text in texts[: last + 1]:
            for paragraph in words.get(text.id, ()):
                if wanted is None or text.id in wanted:
                    for one in weighed(paragraph.words):
                        if (found := _held(one, paragraph, agreed, before, likeness)) is not None:
                            yield replace(found, objective=objective)
            for paragraph in words.get(text.id, ()):
                agreed.add(len(before), weighed(paragraph.words))
                before.append(paragraph)


def _held(
    one: Aligned,
    paragraph: Paragraph,
    agreed: Agreed,
    before: Sequence[Paragraph],
    likeness: float,
) -> Changed | None:
    """What changed since the last text that said the same; None where nothing did, or none said it."""
    alike = [
        (found, earlier)
        for found in agreed.alike(one, likeness)
        if (earlier := before[found.paragraph]).text.day < paragraph.text.day
    ]
    if not alike:
        return None
    latest = max((earlier.text.day, earlier.text.id) for _found, earlier in alike)
    nearest: Changed | None = None
    for found, earlier in alike:
        if (earlier.text.day, earlier.text.id) != latest:
            continue
        verbs = [
            change
            for change in changes(found.sentence, one)
            if change.kind == "verb" and change.scale in WEIGHED and not _is_told(change)
        ]
        if not verbs:
            return None  # It stands there as it stood.
        change = max(verbs, key=lambda verb: abs(verb.steps))
        if nearest is None or found.degree > nearest.likeness:
            nearest = Changed(
                paragraph, earlier, one.sentence.words, found.sentence.sentence.words, change, found.degree, 0
            )
    return nearest


def _is_told(change: Change) -> bool:
    """Whether one text tells that both sides agreed to do what they commit to in the other: neither is the weaker."""
    both = change.old.casefold(), change.new.casefold()
    return any(words.startswith(AGREED_ON) for words in both) and any(
        bound in words for words in both for bound in BOUND
    )


def _paragraphs(read: Session, texts: Mapping[int, Text]) -> dict[int, list[Paragraph]]:
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for some in batches(texts):
        query = select(Passage.id, Passage.owner_id, Passage.text, Passage.marking_rank).where(
            Passage.owner_kind == "communication",
            Passage.owner_id.in_(some),
            Passage.role == "text",
            live(Passage),
        )
        for row in read.execute(query.order_by(Passage.owner_id, Passage.ordinal, Passage.id)):
            own = row.marking_rank is not None
            shown = Ref("passage", row.id) if own else Ref("communication", row.owner_id)
            found[row.owner_id].append(Paragraph(texts[row.owner_id], shown, row.text))
    return found
