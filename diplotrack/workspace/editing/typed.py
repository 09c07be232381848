"""Values as people type them: days, times, numbers, sums, steps of a scale; and how a value is written back."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale
from diplotrack.language.dates import read_day
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.display import display

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*h)?")


def read_value(field: Field, words: str, today: date | None = None) -> Any:
    """What the words mean in that field; None (or "" for a text) for no words. Raises UserError saying how to write it.

    References are read by :mod:`diplotrack.workspace.editing.completing`, for they need the ledger.
    """
    text = words.strip()
    if field.type in ("text", "long"):
        return words.strip()
    if not text:
        return None
    match field.type:
        case "day":
            return _day(field, text, today)
        case "time":
            return _time(text)
        case "number":
            return _number(text)
        case "money":
            return _sum(text)
        case "flag":
            return text.casefold() in (_("yes").casefold(), "yes", "true", "1")
        case "choice":
            return _choice(field, text)
        case "scale":
            return _step(field, text)
    return text


def write_value(field: Field, value: Any) -> str:
    """The value as :func:`read_value` reads it back."""
    if value is None or value == "":
        return ""
    if isinstance(value, PartialDate):
        return display(field, value) if value.precision != "range" else value.iso()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and field.type != "scale":
        return str(value)
    return display(field, value)


def _day(field: Field, text: str, today: date | None) -> PartialDate:
    found = _as_shown(text) or read_day(text, today)
    if not field.partial and found.precision != "day":
        sentence = _("“{words}” is no single day; write the day too, such as {example}.")
        raise UserError(sentence.format(words=text, example=display(None, found.earliest)))
    return found


def _as_shown(text: str) -> PartialDate | None:
    """A span written by :func:`write_value` in ISO's own way."""
    try:
        return PartialDate.parse(text)
    except UserError:
        return None


def _time(text: str) -> time:
    found = _TIME.fullmatch(text.casefold())
    sentence = _("“{words}” is no time of day; write 15:30 or 3 pm.")
    if not found:
        raise UserError(sentence.format(words=text))
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        raise UserError(sentence.format(words=text))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise UserError(sentence.format(words=text)) from None


def _figures(text: str) -> Decimal:
    """A number in the locale's own writing or in a machine's."""
    from babel.numbers import NumberFormatError, parse_decimal

    plain = text.replace(" ", "").replace(" ", "").replace(" ", "").rstrip("%")
    if re.fullmatch(r"[-+−]?\d+(\.\d+)?", plain):
        return Decimal(plain.replace("−", "-"))
    try:
        return Decimal(parse_decimal(plain, locale=current_locale(), strict=True))
    except (NumberFormatError, InvalidOperation):
        sentence = _("“{words}” is no number; write it in figures, such as 1200 or 12.5.")
        raise UserError(sentence.format(words=text)) from None


def _number(text: str) -> int | float:
    found = _figures(text)
    return int(found) if found == found.to_integral_value() else float(found)


def _sum(text: str) -> Decimal:
    found = re.fullmatch(r"(.*?)\s*(k|m|bn|million|billion|thousand)?", text.casefold())
    assert found is not None
    powers = {None: 0, "k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
    value = _figures(found[1]).scaleb(powers[found[2]])
    if value != value.quantize(Decimal("0.01")):
        raise UserError(_("“{words}” has more than two decimals; round it.").format(words=text))
    return value.quantize(Decimal("0.01"))


def _choice(field: Field, text: str) -> Choice:
    assert field.choices is not None
    wanted = text.casefold()
    for member in field.choices:
        if wanted in (str(member.label).casefold(), str(member.value)):
            return member
    allowed = ", ".join(str(member.label) for member in field.choices)
    raise UserError(_("“{words}” is not one of: {choices}.").format(words=text, choices=allowed))


def _step(field: Field, text: str) -> int:
    for step, label in field.scale:
        if text.casefold() in (str(label).casefold(), str(step), f"{step:+d}".replace("-", "−")):
            return step
    allowed = ", ".join(str(label) for _step, label in field.scale)
    raise UserError(_("“{words}” is not one of: {choices}.").format(words=text, choices=allowed))
