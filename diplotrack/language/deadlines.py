"""By when: the part of a promise that says until when it is to be kept ("by the end of May", "within six months")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.language.deadline_days import BEFORE, COUNT, day_named
from diplotrack.language.events import name_pattern
from diplotrack.records.choice import Choice

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:r|ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_MONTH_DOT = rf"{_MONTH}(?:\.(?=\s+\d))?"
_WEEKDAY = r"(?:(?:next|this)\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_NUMBER}\s+(?:of\s+)?{_MONTH_DOT}|{_MONTH_DOT}\s+{_NUMBER})(?:,?\s+\d{{4}})?"
# "at the 2011 Summit" names a meeting, not a year.
_YEAR = r"(?:19|20)\d\d(?!\s+(?-i:[A-Z]))"
_PERIOD = rf"(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|{_DAY}|{_MONTH_DOT}(?:,?\s+(?:of\s+)?\d{{4}})?|{_YEAR})"
_SPAN = r"(?:this|next)\s+(?:week|month|year|decade|spring|summer|autumn|fall|winter)"
_QUARTER = (
    r"(?:Q[1-4]|(?:the\s+)?(?:first|second|third|fourth|last|final)\s+quarter)"
    r"(?:,?\s+(?:of\s+)?(?:the\s+)?(?:\d{4}|this\s+year|next\s+year|year))?"
)
_HALF = r"(?:(?:the\s+)?(?:first|second)\s+half\s+of\s+(?:the\s+)?(?:\d{4}|this\s+year|next\s+year|year)|H[12]\s+\d{4})"
_FISCAL = r"(?:(?:the\s+)?(?:U\.?S\.?\s+)?fiscal\s+year\s+\d{4}|FY\s?\d{2,4})"
_WHOLE = rf"(?:{_QUARTER}|{_HALF}|{_FISCAL}|{_PERIOD}|{_SPAN}|{_WEEKDAY}|(?:the\s+|this\s+)?(?:year|month|week|decade))"
_PART = rf"(?:early|mid|late)[-\s]+(?:in\s+)?(?:the\s+)?(?:{_PERIOD}|{_SPAN}|(?:the\s+)?year)"
_EDGE = rf"(?:the\s+)?(?:end|beginning|start|close)\s+of\s+(?:the\s+)?{_WHOLE}"
_WITHIN = (
    rf"(?:within|in|over|during)\s+(?:the\s+)?(?:(?:next|coming|following)\s+)?{COUNT}\s+(?:working\s+|business\s+|calendar\s+)?"
    r"(?:hour|day|week|month|year)s?\b|(?:within|over|during|in)\s+the\s+(?:next|coming)\s+(?:year|month|week|decade)\b"
)
_LATEST = r"(?:,?\s+at\s+the\s+latest|,?\s+or\s+(?:sooner|earlier|before))?"
_DATED = rf"(?:(?:the\s+)?year(?:[’']s)?[-\s]end|{_EDGE}|{_PART}|{_WHOLE})"
_PHRASE = re.compile(
    rf"\b(?:{_WITHIN}|{BEFORE}\s+(?:the\s+)?{_DATED}{_LATEST}|(?:{_SPAN}|(?:{BEFORE}\s+)?tomorrow|later\s+this\s+(?:week|month|year)))(?!\w)",
    re.IGNORECASE,
)
_SOME_EVENT = (
    r"(?:by|before|no later than|not later than|in time for|ahead of|prior to|at)\s+(?:the\s+|their\s+|our\s+|its\s+)?"
    r"(?:(?:next|upcoming|forthcoming|[A-Z0-9][\w’-]*)\s+)+"
    r"(?i:summit|conference|meeting|session|assembly|ministerial|visit|round)\b|(?:by|before|ahead of|at)\s+COP\s?\d+\b"
)
_VAGUE = re.compile(
    r"\b(?:(?:in|over|during|within)\s+(?:the\s+)?(?:coming|next few|following|next several)\s+"
    r"(?:days|weeks|months|years)|"
    r"in\s+due\s+(?:course|time)|as\s+soon\s+as\s+(?:possible|practicable|feasible)|at\s+the\s+earliest\s+(?:date|opportunity)|"
    r"in\s+the\s+(?:near|not\s+too\s+distant)\s+future|before\s+long|(?:very\s+)?(?:soon|shortly)(?=\s*[.,;]|$)|"
    r"within\s+(?:days|weeks|months)|without\s+(?:undue\s+)?delay|(?:by|over)\s+time)(?!\w)",
    re.IGNORECASE,
)


class Undated(Choice):
    """Why the words of a deadline name no day."""

    EVENT = "event", N_("The event has no date here")
    VAGUE = "vague", N_("No day is named")
    WORKING_DAYS = "working_days", N_("Counted in working days")
    UNCLEAR = "unclear", N_("The day cannot be told")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words ``text[start:end]`` that say by when, and the day or period they name.

    ``undated`` says why there is none.
    """

    start: int
    end: int
    words: str
    day: PartialDate | None
    undated: Undated | None = None


def deadline_in(text: str, start: int = 0, today: date | None = None, party: str = "") -> Deadline | None:
    """The first deadline from ``start`` on; one with a day goes before one that names an event or no day at all.

    ``party`` is the key of the party that is to act: governments count fiscal years differently.
    """
    now = today or clock.today()
    undated = None
    matches = [
        (match, kind)
        for pattern, kind in ((_PHRASE, Undated.UNCLEAR), (_event(), Undated.EVENT), (_VAGUE, Undated.VAGUE))
        for match in pattern.finditer(text, start)
    ]
    for match, kind in sorted(matches, key=lambda one: (one[0].start(), -one[0].end())):
        # "may" is a verb more often than a month; the month is written with a capital.
        if re.search(r"\bmay\b", match[0]):
            continue
        day = day_named(match[0], now, party) if kind is not Undated.VAGUE else None
        if day is not None:
            return Deadline(match.start(), match.end(), match[0], day)
        why = Undated.WORKING_DAYS if re.search(r"\b(?:working|business)\b", match[0]) else kind
        undated = undated or Deadline(match.start(), match.end(), match[0], None, why)
    return undated


@cache
def _event() -> re.Pattern[str]:
    """Meetings, those known first. Case counts: "the next meeting" is one, "meeting the target" is none."""
    return re.compile(rf"\b(?:(?i:{BEFORE})\s+(?:the\s+)?(?:{name_pattern()})(?!\w)|{_SOME_EVENT})")
