"""The axis of values."""

from __future__ import annotations

import pytest

from diplotrack.reports.render.pdf.charts.scale import scale


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([3], [0, 1, 2, 3]),
        ([37], [0, 10, 20, 30, 40]),
        ([-9, 28], [-10, 0, 10, 20, 30]),
        ([1_234_567], [0, 500_000, 1_000_000, 1_500_000]),
        ([-3, -1], [-3, -2, -1, 0]),
    ],
)
def test_counts_stand_on_round_marks_and_nought_is_one(values: list[float], ticks: list[float]) -> None:
    found = scale(values, None, None, 0)
    assert list(found.ticks) == ticks
    assert (found.low, found.high) == (ticks[0], ticks[-1])


def test_fixed_ends_hold() -> None:
    found = scale([0.2], -1, 1, 2)
    assert (found.low, found.high, list(found.ticks)) == (-1, 1, [-1, -0.5, 0, 0.5, 1])


def test_a_value_beyond_a_fixed_end_lies_on_the_axis_all_the_same() -> None:
    found = scale([1.4], -1, 1, 2)
    assert found.low == -1
    assert found.high >= 1.4


def test_marks_are_no_finer_than_what_is_written() -> None:
    assert list(scale([1], None, None, 0).ticks) == [0, 1]


def test_what_is_above_nought_has_a_plus_where_both_sides_are_used() -> None:
    both, above = scale([-1, 1], -1, 1, 2), scale([1], None, None, 0)
    assert [both.written(value) for value in (0.5, -0.5, 0.001, -0.001)] == ["+0.50", "−0.50", "0.00", "0.00"]
    assert [both.marked(tick) for tick in both.ticks] == ["−1", "−0.5", "0", "+0.5", "+1"]
    assert above.written(1234) == "1,234"


def test_a_value_lies_where_its_share_of_the_axis_is() -> None:
    found = scale([], -1, 1, 2)
    assert [found.share(value) for value in (-1, 0, 0.5)] == [0, 0.5, 0.75]
