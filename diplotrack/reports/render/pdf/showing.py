"""A line's runs as PDF operators, in the order seen, with what readers of the PDF need to put them in order again.

A PDF says where glyphs stand and nothing about the direction of text; each reader guesses. Those that were tried
(PDFium, which is Chrome's, and Poppler, which is most of Linux's) take what stands from left to right, turn what is
Arabic or Hebrew round, and let the signs after it go either way. Three things set them right. A directional mark goes
with the sign after each passage that runs against the line, so that it is not drawn into the passage. A bracket in
right-to-left text is told by the shape that is seen. A passage of several words against the line is shown by one
operator, which PDFium keeps in its own order, so that the words are not read last to first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from diplotrack.reports.render.pdf import bidi

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.embedding import FontUse
    from diplotrack.reports.render.pdf.shaping import Run
    from diplotrack.reports.render.pdf.style import Look

_MARKS = "\u200e\u200f"
_STRONG = frozenset({"L", "R", "AL"})
_WEAK = frozenset({"EN", "AN", "ES", "ET", "CS"})


class Link(NamedTuple):
    """Where in a line a link lies: from ``start`` to ``end`` points from the line's beginning; ``shown`` cuts what
    shows it out of the line's operators."""

    uid: str
    start: float
    end: float
    shown: slice


class Item(NamedTuple):
    """A run in its look; ``uid`` names the record that it links to, ``level`` is that of its direction in the line."""

    run: Run
    look: Look
    uid: str | None
    level: int

    @property
    def width(self) -> float:
        """In points."""
        return self.run.width * self.look.size


def show(items: Sequence[Item]) -> tuple[str, tuple[Link, ...]]:
    """The operators that show the items one after another from left to right, and where their links lie."""
    return _Pen().write(items, None, frozenset())


def show_mixed(items: Sequence[Item], base: int) -> tuple[str, tuple[Link, ...]]:
    """The same for items given in logical order, some of which run from right to left."""
    items = _bounded(items, base)
    seen = bidi.reorder(items, [item.level for item in items])
    as_read = "".join(item.run.text[:: -1 if item.level & 1 else 1] for item in seen)
    turned = read_from_right(as_read) == bool(base)
    order: list[Item] = []
    places: list[float] = []
    beginnings: set[int] = set()
    place = 0.0
    for against, passage in groupby(seen, lambda item: _passage(item, base)):
        shown = list(passage)
        at = []
        for item in shown:
            at.append(place)
            place += item.width
        beginnings.add(len(order))
        if against and turned and len(shown) > 1:
            # From right to left in a line from left to right; the other way round, last word first. Both go leftward.
            # The strides before and after go rightward: PDFium would take a leap to the right for a space.
            turned_round = _turned_round(shown, at)
            left, (last, last_at) = at[0], turned_round[-1]
            pen = last_at + last.width
            shown = [_stride(last, turned_round[0][1] - left), *(item for item, _at in turned_round)]
            at = [left, *(item_at for _item, item_at in turned_round), pen]
            shown.append(_stride(last, place - pen))
        order += shown
        places += at
    return _Pen().write(order, places, beginnings)


def _turned_round(shown: Sequence[Item], at: Sequence[float]) -> list[tuple[Item, float]]:
    """The items of a passage with their places, last first; signs side by side stay as they are seen, since PDFium
    turns them round itself."""
    found: list[tuple[Item, float]] = []
    for neutral, together in groupby(
        zip(reversed(shown), reversed(at), strict=True), lambda pair: _neutral(pair[0])
    ):
        found += list(together)[:: -1 if neutral else 1]
    return found


def _neutral(item: Item) -> bool:
    return all(unicodedata.bidirectional(char) in ("ON", "WS") for char in item.run.text)


def _stride(item: Item, width: float) -> Item:
    """Nothing, ``width`` points wide, in the font of the item."""
    em = width / item.look.size
    return item._replace(run=item.run._replace(width=em, shown=item.run.font.stride(em), text="", told=False))


def _passage(item: Item, base: int) -> tuple[object, ...]:
    """What the items of a passage against the line have in common; nothing for what runs with it."""
    return (item.run.font.name, item.look, item.uid) if item.level > base else ()


def read_from_right(seen: str) -> bool:
    """Whether PDFium takes a line for one that is read from the right, by its stretches of each direction."""
    counts = {"L": 0, "R": 0}
    last = ""
    for char in seen:
        kind = unicodedata.bidirectional(char)
        kind = "R" if kind == "AL" else "W" if kind in _WEAK else kind
        if kind != last and kind in counts:
            counts[kind] += 1
        last = kind if kind in ("L", "R", "W") else ""
    return 0 < counts["R"] >= counts["L"]


