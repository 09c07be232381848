"""Days as people and programs write them, known to a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.tables.rows import Cell, Unreadable

_UNKNOWN = r"00?|xx|XX|\?\??|--"
_ISO = re.compile(
    rf"(?P<Y>\d{{4}})(?:[-/.](?P<m>\d{{1,2}}|{_UNKNOWN})(?:[-/.](?P<d>\d{{1,2}}|{_UNKNOWN}))?)?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?P<Y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[./-](?P<Y>\d{4})")
_WORD = r"(?P<B>[^\W\d_]{3,}\.?)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_IN_WORDS = (
    re.compile(rf"(?:{_DAY}\s+(?:de\s+)?)?{_WORD},?\s+(?:de\s+)?(?P<Y>\d{{4}})"),
    re.compile(rf"{_WORD}\s+{_DAY},?\s+(?P<Y>\d{{4}})"),
    re.compile(rf"(?P<Y>\d{{4}}),?\s+{_WORD}(?:\s+{_DAY})?"),
    re.compile(rf"{_DAY}-{_WORD}-(?P<Y>\d{{4}})"),
)
_WEEKDAY = re.compile(r"^[^\W\d_]{3,},\s+(?=\d|[^\W\d_]+\s+\d)")
_DIRECTIVES = {
    "%d": rf"(?P<d>\d{{1,2}}|{_UNKNOWN})",
    "%m": rf"(?P<m>\d{{1,2}}|{_UNKNOWN})",
    "%Y": r"(?P<Y>\d{4})",
    "%y": r"(?P<y>\d{2})",
    "%B": _WORD,
    "%b": _WORD,
}
SERIAL = "%serial"
"""The pattern of days that a spreadsheet counts: 1 is 1 January 1900, 44197 is 1 January 2021."""
_EPOCH = date(1899, 12, 30)
_SPELLED = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%B": "month", "%b": "mon"}


def read_date(cell: Cell, pattern: str = "", language: str = "en") -> PartialDate:
    """The day in a cell. ``pattern`` (``%d/%m/%Y``) settles what the figures mean; without it ISO 8601, months in
    words (English and ``language``) and unmistakable figures are read.

    Unknown parts (``1980-09-00``, ``00/09/1980``) widen the day to its month or year. Raises Unreadable.
    """
    if isinstance(cell, datetime):
        return PartialDate.day(cell.date())
    if isinstance(cell, date):
        return PartialDate.day(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _read_text(" ".join(str(cell).split()), pattern, language)


@lru_cache(maxsize=20_000)
def _read_text(text: str, pattern: str, language: str) -> PartialDate:
    if pattern == SERIAL:
        return _counted(text)
    if pattern:
        return _by_pattern(text, pattern, language)
    ends = re.split(r"\s+to\s+|\s*–\s*|(?<=\d)/(?=\d{4}-)", text)
    if len(ends) == 2:
        first, last = (_any_form(end, language) for end in ends)
        if last.latest < first.earliest:
            raise Unreadable(_("it ends before it begins"))
        return PartialDate(first.earliest, last.latest)
    return _any_form(text, language)


def check_pattern(pattern: str) -> bool:
    """Whether a date pattern of a profile says at least the year and nothing unknown."""
    if pattern == SERIAL:
        return True
    directives = re.findall("%.", pattern)
    return all(each in _DIRECTIVES for each in directives) and bool({"%Y", "%y"} & set(directives))


def _counted(text: str) -> PartialDate:
    """The day that a spreadsheet counts. It takes 1900 for a leap year, so that nothing before March is sure."""
    if not re.fullmatch(r"\d{2,7}", text) or not 60 < int(text) < 2_958_466:
        raise Unreadable(_("it is no number of a day as spreadsheets count them"))
    return PartialDate.day(_EPOCH + timedelta(days=int(text)))


def _any_form(text: str, language: str) -> PartialDate:
    text = _WEEKDAY.sub("", text)
    for form in (_ISO, _COMPACT, _MONTH_YEAR):
        if found := form.fullmatch(text):
            return _calendar_day(found.groupdict(), language)
    if found := _NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        if int(first) <= 12 and int(second) <= 12 and first != second:
            raise Unreadable(
                _("day and month cannot be told apart; the profile must say date:%d/%m/%Y or date:%m/%d/%Y")
            )
        day, month = (second, first) if int(second) > 12 else (first, second)
        return _calendar_day({"Y": year, "m": month, "d": day}, language)
    for form in _IN_WORDS:
        if found := form.fullmatch(text):
            return _calendar_day(found.groupdict(), language)
    raise Unreadable(_("it is no date; write 1980-09-07, 1980-09, 1980 or 7 September 1980"))


def _by_pattern(text: str, pattern: str, language: str) -> PartialDate:
    found = _compiled(pattern).fullmatch(text) or re.fullmatch(r"(?P<Y>\d{4})", text)
    if not found:
        spelled = re.sub("%.", lambda directive: _SPELLED.get(directive[0], directive[0]), pattern)
        raise Unreadable(_("it is no date of the form {form}").format(form=spelled))
    return _calendar_day(found.groupdict(), language)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split("(%.)", pattern)
    return re.compile("".join(_DIRECTIVES.get(piece, re.escape(piece)) for piece in pieces))


def _calendar_day(parts: dict[str, str | None], language: str) -> PartialDate:
    """The day of year, month and day, or the sentence that says why no calendar has it."""
    year = _century(parts["y"]) if parts.get("y") else int(parts.get("Y") or 0)
    name = parts.get("B")
    month = _month_named(name, language) if name else _known(parts.get("m"))
    day = _known(parts.get("d"))
    if year < 1:
        raise Unreadable(_("there is no year 0"))
    if month > 12:
        raise Unreadable(_("there is no month {month}").format(month=month))
    if not month:
        if day:
            raise Unreadable(_("it has a day but no month"))
        return PartialDate.year(year)
    if not day:
        return PartialDate.month(year, month)
    days = calendar.monthrange(year, month)[1]
    if day > days:
        label = PartialDate.month(year, month).iso()
        raise Unreadable(
            _("no calendar has that day: {month} has {days} days").format(month=label, days=days)
        )
    return PartialDate.day(date(year, month, day))


def _known(part: str | None) -> int:
    return int(part) if part and part.isdigit() else 0


def _century(two_figures: str | None) -> int:
    """POSIX: 69 to 99 are the twentieth century, 00 to 68 the twenty-first."""
    year = int(two_figures or 0)
    return year + (1900 if year >= 69 else 2000)


def _month_named(name: str, language: str) -> int:
    month = _month_names(language).get(name.rstrip(".").casefold())
    if month is None:
        raise Unreadable(_("“{name}” is no month").format(name=name))
    return month


@cache
def _month_names(language: str) -> dict[str, int]:
    """Full and short names, in English and in the language of the file."""
    from babel.dates import get_month_names

    names = {"sept": 9}
    for locale in ("en", language):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, locale).items():
                    names[name.rstrip(".").casefold()] = month
    return names
