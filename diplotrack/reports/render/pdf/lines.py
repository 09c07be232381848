"""Text into lines: words filled into a measure, each line put into visual order and written as PDF operators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diplotrack.reports.document import Span, Text, spans
from diplotrack.reports.render.pdf import bidi
from diplotrack.reports.render.pdf.breaking import clusters, tokens
from diplotrack.reports.render.pdf.shaping import Run, Typesetter, Word
from diplotrack.reports.render.pdf.style import ACCENT, QUIET, Look
from diplotrack.reports.render.wording import clean

_SHORT = 40


class Stretch(NamedTuple):
    """Text in one look; ``uid`` names the record that it links to."""

    text: str
    look: Look
    uid: str | None = None


class Link(NamedTuple):
    """Where in a line a link lies: from ``start`` to ``end`` points from the line's beginning; ``shown`` cuts what
    shows it out of the line's operators."""

    uid: str
    start: float
    end: float
    shown: slice


class Line(NamedTuple):
    """A line ready to show. ``width`` leaves out trailing space, ``lead`` is how much of it hangs out at the left."""

    width: float
    operators: str
    rtl: bool = False
    lead: float = 0.0
    links: tuple[Link, ...] = ()


class _Item(NamedTuple):
    run: Run
    look: Look
    uid: str | None
    level: int


def stretches(text: Text, look: Look, links: bool = False) -> list[Stretch]:
    """A text of the document in a look; each span varies it. Links are dropped unless ``links``."""
    return [
        Stretch(clean(span.text), _vary(look, span, links), span.uid if links else None)
        for span in spans(text)
    ]


def _vary(look: Look, span: Span, links: bool) -> Look:
    if not (span.bold or span.italic or span.quiet or (links and span.uid)):
        return look
    manner = look.manner._replace(
        bold=look.manner.bold or span.bold, italic=look.manner.italic or span.italic
    )
    colour = QUIET if span.quiet else ACCENT if links and span.uid else look.colour
    return look._replace(manner=manner, colour=colour)


def compose(parts: Sequence[Stretch], width: float, typesetter: Typesetter) -> Sequence[Line]:
    """Break the text into lines no wider than ``width`` points; at least one line, for an empty text an empty one.

    Short texts come again and again in tables (a party, a status, a day): their lines are remembered.
    """
    if len(parts) == 1 and len(parts[0].text) <= _SHORT:
        key = (parts[0], width)
        known = typesetter.remembered.get(key)
        if known is None:
            known = typesetter.remembered[key] = _compose(parts, width, typesetter)
        return known
    return _compose(parts, width, typesetter)


def _compose(parts: Sequence[Stretch], width: float, typesetter: Typesetter) -> list[Line]:
    found: list[Line] = []
    for paragraph in _paragraphs(parts):
        found.extend(_Filling(paragraph, width, typesetter).lines())
    return found


def one_line(parts: Sequence[Stretch], typesetter: Typesetter) -> Line:
    """The text on one line however wide it gets."""
    return compose(
        [part._replace(text=part.text.replace("\n", " ")) for part in parts], float("inf"), typesetter
    )[0]


