"""Engagements per month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diplotrack.records.enumerations import EngagementStatus, Format, Level
from diplotrack.reports.compose.charts import engagements_per_month
from diplotrack.reports.document import ChartForm, plain

LAST = date(2026, 5, 29)


@dataclass(frozen=True)
class Met:
    starts_on: date | None
    format: Format = Format.MEETING
    level_theirs: Level | None = None
    status: EngagementStatus = EngagementStatus.HELD
    starts_on_latest: date | None = None


def test_what_was_held_is_counted_by_the_month() -> None:
    chart = engagements_per_month(
        [
            Met(date(2026, 3, 31)),
            Met(date(2026, 5, 1)),
            Met(date(2026, 5, 29)),
            Met(date(2026, 5, 30)),
            Met(date(2026, 5, 2), status=EngagementStatus.CANCELLED),
            Met(date(2026, 5, 3), status=EngagementStatus.PLANNED),
            Met(None),
        ],
        LAST,
    )
    assert chart is not None
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == {
        "Mar 2026": 1,
        "Apr 2026": 0,
        "May 2026": 2,
    }
    assert chart.form is ChartForm.COLUMNS
    assert chart.told == "3 engagements from Mar 2026 to May 2026; the most in May 2026: 2."


def test_levels_and_formats_together_are_all_that_was_held() -> None:
    rows = [Met(date(2026, 5, 1), one, level) for one in Format for level in (None, *Level)]
    for by in ("level", "format"):
        chart = engagements_per_month(rows, LAST, by=by)
        assert chart is not None
        assert chart.form is ChartForm.STACKED
        assert sum(value or 0 for one in chart.series for value in one.values) == len(rows)


def test_a_vague_day_is_drawn_nowhere_and_counted_in_the_note() -> None:
    vague = Met(date(2026, 1, 1), starts_on_latest=date(2026, 12, 31))
    chart = engagements_per_month([vague, Met(date(2026, 5, 1))], LAST, first=date(2026, 4, 1))
    assert chart is not None
    assert list(chart.series[0].values) == [0, 1]
    assert plain(chart.note).startswith("1 engagement is not drawn")


def test_nothing_held_gives_no_chart() -> None:
    assert engagements_per_month([Met(date(2026, 6, 1))], LAST) is None
