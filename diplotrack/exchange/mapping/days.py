"""In which order the figures of a column's days stand; undecided where no cell tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.exchange.tables.parsers import one_line
from diplotrack.exchange.tables.rows import Cell, Unreadable, as_text
from diplotrack.exchange.tables.written_dates import SERIAL, read_date

_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}.*)?")
_BARE = re.compile(r"\d{1,4}|\d{5,7}|\d{9,}")
_DAYS_SINCE_1900 = (15_000, 70_000)
"""Numbers that spreadsheets keep for the days from 1941 to 2091."""


@dataclass(frozen=True, slots=True)
class Order:
    """``share`` of the cells that are days when read by ``pattern`` ("" needs none)."""

    share: float
    pattern: str = ""
    is_ambiguous: bool = False


def orders(cells: Sequence[tuple[Cell, int]], filled: int, language: str = "en") -> Order:
    """The reading under which most cells are days: different ones and how often each stands there, of ``filled`` in
    all. Day and month that nothing tells apart are read day first, as most of the world writes: that must be asked."""
    texts = [(cell if isinstance(cell, date) else one_line(as_text(cell)), count) for cell, count in cells]
    # a bare year or a long number is as much a figure as a day
    dated = [(cell, count) for cell, count in texts if isinstance(cell, date) or not _BARE.fullmatch(cell)]
    if sum(count for _cell, count in dated) * 2 < filled:
        return _serials([(text, count) for text, count in texts if isinstance(text, str)], filled)
    found = [(_FIGURES.fullmatch(text), count) for text, count in dated if isinstance(text, str)]
    figures = [(one, count) for one, count in found if one is not None and len(one[1]) <= 2]
    times = sum(count for _one, count in figures)
    if times * 3 < sum(count for _cell, count in dated):
        return Order(_share(filled, dated, "", language))
    marks = Counter[str]()
    for one, count in figures:
        marks[one[2]] += count
    mark = marks.most_common(1)[0][0]
    year = "%Y" if sum(count for one, count in figures if len(one[4]) == 4) * 2 >= times else "%y"
    first, second = (f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}")
    day_first = sum(count for one, count in figures if int(one[1]) > 12)
    month_first = sum(count for one, count in figures if int(one[3]) > 12)
    pattern = second if month_first > day_first else first
    alike = all(int(one[1]) == int(one[3]) for one, _count in figures)
    is_ambiguous = not day_first and not month_first and not alike
    return Order(_share(filled, dated, pattern, language), pattern, is_ambiguous)


def _share(filled: int, dated: Sequence[tuple[Cell, int]], pattern: str, language: str) -> float:
    """The share of days; figures of impossible days count half, for a mistyped day is still meant as one."""
    score = 0.0
    for cell, count in dated:
        if isinstance(cell, str) and not any(map(str.isdigit, cell)):
            continue
        try:
            read_date(cell, pattern, language)
            score += count
        except Unreadable:
            score += count * 0.5 if _FIGURES.fullmatch(as_text(cell)) else 0
    return score / filled


def _serials(texts: Sequence[tuple[str, int]], filled: int) -> Order:
    """Days that a spreadsheet gave away as bare numbers: 44197 is 1 January 2021. Only a header can confirm these."""
    low, high = _DAYS_SINCE_1900
    fitting = sum(
        count
        for text, count in texts
        if len(text) == 5 and text.isascii() and text.isdigit() and low <= int(text) <= high
    )
    if fitting and fitting == filled:
        return Order(0.5, SERIAL)
    years = sum(count for text, count in texts if re.fullmatch(r"1[5-9]\d\d|20\d\d", text))
    return Order(0.5 * years / filled)
