"""The day or period that the words of a deadline name, seen from the day of their text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.language.dates import read_day, weekday_named
from diplotrack.language.events import event_named, fiscal_end, fiscal_year, name_pattern

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "hundred": 100}
COUNT = rf"(?:\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
BEFORE = (
    r"(?:(?:at\s+)?(?:no|not)\s+later\s+than|at\s+the\s+latest\s+by|by|before|until|on\s+or\s+before|on|in|during|at|"
    r"throughout|ahead\s+of|prior\s+to|in\s+time\s+for|starting|beginning)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_HALF = re.compile(r"(?:the )?(first|second) half of (?:the )?(?:year )?(.+)|H([12]) (\d{4})", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:Q([1-4])|(first|second|third|fourth|last|final) quarter)"
    r"(?:,? (?:of )?(?:the )?(\d{4}|this year|next year|year))?",
    re.IGNORECASE,
)
_PART = re.compile(r"(early|mid|late)(?:[- ]in)?[- ](?:the )?(.+)", re.IGNORECASE)
_EDGE = re.compile(r"(?:the )?(end|close|beginning|start|turn) of (?:the )?(.+)", re.IGNORECASE)
_FISCAL = re.compile(r"(?:(?:the )?(?:U\.?S\.? )?fiscal year |FY ?)(\d{4}|\d{2})", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:within|in|over|during|for)\s+(?:the\s+)?(?:(?:next|coming|following)\s+)?({COUNT})\s+"
    r"(?:calendar\s+)?(hour|day|week|month|year)s?|"
    r"(?:within|over|during|for|in)\s+the\s+(?:next|coming)\s+(year|month|week|decade)",
    re.IGNORECASE,
)


def day_named(words: str, today: date, party: str = "") -> PartialDate | None:
    """The day or period; None where the words tell none. ``party`` is whose fiscal year is meant, where it is known."""
    text = " ".join(words.split())
    if "working" in text.lower() or "business" in text.lower():
        return None  # The post's holidays decide; they are not known here.
    if counted := _COUNTED.fullmatch(text):
        return (
            _until(today, counted[1].lower(), counted[2].lower())
            if counted[1]
            else _until(today, "1", counted[3].lower())
        )
    how = re.match(rf"{BEFORE}\s+", text, re.IGNORECASE)
    rest = re.sub(
        r"(?:,? at the latest|,? or (?:sooner|earlier|before))$", "", text[how.end() if how else 0 :]
    )
    is_before = how is not None and re.match(r"before|ahead|prior", how[0], re.IGNORECASE) is not None
    bare = re.sub(r"^the\s+", "", rest, flags=re.IGNORECASE)
    if re.fullmatch(name_pattern(), bare):
        event = event_named(bare, today)
        if event is None:
            return None
        return PartialDate.day(event.days.earliest - timedelta(days=1)) if is_before else event.days
    return _period(bare, today, party)


def _period(words: str, today: date, party: str = "") -> PartialDate | None:
    text = re.sub(r"^the\s+", "", words.strip(" .,"), flags=re.IGNORECASE)
    lower = text.lower()
    if lower.startswith("later "):
        rest = _read(lower.removeprefix("later "), today)
        return PartialDate(today, rest.latest) if rest is not None else None
    if lower in ("year", "month", "week"):
        return _read(f"this {lower}", today)
    if lower in ("decade", "this decade"):
        # Whether a decade ends with a 9 or a 0 is not agreed upon.
        start = today.year - today.year % 10
        return PartialDate(date(start, 1, 1), date(start + 10, 12, 31))
    if re.fullmatch(r"(?:the )?year(?:[’']s)?[- ]end", lower):
        return PartialDate.day(date(today.year, 12, 31))
    if edge := _EDGE.fullmatch(text):
        return _edge(edge[1].lower(), edge[2], today, party)
    if half := _HALF.fullmatch(text):
        return _half(half, today)
    if quarter := _QUARTER.fullmatch(text):
        number = int(quarter[1]) if quarter[1] else _ORDINALS[quarter[2].lower()]
        found = _read(f"Q{number} {_year(quarter[3] or '', today)}", today)
        # "by Q1" of a text of May is the next one.
        is_past = found is not None and found.latest < today and not quarter[3]
        return _read(f"Q{number} {today.year + 1}", today) if is_past else found
    if fiscal := _FISCAL.fullmatch(text):
        return fiscal_year(_full(fiscal[1]), party)
    if part := _PART.fullmatch(text):
        return _part(part[1].lower(), part[2], today)
    if weekday_named(lower.removeprefix("next ").removeprefix("this ")) is not None:
        return _read(lower if lower.startswith("next ") else f"this {lower.removeprefix('this ')}", today)
    return _coming(text, _read(text, today), today)


def _edge(edge: str, of: str, today: date, party: str) -> PartialDate | None:
    is_end = edge in ("end", "close")
    if fiscal := _FISCAL.fullmatch(of):
        year = _full(fiscal[1])
        return fiscal_end(year, party) if is_end else PartialDate.day(fiscal_year(year, party).earliest)
    whole = _period(of, today, party)
    if whole is None or edge == "turn":
        return None
    if "decade" in of.lower():
        return PartialDate(date(whole.latest.year - 1, 12, 31), whole.latest) if is_end else None
    return PartialDate.day(whole.latest if is_end else whole.earliest)


def _half(found: re.Match[str], today: date) -> PartialDate | None:
    second = (found[1] or "").lower() == "second" or found[3] == "2"
    year = _year(found[2] or found[4], today)
    if year is None:
        return None
    return (
        PartialDate(date(year, 7, 1), date(year, 12, 31))
        if second
        else PartialDate(date(year, 1, 1), date(year, 6, 30))
    )


def _part(part: str, of: str, today: date) -> PartialDate | None:
    """Early, mid or late: each a third of the year or month, as far as words like these can be told."""
    if (year := _year(of, today)) is not None:
        first, last = _PARTS[part]
        return PartialDate(date(year, first, 1), PartialDate.month(year, last).latest)
    whole = _period(of, today)
    if whole is None or whole.precision != "month":
        return None
    begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, whole.latest.day)}[part]
    return PartialDate(whole.earliest.replace(day=begin), whole.earliest.replace(day=end))


def _year(words: str, today: date) -> int | None:
    """The year of "2027", "next year", "the year"; this year for no words, None for words that are no year."""
    match words.lower():
        case "" | "year" | "this year" | "the year":
            return today.year
        case "next year":
            return today.year + 1
    return int(words) if re.fullmatch(r"(?:19|20)\d\d", words) else None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _coming(words: str, found: PartialDate | None, today: date) -> PartialDate | None:
    """A day or month without a year is the next one on or after the day of the text: a deadline lies ahead."""
    if found is None or found.latest >= today or re.search(r"\d{4}|last|ago|yesterday", words):
        return found
    ahead = found.earliest + relativedelta(years=1)
    return PartialDate.day(ahead) if found.precision == "day" else PartialDate.month(ahead.year, ahead.month)


def _until(today: date, count: str, unit: str) -> PartialDate | None:
    number = int(count) if count.isdigit() else NUMBERS[count]
    try:
        match unit:
            case "hour":
                return PartialDate.day(today + timedelta(days=-(-number // 24)))
            case "day" | "week":
                return PartialDate.day(today + timedelta(days=number * (7 if unit == "week" else 1)))
            case "month":
                return PartialDate.day(today + relativedelta(months=number))
        return PartialDate.day(today + relativedelta(years=number * (10 if unit == "decade" else 1)))
    except (ValueError, OverflowError):
        return None


def _read(words: str, today: date) -> PartialDate | None:
    try:
        return read_day(words, today)
    except UserError:
        return None
