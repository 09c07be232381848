"""By when: the part of a promise that says until when it is to be kept ("by the end of May", "within six months")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.language.dates import read_day

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "hundred": 100}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:r|ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
_PERIOD = rf"(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|{_DAY}|{_MONTH}(?:\s+(?:of\s+)?\d{{4}})?|(?:19|20)\d\d)"
_EDGE = r"(?:the\s+)?(?:end|beginning|start|close)\s+of\s+(?:the\s+)?"
_QUARTER = r"(?:Q[1-4]|(?:the\s+)?(?:first|second|third|fourth|last)\s+quarter)(?:\s+(?:of\s+)?\d{4})?"
_SPAN = r"(?:this|next)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
_COUNT = rf"(?:\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:hour|day|week|month|year)s?\b"
_WITHIN = rf"(?:(?:within|in)\s+(?:the\s+next\s+)?{_COUNT}\s+(?:working\s+)?|over\s+the\s+next\s+{_COUNT}\s+){_UNIT}"
_BEFORE = r"(?:no\s+later\s+than|not\s+later\s+than|by|before|until|on|in|during)"
_PHRASE = re.compile(
    rf"\b(?:{_WITHIN}|{_BEFORE}\s+(?:the\s+)?(?:{_EDGE})?(?:{_QUARTER}|{_PERIOD}|{_SPAN}|the\s+year|the\s+month)"
    rf"|(?:{_SPAN}|tomorrow|{_BEFORE}\s+{_EDGE}(?:{_QUARTER}|{_PERIOD}|{_SPAN}|year|month|decade)))(?!\w)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:by|before|no later than|in time for|ahead of)\s+(?:the\s+)?(?:(?:next|upcoming|[A-Z0-9][\w-]*)\s+)+"
    r"(?i:summit|conference|meeting|session|assembly|ministerial|visit)\b|\b(?:by|before)\s+COP\s?\d+\b"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words ``text[start:end]`` that say by when, and the day or period they name (None: an event, or unclear)."""

    start: int
    end: int
    words: str
    day: PartialDate | None


def deadline_in(text: str, start: int = 0, today: date | None = None) -> Deadline | None:
    """The first deadline from ``start`` on; one with a day goes before one that names an event."""
    now = today or clock.today()
    undated = None
    for match in sorted(
        [*_PHRASE.finditer(text, start), *_EVENT.finditer(text, start)], key=lambda one: one.start()
    ):
        # "may" is a verb more often than a month; the month is written with a capital.
        if re.search(r"\bmay\b", match[0]):
            continue
        found = Deadline(match.start(), match.end(), match[0], _day(match[0], now))
        if found.day is not None:
            return found
        undated = undated or found
    return undated


def _day(words: str, today: date) -> PartialDate | None:
    text = " ".join(words.split())
    if "working" in text.lower():
        return None  # The post's holidays decide; they are not known here.
    counted = re.search(rf"({_COUNT})\s+(?:working\s+)?(hour|day|week|month|year)s?$", text, re.IGNORECASE)
    if counted and re.match(r"(?:within|in|over)\b", text, re.IGNORECASE):
        return _until(today, counted[1].lower(), counted[2].lower())
    rest = re.sub(rf"^{_BEFORE}\s+", "", text, flags=re.IGNORECASE)
    rest = re.sub(r"^the\s+", "", rest, flags=re.IGNORECASE)
    quarter = re.search(
        r"(?:Q([1-4])|(first|second|third|fourth|last) quarter)(?: (?:of )?(\d{4}))?$", rest, re.IGNORECASE
    )
    if quarter:
        number = int(quarter[1]) if quarter[1] else _ORDINALS[quarter[2].lower()]
        return _read(f"Q{number} {quarter[3] or today.year}", today)
    edged = re.sub(r"^(?:end|close) of (?:the )?", "end of ", rest, flags=re.IGNORECASE)
    edged = re.sub(r"^end of (year|month)$", r"end of this \1", edged, flags=re.IGNORECASE)
    edged = re.sub(r"^(year|month)$", r"this \1", edged, flags=re.IGNORECASE)
    if edged.startswith("end of "):
        whole = _read(edged.removeprefix("end of "), today)
        return PartialDate.day(whole.latest) if whole is not None else None
    return _read(edged, today)


def _until(today: date, count: str, unit: str) -> PartialDate | None:
    number = int(count) if count.isdigit() else _NUMBERS[count]
    try:
        match unit:
            case "hour":
                return PartialDate.day(today + timedelta(days=-(-number // 24)))
            case "day" | "week":
                return PartialDate.day(today + timedelta(days=number * (7 if unit == "week" else 1)))
            case "month":
                return PartialDate.day(today + relativedelta(months=number))
        return PartialDate.day(today + relativedelta(years=number))
    except (ValueError, OverflowError):
        return None


def _read(words: str, today: date) -> PartialDate | None:
    try:
        return read_day(words, today)
    except UserError:
        return None
