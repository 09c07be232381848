"""What settings can be chosen from: time zones, and the languages that the program speaks."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from diplotrack.base.i18n import DEFAULT_LOCALE, _, is_right_to_left
from diplotrack.base.paths import resources

TESTED = "ar"
"""A language written from right to left in which the layout can be looked at before its words are translated."""
_OLD = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Mexico/", "Chile/")


@cache
def zones() -> tuple[tuple[str, str], ...]:
    """The time zones by city, as (name, name)."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(_OLD))
    return tuple((name, name) for name in sorted(names))


def locales() -> list[tuple[str, str]]:
    """The languages, as (code, name in itself): English, those that are translated, and one to see the layout in."""
    folder = resources() / "locale"
    translated = (path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/diplotrack.mo"))
    codes = list(dict.fromkeys([DEFAULT_LOCALE, *sorted(translated)]))
    found = [(code, _named(code)) for code in codes]
    if not any(is_right_to_left(code) for code in codes):
        words = _("{language} (right to left, English words)").format(language=_named(TESTED))
        found.append((TESTED, words))
    return found


def _named(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code) or code).capitalize()
