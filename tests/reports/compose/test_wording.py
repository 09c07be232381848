"""The beginning of a text: to the end of a sentence where what is read out must end."""

from __future__ import annotations

import pytest

from diplotrack.reports.compose.wording import opening

LINE = "Shared reserves protect every one of us and those who buy with us. We put in our share. We open our books."


@pytest.mark.parametrize(
    ("most", "whole", "expected"),
    [
        (40, 0, "Shared reserves protect every one of us […]"),
        (40, 100, "Shared reserves protect every one of us and those who buy with us. […]"),
        (40, 50, "Shared reserves protect every one of us […]"),
        (
            95,
            100,
            "Shared reserves protect every one of us and those who buy with us. We put in our share. […]",
        ),
        (200, 100, LINE),
    ],
)
def test_a_first_sentence_is_given_to_its_end_where_that_is_asked(
    most: int, whole: int, expected: str
) -> None:
    assert opening(LINE, most, whole=whole) == expected
