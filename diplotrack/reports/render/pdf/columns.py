"""How wide columns are, and where the figures in them line up: by weight, put right by what stands in them.

A column takes no more than its content needs while another needs more. Numbers and days do not break over lines where
that can be had; a long note under one does. Tables of one document with the same columns have them at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.bidi import RIGHT_TO_LEFT
from diplotrack.reports.render.pdf.breaking import tokens
from diplotrack.reports.render.pdf.lines import Line, Stretch, one_line, stretches
from diplotrack.reports.render.pdf.rows import Track
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.shaping import Typesetter

_ROWS = 200
"""Rows that are measured, from beginning to end: enough to know a long table by, and few enough to cost nothing."""
_LONGEST = 120
"""Characters of a cell above which it is running text, which fills whatever it is given."""
_HAIR = 0.05
"""Points by which a column is wider than what was measured, for lengths add up in floating point."""
_NOTE = 20
"""Characters of a note under a number or a day up to which it does not break either: "44 days overdue"."""
_UNBROKEN = 0.3
"""The share of the measure up to which a word, a number or a day claims to stand on one line."""


def look_of(column: model.Column) -> style.Look:
    """How the text of a column looks: figures of one width, except in running text."""
    return style.CELL if column.kind == "text" else style.CELL._replace(manner=style.NUMERIC)


def fitted(
    columns: Sequence[model.Column],
    tables: Iterable[model.Table],
    measure: float,
    typesetter: Typesetter,
) -> list[Track]:
    """The columns of some tables, all of which have these, on the measure in points."""
    room = max(measure - style.GUTTER * (len(columns) - 1), 1.0)
    needs = _Needs(columns, room, typesetter)
    unbroken = [place for place, column in enumerate(columns) if column.kind != "text"]
    for row in _measured(tables, unbroken):
        needs.take(row)
    widths = _shared(columns, needs.whole, needs.least, room)
    found: list[Track] = []
    x = 0.0
    for column, width in zip(columns, widths, strict=True):
        align: str = column.align
        if align == "auto":
            align = "right" if column.kind == "number" else "own"
        found.append(Track(x, width, align))
        x += width + style.GUTTER
    return found


def _measured(tables: Iterable[model.Table], unbroken: Iterable[int]) -> list[Sequence[model.CellLike]]:
    """Rows from all over the tables, and those with the longest number or day in each of the columns that are not to
    break: numbers grow towards the end of a list."""
    rows = [row for table in tables for row in table.rows if not isinstance(row, model.Group)]
    if len(rows) <= _ROWS:
        return rows
    longest = [max(rows, key=partial(_length, place)) for place in unbroken]
    return [*rows[:: -(-len(rows) // _ROWS)], *longest]


def _length(place: int, row: Sequence[model.CellLike]) -> int:
    return len(model.plain(model.cell(row[place]).text).partition("\n")[0]) if place < len(row) else 0


class _Needs:
    """What each column needs in points: ``whole`` to stand on one line, ``least`` not to break a word."""

    def __init__(self, columns: Sequence[model.Column], room: float, typesetter: Typesetter) -> None:
        self._columns = columns
        self._looks = [look_of(column) for column in columns]
        self._room = room
        self._typesetter = typesetter
        self._met: list[set[str]] = [set() for _column in columns]
        self.whole = [0.0] * len(columns)
        self.least = [0.0] * len(columns)
        for place, column in enumerate(columns):
            self._take(place, [Stretch(clean(str(column.label)), style.HEADER)], unbroken=False)

    def take(self, row: Sequence[model.CellLike]) -> None:
        for place, (content, column) in enumerate(zip(row, self._columns, strict=False)):
            text = model.cell(content).text
            whole = model.plain(text)
            if len(whole) > _LONGEST:
                self.whole[place] = self._room
                text = whole = whole[:_LONGEST]
            if whole and whole not in self._met[place]:
                self._met[place].add(whole)
                self._take(place, stretches(text, self._looks[place]), unbroken=column.kind != "text")

    def _take(self, place: int, parts: Sequence[Stretch], unbroken: bool) -> None:
        for number, line in enumerate(_apart(parts)):
            whole = least = 0.0
            for word, space in _words(line):
                width = self._width(word)
                whole += width
                if not space:
                    least = max(least, width)
            self.whole[place] = max(self.whole[place], whole + _HAIR)
            whole_line = unbroken and (not number or sum(len(part.text) for part in line) <= _NOTE)
            least = (whole if whole_line else least) + _HAIR
            if least <= self._room * _UNBROKEN:
                self.least[place] = max(self.least[place], least)

    def _width(self, word: Stretch) -> float:
        text, look, _uid = word
        if RIGHT_TO_LEFT.search(text):
            return one_line([word], self._typesetter).width
        width = self._typesetter.word(text, look.manner).width
        return width * look.size + look.tracking * look.size * len(text)


def _apart(parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The lines that the text has of itself."""
    line: list[Stretch] = []
    for part in parts:
        first, *rest = part.text.split("\n")
        line.append(part._replace(text=first))
        for text in rest:
            yield line
            line = [part._replace(text=text)]
    yield line


