"""Words that only begin like a month are no deadline."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.language.deadlines import deadline_in

TODAY = date(2026, 5, 29)


@pytest.mark.parametrize(
    "text",
    [
        "We will take part in decision making.",
        "We will act on the Declaration.",
        "We will help in marketing it.",
    ],
)
def test_a_word_that_begins_like_a_month_is_none(text: str) -> None:
    assert deadline_in(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("We will report by Dec. 2026.", date(2026, 12, 31)),
        ("We will report by 3 September 2026.", date(2026, 9, 3)),
        ("We will report before the end of February 2027.", date(2027, 2, 28)),
    ],
)
def test_a_month_in_full_or_short_is_one(text: str, last: date) -> None:
    found = deadline_in(text, today=TODAY)
    assert found is not None
    assert found.day is not None
    assert found.day.latest == last
