"""Text into lines: words filled into a measure, each line shown by operators of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from diplotrack.reports.document import Span, Text, spans
from diplotrack.reports.render.pdf import bidi
from diplotrack.reports.render.pdf.breaking import SOFT_HYPHEN, clusters, tokens
from diplotrack.reports.render.pdf.shaping import DIRECTING, FIGURES, Typesetter, Word
from diplotrack.reports.render.pdf.showing import Item, Link, show, show_mixed
from diplotrack.reports.render.pdf.style import ACCENT, QUIET, Look
from diplotrack.reports.render.wording import clean

_SHORT = 40
# In characters: anything longer without a break is not a word, and is not shaped at once.
_LONGEST = 500
# In points, what a figure may reach beyond its column: less than the gutter between columns.
_OVERHANG = 8.0
# Letters from Hebrew to Khmer and beyond, except those of Georgian, Ethiopic, Cherokee and the like.
_UNTRACKED = re.compile("[\u0590-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc]")


class Stretch(NamedTuple):
    """Text in one look; ``uid`` names the record that it links to."""

    text: str
    look: Look
    uid: str | None = None


class Line(NamedTuple):
    """A line ready to show. ``width`` leaves out trailing space, ``lead`` is how much of it hangs out at the left."""

    width: float
    operators: str
    rtl: bool = False
    lead: float = 0.0
    links: tuple[Link, ...] = ()


def stretches(text: Text, look: Look, links: bool = False) -> list[Stretch]:
    """A text of the document in a look; each span varies it. Links are dropped unless ``links``.

    Directional controls in a span order that span alone; a record's name is ordered by itself, so that a number after
    an Arabic name is not drawn into it.
    """
    return [
        Stretch(
            bidi.contained(clean(span.text), span.uid is not None),
            _vary(look, span, links),
            span.uid if links else None,
        )
        for span in spans(text)
    ]


def in_reading_order(parts: Sequence[Stretch]) -> str:
    """The text, where its glyphs stand in another order than it is read in, for whoever has the page read out; else "".

    Where it holds links there is none: it would stand for them too.
    """
    text = "".join([part.text for part in parts])
    if text.isascii() or not bidi.RIGHT_TO_LEFT.search(text) or any(part.uid for part in parts):
        return ""
    return DIRECTING.sub("", text)


def _vary(look: Look, span: Span, links: bool) -> Look:
    linked = links and span.uid is not None
    if not (span.bold or span.italic or span.quiet or linked):
        return look
    return _varied(look, span.bold, span.italic, span.quiet, linked)


@lru_cache(256)
def _varied(look: Look, bold: bool, italic: bool, quiet: bool, linked: bool) -> Look:
    manner = look.manner._replace(bold=look.manner.bold or bold, italic=look.manner.italic or italic)
    return look._replace(manner=manner, colour=QUIET if quiet else ACCENT if linked else look.colour)


def compose(parts: Sequence[Stretch], width: float, typesetter: Typesetter) -> Sequence[Line]:
    """Break the text into lines no wider than ``width`` points; at least one line, for an empty text an empty one."""
    if not typesetter.rehearses:
        return _composed(parts, width, typesetter)
    key = (tuple(parts), width)
    known = typesetter.remembered.get(key)
    if known is None:
        known = typesetter.remembered[key] = _composed(parts, width, typesetter)
    return known


def _composed(parts: Sequence[Stretch], width: float, typesetter: Typesetter) -> list[Line]:
    found: list[Line] = []
    for paragraph in _paragraphs(parts):
        if len(paragraph) == 1:
            found += _alike(paragraph[0], width, typesetter)
        else:
            found += _Filling(paragraph, width, typesetter).lines()
    return found


def _alike(part: Stretch, width: float, typesetter: Typesetter) -> Sequence[Line]:
    """The lines of a paragraph that is one stretch.

    Short ones come again and again in tables (a party, a status, a day), whatever they link to: they are remembered.
    """
    if part.uid is not None:
        lines = _alike(part._replace(uid=None), width, typesetter)
        return [_linked(line, part.uid) for line in lines]
    if len(part.text) > _SHORT:
        return _Filling([part], width, typesetter).lines()
    known = typesetter.remembered.get((part, width))
    if known is None:
        known = typesetter.remembered[part, width] = _Filling([part], width, typesetter).lines()
    return known


def _linked(line: Line, uid: str) -> Line:
    """The line as one link."""
    if not line.operators:
        return line
    link = Link(uid, line.lead, line.lead + line.width, slice(0, len(line.operators)))
    return line._replace(links=(link,))


def one_line(parts: Sequence[Stretch], typesetter: Typesetter) -> Line:
    """The text on one line however wide it gets."""
    return compose(
        [part._replace(text=part.text.replace("\n", " ")) for part in parts], float("inf"), typesetter
    )[0]


def _paragraphs(parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The lines that the text has of itself, each of what stands in it; an empty one of an empty stretch."""
    if len(parts) == 1 and "\n" not in parts[0].text and "\t" not in parts[0].text:
        yield list(parts)
        return
    current: list[Stretch] = []
    for part in parts:
        first, *rest = part.text.replace("\t", " ").split("\n")
        if first:
            current.append(part if first == part.text else part._replace(text=first))
        for text in rest:
            yield current or [part._replace(text="")]
            current = [part._replace(text=text)] if text else []
    if current or parts:
        yield current or [parts[-1]._replace(text="")]
    else:
        yield []


