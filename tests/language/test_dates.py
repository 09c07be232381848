"""Days are read as people type them, and what cannot be told is refused with what to write."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.errors import UserError
from diplotrack.language.dates import read_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("12 Mar 2024", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("12th of March 2024", "2024-03-12"),
        ("2024-03", "2024-03"),
        ("Sept. 2024", "2024-09"),
        ("2008", "2008"),
        ("3/2024", "2024-03"),
        ("13/02/2024", "2024-02-13"),
        ("02/13/2024", "2024-02-13"),
        ("7.7.24", "2024-07-07"),
        ("yesterday", "2026-11-21"),
        ("last Tuesday", "2026-11-17"),
        ("next fri", "2026-11-27"),
        ("1 September", "2026-09-01"),
        ("15 Jan", "2027-01-15"),
        ("end of May 2025", "2025-05-31"),
        ("3 weeks ago", "2026-11-01"),
        ("in a month", "2026-12-22"),
        ("-3d", "2026-11-19"),
        ("Q2 2024", "2024-04-01/2024-06-30"),
        ("3–5 May 2024", "2024-05-03/2024-05-05"),
        ("2024-03-01 to 2024-04", "2024-03-01/2024-04-30"),
        ("last month", "2026-10"),
    ],
)
def test_a_day_is_read_as_it_is_typed(words: str, iso: str) -> None:
    assert read_day(words, SUNDAY).iso() == iso


@pytest.mark.parametrize(
    "words", ["", "soon", "30 Feb 2024", "2024-13", "5 May 2024 to 3 May 2024", "99/99/2024"]
)
def test_what_is_no_day_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(UserError):
        read_day(words, SUNDAY)


def test_a_day_and_month_that_cannot_be_told_apart_are_both_offered() -> None:
    with pytest.raises(UserError, match="2024-04-03 or 2024-03-04"):
        read_day("03/04/2024", SUNDAY)
