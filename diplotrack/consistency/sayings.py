"""Sentences kept as a message and its values, so that a finding stored in one locale is read in another.

Tools that gather messages look for ``say:1`` and ``say_many:1,2``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import Label, _, format_date, format_number, join_names, ngettext

LONGEST = 110
"""Characters of a record's text that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class DaysSince:
    """The number of days from ``day`` until the day on which the sentence is read: a stored finding never ages."""

    day: date


@dataclass(frozen=True, slots=True)
class Said:
    """A message in English with its values, made by :func:`say` or :func:`say_many`; values are plain JSON."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str = ""
    counted: str = ""

    def text(self, today: date) -> str:
        """The sentence in the locale of the context, as of ``today``."""
        shown = {name: _shown(value, today) for name, value in self.values.items()}
        if not self.plural:
            return _(self.message).format(**shown)
        count = plain(self.values[self.counted], today)
        return ngettext(self.message, self.plural, count).format(**shown)

    def stored(self) -> dict[str, Any]:
        """As JSON keeps it."""
        kept: dict[str, Any] = {"message": self.message, "values": dict(self.values)}
        return {**kept, "plural": self.plural, "counted": self.counted} if self.plural else kept

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Said:
        """What :meth:`stored` wrote."""
        return cls(stored["message"], stored["values"], stored.get("plural", ""), stored.get("counted", ""))


def say(message: str | Label, /, **values: Any) -> Said:
    """A sentence. Values: text, numbers, days, DaysSince, labels, further sentences, or lists of these."""
    return Said(
        message.message if isinstance(message, Label) else message,
        {name: tagged(value) for name, value in values.items()},
    )


def say_many(singular: str, plural: str, /, counted: str, **values: Any) -> Said:
    """A sentence whose form depends on the value named ``counted``."""
    return Said(singular, {name: tagged(value) for name, value in values.items()}, plural, counted)


def shorten(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


_AS_THEY_ARE = (str, int, float, bool, type(None))


def tagged(value: Any) -> Any:
    """The value as JSON keeps it: what is more than text or a number says what it is."""
    if type(value) in _AS_THEY_ARE:
        return value  # Nearly all are: a check asks a hundred thousand times.
    match value:
        case None | bool() | int() | float():
            return value
        case Label():
            return {"said": {"message": value.message, "values": {}}}
        case Said():
            return {"said": value.stored()}
        case DaysSince():
            return {"days_since": value.day.isoformat()}
        case PartialDate():
            return {"day": value.iso()}
        case date():
            return {"day": value.isoformat()}
        case str():
            return str(value)
        case Sequence():
            return [tagged(one) for one in value]
    raise TypeError(f"no way to keep {type(value).__name__} in a sentence")


def plain(value: Any, today: date) -> Any:
    """A kept value as a machine reads it: ISO days, counted days as a number."""
    match value:
        case {"said": said}:
            return Said.of(said).text(today)
        case {"days_since": day}:
            return (today - date.fromisoformat(day)).days
        case {"day": day}:
            return day
        case list():
            return [plain(one, today) for one in value]
    return value


def _shown(value: Any, today: date) -> str:
    match value:
        case {"day": day}:
            return format_date(PartialDate.parse(day))
        case list():
            return join_names([_shown(one, today) for one in value])
    known = plain(value, today)
    if isinstance(known, (int, float)) and not isinstance(known, bool):
        return format_number(known)
    return "" if known is None else str(known)
