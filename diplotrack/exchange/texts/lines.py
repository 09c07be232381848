"""From the lines of printed pages back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_HYPHENS = "-\u00ad\u2010\ufffe\x02"
"""How a word divided at the end of a line is marked; PDFium writes the last two."""
_ITEM = re.compile(r"(?:[•·▪■□◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:;…][\"”’»)\]]*$")
_EDGE = 3
"""Lines at the head and at the foot of a page that can be the same on all of them."""
_WIDE = 1.45
"""Times the usual distance between lines from which on a gap parts paragraphs."""
_SHORT = 0.85
"""Share of the usual width below which a line ends its paragraph, if what it says may end there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, and in points its left and right end, the foot of its letters (counted from the
    foot of the page) and their size. Without a size it is not known where it stands."""

    text: str
    left: float = 0
    right: float = 0
    foot: float = 0
    size: float = 0


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of pages; one that runs over the end of a page is whole again."""
    running = _running(pages)
    open_paragraph = ""
    for page in pages:
        lines = [
            line
            for place, line in enumerate(page)
            if not (_at_edge(place, page) and _shape(line.text) in running)
        ]
        for number, words in enumerate(_paragraphs(lines)):
            if open_paragraph:
                if number == 0 and not _ENDS.search(open_paragraph) and words[:1].islower():
                    open_paragraph = _joined(open_paragraph, words)
                    continue
                yield open_paragraph
            open_paragraph = words
    if open_paragraph:
        yield open_paragraph


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands at the edge of most pages, whatever number it bears."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for place, line in enumerate(page) if _at_edge(place, page)})
    return frozenset(shape for shape, count in seen.items() if count >= 3 and count * 2 >= len(pages))


def _at_edge(place: int, page: Sequence[Line]) -> bool:
    return place < _EDGE or place >= len(page) - _EDGE


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()))


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    gaps = [one.foot - two.foot for one, two in pairwise(lines) if 0 < one.foot - two.foot < 100]
    leading = median(gaps) if gaps else 0.0
    margin = max(line.right for line in lines)
    left = median(line.left for line in lines)
    width = margin - left
    words, before = lines[0].text, lines[0]
    for line in lines[1:]:
        if _parts(before, line, leading, left, width):
            yield words
            words = line.text
        else:
            words = _joined(words, line.text)
        before = line
    yield words


def _parts(one: Line, two: Line, leading: float, left: float, width: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if _ITEM.match(two.text):
        return True
    if not (one.size and two.size):
        return bool(_ENDS.search(one.text))
    gap = one.foot - two.foot
    if gap > max(leading * _WIDE, two.size * 1.7) or gap < -two.size:
        return True
    if abs(one.size - two.size) > 0.15 * max(one.size, two.size):
        return abs(gap) > 0.4 * max(one.size, two.size)  # else a raised number or small capitals
    if two.left - one.left > 0.8 * two.size and two.left - left > 0.8 * two.size and gap > 0:
        return bool(_ENDS.search(one.text)) and not two.text[:1].islower()
    ends = bool(_ENDS.search(one.text)) or two.text[:1].isupper()
    return ends and one.right - left < _SHORT * width


def _joined(one: str, two: str) -> str:
    """Two lines as one; a word that was divided is whole again."""
    if one[-1:] in _HYPHENS and one[-2:-1].isalpha() and two[:1].islower():
        return one[:-1] + two
    if one[-1:] in _HYPHENS[1:]:
        return one[:-1] + two
    if one[-1:] == "-" and one[-2:-1].isalpha():
        return one + two
    return f"{one} {two}"
