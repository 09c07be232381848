"""In which order the figures of a column's days stand; undecided where no cell tells."""

from __future__ import annotations

import re
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


def orders(cells: Sequence[Cell], filled: int, language: str = "en") -> Order:
    """The reading under which most cells are days, of ``filled`` ones in all. Day and month that nothing tells apart
    are read day first, as most of the world writes, and that must be asked."""
    texts = [cell if isinstance(cell, date) else one_line(as_text(cell)) for cell in cells]
    # a bare year or a long number is as much a figure as a day
    dated = [cell for cell in texts if isinstance(cell, date) or not _BARE.fullmatch(cell)]
    if len(dated) * 2 < filled:
        return _serials(texts, filled)
    found = [_FIGURES.fullmatch(text) for text in dated if isinstance(text, str)]
    figures = [one for one in found if one is not None and len(one[1]) <= 2]
    plain = _share(filled, dated, "", language)
    if len(figures) * 3 < len(dated):
        return Order(plain)
    mark = max({one[2] for one in figures}, key=lambda mark: sum(one[2] == mark for one in figures))
    year = "%Y" if sum(len(one[4]) == 4 for one in figures) * 2 >= len(figures) else "%y"
    first, second = (f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}")
    day_first = sum(int(one[1]) > 12 for one in figures)
    month_first = sum(int(one[3]) > 12 for one in figures)
    pattern = second if month_first > day_first else first
    alike = all(int(one[1]) == int(one[3]) for one in figures)
    return Order(
        _share(filled, dated, pattern, language), pattern, not day_first and not month_first and not alike
    )


def _share(filled: int, dated: Sequence[Cell], pattern: str, language: str) -> float:
    """The share of days; figures of impossible days count half, for a mistyped day is still meant as one."""
    score = 0.0
    for cell in dated:
        try:
            read_date(cell, pattern, language)
            score += 1
        except Unreadable:
            score += 0.5 if _FIGURES.fullmatch(as_text(cell)) else 0
    return score / filled


def _serials(texts: Sequence[Cell], filled: int) -> Order:
    """Days that a spreadsheet gave away as bare numbers: 44197 is 1 January 2021. Only a header can confirm these."""
    low, high = _DAYS_SINCE_1900
    fitting = sum(
        isinstance(text, str) and text.isdigit() and len(text) == 5 and low <= int(text) <= high
        for text in texts
    )
    if fitting and fitting == filled:
        return Order(0.5, SERIAL)
    years = sum(
        isinstance(text, str) and re.fullmatch(r"1[5-9]\d\d|20\d\d", text) is not None for text in texts
    )
    return Order(0.5 * years / filled)
