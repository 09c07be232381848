"""A moment is read from one line, and whatever is shown of it is read back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import using_locale
from diplotrack.language.cities import city_of, zone_of
from diplotrack.language.moments import Moment, read_moment, shown, written

NOW = datetime(2026, 5, 29, 12, 0)
FRIDAY = NOW.date()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("yesterday 15:00", "May 28, 2026 15:00"),
        ("12 Mar", "Mar 12, 2026"),
        ("last Tuesday", "May 26, 2026"),
        ("today 9-10:30", "May 29, 2026 09:00–10:30"),
        ("2 weeks ago", "May 15, 2026"),
        ("yesterday 15:00 Tokyo", "May 28, 2026 15:00 Asia/Tokyo"),
        ("9:30 Paris time", "May 29, 2026 09:30 Europe/Paris"),
        ("Tokyo tomorrow 9:00", "May 30, 2026 09:00 Asia/Tokyo"),
        ("yesterday at 9 new york", "May 28, 2026 09:00 America/New_York"),
        ("12 Mar 2024 9 am Buenos Aires", "Mar 12, 2024 09:00 America/Argentina/Buenos_Aires"),
        ("2026-05-28T15:00 UTC", "May 28, 2026 15:00 UTC"),
        ("yesterday 11-1pm", "May 28, 2026 11:00–13:00"),
        ("yesterday 3-4pm", "May 28, 2026 15:00–16:00"),
        ("yesterday afternoon 3", "May 28, 2026 15:00"),
        ("this morning 9:30", "May 29, 2026 09:30"),
        ("tue 9-10", "May 26, 2026 09:00–10:00"),
        ("15h30 yesterday", "May 28, 2026 15:30"),
        ("28.5.2026 15:00", "May 28, 2026 15:00"),
        ("12.05.2026", "May 12, 2026"),
        ("May 3-5, 2024", "May 3, 2024 – May 5, 2024"),
        ("28 April to 3 May 2024", "Apr 28, 2024 – May 3, 2024"),
        ("yesterday 22:00-1:00", "May 28, 2026 – May 29, 2026 22:00–01:00"),
        ("last month", "Apr 2026"),
        ("March 2024 15:00", "Mar 2024 15:00"),
        ("2 hours ago", "May 29, 2026 10:00"),
        ("noon", "May 29, 2026 12:00"),
        ("٢٨/٥/٢٠٢٦ ١٥:٠٠", "May 28, 2026 15:00"),
    ],
)
def test_a_moment_is_read_as_it_is_typed(words: str, line: str) -> None:
    assert written(read_moment(words, NOW)) == line


@pytest.mark.parametrize(
    ("words", "form"),
    [("call yesterday 3pm", "call"), ("lunch tomorrow", "working_meal"), ("vtc 9:30", "video_call")],
)
def test_the_format_is_heard_in_the_line(words: str, form: str) -> None:
    assert read_moment(words, NOW).format == form


def test_a_moment_elsewhere_is_shown_with_the_clock_of_the_post() -> None:
    moment = read_moment("yesterday 15:00-16:00 Tokyo", NOW)
    said = shown(moment, "Europe/Paris")
    assert said == "Thursday, May 28, 2026, 15:00–16:00, Asia/Tokyo (08:00 at the post)"
    early = read_moment("yesterday 5:00 Tokyo", NOW)
    assert shown(early, "Europe/Paris").endswith("(May 27, 2026 22:00 at the post)")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("03/04/2026", "2026-04-03"),
        ("yesterday 15:00 Atlantis", "atlantis"),
        ("San Juan yesterday 9:00", "America/Puerto_Rico"),
        ("Friday 28 May 2026", "Thursday"),
    ],
)
def test_what_can_be_read_in_two_ways_is_told(words: str, told: str) -> None:
    moment = read_moment(words, NOW)
    assert moment.zone == ""
    assert told in moment.remarks[0]


def test_figures_are_read_as_the_language_writes_them() -> None:
    assert read_moment("03/04/2026", NOW).day == PartialDate.day(date(2026, 3, 4))
    with using_locale("fr"):
        assert read_moment("03/04/2026", NOW).day == PartialDate.day(date(2026, 4, 3))


@pytest.mark.parametrize("words", ["", "soon", "30 Feb 2024", "yesterday 25:00", "Tokyo", "13pm"])
def test_what_is_no_moment_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(UserError):
        read_moment(words, NOW)


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("tokyo", "Asia/Tokyo"),
        ("Washington", "America/New_York"),
        ("brasilia", "America/Sao_Paulo"),
        ("Kiev", "Europe/Kyiv"),
        ("Geneva", "Europe/Zurich"),
        ("Calcutta", "Asia/Kolkata"),
        ("N'Djamena", "Africa/Ndjamena"),
        ("Georgetown", "America/Guyana"),
        ("Japan", "Asia/Tokyo"),
        ("asia/tokyo", "Asia/Tokyo"),
        ("Atlantis", ""),
    ],
)
def test_a_city_tells_the_zone(city: str, zone: str) -> None:
    assert zone_of(city) == zone


def test_cities_are_called_as_the_language_has_them() -> None:
    with using_locale("de"):
        assert zone_of("Tokio") == "Asia/Tokyo"
        assert city_of("Asia/Tokyo") == "Tokio"
    assert city_of("UTC") == ""


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
ZONES = st.sampled_from(["", "UTC", "Asia/Tokyo", "America/New_York", "America/Argentina/Buenos_Aires"])


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    day = draw(DAYS)
    first = draw(
        st.sampled_from(
            [PartialDate.day(day), PartialDate.month(day.year, day.month), PartialDate.year(day.year)]
        )
    )
    start: time | None = draw(st.none() | TIMES)
    end: time | None = draw(st.none() | TIMES) if start else None
    last = None
    if first.precision == "day" and draw(st.booleans()):
        last = PartialDate.day(day + timedelta(days=draw(st.integers(1, 400))))
    elif start and end and end <= start:
        end = None
    return Moment(first, start, end, last, draw(ZONES))


@settings(max_examples=150)
@given(moments(), st.sampled_from(["", "UTC", "Europe/Paris", "Asia/Tokyo"]))
def test_whatever_is_shown_is_read_back(moment: Moment, post: str) -> None:
    assert read_moment(written(moment), NOW) == moment
    assert read_moment(shown(moment, post), NOW) == moment


@pytest.mark.parametrize("locale", ["en_GB", "fr", "de", "es", "it", "pt", "nl", "ru", "ar", "zh"])
def test_other_languages_read_back_what_they_show(locale: str) -> None:
    moment = Moment(PartialDate.day(date(2026, 5, 28)), time(15), time(16, 30), None, "Asia/Tokyo")
    with using_locale(locale):
        assert read_moment(written(moment), NOW) == moment
        assert read_moment(shown(moment, "Europe/Paris"), NOW) == moment
