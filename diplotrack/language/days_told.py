"""Days that running text names: "12 March 2024", "le 12 mars 2024", "March 12–14", "03/04/2026", "yesterday".

Months are read in the languages of :data:`LANGUAGES`; a form takes typed lines apart with :mod:`dates`, a promise its
deadline with :mod:`deadlines`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.base.paths import resource
from diplotrack.language.dates import either_way, weekday_named
from diplotrack.records.choice import Choice

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "he", "id", "sv")
"""Languages whose months are known, the first with the first say."""

FIRST_YEAR, LAST_YEAR = 1800, 2199


class How(Choice):
    """By what a day is told."""

    WHOLE = "whole", N_("with its year")
    NO_YEAR = "no_year", N_("without its year")
    MONTH = "month", N_("a month only")
    FIGURES = "figures", N_("in figures that are a day either way")
    WEEKDAY = "weekday", N_("by the day of the week")
    RELATIVE = "relative", N_("counted from the day of the text")


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day named at ``text[start:end]``; ``last`` where several are. ``rival`` is what figures mean read otherwise."""

    start: int
    end: int
    day: PartialDate
    how: How
    last: PartialDate | None = None
    rival: date | None = None


def days_told(text: str, sent: date | None = None, near: date | None = None) -> list[DayTold]:
    """The days that a text names, in order and not overlapping.

    ``sent`` is the day of the text, from which "yesterday" and "Tuesday" count: without it they tell nothing. A day
    without a year is the nearest to ``sent``, else to ``near``; without either it is left out.
    """
    found: list[DayTold] = []
    for reading in (_named, _figures, _relative, _weekdays):
        for one in reading(text, sent, near):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


@cache
def table() -> dict[str, Any]:
    """The table of words of heads, as read from its file."""
    return tomllib.loads(resource("reference", "heads.toml").read_text(encoding="utf-8"))


