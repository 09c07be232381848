"""Levels read out of python-bidi put every line into the very order that python-bidi gives it."""

from __future__ import annotations

from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.reports.render.pdf.bidi import levels, reorder

ALPHABET = 'abאבגابت 012٣٤+-,./#$%!"()[] \u0301'
_UNMIRRORED = str.maketrans(")]", "([")


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=40))
def test_the_order_is_that_of_the_unicode_algorithm(text: str) -> None:
    _base, found = levels(text)
    shown = "".join(reorder(text, found))
    assert shown.translate(_UNMIRRORED) == str(get_display(text)).translate(_UNMIRRORED)


def test_a_number_within_arabic_runs_from_left_to_right() -> None:
    _base, found = levels("عام 2008 في")
    assert [level & 1 for level in found[4:8]] == [0, 0, 0, 0]


def test_an_isolate_keeps_its_direction_to_itself() -> None:
    base, found = levels("x \u2067שלום abc\u2069 y")
    assert base == 0
    assert found[3] == 1
    assert found[-1] == 0


def test_a_paragraph_that_begins_with_hebrew_runs_from_the_right() -> None:
    assert levels("שלום world")[0] == 1
