"""Rules of series, held against those of an independent implementation."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.exchange.calendars.recurrence import WEEKDAYS, Rule

# Near the end of all calendars: there the other one stops as well, where a rule never comes true.
FIRST, LAST = datetime(9985, 1, 1), datetime(9999, 12, 20)


def numbers(least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(least, most).filter(bool), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    choices = {"BYMONTH": (1, 12)}
    if frequency != "WEEKLY":
        choices["BYMONTHDAY"] = (-31, 31)
    if frequency == "YEARLY":
        choices |= {"BYYEARDAY": (-366, 366), "BYWEEKNO": (1, 53)}
    for name, (least, most) in choices.items():
        if draw(st.integers(0, 3)) == 0:
            parts.append(f"{name}={','.join(map(str, draw(numbers(least, most))))}")
    if draw(st.booleans()):
        some = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
        numbered = frequency in ("YEARLY", "MONTHLY") and "BYWEEKNO" not in ";".join(parts)
        places = [draw(st.sampled_from(["", "1", "2", "-1"])) if numbered else "" for _day in some]
        if len({bool(place) for place in places}) == 1:  # of a mixture the standard says nothing
            parts.append(f"BYDAY={','.join(place + day for place, day in zip(places, some, strict=True))}")
    # Where a week begins before the series does, the other implementation counts from the series' first day.
    if frequency != "WEEKLY" and len(parts) > 2 and draw(st.integers(0, 3)) == 0:
        parts.append(f"BYSETPOS={','.join(map(str, draw(numbers(-3, 3))))}")
    return ";".join([*parts, f"WKST={draw(st.sampled_from(WEEKDAYS))}"])


@settings(max_examples=60)
@given(rule=rules(), offset=st.integers(0, 800))
def test_a_rule_falls_on_the_days_on_which_another_implementation_has_it(rule: str, offset: int) -> None:
    starts = FIRST + timedelta(days=offset, hours=9)
    if "FREQ=WEEKLY" in rule and "BYSETPOS" in rule:
        # The other one counts places from the first day on, the standard within its whole week.
        starts -= timedelta(days=(starts.weekday() - WEEKDAYS.index(rule[-2:])) % 7)
    theirs = [day for day in rrulestr(f"{rule};COUNT=12", dtstart=starts) if day <= LAST]
    assert Rule.read(rule).days(starts, LAST, 12) == theirs


def test_the_last_turn_of_a_clock_is_found_in_the_year_or_the_one_before() -> None:
    rule = Rule.read("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10")
    assert rule.last_until(datetime(1601, 1, 1, 3), datetime(2026, 5, 1)) == datetime(2025, 10, 26, 3)
