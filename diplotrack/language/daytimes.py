"""Times of day in a line of words: "15:00", "9-10:30", "3 pm", "noon to 2pm", "at 9", "in the afternoon"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

_CLEAR = (
    r"noon|midday|midnight|\d{1,2}(?::\d{2}|h\d{0,2}(?![a-z]))\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
)
"""A time that can be nothing else."""
_LOOSE = rf"{_CLEAR}|\d{{1,2}}\.\d{{2}}|\d{{1,2}}"
_FREE, _END = r"(?<![\w./:-])", r"(?![\w:/]|\.\d|-\d)"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FREE}(?:(?:at|from)\s+)?(?P<first>{_CLEAR}){_TO}(?P<last>{_LOOSE}){_END}",
        rf"{_FREE}(?:(?:at|from)\s+)?(?P<first>\d{{1,2}}){_TO}(?P<last>{_CLEAR}){_END}",
        rf"{_FREE}(?:at|from)\s+(?P<first>{_LOOSE}){_TO}(?P<last>{_LOOSE}){_END}",
        rf"{_FREE}at\s+(?P<first>{_LOOSE}){_END}",
        rf"{_FREE}(?P<first>{_CLEAR}){_END}",
    )
)
_BARE = re.compile(rf"{_FREE}(?P<first>\d{{1,2}})(?:{_TO}(?P<last>\d{{1,2}}))?{_END}")
_PARTS = re.compile(
    r"\s*\b(?:in the |(?P<this>this )|at )?(?P<part>morning|afternoon|evening|night|tonight)\b\s*"
)
_ONE = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:([ap])\.?m\.?)?")
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


@dataclass(frozen=True, slots=True)
class Clocked:
    """The times found in a line, and what is left of it on either side of them."""

    start: time | None
    end: time | None
    before: str
    after: str

    @property
    def rest(self) -> str:
        """The line without its times."""
        return " ".join(f"{self.before} {self.after}".split())


def clocked(text: str) -> Clocked:
    """The times that a line in small letters surely holds; none of them where it holds none.

    Raises UserError for a time that no clock shows.
    """
    text, half = _part_of_day(text)
    for pattern in _PATTERNS:
        if found := pattern.search(text):
            return _read(text, found, half)
    return Clocked(None, None, text, "")


def bare(text: str) -> Clocked | None:
    """A line whose only figures may be hours ("yesterday 9-10"); None where there are none."""
    text, half = _part_of_day(text)
    found = _BARE.search(text)
    if found is None or re.search(r"\d", text[: found.start()] + text[found.end() :]):
        return None
    return _read(text, found, half)


def _part_of_day(text: str) -> tuple[str, str]:
    """The line without "in the afternoon" and its like; "p" where figures up to eleven are of the afternoon."""
    found = _PARTS.search(text)
    if found is None:
        return text, ""
    day = " today " if found["this"] or found["part"] == "tonight" else " "
    left = " ".join(f"{text[: found.start()]}{day}{text[found.end() :]}".split())
    return left, "" if found["part"] == "morning" else "p"


def _read(text: str, found: re.Match[str], half: str) -> Clocked:
    last = found.groupdict().get("last")
    end = _time(last, half) if last else None
    start = _time(found["first"], half)
    if last and end and _half(last) and not _half(found["first"]) and found["first"] not in _WORDS:
        same = _time(found["first"], _half(last))
        start = same if same < end else start
    return Clocked(start, end, text[: found.start()].strip(), text[found.end() :].strip())


def _half(words: str) -> str:
    found = re.search(r"([ap])\.?m\.?$", words)
    return found[1] if found else ""


def _time(words: str, half: str) -> time:
    if words in _WORDS:
        return _WORDS[words]
    found = _ONE.fullmatch(words)
    sentence = _("“{words}” is no time of day; write 15:30 or 3 pm.")
    if found is None:
        raise UserError(sentence.format(words=words))
    hour, minute, stated = int(found[1]), int(found[2] or 0), found[3]
    if stated and not 1 <= hour <= 12:
        raise UserError(sentence.format(words=words))
    if stated or (half and 1 <= hour <= 11):
        hour = hour % 12 + (12 if (stated or half) == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise UserError(sentence.format(words=words)) from None
