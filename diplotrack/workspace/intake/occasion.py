"""How and where one met: format, city, venue, and the level of each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.language.attendance import Attendance
from diplotrack.language.cities import zone_of
from diplotrack.language.days_told import table
from diplotrack.language.titles import LEVELS, titles_in
from diplotrack.records.enumerations import Format, Level, Side
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import SURE, About, Proposal, Rival, Span

_CAPITAL = "A-Z\u00c0-\u00de"
_NAME = rf"[{_CAPITAL}][\w’'.-]+"
_PLACE = re.compile(
    rf"\b(?:in|at|à|in der|en|nach|to)\s+(?:the\s+)?({_NAME}(?:\s+(?:de\s+|of\s+|al-)?{_NAME}){{0,3}})"
)
_VENUE = re.compile(
    rf"\b(?:at|in)\s+(?:the\s+)?((?:{_NAME}\s+(?:(?:of|de|d[’'])\s*)?){{1,4}}(?:House|Palace|Castle|Hotel|Office|Ministry|"
    r"Residence|Embassy|Centre|Center|Department|Headquarters|Hall|Chancellery|Lodge|Villa|Room|Camp\s+David|Airport))\b"
)
_BEYOND = ("call", "video_call")


def read_format(ground: Ground, attendance: Attendance) -> Iterator[Proposal]:
    """The format that title and first sentence tell, with other formats as rivals."""
    chosen = next((one for one in Format if one.value == attendance.format), None)
    stretches = _beginnings(ground, 600)
    for one in [chosen] if chosen else [form for form, _pattern in _formats()]:
        span = _first(ground, one, stretches)
        if span is None and chosen is None:
            continue
        spans = (span,) if span else ()
        rivals = tuple(Rival(str(other.label), other) for other in Format if other is not one)
        yield Proposal(
            "format", About.FORMAT, str(one.label), one, spans,
            _("the words for it") if spans else _("the usual for such a text"), 90 if chosen else 62, rivals=rivals,
            further={"field": "format"},
        )  # fmt: skip
        return


@cache
def _formats() -> tuple[tuple[Format, re.Pattern[str]], ...]:
    """Formats with the words that tell them, in the order to try; the last tells an exercise or a mediation by name."""
    known = {one.value: one for one in Format}
    told = [(known[row["word"]], re.compile(row["pattern"])) for row in table()["format"]]
    left = [one for one in Format if one not in {form for form, _pattern in told}]
    return (*told, *((one, re.compile(rf"(?i)\b{one.value}")) for one in left))


def _first(ground: Ground, form: Format, stretches: list[Span]) -> Span | None:
    pattern = next(pattern for told, pattern in _formats() if told is form)
    for one in stretches:
        if found := pattern.search(ground.text, one.start, one.end):
            return Span(found.start(), found.end())
    return None


TOLD = ("video_call", "call", "working_meal", "negotiation_round", "visit", "meeting")
"""Formats of which the words of a title or first sentence tell that parties met; "conference" alone does not."""


def told_format(ground: Ground) -> Format | None:
    """The format of an exchange that the words of title and first sentence tell; None where none is told."""
    stretches = _beginnings(ground, 300)
    return next(
        (one for one, _pattern in _formats() if one.value in TOLD and _first(ground, one, stretches)), None
    )


def _beginnings(ground: Ground, letters: int) -> list[Span]:
    """The title, and so many letters of the prose."""
    title, prose = ground.head.title, ground.first_prose()
    stretches = [Span(title.start, title.end)] if title else []
    return [*stretches, Span(prose.start, min(prose.end, prose.start + letters))]


def read_levels(ground: Ground, people: Iterable[Proposal], told: str) -> Iterator[Proposal]:
    """The highest level of those who surely take part on each side, by their titles; ``told`` is that of the title."""
    for side, column in ((Side.OURS, "level_ours"), (Side.THEIRS, "level_theirs")):
        levels: dict[str, str] = {}
        for one in people:
            if one.further["side"] is side and one.sureness >= SURE:
                capacity = str(one.further["capacity"])
                found = (title.office.level for title in titles_in(capacity) if title.office.level)
                levels.setdefault(next(found, ""), capacity)
        level = next((one for one in LEVELS if one in levels), "")
        if not level and side is Side.THEIRS:
            level = told
        if not level:
            continue
        whose = levels.get(level)
        member = Level(level)  # type: ignore[call-arg]  # a lookup by value, not a new member
        label = _("Ours: {level}") if side is Side.OURS else _("Theirs: {level}")
        span = _where(ground, whose) if whose else None
        yield Proposal(
            f"level:{side.value}", About.LEVEL, label.format(level=member.label), member, (span,) if span else (),
            _("the highest office on that side"), 85 if whose else 65,
            rivals=tuple(Rival(label.format(level=one.label), one) for one in Level if one is not member),
            further={"field": column},
        )  # fmt: skip


def _where(ground: Ground, words: str) -> Span | None:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = pattern.search(ground.text)
    return Span(found.start(), found.end()) if found else None


def read_places(ground: Ground, form: Format | None) -> Iterator[Proposal]:
    """City and venue: the labelled place, the title and the first sentence, else the dateline, less surely."""
    if form is not None and form.value in _BEYOND:
        return
    label = ground.head.labels.get("place")
    seen: set[str] = set()
    if label is not None:
        yield from _labelled(
            ground, Span(label.lines[0].start, label.end) if label.lines else Span(0, 0), seen
        )
    stretches = _beginnings(ground, 500)
    for number, one in enumerate(stretches):
        for found in _PLACE.finditer(ground.text, one.start, one.end):
            city = _city(ground, found[1])
            if city and "city" not in seen:
                seen.add("city")
                span = Span(found.start(1), found.start(1) + len(city))
                yield _proposal(
                    "city", city, span, _("named in the title or the first sentence"), 84 - 4 * number
                )
        venue = _VENUE.search(ground.text, one.start, one.end)
        if venue and "venue" not in seen:
            seen.add("venue")
            place = Span(venue.start(1), venue.end(1))
            yield _proposal("venue", venue[1], place, _("named as the place"), 70)
    if ground.head.city is not None and "city" not in seen:
        line = ground.head.city
        name = line.words.title() if line.words.isupper() else line.words
        if _zone(name):
            yield _proposal("city", name, Span(line.start, line.end), _("the text is dated there"), 60)


def _labelled(ground: Ground, span: Span, seen: set[str]) -> Iterator[Proposal]:
    words = ground.text[span.start : span.end]
    at = 0
    rest: list[tuple[int, str]] = []
    for part in re.split(r"[,;\n–—]", words):
        name = part.strip(" .")
        start = span.start + at + len(part) - len(part.lstrip(" ."))
        at += len(part) + 1
        if not name:
            continue
        if "city" not in seen and _zone(name) and ground.book.resolve(name, ground.on).party is None:
            seen.add("city")
            yield _proposal(
                "city", name, Span(start, start + len(name)), _("the line that gives the place"), 95
            )
        elif ground.book.resolve(name, ground.on).party is None:
            rest.append((start, name))
    if rest:
        seen.add("venue")
        start, name = rest[0]
        yield _proposal("venue", name, Span(start, start + len(name)), _("the line that gives the place"), 92)


def _proposal(column: str, words: str, span: Span, why: str, sureness: int) -> Proposal:
    further = {"field": column}
    if column == "city" and (zone := _zone(words)):
        further["zone"] = zone
    return Proposal(f"place:{column}", About.PLACE, words, words, (span,), why, sureness, further=further)


def _city(ground: Ground, words: str) -> str:
    """The longest beginning of the words that is a city; "" where none is, or the words are those of a party."""
    pieces = words.split()
    for size in range(len(pieces), 0, -1):
        name = " ".join(pieces[:size]).rstrip(".,’'")
        name = name.removesuffix("’s").removesuffix("'s")
        if len(name) > 2 and _zone(name) and ground.book.resolve(name, ground.on).party is None:
            return name
    return ""


def _zone(name: str) -> str:
    """The zone of a city; "" where none or several have the name."""
    try:
        return zone_of(name)
    except UserError:
        return ""
