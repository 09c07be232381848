"""Levels read out of python-bidi put every line into the very order that python-bidi gives it."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.reports.render.pdf.bidi import base_level, contained, levels, reorder

ALPHABET = 'abאבגابت 012٣٤+-,./#$%!"()[] \u0301'
_UNMIRRORED = str.maketrans(")]", "([")


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=40))
def test_the_order_is_that_of_the_unicode_algorithm(text: str) -> None:
    for base in (0, 1):
        shown = "".join(reorder(text, levels(text, base)))
        display = str(get_display(text, base_dir="RL"[base == 0]))
        assert shown.translate(_UNMIRRORED) == display.translate(_UNMIRRORED)


def test_a_number_within_arabic_runs_from_left_to_right() -> None:
    found = levels("عام 2008 في", 1)
    assert [level & 1 for level in found[4:8]] == [0, 0, 0, 0]


def test_an_isolate_keeps_its_direction_to_itself() -> None:
    found = levels("x \u2067שלום abc\u2069 y", 0)
    assert found[3] == 1
    assert found[-1] == 0


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("שלום world", 1),
        ("قال الوزير John Smith اليوم إنه", 1),
        ("محمد spoke of the treaty with both sides", 0),
        ("2008", 0),
        ("12 مايو", 1),
    ],
)
def test_a_paragraph_runs_as_most_of_its_words_do(text: str, level: int) -> None:
    assert base_level(text) == level


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("\u2067a", "\u2067a\u2069"),
        ("a\u2069b\u202cc", "abc"),
        ("\u202ba\u2066b\u202cc", "\u202ba\u2066bc\u2069\u202c"),
        ("\u2066a\u202bb\u2069c", "\u2066a\u202bb\u2069c"),
    ],
)
def test_a_text_orders_nothing_but_itself(text: str, closed: str) -> None:
    assert contained(text) == closed
