"""Words and deeds over time: what was said and what was done on an objective, month by month, on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_number, join_names, ngettext
from diplotrack.reports.compose.charts.periods import Length, periods
from diplotrack.reports.document import Chart, ChartForm, Series, Tone

TITLES: dict[Length, Label] = {
    "month": N_("Words and deeds, month by month"),
    "quarter": N_("Words and deeds, quarter by quarter"),
    "year": N_("Words and deeds, year by year"),
}


READING = N_(
    "Words: the mean stance, from −1 (strongly against) to +1 (strongly for). Deeds: from −1 (all against) to +1 (all"
    " for), each weighed by its strength. No column: nothing said, or nothing done."
)
"""How the chart over time is to be read."""
STRONGEST = 2
"""The size of a strong stance."""


class Conduct(NamedTuple):
    """A statement or deed that counts in a score: the direction in which it works (−1, 0, 1), and its weight.

    The weight of a statement is the size of its stance, 0 to 2.
    """

    day: PartialDate
    is_said: bool
    effect: int
    weight: float


def say_and_do(conduct: Iterable[Conduct], first: date, last: date, toward: str = "") -> Chart | None:
    """The chart from the first day until the last; None where nothing counts. ``toward`` names the partner, if one.

    ``conduct`` was read within the release filter. Words: the mean stance of the statements of each period, halved, so
    that a weak word is seen to be weaker than a strong one. Deeds: Do of the period as RULES has it. What may lie in
    two periods is counted in neither, and the note says how many.
    """
    counted = list(conduct)
    over = periods(first, last)
    said: list[list[Conduct]] = [[] for _start in over.starts]
    done: list[list[Conduct]] = [[] for _start in over.starts]
    vague = 0
    for one in counted:
        place = over.place(one.day)
        if place is None:
            vague += 1
        else:
            (said if one.is_said else done)[place].append(one)
    if len(counted) == vague:
        return None
    series = [
        Series(_("Words"), [_stance(some) for some in said], Tone.OURS),
        Series(_("Deeds"), [_score(some) for some in done], Tone.FAIR),
    ]
    return Chart(
        ChartForm.COLUMNS,
        str(TITLES[over.length]),
        over.labels,
        series,
        _told(said, done, over.name(0), over.name(-1)),
        unit=_("toward {partner}").format(partner=toward) if toward else "",
        lowest=-1,
        highest=1,
        decimals=2,
        note=_note(vague),
    )


def say_and_do_across(rows: Sequence[tuple[str, float | None, float | None]], title: str) -> Chart | None:
    """Say and Do of several objectives or partners, each (name, Say, Do), under one another; None without a score."""
    scored = [row for row in rows if row[1] is not None or row[2] is not None]
    if not scored:
        return None
    names, say, do = zip(*scored, strict=True)
    told = _("{title}, from −1 to +1: {names}.").format(title=title, names=join_names(list(names)))
    return Chart(
        ChartForm.BARS,
        title,
        names,
        [Series(_("Say"), say, Tone.OURS), Series(_("Do"), do, Tone.FAIR)],
        told,
        lowest=-1,
        highest=1,
        decimals=2,
        note=_("+1: all for the objective; −1: all against it; no bar: nothing to weigh."),
    )


def _stance(some: list[Conduct]) -> float | None:
    return fsum(one.effect * one.weight for one in some) / (STRONGEST * len(some)) if some else None


def _score(some: list[Conduct]) -> float | None:
    weight = fsum(one.weight for one in some)
    return fsum(one.effect * one.weight for one in some) / weight if weight else None


def _told(said: list[list[Conduct]], done: list[list[Conduct]], first: str, last: str) -> str:
    statements, deeds = (sum(len(some) for some in rows) for rows in (said, done))
    return _("Words and deeds from {first} to {last}: {statements}, {deeds}.").format(
        first=first,
        last=last,
        statements=ngettext("{count} statement", "{count} statements", statements).format(
            count=format_number(statements)
        ),
        deeds=ngettext("{count} deed", "{count} deeds", deeds).format(count=format_number(deeds)),
    )


def _note(vague: int) -> str:
    told = str(READING)
    if vague:
        counted = ngettext(
            "{count} is not drawn, for its date is not known exactly enough.",
            "{count} are not drawn, for their dates are not known exactly enough.",
            vague,
        )
        told = f"{told} {counted.format(count=format_number(vague))}"
    return told
