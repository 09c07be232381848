"""Months, quarters and years on end."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import using_locale
from diplotrack.reports.compose.charts.periods import periods

LAST = date(2026, 5, 29)


@pytest.mark.parametrize(
    ("first", "length", "count", "names"),
    [
        (date(2026, 5, 29), "month", 1, ("May 2026", "May 2026")),
        (date(2025, 5, 30), "month", 13, ("May 2025", "May 2026")),
        (date(2023, 2, 1), "quarter", 14, ("Q1 2023", "Q2 2026")),
        (date(2001, 1, 1), "year", 26, ("2001", "2026")),
    ],
)
def test_the_length_follows_from_the_span(
    first: date, length: str, count: int, names: tuple[str, str]
) -> None:
    found = periods(first, LAST)
    assert (found.length, len(found.starts)) == (length, count)
    assert (found.labels[0], found.labels[-1]) == names


def test_the_last_ends_with_the_span() -> None:
    found = periods(date(2026, 4, 3), LAST)
    assert found.starts == [date(2026, 4, 1), date(2026, 5, 1)]
    assert found.ends == [date(2026, 4, 30), LAST]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (PartialDate.day(date(2026, 4, 30)), 0),
        (PartialDate.day(date(2026, 5, 1)), 1),
        (PartialDate.month(2026, 4), 0),
        (PartialDate.year(2026), None),
        (PartialDate.day(date(2026, 3, 31)), None),
        (PartialDate.day(date(2026, 5, 30)), None),
    ],
)
def test_a_day_lies_in_one_period_or_in_none_for_sure(day: PartialDate, place: int | None) -> None:
    assert periods(date(2026, 4, 3), LAST).place(day) == place


def test_names_are_those_of_the_locale() -> None:
    with using_locale("fr"):
        assert periods(date(2023, 2, 1), LAST).labels[0] == "T1 2023"
        assert periods(date(2026, 5, 1), LAST).labels == ["mai 2026"]
