"""Words and deeds over time, and beside one another."""

from __future__ import annotations

from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.reports.compose.charts import Conduct, say_and_do, say_and_do_across
from diplotrack.reports.document import plain

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 29)


def said(day: date, stance: int) -> Conduct:
    return Conduct(PartialDate.day(day), True, (stance > 0) - (stance < 0), abs(stance))


def done(day: date, bearing: int, weight: float) -> Conduct:
    return Conduct(PartialDate.day(day), False, bearing, weight)


def test_each_column_is_of_its_month_alone() -> None:
    chart = say_and_do(
        [
            said(date(2026, 3, 2), 2),
            said(date(2026, 3, 9), -1),
            said(date(2026, 5, 29), -2),
            done(date(2026, 4, 1), 1, 7.4),
            done(date(2026, 4, 2), -1, 2.2),
        ],
        FIRST,
        LAST,
    )
    assert chart is not None
    say, do = chart.series
    # March: the mean of 2 and −1, of 2 at most; nothing was said in April.
    assert list(say.values) == [0.25, None, -1.0]
    # April: (7.4 − 2.2) ÷ 9.6.
    assert [None if one is None else round(one, 4) for one in do.values] == [None, 0.5417, None]
    assert (chart.lowest, chart.highest) == (-1, 1)


def test_a_weak_word_is_weaker_than_a_strong_one_and_a_neutral_one_is_said() -> None:
    chart = say_and_do(
        [said(date(2026, 3, 2), 0), said(date(2026, 4, 2), 1), said(date(2026, 5, 2), 2)], FIRST, LAST
    )
    assert chart is not None
    assert list(chart.series[0].values) == [0.0, 0.5, 1.0]


def test_a_deed_that_weighs_nothing_gives_no_score() -> None:
    chart = say_and_do([done(date(2026, 3, 2), 1, 0), done(date(2026, 4, 2), -1, 3)], FIRST, LAST)
    assert chart is not None
    assert list(chart.series[1].values) == [None, -1.0, None]


def test_what_may_lie_in_two_months_is_drawn_in_neither_and_said_so() -> None:
    vague = Conduct(PartialDate.year(2026), True, 1, 1)
    chart = say_and_do([vague, said(date(2026, 4, 2), 1)], FIRST, LAST)
    assert chart is not None
    assert list(chart.series[0].values) == [None, 0.5, None]
    assert "1 is not drawn" in plain(chart.note)
    assert say_and_do([vague], FIRST, LAST) is None


def test_nothing_gives_no_chart() -> None:
    assert say_and_do([], FIRST, LAST) is None


def test_what_has_no_score_has_no_bar() -> None:
    chart = say_and_do_across(
        [("One", 0.5, None), ("Two", None, None), ("Three", None, -1.0)], "By objective"
    )
    assert chart is not None
    assert list(chart.categories) == ["One", "Three"]
    assert [list(one.values) for one in chart.series] == [[0.5, None], [None, -1.0]]
    assert say_and_do_across([("Two", None, None)], "By objective") is None
