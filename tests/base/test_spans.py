"""Spans of days stay relative: what they mean follows the day."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.spans import NAMED, Span, read_span

TODAY = date(2026, 1, 29)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("next 30 days", date(2026, 1, 29), date(2026, 2, 28)),
        ("Last 7 days", date(2026, 1, 22), date(2026, 1, 29)),
        ("this month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last month", date(2025, 12, 1), date(2025, 12, 31)),
        ("this week", date(2026, 1, 26), date(2026, 2, 1)),
        ("this quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("before today", None, date(2026, 1, 28)),
        ("over a year ago", None, date(2025, 1, 28)),
        ("next 3 weeks", date(2026, 1, 29), date(2026, 2, 19)),
        ("over 2 years ago", None, date(2024, 1, 29)),
        ("over 10 days from now", date(2026, 2, 9), None),
    ],
)
def test_words_mean_days(words: str, first: date | None, last: date | None) -> None:
    span = read_span(words)
    assert span is not None
    assert span.days(TODAY) == (first, last)


@pytest.mark.parametrize("words", ["", "soon", "2024-05", "next 99999 years", "next days"])
def test_other_words_are_no_span(words: str) -> None:
    assert read_span(words) is None


def test_what_a_span_is_called_is_read_back_as_the_same_span() -> None:
    spans = [span for span, _label in NAMED] + [
        Span("day", 0, 45), Span("day", -45, 0), Span("day", None, -46), Span("day", 46, None)
    ]  # fmt: skip
    assert [read_span(str(span)) for span in spans] == spans


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span("day", -365, 30), "365 days ago to 30 days from now"),
        (Span("day", None, 30), "until 30 days from now"),
        (Span("month", -2, None), "from 2 months ago"),
        (Span("year", -3, 0), "3 years ago to this year"),
    ],
)
def test_a_span_without_a_name_is_told_by_its_ends(span: Span, words: str) -> None:
    assert str(span) == words
