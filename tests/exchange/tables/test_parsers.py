"""Numbers, flags, choices and texts as files have them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from diplotrack.exchange.tables.parsers import (
    clean_text,
    one_line,
    read_amount,
    read_choice,
    read_flag,
    read_integer,
    read_moment,
    read_number,
)
from diplotrack.exchange.tables.rows import Unreadable


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        ("−1", "-1"),
        ("-0.05", "-0.05"),
        ("0.777777778", "0.777777778"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1’234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("3,5", "3.5"),
        ("0,125", "0.125"),
        ("(250)", "-250"),
        ("1e3", "1000"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_with_any_separators(written: str, number: str) -> None:
    assert read_amount(written) == Decimal(number)


@pytest.mark.parametrize("written", ["abc", "1.2.3,4", "--1", "", "1 2", "12 apples", "nan", "inf", "0x1f"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="no number"):
        read_number(written)


def test_an_ambiguous_separator_is_not_guessed() -> None:
    with pytest.raises(Unreadable, match="thousands or a decimal"):
        read_number("1,234")
    assert read_number("1,234", decimal=",") == 1.234
    assert read_number("1,234", decimal=".") == 1234
    assert read_number("1.234", decimal=",") == 1234


def test_a_whole_number_may_have_groups_but_no_fraction() -> None:
    assert (read_integer("1,234"), read_integer("−5"), read_integer(3.0)) == (1234, -5, 3)
    with pytest.raises(Unreadable, match="no whole number"):
        read_integer("1.5")


def test_flags_are_read_in_several_languages() -> None:
    assert [read_flag(word) for word in ("Yes", "oui", "1", True, "x")] == [True] * 5
    assert [read_flag(word) for word in ("no", "Nein", "0", False, "-")] == [False] * 5
    with pytest.raises(Unreadable, match="neither yes nor no"):
        read_flag("perhaps")


def test_a_choice_is_found_whatever_its_case_and_minus() -> None:
    assert read_choice(" in  FORCE ", {"In force": "in_force"}) == "in_force"
    assert read_choice("−1", {"1": 1, "0": 0, "-1": -1}) == -1
    assert read_choice(0, {"1": 1, "0": 0}) == 0
    assert read_choice("else", {"a": 1}, otherwise="other") == "other"


def test_an_unknown_choice_names_those_there_are() -> None:
    with pytest.raises(Unreadable, match="none of “Accepted”, “Noted”"):
        read_choice("Refused", {"Accepted": "accepted", "Noted": "noted"})


def test_texts_are_normalized_and_keep_their_lines() -> None:
    assert clean_text(" Cafe\u0301\r\nMu\u0308l\u00adler\u200b ") == "Café\nMüller"
    assert one_line("Joseph\u00a0R.\n  Biden") == "Joseph R. Biden"


def test_a_moment_is_read() -> None:
    assert read_moment("2008-04-03 14:30") == datetime(2008, 4, 3, 14, 30)
    assert read_moment("03/04/2008 14.30", "%d/%m/%Y %H.%M") == datetime(2008, 4, 3, 14, 30)
    with pytest.raises(Unreadable, match="no date and time"):
        read_moment("half past two")
