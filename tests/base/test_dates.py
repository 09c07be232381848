"""Partial dates read, compare and write as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate, to_utc
from diplotrack.base.errors import UserError

spans = st.tuples(st.dates(), st.dates()).map(lambda pair: PartialDate(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2008-02-29", date(2008, 2, 29), date(2008, 2, 29), "day"),
        ("1980-09", date(1980, 9, 1), date(1980, 9, 30), "month"),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29), "month"),
        ("1794", date(1794, 1, 1), date(1794, 12, 31), "year"),
        ("2008-04-03/2008-04-05", date(2008, 4, 3), date(2008, 4, 5), "range"),
        ("2008/2009-03", date(2008, 1, 1), date(2009, 3, 31), "range"),
    ],
)
def test_written_dates(text: str, first: date, last: date, precision: str) -> None:
    day = PartialDate.parse(text)
    assert (day.earliest, day.latest, day.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["2009-02-29", "2008-13", "12/03/2008", "", "soon", "0000-01-01"])
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UserError) as refusal:
        PartialDate.parse(text)
    assert f"“{text}”" in refusal.value.sentence


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="ends before it begins"):
        PartialDate.parse("2009/2008")


@given(spans)
def test_iso_reads_back_to_the_same_span(span: PartialDate) -> None:
    assert PartialDate.parse(span.iso()) == span


def test_only_what_cannot_overlap_is_certainly_before() -> None:
    assert PartialDate.parse("2008-03").certainly_before(PartialDate.parse("2008-04-01"))
    assert not PartialDate.parse("2008").certainly_before(PartialDate.parse("2008-04-01"))


def test_a_local_time_becomes_utc_by_its_own_zone() -> None:
    assert to_utc(datetime(2024, 7, 1, 15, 0), "Europe/Paris") == datetime(2024, 7, 1, 13, 0)
    with pytest.raises(UserError, match="no time zone"):
        to_utc(datetime(2024, 7, 1, 15, 0), "Paris")
