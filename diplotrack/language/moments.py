"""When something was, as people type it in one line: "yesterday 15:00 Tokyo", "today 9-10:30", "lunch last Tuesday".

Whatever :func:`shown` or :func:`written` says of a moment, :func:`read_moment` reads back to the same moment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate, zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, format_date
from diplotrack.language.cities import zone_of
from diplotrack.language.dates import either_way, read_day, read_days, weekday_named
from diplotrack.language.daytimes import Clocked, bare, clocked
from diplotrack.language.formats import spoken_format

_ZONE = re.compile(r"(?<!\S)(?:utc|[a-z]+(?:/[a-z_+-]+){1,2})(?!\S)")
_AGO = re.compile(r"(?:an?|(\d{1,3}))\s+(hours?|minutes?|min|h)\s+ago")
_NOW = ("now", "just now")
_YEAR_FIRST = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?")
_LEFT_OUT = re.compile(
    r"^(?:on|at|in|from|the|à|um|le|am|,)\s+|\s+(?:time|at|,)$|[,،;]+(?=\s|$)|\s+г(?:ода)?\b\.?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was or will be. ``zone`` is an IANA name, "" the post's own; ``end`` may be of ``last_day``."""

    day: PartialDate
    start: time | None = None
    end: time | None = None
    last_day: PartialDate | None = None
    zone: str = ""
    format: str = field(default="", compare=False)
    """The stored word of the format that the line names, "" where it names none."""
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What could be read in two ways or not at all, and how it was taken: a sentence each."""


def now_at(zone: str = "") -> datetime:
    """The clock on the wall in that zone (default: of this computer), without the zone; on a fixed day, of that day."""
    instant = clock.now().astimezone(zone_named(zone) if zone else None)
    return datetime.combine(clock.today(zone or None), instant.time())


def read_moment(words: str, now: datetime | None = None, today: date | None = None) -> Moment:
    """The moment that a line means. ``now`` and ``today`` are those of the post (default: the clock's).

    A line without a day is of today. Figures that are a day either way are read as the locale writes them, and a city
    that is not known leaves the post's zone; ``remarks`` says so. Raises UserError where no day can be read.
    """
    day = today or (now.date() if now else clock.today())
    text = _plain(words)
    if not text:
        raise UserError(_("There is no date; write yesterday 15:00, 12 Mar or last Tuesday."))
    if found := _running(text, now):
        return found
    format_, text = spoken_format(text)
    zone, text = _named_zone(text)
    times = clocked(text)
    place, days = _days_and_place(times, day)
    if days is None and times.start is None and (loose := bare(text)) is not None:
        place, days = _days_and_place(loose, day)
        times = loose if days is not None else times
    if days is None:
        if times.rest or not (times.start or format_):
            raise _unread(words, times.rest or text, day)
        days = _Days(PartialDate.day(day))
    remarks = list(days.remarks)
    if place and not zone:
        zone, remark = _zone_at(place)
        remarks += [remark] if remark else []
    first, last = days.first, days.last
    if times.start and times.end and times.end <= times.start and last is None and first.precision == "day":
        last = PartialDate.day(first.earliest + timedelta(days=1))
    return Moment(first, times.start, times.end, last, zone, format_, tuple(remarks))


def written(moment: Moment) -> str:
    """The moment as a line to edit: "Mar 12, 2026 15:00–16:00 Asia/Tokyo"."""
    days = _written_day(moment.day)
    if moment.last_day is not None:
        days = f"{days} – {_written_day(moment.last_day)}"
    return " ".join(part for part in (days, _times(moment), moment.zone) if part)


def shown(moment: Moment, post_zone: str = "") -> str:
    """The moment in full, with its zone and what the clock at the post shows then, where that is another time."""
    width = "full" if moment.day.precision == "day" and moment.last_day is None else "long"
    days = format_date(moment.day, width) if moment.day.precision != "range" else moment.day.iso()
    if moment.last_day is not None:
        days = f"{days} – {format_date(moment.last_day, 'long')}"
    parts = [part for part in (days, _times(moment), moment.zone) if part]
    said = ", ".join(parts)
    there = _at_post(moment, post_zone)
    return f"{said} ({there})" if there else said


def _at_post(moment: Moment, post_zone: str) -> str:
    if not (moment.zone and moment.start) or moment.day.precision != "day" or moment.zone == post_zone:
        return ""
    local = datetime.combine(moment.day.earliest, moment.start, zone_named(moment.zone))
    there = local.astimezone(zone_named(post_zone or "UTC"))
    if there.replace(tzinfo=None) == local.replace(tzinfo=None):
        return ""
    at = f"{there:%H:%M}"
    if there.date() != local.date():
        at = f"{format_date(there.date())} {at}"
    return _("{time} at the post").format(time=at) if post_zone else _("{time} UTC").format(time=at)


def _written_day(day: PartialDate) -> str:
    return day.iso() if day.precision == "range" else format_date(day)


def _times(moment: Moment) -> str:
    if moment.start is None:
        return ""
    return f"{moment.start:%H:%M}" + (f"–{moment.end:%H:%M}" if moment.end else "")


# how a line is taken apart


@dataclass(frozen=True, slots=True)
class _Days:
    first: PartialDate
    last: PartialDate | None = None
    remarks: tuple[str, ...] = ()


def _plain(words: str) -> str:
    """In small letters and European figures, single spaces, without what stands in brackets at the end."""
    # Marks of direction, which Arabic and Hebrew dates carry, say nothing.
    text = "".join(c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c) != "Cf")
    text = "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text.casefold())
    text = _YEAR_FIRST.sub(r" \1-\2-\3 ", text)
    text = re.sub(r"(?<=\d)t(?=\d\d:)", " ", text)
    return " ".join(text.split()).strip(" .,;")


def _running(text: str, now: datetime | None) -> Moment | None:
    found = _AGO.fullmatch(text)
    if text not in _NOW and found is None:
        return None
    moment = now or now_at()
    if found is not None:
        unit = "hours" if found[2].startswith("h") else "minutes"
        moment -= timedelta(**{unit: int(found[1] or 1)})
    return Moment(PartialDate.day(moment.date()), moment.time().replace(second=0, microsecond=0))


def _named_zone(text: str) -> tuple[str, str]:
    for found in _ZONE.finditer(text):
        if zone := zone_of(found[0]):
            return zone, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    return "", text


def _zone_at(place: str) -> tuple[str, str]:
    try:
        zone = zone_of(place)
    except UserError as error:
        return "", error.sentence
    if zone:
        return zone, ""
    sentence = _("No city called “{place}” is known; the time is taken as the post's.")
    return "", sentence.format(place=place)


def _bare(words: str) -> str:
    before = ""
    while before != words:
        before, words = words, " ".join(_LEFT_OUT.sub(" ", words).split())
    return words


def _days_and_place(times: Clocked, today: date) -> tuple[str, _Days | None]:
    """The place and the days that the rest of a line names; a place stands before the days or after them."""
    rest = _bare(times.rest)
    if not rest:
        return "", _Days(PartialDate.day(today)) if times.start else None
    if times.start and times.before and times.after and (found := _days(times.before, today)):
        return _bare(times.after), found
    words = rest.split()
    for size in range(len(words), 0, -1):
        head, tail = " ".join(words[:size]), " ".join(words[size:])
        if not any(c.isdigit() for c in tail) and (found := _days(head, today)):
            return _bare(tail), found
        head, tail = " ".join(words[:-size]), " ".join(words[-size:])
        if head and not any(c.isdigit() for c in head) and (found := _days(tail, today)):
            return _bare(head), found
    if times.start and not any(c.isdigit() for c in rest):
        return rest, _Days(PartialDate.day(today))
    return "", None


def _days(words: str, today: date) -> _Days | None:
    """The days that the words mean, all of them; None where they mean none."""
    words = _bare(words)
    try:
        if (both := either_way(words)) is not None:
            return _figures(words, both)
        if found := read_days(words, today):
            return _Days(*found)
        return _Days(read_day(words, today))
    except UserError:
        return _after_weekday(words, today)


def _after_weekday(words: str, today: date) -> _Days | None:
    """ "thursday 28 may 2026"; also "28 may 2026 thursday", as some languages have it."""
    first, _space, rest = words.partition(" ")
    number = weekday_named(first)
    if number is None:
        rest, _space, first = words.rpartition(" ")
        number = weekday_named(first)
    if number is None or not any(c.isdigit() for c in rest) or weekday_named(rest) is not None:
        return None
    found = _days(rest, today)
    if found is None or found.first.precision != "day" or found.first.earliest.weekday() == number:
        return found
    sentence = _("The words name another weekday: {date}.")
    remark = sentence.format(date=format_date(found.first, "full"))
    return _Days(found.first, found.last, (*found.remarks, remark))


def _figures(words: str, both: tuple[date | None, date | None]) -> _Days | None:
    """Figures with the day or the month first: as the locale writes them, where a calendar has both."""
    day_first, month_first = both
    if day_first is None or month_first is None:
        only = day_first or month_first
        return _Days(PartialDate.day(only)) if only else None
    from babel.dates import get_date_format

    pattern = str(get_date_format("short", current_locale()).pattern)
    # Whoever writes full stops between the figures writes the day first, in any language.
    is_day_first = "." in words or pattern.casefold().find("d") < pattern.casefold().find("m")
    chosen, other = (day_first, month_first) if is_day_first else (month_first, day_first)
    sentence = _(
        "“{words}” is read as {chosen}, as this language writes it; for the other day write {other}."
    )
    remark = sentence.format(words=words, chosen=format_date(chosen, "long"), other=other.isoformat())
    return _Days(PartialDate.day(chosen), None, (remark,))


def _unread(words: str, rest: str, today: date) -> UserError:
    """Why no day could be read, in the words of the reader of days."""
    try:
        read_day(rest, today)
    except UserError as error:
        return error
    sentence = _("“{words}” is no date that can be read; write 12 Mar 2024, 2024-03-12, Mar 2024 or 2024.")
    return UserError(sentence.format(words=words.strip()))