def _words(parts: Sequence[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """The stretches that do not break, and whether each is space."""
    for part in parts:
        for start, end, space in tokens(part.text):
            yield part._replace(text=part.text[start:end]), space


def _shared(
    columns: Sequence[model.Column], whole: Sequence[float], least: Sequence[float], room: float
) -> list[float]:
    """The room shared out by weight, except that nobody gets more than the whole while others get less, nor less than
    the least as long as there is room for it."""
    weights = [max(column.weight, 0.05) for column in columns]
    if sum(least) > room:
        least = [0.0] * len(columns)
    widths = dict.fromkeys(range(len(columns)), 0.0)
    free = set(widths)
    rest = room
    while free:
        total = sum(weights[place] for place in free)
        shares = {place: rest * weights[place] / total for place in free}
        settled = {place: least[place] for place in free if shares[place] < least[place]} or {
            place: whole[place] for place in free if shares[place] >= whole[place]
        }
        if not settled:
            widths.update(shares)
            return list(widths.values())
        widths.update(settled)
        rest -= sum(settled.values())
        free -= settled.keys()
    # Everything stands on one line: what is left over goes to the text, for numbers apart are hard to read across.
    takers = [place for place, column in enumerate(columns) if column.kind == "text"] or list(widths)
    total = sum(weights[place] for place in takers)
    for place in takers:
        widths[place] += rest * weights[place] / total
    return list(widths.values())


class Figures:
    """Lines up the numbers of a column at their decimals, where some have more of these than others.

    ``ends`` are the widths of what follows the whole number, by how it is written.
    """

    def __init__(
        self, place: int, look: style.Look, tables: Iterable[model.Table], point: str, typesetter: Typesetter
    ) -> None:
        self._end = re.compile(rf"(?:{re.escape(point)}\d+)?[^\d]*\Z")
        self._look = look
        self._typesetter = typesetter
        self._ends: dict[str, float] = {}
        for row in _measured(tables, [place]):
            if place < len(row):
                self._width(model.plain(model.cell(row[place]).text))
        self._widest = max(self._ends.values(), default=0.0)
        self.needed = len({round(width, 1) for width in self._ends.values()}) > 1

    def _width(self, text: str) -> float | None:
        """How wide what follows the whole number is; None for what is no number."""
        if not any(char.isdigit() for char in text):
            return None
        found = self._end.search(text)
        end = found.group() if found else ""
        if end not in self._ends:
            self._ends[end] = one_line([Stretch(clean(end), self._look)], self._typesetter).width
        return self._ends[end]

    def lined_up(self, text: model.Text, lines: Sequence[Line]) -> Sequence[Line]:
        """The only line of a cell that is set right, as much wider as its end is narrower than the widest."""
        if len(lines) != 1:
            return lines
        width = self._width(model.plain(text))
        if width is None or width >= self._widest:
            return lines
        return [lines[0]._replace(width=lines[0].width + self._widest - width)]
