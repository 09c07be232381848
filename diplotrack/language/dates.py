"""Days as people type them: "12 Mar 2024", "2024-03", "yesterday", "last Tuesday", "end of May", "in 3 weeks"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_QUARTER = re.compile(r"(?:q([1-4])\s*(\d{4})|(\d{4})\s*q([1-4]))")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:of |de )?([^\W\d_]+)\.?(?:,?\s+(?:de )?(\d{4}))?"
)
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?(?:,?\s+(?:de )?(\d{4}))?")
_SHIFT = re.compile(r"(?:(in)\s+)?(an?|\d{1,4})\s+(day|week|month|year)s?(?:\s+(ago|from now))?")
_SIGNED = re.compile(r"([+-])(\d{1,4})([dwmy])")
_WEEKDAY = re.compile(r"(?:(last|next|this|on)\s+)?([^\W\d_]+)\.?")
_SPAN = re.compile(r"(this|last|next)\s+(week|month|year)")
_EDGE = re.compile(r"(start|beginning|end)\s+of\s+(.+)")
_RANGE = re.compile(r"\s+(?:to|until)\s+|\s*[–—]\s*|(?<=\d)\s*/\s*(?=\d{4}-)|(?<=\d{4})\.\.(?=\d{4})")
_ISO_SPAN = re.compile(r"\d{4}(?:-\d{2}){0,2}/\d{4}(?:-\d{2}){0,2}")
_ONE_MONTH = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})\s*[-–—]\s*(\d{1,2})\b,?\s*(\d{4})?")
_TWO_DAYS = re.compile(r"(?<![\d-])(\d{1,2})\s*-\s*(\d{1,2}\.?\s+(?:de )?[^\W\d_])")
_LETTERS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def read_day(words: str, today: date | None = None) -> PartialDate:
    """The day, month, year or span that the words mean, seen from ``today`` (default: the clock's).

    A day without a year is the nearest such day to ``today``. Figures whose day and month cannot be told apart are
    refused. Raises UserError with what to write instead.
    """
    text = " ".join(words.casefold().replace(" ", " ").split()).strip(" .,")
    now = today or clock.today()
    if not text:
        raise UserError(_("There is no date; write 2024-03-12, Mar 2024, 2024 or yesterday."))
    try:
        found = _one(text, now) or _range(text, now)
    except ValueError:
        raise UserError(_("“{words}” is a day that no calendar has.").format(words=words.strip())) from None
    if found is None:
        sentence = _(
            "“{words}” is no date that can be read; write 12 Mar 2024, 2024-03-12, Mar 2024 or 2024."
        )
        raise UserError(sentence.format(words=words.strip()))
    return found


def read_days(words: str, today: date | None = None) -> tuple[PartialDate, PartialDate] | None:
    """The first and the last day that the words name ("3–5 May 2024", "3 May to 5 May"); None where they name one.

    Raises UserError where the last lies before the first.
    """
    text = " ".join(words.casefold().split()).strip(" .,")
    if _ISO_SPAN.fullmatch(text):
        return None  # one day that is not known, as ISO 8601 writes it
    try:
        plain = _ONE_MONTH.sub(r"\2 \1 \4 – \3 \1 \4", _TWO_DAYS.sub(r"\1 – \2", text))
        return _ends(" ".join(plain.split()), today or clock.today())
    except ValueError:
        raise UserError(_("“{words}” is a day that no calendar has.").format(words=words.strip())) from None


def either_way(words: str) -> tuple[date | None, date | None] | None:
    """The day that figures such as "03/04/2026" mean with the day first, and with the month first.

    None where the words are no such figures, or the same day either way; a reading that no calendar has is None.
    """
    found = _FIGURES.fullmatch(words.strip())
    if found is None or found[1] == found[2]:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if year < 100:
        year += 1900 if year >= 69 else 2000
    return _day_or_none(year, second, first), _day_or_none(year, first, second)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_named(word: str) -> int | None:
    """The number of a weekday (Monday is 0) by its name in English or the locale; None for no such name."""
    return _weekdays(current_locale()).get(word.casefold().rstrip("."))


def _range(text: str, today: date) -> PartialDate | None:
    found = _ends(text, today)
    return PartialDate(found[0].earliest, found[1].latest) if found else None


def _ends(text: str, today: date) -> tuple[PartialDate, PartialDate] | None:
    ends = _RANGE.split(text)
    if len(ends) != 2:
        return None
    last = _one(ends[1], today)
    # "28 April to 3 May 2024": the year stands at the end for both.
    year_last = last is not None and re.search(r"\d{4}", ends[1]) and not re.search(r"\d{4}", ends[0])
    first = _one(ends[0], last.earliest if last is not None and year_last else today)
    if first is None and last is not None and ends[0].isdigit():
        first = _day_before(ends[0], last)
    if first is None or last is None:
        return None
    if last.latest < first.earliest:
        raise UserError(_("“{words}” ends before it begins.").format(words=text))
    return first, last


def _day_before(day: str, last: PartialDate) -> PartialDate:
    """The first day of "3–5 May 2024", which shares month and year with the last."""
    return PartialDate.day(last.latest.replace(day=int(day)))


def _one(text: str, today: date) -> PartialDate | None:
    readers: tuple[Callable[[str, date], PartialDate | None], ...] = (
        _in_figures,
        _relative,
        _with_month_name,
        _weekday,
        _edge,
    )
    for reader in readers:
        if (found := reader(text, today)) is not None:
            return found
    return None


def _in_figures(text: str, _today: date) -> PartialDate | None:
    if re.fullmatch(r"\d{4}", text):
        return PartialDate.year(int(text))
    if re.fullmatch(r"\d{8}", text):
        return PartialDate.day(date(int(text[:4]), int(text[4:6]), int(text[6:])))
    if found := _ISO.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        return (
            PartialDate.day(date(year, month, int(found[3]))) if found[3] else PartialDate.month(year, month)
        )
    if found := _QUARTER.fullmatch(text):
        year, quarter = int(found[2] or found[3]), int(found[1] or found[4])
        return PartialDate(date(year, 3 * quarter - 2, 1), PartialDate.month(year, 3 * quarter).latest)
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return PartialDate.month(int(found[2]), int(found[1]))
    if found := _FIGURES.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if year < 100:
            year += 1900 if year >= 69 else 2000
        if first != second and first <= 12 and second <= 12:
            sentence = _("In “{words}” day and month cannot be told apart; write {one} or {other}.")
            readings = [date(year, second, first), date(year, first, second)]
            one, other = (day.isoformat() for day in readings)
            raise UserError(sentence.format(words=text, one=one, other=other))
        day, month = (second, first) if second > 12 else (first, second)
        return PartialDate.day(date(year, month, day))
    return None


def _relative(text: str, today: date) -> PartialDate | None:
    # The words themselves are translated, so that a French desk may write "hier".
    near = {_("today"): 0, _("yesterday"): -1, _("tomorrow"): 1, "today": 0, "yesterday": -1, "tomorrow": 1}
    if text in near:
        return PartialDate.day(today + timedelta(days=near[text]))
    if found := _SIGNED.fullmatch(text):
        count = int(found[2]) * (-1 if found[1] == "-" else 1)
        return PartialDate.day(_shifted(today, count, _LETTERS[found[3]]))
    if (found := _SHIFT.fullmatch(text)) and (found[1] or found[4]):
        count = 1 if found[2].startswith("a") else int(found[2])
        return PartialDate.day(_shifted(today, -count if found[4] == "ago" else count, found[3]))
    if found := _SPAN.fullmatch(text):
        step = {"last": -1, "this": 0, "next": 1}[found[1]]
        return _span(today, step, found[2])
    return None


def _shifted(day: date, count: int, unit: str) -> date:
    match unit:
        case "day":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(weeks=count)
        case "month":
            return day + relativedelta(months=count)
        case _:
            return day + relativedelta(years=count)


def _span(today: date, step: int, unit: str) -> PartialDate:
    there = _shifted(today, step, unit)
    if unit == "week":
        monday = there - timedelta(days=there.weekday())
        return PartialDate(monday, monday + timedelta(days=6))
    return PartialDate.month(there.year, there.month) if unit == "month" else PartialDate.year(there.year)


def _with_month_name(text: str, today: date) -> PartialDate | None:
    months = _months(current_locale())
    if (found := _DAY_MONTH.fullmatch(text)) and found[2] in months:
        return _dated(int(found[1]), months[found[2]], found[3], today)
    if (found := _MONTH_DAY.fullmatch(text)) and found[1] in months:
        return _dated(int(found[2]), months[found[1]], found[3], today)
    if (found := _MONTH_YEAR.fullmatch(text)) and found[1] in months:
        month = months[found[1]]
        year = int(found[2]) if found[2] else _nearest(today, lambda year: date(year, month, 15)).year
        return PartialDate.month(year, month)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> PartialDate:
    if year:
        return PartialDate.day(date(int(year), month, day))
    return PartialDate.day(_nearest(today, lambda one: date(one, month, day)))


def _nearest(today: date, of_year: Callable[[int], date]) -> date:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(of_year(year))
        except ValueError:
            continue  # 29 February exists in one year of four
    if not found:
        raise ValueError("no such day in these years")
    return min(found, key=lambda day: abs((day - today).days))


def _weekday(text: str, today: date) -> PartialDate | None:
    found = _WEEKDAY.fullmatch(text)
    number = _weekdays(current_locale()).get(found[2]) if found else None
    if found is None or number is None:
        return None
    ahead = (number - today.weekday()) % 7
    match found[1]:
        case "next":
            step = ahead or 7
        case "this" | "on":
            step = ahead
        case "last":
            step = ahead - 7
        case _:  # a bare weekday in a record of what was done is the one just past
            step = ahead - 7 if ahead else 0
    return PartialDate.day(today + timedelta(days=step))


def _edge(text: str, today: date) -> PartialDate | None:
    found = _EDGE.fullmatch(text)
    inner = _one(found[2], today) if found else None
    if found is None or inner is None:
        return None
    return PartialDate.day(inner.latest if found[1] == "end" else inner.earliest)


@cache
def _months(locale: str) -> dict[str, int]:
    from babel.dates import get_month_names

    return {"sept": 9, **_named(get_month_names, locale)}


@cache
def _weekdays(locale: str) -> dict[str, int]:
    from babel.dates import get_day_names

    return {"tues": 1, "thur": 3, "thurs": 3, **_named(get_day_names, locale)}


def _named(names_of: Callable[..., object], locale: str) -> dict[str, int]:
    """Full and short names in English and in the locale, lower case, without a full stop."""
    found: dict[str, int] = {}
    for one in ("en", locale):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = names_of(width, context, one)
                assert hasattr(names, "items")
                found |= {name.rstrip(".").casefold(): number for number, name in names.items()}
    return found
