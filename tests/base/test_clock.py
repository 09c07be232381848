"""The clock can be fixed, and counts working days."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base import clock
from diplotrack.base.errors import UserError


def test_the_environment_fixes_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2008-12-31")
    assert clock.today() == date(2008, 12, 31)
    assert clock.now().date() == date(2008, 12, 31)


def test_a_day_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "tomorrow")
    with pytest.raises(UserError, match="“tomorrow”"):
        clock.today()


def test_a_block_may_live_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2008-12-31")
    with clock.on_day(date(1999, 1, 1)):
        assert clock.today() == date(1999, 1, 1)
    assert clock.today() == date(2008, 12, 31)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # from a Friday over the weekend
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days(start: date, days: int, end: date) -> None:
    assert clock.add_working_days(start, days) == end


def test_a_post_may_rest_on_friday_and_saturday() -> None:
    assert clock.add_working_days(date(2026, 11, 19), 1, frozenset({4, 5})) == date(2026, 11, 22)