@cache
def _months() -> dict[str, int]:
    """Names of months in small letters, without a full stop at the end."""
    from babel.dates import get_month_names

    found: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    plain = name.rstrip(".").casefold()
                    if len(plain) > 2 and not plain.isdigit():
                        found.setdefault(plain, number)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = sorted(_months(), key=len, reverse=True)
    month = rf"(?P<m>(?<![^\W\d_])(?:{'|'.join(map(re.escape, names))})(?![^\W\d_]))(?:\.(?=,?\s*\d))?"
    other = month.replace("?P<m>", "?P<n>")
    four = r"(?:(?:18|19|20|21)\d\d|[١٢۱۲]\d{3})(?!\d)"
    year = rf"(?P<y>{four})"
    nth = r"(?:st|nd|rd|th|er|º|ª|\.(?=\s*[^\W\d_]))?"
    inner = rf"(?P<d>\d{{1,2}}){nth}"
    day = rf"(?<![\d.:/$€£]){inner}"
    last = rf"(?P<l>\d{{1,2}}){nth}(?!\d)"
    to = r"\s*(?:-|–|—|/|\b(?:to|and|until|au|et|bis|und|al|y|e|a|по)\b)\s*"
    of = r"\s*(?:\b(?:of|de|del|di)\b|\bd['’])?\s*"
    ends = rf"(?:,?\s*(?:\b(?:de|del|of)\b)?\s*{year})"
    closing = rf"(?:,?\s*(?P<z>{four}))?"
    forms = (
        rf"{day}{of}{month}{ends}?{to}{last}{of}{other}{closing}",
        rf"{month}\s+{inner}{to}{other}\s+{last}{closing}",
        rf"{day}{to}{last}{of}{month}{ends}?",
        rf"{month}\s+{inner}{to}{last}(?:,?\s+{year})?",
        rf"{day}{of}{month}{ends}?",
        rf"{month}\s+{inner}(?!\d)(?:,?\s+{year})?",
        rf"{month},?\s+(?:de\s+)?{year}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_SMALL_MAY = re.compile(r"\bmay\b")


def _named(text: str, sent: date | None, near: date | None) -> Iterator[DayTold]:
    """Days with the name of a month, and those that are written from the year down."""
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for found in pattern.finditer(text):
            if any(found.start() < b and a < found.end() for a, b in taken) or _SMALL_MAY.search(found[0]):
                continue
            one = _of_names(found, sent or near)
            if one is not None:
                taken.append((one.start, one.end))
                yield one
    for pattern in (_ISO, _EAST):
        for found in pattern.finditer(text):
            day = day_or_none(int(found[1]), int(found[2]), int(found[3]))
            if day is not None:
                yield DayTold(found.start(), found.end(), PartialDate.day(day), How.WHOLE)


def _of_names(found: re.Match[str], anchor: date | None) -> DayTold | None:
    """What a match of one of the patterns means; None for a day that no calendar has."""
    parts = found.groupdict()
    months, number = _months(), parts.get("d")
    first = months[parts["m"].casefold().rstrip(".")]
    second = months[parts["n"].casefold().rstrip(".")] if parts.get("n") else first
    written = parts.get("z") or parts.get("y")
    if number is None:
        whole = PartialDate.month(int(parts["y"]), first)
        return DayTold(found.start(), found.end(), whole, How.MONTH)
    how = How.WHOLE if written else How.NO_YEAR
    if written:
        year: int | None = int(written)
    else:
        year = _nearest_year(first, int(number), anchor)
    if year is None:
        return None
    begins = int(parts["y"]) if parts.get("y") else year
    end = (
        PartialDate.day(last)
        if parts.get("l") and (last := day_or_none(year, second, int(parts["l"])))
        else None
    )
    if second < first and parts.get("z") and not parts.get("y"):
        begins -= 1  # "30 December to 2 January 2025"
    day = day_or_none(begins, first, int(number))
    if day is None or (parts.get("l") and end is None):
        return None
    if end is not None and end.latest <= day:
        end = None
    return DayTold(found.start(), found.end(), PartialDate.day(day), how, end)


def _nearest_year(month: int, day: int, anchor: date | None) -> int | None:
    if anchor is None:
        return None
    days = [one for year in (-1, 0, 1) if (one := day_or_none(anchor.year + year, month, day))]
    return min(days, key=lambda one: abs((one - anchor).days)).year if days else None


def _figures(text: str, sent: date | None, near: date | None) -> Iterator[DayTold]:
    """03/04/2026: where both ways are days, the one nearest before the day of the text, with the other as rival."""
    for found in _FIGURES.finditer(text):
        both = either_way(found[0].replace(".", "/").replace("-", "/"))
        place = found.start(), found.end()
        if both is None:
            day = day_or_none(int(found[4]), int(found[3]), int(found[1]))
            if day is not None:
                yield DayTold(*place, PartialDate.day(day), How.WHOLE)
            continue
        day_first, month_first = both
        if day_first and month_first and _in_range(day_first):
            anchor = sent or near
            chosen, rival = day_first, month_first
            if found[2] != "." and anchor is not None and _away(rival, anchor) < _away(chosen, anchor):
                chosen, rival = rival, chosen
            how = How.WHOLE if found[2] == "." else How.FIGURES
            yield DayTold(*place, PartialDate.day(chosen), how, None, None if how is How.WHOLE else rival)
        elif (only := day_first or month_first) and _in_range(only):
            yield DayTold(*place, PartialDate.day(only), How.WHOLE)


def _away(day: date, anchor: date) -> tuple[bool, int]:
    """A text tells of days before it rather than after."""
    return day > anchor, abs((day - anchor).days)


@cache
def _relatives() -> re.Pattern[str]:
    words = sorted((one for some in table()["day"].values() for one in some), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _shifts() -> dict[str, int]:
    steps = {"today": 0, "yesterday": -1, "tomorrow": 1}
    return {word.casefold(): steps[name] for name, words in table()["day"].items() for word in words}


def relative_in(text: str) -> tuple[int, int] | None:
    """Where a text first says "today", "yesterday" or the like; None where it does not."""
    found = _relatives().search(text)
    return (found.start(), found.end()) if found else None


def _relative(text: str, sent: date | None, _near: date | None) -> Iterator[DayTold]:
    if sent is None:
        return
    for found in _relatives().finditer(text):
        day = _shifted(sent, _shifts()[found[0].casefold()])
        if day is not None:
            yield DayTold(found.start(), found.end(), PartialDate.day(day), How.RELATIVE)


_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?P<way>last|next|this|on|le|am)\s+)?(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)"
)


def _weekdays(text: str, sent: date | None, _near: date | None) -> Iterator[DayTold]:
    """ "on Tuesday" is the one just past, or the day of the text itself."""
    if sent is None:
        return
    for found in _WEEKDAY.finditer(text):
        number = weekday_named(found["name"])
        if number is None:
            continue
        back = (sent.weekday() - number) % 7
        step = 7 - back if found["way"] == "next" else -(back or (7 if found["way"] == "last" else 0))
        day = _shifted(sent, step)
        if day is not None:
            yield DayTold(found.start(), found.end(), PartialDate.day(day), How.WEEKDAY)


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _in_range(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it or no text is of that time."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _in_range(found) else None
