"""Days as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from diplotrack.exchange.tables.rows import Unreadable
from diplotrack.exchange.tables.written_dates import check_pattern, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1980", "1980"),
        ("1980-09", "1980-09"),
        ("1980-09-07", "1980-09-07"),
        ("1980-9-7", "1980-09-07"),
        ("1980/09/07", "1980-09-07"),
        ("19800907", "1980-09-07"),
        ("1980-09-07T14:30:00Z", "1980-09-07"),
        ("1980-09-07 14:30", "1980-09-07"),
        ("1980-00-00", "1980"),
        ("1980-09-00", "1980-09"),
        ("1980-09-??", "1980-09"),
        ("09/1980", "1980-09"),
        ("31/12/1980", "1980-12-31"),
        ("12/31/1980", "1980-12-31"),
        ("07.07.1980", "1980-07-07"),
        ("September 1980", "1980-09"),
        ("Sept. 1980", "1980-09"),
        ("7 September 1980", "1980-09-07"),
        ("7th Sep 1980", "1980-09-07"),
        ("September 7, 1980", "1980-09-07"),
        ("Sunday, September 7, 1980", "1980-09-07"),
        ("1980 Sep 7", "1980-09-07"),
        ("07-Sep-1980", "1980-09-07"),
        ("1980-09-07/1980-09-10", "1980-09-07/1980-09-10"),
        ("1980 to 1984", "1980-01-01/1984-12-31"),
        ("  September   1980 ", "1980-09"),
        ("29 February 2008", "2008-02-29"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_known(written: str, iso: str) -> None:
    assert read_date(written).iso() == iso


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1990-02-31", "1990-02 has 28 days"),
        ("31/02/1990", "1990-02 has 28 days"),
        ("29 February 2007", "2007-02 has 28 days"),
        ("1990-13-01", "no month 13"),
        ("1990-00-05", "a day but no month"),
        ("0000-01-01", "no year 0"),
        ("03/04/1990", "cannot be told apart"),
        ("5 Brumaire 1990", "“Brumaire” is no month"),
        ("soon", "it is no date"),
        ("1990-05-01/1990-04-01", "ends before it begins"),
        ("1984 to 1980", "ends before it begins"),
    ],
)
def test_an_impossible_date_says_why(written: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "pattern", "iso"),
    [
        ("03/04/1990", "%d/%m/%Y", "1990-04-03"),
        ("03/04/1990", "%m/%d/%Y", "1990-03-04"),
        ("00/04/1990", "%d/%m/%Y", "1990-04"),
        ("00/00/1990", "%d/%m/%Y", "1990"),
        ("1990", "%d/%m/%Y", "1990"),
        ("3.4.90", "%d.%m.%y", "1990-04-03"),
        ("3.4.08", "%d.%m.%y", "2008-04-03"),
        ("April 1990", "%B %Y", "1990-04"),
    ],
)
def test_a_pattern_settles_what_the_figures_mean(written: str, pattern: str, iso: str) -> None:
    assert read_date(written, pattern).iso() == iso


def test_a_date_that_does_not_fit_its_pattern_says_which() -> None:
    with pytest.raises(Unreadable, match="of the form dd/mm/yyyy"):
        read_date("1990/04/03", "%d/%m/%Y")


def test_months_are_read_in_the_language_of_the_file() -> None:
    assert read_date("7 septembre 1980", language="fr").iso() == "1980-09-07"
    assert read_date("7. September 1980", language="de").iso() == "1980-09-07"
    assert read_date("7 de septiembre de 1980", language="es").iso() == "1980-09-07"


def test_the_dates_of_a_spreadsheet_need_no_reading() -> None:
    assert read_date(datetime(1980, 9, 7, 12, 0), "%d/%m/%Y").iso() == "1980-09-07"
    assert read_date(date(1980, 9, 7)).iso() == "1980-09-07"
    assert read_date(1980).iso() == "1980"
    assert read_date(1980.0).iso() == "1980"


def test_a_pattern_must_say_the_year() -> None:
    assert check_pattern("%d/%m/%Y")
    assert not check_pattern("%d/%m")
    assert not check_pattern("%d/%Q/%Y")