def _paragraphs(parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    current: list[Stretch] = []
    if len(parts) == 1 and "\n" not in parts[0].text and "\t" not in parts[0].text:
        yield list(parts)
        return
    for part in parts:
        first, *rest = part.text.replace("\t", " ").split("\n")
        current.append(part._replace(text=first))
        for text in rest:
            yield current
            current = [part._replace(text=text)]
    yield current


class _Filling:
    """One paragraph on its way into lines."""

    def __init__(self, parts: list[Stretch], width: float, typesetter: Typesetter) -> None:
        self.parts = [part for part in parts if part.text]
        self.text = "".join(part.text for part in self.parts)
        self.width = width
        self.typesetter = typesetter
        self.base = 0
        self.levels: list[int] | None = None
        if bidi.RIGHT_TO_LEFT.search(self.text):
            self.base, self.levels = bidi.levels(self.text)
        self.done: list[Line] = []
        self.items: list[_Item] = []
        self.used = 0.0

    def lines(self) -> list[Line]:
        gap: list[_Item] = []
        gap_width = 0.0
        for start, end, space in tokens(self.text):
            items, width = self._items(start, end)
            if space:
                gap, gap_width = gap + items, gap_width + width
                continue
            if self.used and self.used + gap_width + width > self.width:
                self._close(gap, gap_width)
            else:
                self.items += gap
                self.used += gap_width
            if width > self.width:
                self._force(start, end)
            else:
                self.items += items
                self.used += width
            gap, gap_width = [], 0.0
        self._close(gap, gap_width)
        return self.done

    def _items(self, start: int, end: int) -> tuple[list[_Item], float]:
        """The runs of a stretch of the paragraph with their looks, and their width in points."""
        if self.levels is None and len(self.parts) == 1:
            part = self.parts[0]
            key = (part.look, part.uid, self.text[start:end])
            known = self.typesetter.measured.get(key)
            if known is None:
                known = self.typesetter.measured[key] = self._measure(start, end)
            return known
        return self._measure(start, end)

    def _measure(self, start: int, end: int) -> tuple[list[_Item], float]:
        items: list[_Item] = []
        width = 0.0
        for part, begin, finish in self._cuts(start, end):
            word = self._word(part, begin, finish)
            look, uid = part.look, part.uid
            items += [_Item(run, look, uid, run.level) for run in word.runs]
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
        place = 0
        for part in self.parts:
            after = place + len(part.text)
            if after > start and place < end:
                yield part, max(place, start), min(after, end)
            place = after

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

    def _close(self, gap: list[_Item], gap_width: float) -> None:
        """End the line. The space at which it breaks stays in it, so that words stay apart when text is copied."""
        items = self.items + [item._replace(level=self.base) for item in gap]
        lead = gap_width if self.base else 0.0
        if self.levels is not None:
            items = bidi.reorder(items, [item.level for item in items])
        operators, links = _write(items)
        self.done.append(Line(self.used, operators, bool(self.base), lead, links))
        self.items, self.used = [], 0.0


def _write(items: Sequence[_Item]) -> tuple[str, tuple[Link, ...]]:
    """The operators that show the items one after another, and where their links lie."""
    out: list[str] = []
    body: list[str] = []
    links: list[Link] = []
    font = colour = ""
    tracking = 0.0
    place = 0.0
    until = -1
    linked: str | None = None
    begun = (0.0, 0)

    def flush() -> None:
        if body:
            out.append(f"[{''.join(body)}]TJ")
            body.clear()

    told = _told(items) if any(item.run.told for item in items) else {}
    for place_in_line, (run, look, uid, _level) in enumerate(items):
        if uid != linked:
            flush()
            if linked:
                links.append(_link(linked, begun, place, out))
            linked, begun = uid, (place, len(out))
        chosen = f"/{run.font.name} {look.size:g} Tf"
        if chosen != font or look.colour != colour or look.tracking != tracking:
            flush()
            if look.colour != colour:
                colour = look.colour
                out.append(f"{colour} rg")
            if chosen != font:
                font = chosen
                out.append(font)
            if look.tracking != tracking:
                tracking = look.tracking
                out.append(f"{tracking * look.size:.3f} Tc")
        if place_in_line in told:
            flush()
            out.append(f"/Span<</ActualText<feff{told[place_in_line][0].encode('utf-16-be').hex()}>>>BDC")
            until = told[place_in_line][1]
        for rise, shown in run.parts:
            if rise:
                flush()
                out.append(f"{rise * look.size:.3f} Ts [{shown}]TJ 0 Ts")
            else:
                body.append(shown)
        if place_in_line == until:
            flush()
            out.append("EMC")
        place += run.width * look.size
    flush()
    if linked:
        links.append(_link(linked, begun, place, out))
    if tracking:
        out.append("0 Tc")
    return " ".join(out), tuple(links)


def _link(uid: str, begun: tuple[float, int], end: float, out: Sequence[str]) -> Link:
    """The link from ``begun`` (its place, and the operator that it begins with) to here."""
    first = sum(len(operator) + 1 for operator in out[: begun[1]])
    return Link(uid, begun[0], end, slice(first, sum(len(operator) + 1 for operator in out)))


def _told(items: Sequence[_Item]) -> dict[int, tuple[str, int]]:
    """Where text must be told apart from its glyphs: first item -> (text, last item).

    What follows such a word goes with it, up to a change of direction or a link: some readers drop a space that stands
    alone after a told word. A right-to-left word is told by itself, in reading order.
    """
    found: dict[int, tuple[str, int]] = {}
    place = 0
    while place < len(items):
        first, text = place, ""
        if items[place].run.told:
            rtl = items[place].level & 1
            uid = items[first].uid
            while place < len(items) and not rtl and not items[place].level & 1 and items[place].uid == uid:
                text += items[place].run.text
                place += 1
            found[first] = (text or items[first].run.text, max(first, place - 1))
        place = max(place, first + 1)
    return found