def _quiet(look: Look) -> Look:
    return look._replace(colour=QUIET, tracking=0.0)


def _joined(part: Stretch) -> Stretch:
    """No space between letters that belong together: Arabic joins them, Devanagari hangs them from one line."""
    if part.look.tracking and _UNTRACKED.search(part.text):
        return part._replace(look=part.look._replace(tracking=0.0))
    return part


class _Filling:
    """One paragraph on its way into lines."""

    def __init__(self, parts: list[Stretch], width: float, typesetter: Typesetter) -> None:
        self.parts = [_joined(part) for part in parts if part.text]
        self.text = "".join(part.text for part in self.parts)
        self.starts = [0, *accumulate(len(part.text) for part in self.parts)]
        self.width = width
        self.typesetter = typesetter
        self.base = 0
        self.levels: list[int] | None = None
        if bidi.RIGHT_TO_LEFT.search(self.text):
            self.base = bidi.base_level(self.text)
            self.levels = bidi.levels(self.text, self.base)
        self.notes: list[dict[str, tuple[list[Item], float]]] = []
        if self.levels is None:
            self.notes = [typesetter.measured.setdefault(part.look, {}) for part in self.parts]
        self.done: list[Line] = []
        self.items: list[Item] = []
        self.used = 0.0

    def lines(self) -> list[Line]:
        gap: list[Item] = []
        gap_width = 0.0
        hyphen: Item | None = None
        for start, end, space in tokens(self.text):
            items, width = self._items(start, end) if end - start <= _LONGEST else ([], 0.0)
            if space:
                items, width = self._in_face_of(self.items, items, width)
                gap, gap_width, hyphen = gap + items, gap_width + width, None
                continue
            following = self._hyphen(end) if self.text[end - 1] == SOFT_HYPHEN else None
            room = self.width - (following.width if following else 0.0)
            if self.used and self.used + gap_width + width > room:
                if hyphen is not None:
                    self.items.append(hyphen)
                    self.used += hyphen.width
                self._close(gap, gap_width)
            else:
                self.items += gap
                self.used += gap_width
            if end - start > _LONGEST or (width > self.width and not self._overhangs(start, end, width)):
                self._force(start, end)
            else:
                self.items += items
                self.used += width
            gap, gap_width, hyphen = [], 0.0, following
        self._close(gap, gap_width)
        return self.done

    def _overhangs(self, start: int, end: int, width: float) -> bool:
        """Whether a figure somewhat wider than the measure reaches into the gutter rather than be cut in two."""
        return width <= self.width + _OVERHANG and FIGURES.fullmatch(self.text, start, end) is not None

    def _hyphen(self, end: int) -> Item:
        """What a soft hyphen becomes where the line breaks after it."""
        (part, _start, _end), *_rest = self._cuts(end - 1, end)
        level = self.levels[end - 1] if self.levels else 0
        return Item(self.typesetter.soft_hyphen(part.look.manner), part.look, part.uid, level)

    def _in_face_of(self, before: Sequence[Item], gap: list[Item], width: float) -> tuple[list[Item], float]:
        """Space in the face of the word before it, where that has one: it is as wide as that script wants it, and
        PDFium drops a space that is the only one of its font."""
        if (
            not before
            or len(gap) != 1
            or before[-1].run.font is gap[0].run.font
            or before[-1].look != gap[0].look
        ):
            return gap, width
        run = self.typesetter.run_in(before[-1].run.font.face, gap[0].run, gap[0].look.manner)
        found = gap[0]._replace(run=run)
        return [found], width + found.width - gap[0].width

    def _items(self, start: int, end: int) -> tuple[list[Item], float]:
        """The runs of a stretch of the paragraph with their looks, and their width in points."""
        place = 0 if len(self.parts) == 1 else bisect_right(self.starts, start) - 1
        if not self.notes or end > self.starts[place + 1]:
            return self._measure(start, end)
        text, notes, uid = self.text[start:end], self.notes[place], self.parts[place].uid
        known = notes.get(text)
        if known is None:
            items, width = self._measure(start, end)
            known = notes[text] = [item._replace(uid=None) for item in items] if uid else items, width
        if uid is None:
            return known
        return [item._replace(uid=uid) for item in known[0]], known[1]

    def _measure(self, start: int, end: int) -> tuple[list[Item], float]:
        items: list[Item] = []
        width = 0.0
        for part, begin, finish in self._cuts(start, end):
            word = self._word(part, begin, finish)
            look, uid = part.look, part.uid
            items += [Item(run, _quiet(look) if run.missing else look, uid, run.level) for run in word.runs]
            width += word.width * look.size + look.tracking * look.size * (finish - begin)
        return items, width

    def _word(self, part: Stretch, start: int, end: int) -> Word:
        levels = self.levels[start:end] if self.levels else None
        if levels is not None and not any(levels):
            levels = None
        return self.typesetter.word(self.text[start:end], part.look.manner, levels)

    def _cuts(self, start: int, end: int) -> Iterator[tuple[Stretch, int, int]]:
        """The parts that a stretch of the paragraph lies in."""
        if len(self.parts) == 1:
            yield self.parts[0], start, end
            return
        place = bisect_right(self.starts, start) - 1
        while place < len(self.parts) and self.starts[place] < end:
            part, begin = self.parts[place], self.starts[place]
            yield part, max(begin, start), min(begin + len(part.text), end)
            place += 1

    def _force(self, start: int, end: int) -> None:
        """Break a word wider than the measure wherever a character ends."""
        begin = place = start
        width = 0.0
        room = self.width - self.used
        for cluster in clusters(self.text[start:end]):
            _one, step = self._items(place, place + len(cluster))
            if width + step > room and (place > begin or self.used):
                items, taken = self._items(begin, place)
                self.items += items
                self.used += taken
                self._close([], 0.0)
                begin, width, room = place, 0.0, self.width
            width += step
            place += len(cluster)
        items, taken = self._items(begin, place)
        self.items += items
        self.used += taken

    def _close(self, gap: list[Item], gap_width: float) -> None:
        """End the line. The space at which it breaks stays in it, so that words stay apart when text is copied."""
        items = self.items + [item._replace(level=self.base) for item in gap]
        lead = gap_width if self.base else 0.0
        operators, links = show(items) if self.levels is None else show_mixed(items, self.base)
        self.done.append(Line(self.used, operators, bool(self.base), lead, links))
        self.items, self.used = [], 0.0