def _bounded(items: Sequence[Item], base: int) -> list[Item]:
    """The items with a mark of the line's own direction on every sign that follows a passage against it, and with one
    of right-to-left text where that ends in a mark of its own (a vowel)."""
    mark = _MARKS[base]
    found = list(items)
    after = False
    for place in range(1, len(found)):
        before, item = found[place - 1], found[place]
        # A space is not enough: PDFium drops one that is alone in its operator.
        after = item.level <= base and (before.level > base or (after and before.run.text.isspace()))
        if after and not _kind(item.run.text[:1]) & _STRONG:
            found[place] = item._replace(run=item.run.marked(mark, first=True))
        elif item.level > base >= before.level and _kind(before.run.text[-1:]) & _WEAK:
            found[place - 1] = before._replace(run=before.run.marked(mark, first=False))
    for place, item in enumerate(found):
        ends = place + 1 == len(found) or not found[place + 1].level & 1
        if item.level & 1 and ends and unicodedata.category(item.run.text[-1:]) == "Mn":
            # Seen from the left the mark is first, and Poppler would leave it there.
            found[place] = item._replace(run=item.run.marked(_MARKS[1], first=False))
    return found


def _kind(char: str) -> frozenset[str]:
    return frozenset({unicodedata.bidirectional(char)}) if char else _STRONG


class _Pen:
    """Writes one line."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.body: list[str] = []
        self.links: list[Link] = []

    def flush(self) -> None:
        """End the operator at hand."""
        if self.body:
            self.out.append(f"[{''.join(self.body)}]TJ")
            self.body.clear()

    def write(
        self, items: Sequence[Item], places: Sequence[float] | None, beginnings: frozenset[int] | set[int]
    ) -> tuple[str, tuple[Link, ...]]:
        """``places`` are the items' distances from the line's beginning, None where each follows on the one before;
        at each of the ``beginnings`` an operator begins."""
        out, body, flush = self.out, self.body, self.flush
        font = colour = ""
        face: FontUse | None = None
        last: Look | None = None
        tracking = pen = low = high = 0.0
        until = -1
        linked: str | None = None
        begun = 0
        told = _told(items) if any(item.run.told for item in items) else {}
        for number, item in enumerate(items):
            run, look, uid, _level = item
            place = pen if places is None else places[number]
            if uid != linked:
                flush()
                if linked:
                    self._link(linked, low, high, begun)
                linked, low, high, begun = uid, place, place, len(out)
            if run.font is not face or look is not last:
                face, last = run.font, look
                chosen = f"/{face.name} {look.size:g} Tf"
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
            if number in told:
                flush()
                out.append(f"/Span<</ActualText<feff{told[number][0].encode('utf-16-be').hex()}>>>BDC")
                until = told[number][1]
            if number in beginnings:
                flush()
            if places is not None and abs(place - pen) > 0.005:
                body.append(f" {(pen - place) / look.size * 1000:.0f} ")
            body.append(run.shown)
            if number == until:
                flush()
                out.append("EMC")
            pen = place + run.width * look.size
            if linked:
                low, high = min(low, place), max(high, pen)
        flush()
        if linked:
            self._link(linked, low, high, begun)
        if tracking:
            out.append("0 Tc")
        return " ".join(out), tuple(self.links)

    def _link(self, uid: str, start: float, end: float, begun: int) -> None:
        """Note a link that was shown by the operators since ``begun``."""
        first = sum(len(operator) + 1 for operator in self.out[:begun])
        self.links.append(
            Link(uid, start, end, slice(first, sum(len(operator) + 1 for operator in self.out)))
        )


def _told(items: Sequence[Item]) -> dict[int, tuple[str, int]]:
    """Where text must be told apart from its glyphs: first item -> (text, last item).

    What follows such a word goes with it, up to a change of direction or a link: some readers drop a space that stands
    alone after a told word. A word against a right-to-left line is told by itself.
    """
    found: dict[int, tuple[str, int]] = {}
    place = 0
    while place < len(items):
        first, text = place, ""
        if items[place].run.told:
            uid = items[first].uid
            while place < len(items) and not items[place].level and items[place].uid == uid:
                text += items[place].run.text
                place += 1
            found[first] = (text or items[first].run.text, max(first, place - 1))
        place = max(place, first + 1)
    return found
