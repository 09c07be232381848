"""Columns as wide as what stands in them, however far down in a long table it stands."""

from __future__ import annotations

import pytest

from diplotrack.reports.document import Column, Group, Row, Table
from diplotrack.reports.render.pdf.columns import Figures, fitted, look_of
from diplotrack.reports.render.pdf.lines import Stretch, one_line
from diplotrack.reports.render.pdf.shaping import Typesetter

COLUMNS = (Column("No.", 0.1, "number"), Column("Text", 6.0), Column("Due", 0.1, "date"))
WORDS = "Deliver what was agreed to the district and report on its use " * 3


def width_of(text: str, column: Column, typesetter: Typesetter) -> float:
    return one_line([Stretch(text, look_of(column))], typesetter).width


def table(numbers: list[str], day: str = "1 Mar") -> Table:
    rows: list[Row | Group] = [(number, WORDS, day) for number in numbers]
    return Table(COLUMNS, [Group("All"), *rows])


@pytest.mark.parametrize("at", [0, 500, 998, 1_000, 1_499])
def test_the_longest_number_and_day_of_a_long_table_stand_on_one_line(at: int) -> None:
    numbers = ["7"] * 1_500
    numbers[at] = "4,321,000"
    long = table(numbers)
    long.rows[at + 1] = ("4,321,000", WORDS, "30 September 2026")  # type: ignore[index]
    typesetter = Typesetter()
    number, _text, day = fitted(COLUMNS, [table(["1"]), long], 500.0, typesetter)
    assert number.width >= width_of("4,321,000", COLUMNS[0], typesetter)
    assert day.width >= width_of("30 September 2026", COLUMNS[2], typesetter)


def test_numbers_that_grow_towards_the_end_need_no_more_room_than_the_last_takes() -> None:
    typesetter = Typesetter()
    number, *_rest = fitted(COLUMNS, [table([str(n) for n in range(1, 1_201)])], 500.0, typesetter)
    widest = width_of("1000", COLUMNS[0], typesetter)
    assert widest <= number.width < widest + 1


def test_decimals_that_come_late_in_a_long_table_are_lined_up() -> None:
    numbers = ["7"] * 1_000 + ["7.25"]
    figures = Figures(0, look_of(COLUMNS[0]), [table(numbers)], ".", Typesetter())
    assert figures.needed


def test_a_note_under_a_day_does_not_widen_its_column() -> None:
    typesetter = Typesetter()
    note = "30 September 2026\nmoved twice, first from 1 September 2025; the last time unilateral"
    _number, _text, day = fitted(COLUMNS, [table(["1"] * 300, note)], 700.0, typesetter)
    widest = width_of("30 September 2026", COLUMNS[2], typesetter)
    assert widest <= day.width < widest + 1
