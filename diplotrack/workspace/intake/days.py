"""On which day it was, and of which day the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.language.days_told import DayTold, How, days_told, relative_in
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import About, Proposal, Rival, Span

_PLANNED = re.compile(
    r"\bwill\s+(?:also\s+)?(?:meet|host|travel|visit|hold|speak|welcome|receive|attend|join|convene|participate|lead)\b"
    r"|\bis (?:scheduled|due|expected) to (?:meet|host|travel|visit|hold|speak|welcome|receive|attend)\b"
)
"""Words by which a text announces what is still to come."""

FIRST_WORDS = 700
"""Letters of the prose in which the day of what it tells is looked for."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A day with where it comes from."""

    told: DayTold
    sureness: int
    why: str


def read_days(ground: Ground) -> Iterator[Proposal]:
    """The day of the text and the day of what it tells; both are noted on the ground for what follows."""
    sent = _sent(ground)
    if sent is not None:
        ground.sent = sent.told.day.earliest
    held = _held(ground, sent)
    ground.day = held.told.day if held is not None else None
    if held is not None:
        yield _proposal("day:starts_on", held, ground.sent)
        if held.told.last is not None:
            span = Span(held.told.start, held.told.end)
            shown = format_date(held.told.last, "full")
            yield Proposal(
                "day:ends_on", About.DAY, _("Last day: {day}").format(day=shown), held.told.last, (span,),
                held.why, held.sureness, further={"field": "ends_on"},
            )  # fmt: skip
    elif relative_in(ground.text[:FIRST_WORDS]):
        yield _unknown_today(ground)
    if sent is not None and not ground.head.is_record:
        yield _proposal("day:sent_on", sent, None)


def _proposal(key: str, found: _Found, known: date | None) -> Proposal:
    told = found.told
    column = key.partition(":")[2]
    shown = format_date(told.day, "full" if told.day.precision == "day" else "long")
    about = About.DAY
    if column == "sent_on":
        about = About.TEXT
        shown = _("Text of {day}").format(day=shown)
    flag = ""
    rivals: tuple[Rival, ...] = ()
    if told.rival is not None:
        flag = _("Day and month cannot be told apart.")
        rivals = (Rival(format_date(told.rival, "full"), PartialDate.day(told.rival)),)
    elif told.how is How.NO_YEAR and not (known and abs((known - told.day.earliest).days) <= 60):
        flag = _("The year is not told; it is taken to be the nearest.")
        day = told.day.earliest
        others = [one for year in (-1, 1) if (one := _in_year(day, day.year + year))]
        rivals = tuple(Rival(format_date(one, "full"), PartialDate.day(one)) for one in others)
    spans = (Span(told.start, told.end),) if told.end > told.start else ()
    return Proposal(
        key, about, shown, told.day, spans, found.why, found.sureness, flag, rivals, {"field": column}
    )


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _unknown_today(ground: Ground) -> Proposal:
    place = relative_in(ground.text[:FIRST_WORDS]) or (0, 0)
    word = ground.text[place[0] : place[1]]
    flag = _("The text says “{word}”, but not of which day it is.").format(word=word)
    day = PartialDate.day(ground.today)
    return Proposal(
        "day:starts_on", About.DAY, format_date(day, "full"), day, (Span(*place),), _("taken to be written today"),
        20, flag, further={"field": "starts_on"},
    )  # fmt: skip


def _sent(ground: Ground) -> _Found | None:
    """The day of the text: its head says so, or the message that it came in."""
    head, text = ground.head, ground.text
    message = ground.source.sent.date() if ground.source.sent is not None else None
    near = message or ground.today
    label = head.labels.get("sent") or (head.labels.get("date") if _is_letter(ground) else None)
    places = [
        ((label.start, label.end), 95, _("the line that says when it was sent")) if label else None,
        ((head.dateline.start, head.dateline.end), 95, _("the dateline")) if head.dateline else None,
    ]
    places += [((one.start, one.end), 90, _("a line of the head")) for one in _lines_of_days(ground)]
    for one in places:
        if one is None:
            continue
        (start, end), sureness, why = one
        for told in _shifted(days_told(text[start:end], None, near), start):
            if told.day.precision == "day":
                return _Found(told, _less(told, sureness), why)
    if message is not None:
        told = DayTold(0, 0, PartialDate.day(message), How.WHOLE)
        return _Found(told, 90, _("the day on which the message was sent"))
    return None


