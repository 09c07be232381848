"""Translation and the locale as a context value, so that a French brief prints from an English window.

``_`` translates now, in the locale of the context. ``N_`` marks a label that is made at import time and translated
each time it is shown. Never format inside the call: ``_("{n} rows").format(n=n)``.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diplotrack.base.paths import resources

if TYPE_CHECKING:
    from babel import Locale

    from diplotrack.base.dates import PartialDate

DEFAULT_LOCALE = "en"
_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation(
        "diplotrack", str(resources() / "locale"), [locale, locale.split("_", maxsplit=1)[0]], fallback=True
    )


def current_locale() -> str:
    """The locale of this context, as Babel spells it ("en", "fr", "pt_BR")."""
    return _locale.get()


def set_locale(locale: str) -> None:
    """Choose the locale of this context and of those started from it."""
    _locale.set(locale or DEFAULT_LOCALE)


@contextmanager
def using_locale(locale: str) -> Iterator[None]:
    """Speak another locale inside the block."""
    token = _locale.set(locale or DEFAULT_LOCALE)
    try:
        yield
    finally:
        _locale.reset(token)


def is_right_to_left(locale: str | None = None) -> bool:
    """Whether the locale (default: the context's) is written from right to left."""
    return (locale or current_locale()).split("_")[0] in RIGHT_TO_LEFT


def _(message: str) -> str:
    """The message in the locale of the context."""
    return _catalogue(current_locale()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that fits the count, in the locale of the context."""
    return _catalogue(current_locale()).ngettext(singular, plural, count)


class Label:
    """A label written at import time and translated each time that it is shown."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return _(self.message)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"N_({self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Label) and other.message == self.message

    def __hash__(self) -> int:
        return hash(self.message)

    def __bool__(self) -> bool:
        return bool(self.message)


def N_(message: str) -> Label:  # noqa: N802 - the name that gettext tools look for
    """Mark a label for translation when it is shown."""
    return Label(message)


def format_date(value: date | PartialDate | None, width: str = "medium") -> str:
    """A day, month or year as the locale writes it; "" for None. ``width``: short, medium, long or full."""
    return "" if value is None else _written_day(value, width, current_locale())


# Babel takes 0.2 ms for a day and lists repeat their days: without this, dates are half the time of a long report.
@lru_cache(maxsize=32768, typed=True)
def _written_day(value: date | PartialDate, width: str, locale: str) -> str:
    from babel.dates import format_date as babel_date

    if isinstance(value, date):
        return babel_date(value, width, locale=_known_locale(locale))
    match value.precision:
        case "day":
            return _written_day(value.earliest, width, locale)
        case "month":
            from babel.dates import format_skeleton

            skeleton = "yMMM" if width in ("short", "medium") else "yMMMM"
            return format_skeleton(
                skeleton, datetime.combine(value.earliest, datetime.min.time()), locale=locale
            )
        case "year":
            return str(value.earliest.year)
        case _:
            return _("{first} to {last}").format(
                first=babel_date(value.earliest, width, locale=locale),
                last=babel_date(value.latest, width, locale=locale),
            )


@cache
def _known_locale(name: str) -> Locale:
    """The locale itself: read from its name at every day, it would cost more than the day."""
    from babel import Locale

    return Locale.parse(name)


def format_quarter(day: date) -> str:
    """The quarter in which the day lies, as the locale writes it: "Q2 2026"."""
    from babel.dates import format_date as babel_date
    from babel.dates import get_quarter_names

    locale = current_locale()
    name = get_quarter_names("abbreviated", locale=locale)[(day.month + 2) // 3]
    return f"{name} {babel_date(day, 'y', locale=locale)}"


def format_days(first: date, last: date) -> str:
    """Days on end as the locale writes them: "Nov 14 – 15, 2008"."""
    from babel.dates import format_interval

    return format_interval(first, last, "yMMMd", locale=current_locale())


def format_moment(value: datetime | None, width: str = "medium") -> str:
    """A local day as the locale writes it, with hour and minute as meetings have them; "" for None."""
    return "" if value is None else f"{format_date(value.date(), width)}, {value:%H:%M}"


def format_zone(value: datetime) -> str:
    """By which city's clock an aware local time is told, and how far that is from Greenwich: "Paris, GMT+02:00"."""
    from babel.dates import get_timezone_gmt, get_timezone_location

    locale = current_locale()
    city = get_timezone_location(value, locale=locale, return_city=True)
    return f"{city}, {get_timezone_gmt(value, 'long', locale=locale)}"


def format_number(value: float | int | None, places: int | None = None) -> str:
    """A number as the locale writes it; "" for None."""
    return "" if value is None else _written_number(value, places, current_locale())


def format_signed(value: float | None, places: int = 2) -> str:
    """A score as the locale writes it, a plus before what is above zero; a dash for None."""
    if value is None:
        return "–"
    return ("+" if value > 0 else "") + format_number(value, places)


@lru_cache(maxsize=4096, typed=True)
def _written_number(value: float | int, places: int | None, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = None if places is None else "#,##0." + "0" * places if places else "#,##0"
    return format_decimal(value, format=pattern, locale=locale)


def join_names(names: list[str]) -> str:
    """A list as a sentence has it: "France, Japan and Italy" in the locale's own way."""
    if len(names) < 2:
        return "".join(names)
    from babel.lists import format_list

    return format_list(names, locale=current_locale())
