"""Engagements per month, quarter or year, all alike or by the partner's level or by format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_number, ngettext
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import EngagementStatus, Format, Level
from diplotrack.reports.compose.charts.periods import Length, Periods, periods
from diplotrack.reports.document import Chart, ChartForm, Series, Tone

TITLES: dict[Length, Label] = {
    "month": N_("Engagements per month"),
    "quarter": N_("Engagements per quarter"),
    "year": N_("Engagements per year"),
}
LEVELS: tuple[tuple[Label, Tone, tuple[Choice | None, ...]], ...] = (
    (N_("Head of state or government"), Tone.OURS, (Level.HEAD,)),
    (N_("Minister or deputy minister"), Tone.GOOD, (Level.MINISTER, Level.DEPUTY_MINISTER)),
    (N_("Ambassador or senior official"), Tone.THEIRS, (Level.AMBASSADOR, Level.SENIOR_OFFICIAL)),
    (N_("Working level or not said"), Tone.QUIET, (Level.WORKING, None)),
)
FORMATS: tuple[tuple[Label, Tone, tuple[Choice | None, ...]], ...] = (
    (N_("Visits and summits"), Tone.OURS, (Format.VISIT, Format.SUMMIT)),
    (
        N_("Meetings and meals"),
        Tone.GOOD,
        (Format.MEETING, Format.WORKING_MEAL, Format.RECEPTION, Format.SIGNING),
    ),
    (N_("Calls"), Tone.THEIRS, (Format.CALL, Format.VIDEO_CALL)),
    (N_("Démarches"), Tone.BAD, (Format.DEMARCHE,)),
    (
        N_("Sessions and negotiations"),
        Tone.FAIR,
        (Format.CONFERENCE_SESSION, Format.NEGOTIATION_ROUND, Format.MEDIATION, Format.EXERCISE),
    ),
)


class Met(Protocol):
    """What the chart needs to know of an engagement."""

    @property
    def starts_on(self) -> date | None: ...
    @property
    def starts_on_latest(self) -> date | None: ...
    @property
    def status(self) -> EngagementStatus: ...
    @property
    def format(self) -> Format: ...
    @property
    def level_theirs(self) -> Level | None: ...


def engagements_per_month(
    engagements: Iterable[Met],
    last: date,
    first: date | None = None,
    by: Literal["", "level", "format"] = "",
) -> Chart | None:
    """The chart of the engagements held until ``last``, which :meth:`Frame.admit` let pass; None for none.

    It begins with ``first``, or with the first of them; over more than two years it counts by quarter, over more than
    ten by year. Whose day is not known exactly enough is not drawn, and the note says how many.
    """
    held = [
        (one, day)
        for one in engagements
        if one.status == EngagementStatus.HELD
        and (day := PartialDate.of(one.starts_on, one.starts_on_latest)) is not None
        and day.earliest <= last
        and (first is None or day.latest >= first)
    ]
    if not held:
        return None
    over = periods(first or min(day.earliest for _one, day in held), last)
    placed = [(one, over.place(day)) for one, day in held]
    drawn = [(one, place) for one, place in placed if place is not None]
    if not drawn:
        return None
    totals = Counter(place for _one, place in drawn)
    counts = [float(totals[place]) for place in range(len(over.starts))]
    series = _parted(drawn, len(counts), by) if by else [Series(_("Engagements"), counts)]
    return Chart(
        ChartForm.STACKED if by else ChartForm.COLUMNS,
        str(TITLES[over.length]),
        over.labels,
        series,
        _told(counts, over),
        note=_note(len(held) - len(drawn)),
    )


def _parted(drawn: Sequence[tuple[Met, int]], count: int, by: str) -> list[Series]:
    found = []
    for label, tone, group in LEVELS if by == "level" else FORMATS:
        mine = Counter(
            place for one, place in drawn if (one.level_theirs if by == "level" else one.format) in group
        )
        if mine:
            found.append(Series(str(label), [float(mine[place]) for place in range(count)], tone))
    return found


def _told(counts: Sequence[float], over: Periods) -> str:
    count, most = int(sum(counts)), max(counts)
    told = ngettext(
        "{count} engagement from {first} to {last}; the most in {most}: {number}.",
        "{count} engagements from {first} to {last}; the most in {most}: {number}.",
        count,
    )
    return told.format(
        count=format_number(count),
        first=over.name(0),
        last=over.name(-1),
        most=over.name(counts.index(most)),
        number=format_number(most),
    )


def _note(vague: int) -> str:
    if not vague:
        return ""
    return ngettext(
        "{count} engagement is not drawn, for its date is not known exactly enough.",
        "{count} engagements are not drawn, for their dates are not known exactly enough.",
        vague,
    ).format(count=format_number(vague))