def _lines_of_days(ground: Ground) -> Iterator[Span]:
    """Lines that hold a day and little else: in the head, and where a paragraph is nothing but such lines."""
    some = [*ground.paragraphs[:8], *ground.paragraphs[-2:]]
    for paragraph in dict.fromkeys(some):
        words = ground.text[paragraph.start : min(paragraph.end, paragraph.start + 2_000)]
        lines, start = words.split("\n"), paragraph.start
        short = len(lines) <= 4 and all(len(line) <= 70 for line in lines) and not words.endswith(".")
        for line in lines:
            if (short or start < ground.head.body) and 6 <= len(line.strip()) <= 60:
                days = days_told(line, None, ground.today)
                taken = sum(one.end - one.start for one in days)
                if days and len(line.strip()) - taken <= 24 and days[0].day.precision == "day":
                    yield Span(start, start + len(line))
            start += len(line) + 1


def _is_letter(ground: Ground) -> bool:
    """Whether the date of the head is that of a message, not of what it tells."""
    labels = ground.head.labels
    return "from" in labels and "to" in labels and "participants" not in labels


def _held(ground: Ground, sent: _Found | None) -> _Found | None:
    """The day of what is told: its label, else the first words of the prose, the title, or the text's own day."""
    head, text = ground.head, ground.text
    day = sent.told.day.earliest if sent is not None else None
    near = day or ground.today
    if "date" in head.labels and not _is_letter(ground):
        label = head.labels["date"]
        told = _best(_shifted(days_told(text[label.start : label.end], day, near), label.start))
        if told is not None:
            return _Found(told, _less(told, 96), _("the line that gives the date"))
    first = ground.first_prose()
    lost = sent is None and relative_in(text[first.start : min(first.end, first.start + 300)]) is not None
    prose = text[first.start : min(first.end, first.start + FIRST_WORDS)]
    within = [
        one for one in _shifted(days_told(prose, day, near), first.start) if not _is_dateline(ground, one)
    ]
    ground.is_planned = _PLANNED.search(prose[:300]) is not None
    told = _best(_first_clause(ground, within, first))
    if lost and (told is None or told.how is not How.WHOLE or not _right_after(text, told)):
        return None  # "today", of a text without a day: other days that it names are of something else
    if told is not None:
        return _Found(told, _guessed(told, sent, _less(told, 92)), _("the first sentence"))
    if head.title is not None:
        title = text[head.title.start : head.title.end]
        told = _best(_shifted(days_told(title, day, near), head.title.start))
        if told is not None:
            return _Found(told, _guessed(told, sent, _less(told, 85)), _("the title"))
    if sent is not None:
        return _Found(sent.told, min(80, sent.sureness), _("the day of the text, for no other is told"))
    told = _best([one for one in within if one.how is How.WHOLE])
    if told is not None:
        return _Found(told, 45, _("the first day that the text names"))
    return None


def _right_after(text: str, told: DayTold) -> bool:
    """Whether a day stands right after "today": "today, 12 March 2024"."""
    return relative_in(text[max(0, told.start - 14) : told.start]) is not None


def _is_dateline(ground: Ground, told: DayTold) -> bool:
    line = ground.head.dateline
    return line is not None and line.start <= told.start < line.end


def _first_clause(ground: Ground, days: list[DayTold], first: Span) -> list[DayTold]:
    """Days of the first two sentences that lie not after the text: later ones are of plans, far ones of history."""
    from diplotrack.language.sentences import sentences

    prose = ground.text[first.start : min(first.end, first.start + FIRST_WORDS)]
    two = sentences(prose)[:2]
    end = first.start + (two[-1].end if two else 0)
    known = ground.sent
    if ground.is_planned:
        return [
            one
            for one in days
            if one.start < end and one.day.precision == "day" and one.how is not How.WEEKDAY
        ]
    return [
        one
        for one in days
        if one.start < end
        and one.day.precision == "day"
        and (known is None or -1 <= (known - one.day.earliest).days <= 60 or one.last is not None)
    ]


def _best(days: list[DayTold]) -> DayTold | None:
    """The one to take: "Tuesday, March 12" is told by its date, not by the weekday."""
    if not days:
        return None
    first = days[0]
    if first.how in (How.WEEKDAY, How.RELATIVE) and len(days) > 1:
        second = days[1]
        if second.how in (How.WHOLE, How.NO_YEAR) and second.start - first.end <= 3:
            return second
    return first


def _less(told: DayTold, sureness: int) -> int:
    """How sure it is, by the way it is told."""
    if told.how is How.FIGURES:
        return 50
    return sureness - {How.NO_YEAR: 12, How.WEEKDAY: 7, How.RELATIVE: 2, How.MONTH: 10}.get(told.how, 0)


def _guessed(told: DayTold, sent: _Found | None, sureness: int) -> int:
    """A year that is counted from the calendar on the wall, for the text has no day, is a guess."""
    return min(sureness, 55) if sent is None and told.how is How.NO_YEAR else sureness


def _shifted(days: list[DayTold], by: int) -> list[DayTold]:
    from dataclasses import replace

    return [replace(one, start=one.start + by, end=one.end + by) for one in days]
