"""A document that keeps to its pages: composed with less and less room until it fits, measured as it will be set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import (
    Bullets,
    Callout,
    Facts,
    Group,
    Heading,
    KeepTogether,
    Paragraph,
    Table,
    cell,
    plain,
    point,
)

if TYPE_CHECKING:
    from diplotrack.reports.document import Block, Document
    from diplotrack.reports.render import Paper
    from diplotrack.reports.terms import Composed

LINE, PAGE, TITLE = 88, 44, 6
"""About how many letters a line has, how many lines a page, and how many of them the title takes."""


def fitted(compose: Callable[[Room], Composed], pages: int, paper: Paper) -> Composed:
    """The fullest composition that takes at most so many pages of the paper.

    ``compose`` is called with less and less room, a dozen times: what it reads it should keep. The room that is over
    goes to the parts that matter most (:meth:`Room.part`). Where even the least is too long, those that matter least
    are given up; then the document ends where the pages do. A DOCX is fitted by the same measure, as a PDF.
    """
    from diplotrack.reports.render.pdf import page_count
    from diplotrack.reports.render.pdf.shaping import Typesetter

    def fits(document: Document) -> bool:
        return page_count(document, paper, setter) <= pages

    fitting = _Fitting(compose, fits)
    setter = Typesetter(fitting.at(1).document.language)
    # Setting the text is what takes time: begin where it will fit by a rough count of lines, and go on from there.
    most = PAGE * pages - TITLE
    step = _last(1, Room.LAST, lambda one: _lines(_without_annex(fitting.at(one)).blocks) > most)
    while step > 1 and fitting.is_right(step) and fitting.is_right(step - 1):
        step -= 1
    while step < Room.LAST and not fitting.is_right(step):
        step += 1
    if fitting.is_right(step):
        return fitting.widened(fitting.at(step), step, {}, fitting.parts(step))
    return fitting.narrowed(step)


class _Fitting:
    """Compositions for rooms of several sizes, and whether they fit."""

    def __init__(self, compose: Callable[[Room], Composed], fits: Callable[[Document], bool]) -> None:
        self._compose = compose
        self._fits = fits
        self._made: dict[int, tuple[Composed, Room]] = {}
        self._right: dict[int, bool] = {}

    def at(self, step: int) -> Composed:
        """The composition for the room of a step."""
        if step not in self._made:
            room = Room(step)
            self._made[step] = self._compose(room), room
        return self._made[step][0]

    def is_right(self, step: int) -> bool:
        """Whether that fits."""
        if step not in self._right:
            self._right[step] = self._fits(_without_annex(self.at(step)))
        return self._right[step]

    def parts(self, step: int) -> list[str]:
        """The parts of which there is something in it, those that matter most first."""
        found = self.at(step)
        weights = self._made[step][1].weights
        headings = {plain(one.text) for one in found.document.blocks if isinstance(one, Heading)}
        return sorted(headings.intersection(weights), key=lambda name: (weights[name], name))

    def widened(self, found: Composed, step: int, apart: Mapping[str, int], names: Sequence[str]) -> Composed:
        """More of the parts that matter most: as many of them a step further as there is room for.

        The part that is too long stays as it is, and those that matter less are tried without it.
        """
        while step > 1 and names:
            found, apart, less = self._further(found, step, apart, names)
            names = names[len(names) - less + 1 :]
        return found

    def _further(
        self, found: Composed, step: int, apart: Mapping[str, int], names: Sequence[str]
    ) -> tuple[Composed, Mapping[str, int], int]:
        """As many of the parts, from the first, a step further as fit; and how many of them do not."""
        fitting = [(found, apart)]

        def is_too_long(less: int) -> bool:
            wider = {**apart, **dict.fromkeys(names[: len(names) - less], step - 1)}
            tried = self._compose(Room(step, wider))
            if tried.document.blocks == fitting[-1][0].document.blocks:
                return False
            if not self._fits(_without_annex(tried)):
                return True
            fitting.append((tried, wider))
            return False

        less = _last(0, len(names), is_too_long)
        return *fitting[-1], less

    def narrowed(self, step: int) -> Composed:
        """The least, without the parts that matter least, at most half of them; cut where that is too long as well."""
        found, names = self.at(step), self.parts(step)
        for count in range(1, len(names) // 2 + 1):
            apart = dict.fromkeys(names[-count:], Room.CLOSED)
            found = self._compose(Room(step, apart))
            if self._fits(_without_annex(found)):
                return self.widened(found, step, apart, names[:-count])
        return _cut(found, self._fits)


def _without_annex(composed: Composed) -> Document:
    """The document as far as it has to fit."""
    blocks = composed.document.blocks
    return replace(composed.document, blocks=blocks[: len(blocks) - composed.annex])


def _last(low: int, high: int, is_too_long: Callable[[int], bool]) -> int:
    """The first step from ``low`` to ``high`` that is not too long; ``high`` where all are."""
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if is_too_long(middle) else (low, middle)
    return low


def _lines(blocks: Sequence[Block]) -> float:
    """About how many lines of running text the blocks take."""
    return sum(map(_height, blocks), start=0.0)


def _height(block: Block) -> float:
    match block:
        case Heading():
            return 2.6 if block.level == 1 else 2.0
        case Paragraph():
            return 0.4 + _wrapped(plain(block.text)) * (0.8 if block.style == "note" else 1)
        case Bullets():
            return sum(0.2 + _wrapped(plain(point(one).text)) for one in block.items)
        case Callout():
            return 1.6 + _wrapped(plain(block.text))
        case Facts():
            return sum(1.1 * _wrapped(plain(value), 0.75) for _label, value in block.rows)
        case Table():
            return 2 + sum(map(_row_height, block.rows), start=0.0)
        case KeepTogether():
            return _lines(block.blocks)
        case _:
            return 2


def _row_height(row: Group | Sequence[object]) -> float:
    if isinstance(row, Group):
        return 1.3
    cells = [plain(cell(one).text) for one in row]  # type: ignore[arg-type]
    share = max(map(len, cells), default=0) / max(1, sum(map(len, cells)))
    return 0.4 + 0.85 * max((_wrapped(one, 1.1 * max(share, 0.2)) for one in cells), default=1)


def _wrapped(text: str, width: float = 1.0) -> int:
    return max(1, ceil(len(text) / (LINE * width)))


def _cut(composed: Composed, fits: Callable[[Document], bool]) -> Composed:
    """The composition without the blocks at the end of its text that are too many; a note at its foot stays."""
    whole = _without_annex(composed)
    annex = composed.document.blocks[len(whole.blocks) :]
    last = whole.blocks[-1] if whole.blocks else None
    foot = (last,) if isinstance(last, Paragraph) and last.style == "note" else ()
    count = len(whole.blocks) - len(foot)

    def ended(blocks: int) -> Document:
        kept = list(whole.blocks[:blocks])
        while kept and isinstance(kept[-1], Heading):
            kept.pop()
        return replace(whole, blocks=(*kept, *foot))

    cut = _last(0, count, lambda less: not fits(ended(count - less)))
    document = ended(count - cut)
    return replace(composed, document=replace(document, blocks=(*document.blocks, *annex)))
