"""How a column's values stand in JSON: what is written, what is accepted, and what the published schema says of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, String, Time

from diplotrack.base.i18n import _
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.columns import ChoiceType, MoneyType

LARGEST = 2**63 - 1
"""What an integer column can hold."""
DAY, TIME = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}:\d{2}(\.\d{6})?"
MONEY = r"-?\d{1,17}\.\d{2}"

Schema = dict[str, Any]


class Unfit(ValueError):
    """A value that its column cannot hold; the message is the part of a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Form:
    """``write`` makes JSON of a value (None: it is JSON already), ``read`` makes a value of JSON or raises Unfit."""

    schema: Schema
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] | None = None


def form_of(column: Column[Any]) -> Form:
    """The form of a column, by its type and, where it has one, its field."""
    field: Field | None = column.info.get("field")
    match column.type:
        case ChoiceType(choices=choices):
            return _choice(choices)
        case MoneyType():
            return Form({"type": "string", "pattern": f"^{MONEY}$"}, _money, "{:.2f}".format)
        case Boolean():
            return Form({"type": "boolean"}, _flag)
        case DateTime():
            return Form({"type": "string", "pattern": f"^{DAY}T{TIME}$"}, _moment, datetime.isoformat)
        case Date():
            return Form({"type": "string", "format": "date"}, _day, date.isoformat)
        case Time():
            return Form({"type": "string", "pattern": f"^{TIME}$"}, _time, time.isoformat)
        case LargeBinary(length=length):
            pattern = f"^[0-9a-f]{{{2 * (length or 16)}}}$"
            return Form({"type": "string", "pattern": pattern}, partial(_bytes, length or 16), bytes.hex)
        case JSON():
            return Form({"type": "object"}, _object)
        case Float():
            return Form({"type": "number"}, _number)
        case Integer():
            return _whole(column, field)
        case String(length=None):
            return Form({"type": "string"}, _text)
        case String(length=int(length)):
            return Form({"type": "string", "maxLength": length}, partial(_short, length))
        case other:
            raise TypeError(f"no form for {other!r} of {column}")


def as_schema(form: Form, field: Field | None) -> Schema:
    """What the published schema says of a column: its form, and its label and help where people see it."""
    if field is None:
        return dict(form.schema)
    steps = ", ".join(f"{step} {label}" for step, label in field.scale)
    words = [str(field.label), str(field.help), steps]
    return {**form.schema, "description": ": ".join(word for word in words if word)}


def _whole(column: Column[Any], field: Field | None) -> Form:
    if column.primary_key or (field is not None and field.refers):
        return Form({"type": "integer", "minimum": 1}, _identifier)
    return Form({"type": "integer"}, _integer)


def _choice(choices: type[Choice]) -> Form:
    known: Mapping[str, Choice] = {str(one.value): one for one in choices}
    schema = {"type": "string", "enum": list(known)}

    def read(value: Any) -> Choice:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            raise Unfit(
                _("“{value}” is not one of: {choices}").format(value=cut(value), choices=", ".join(known))
            )
        return found

    return Form(schema, read, str)


def cut(value: Any) -> str:
    """A value as a sentence shows it: its beginning."""
    words = str(value)
    return words if len(words) <= 60 else f"{words[:59]}…"


def _wrong(value: Any, wanted: str) -> Unfit:
    return Unfit(_("“{value}” is not {wanted}").format(value=cut(value), wanted=wanted))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _wrong(value, _("a text"))
    return value


def _short(length: int, value: Any) -> str:
    words = _text(value)
    if len(words) > length:
        raise Unfit(_("“{value}” is longer than {most} characters").format(value=cut(value), most=length))
    return words


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise _wrong(value, _("true or false"))
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise _wrong(value, _("a whole number of at most 18 digits"))
    return value


def _identifier(value: Any) -> int:
    if type(value) is not int or not 0 < value <= LARGEST:
        raise _wrong(value, _("the identifier of a row"))
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise _wrong(value, _("a number"))
    return float(value)


def _day(value: Any) -> date:
    # Other spellings of ISO 8601 (20080403, 2008-W14-4) would come out another way than they went in.
    if type(value) is str and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(value, _("a day such as 2008-04-03"))


def _moment(value: Any) -> datetime:
    if type(value) is str and len(value) in (19, 26) and value[10] == "T":
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            if found.tzinfo is None:
                return found
    raise _wrong(value, _("a moment such as 2008-04-03T09:30:00"))


def _time(value: Any) -> time:
    if type(value) is str and len(value) in (8, 15):
        try:
            found = time.fromisoformat(value)
        except ValueError:
            pass
        else:
            if found.tzinfo is None:
                return found
    raise _wrong(value, _("a time such as 09:30:00"))


def _bytes(length: int, value: Any) -> bytes:
    if type(value) is str and len(value) == 2 * length:
        try:
            found = bytes.fromhex(value)
        except ValueError:
            pass
        else:
            if len(found) == length:  # blanks between the digits are passed over
                return found
    raise _wrong(value, _("{count} hexadecimal digits").format(count=2 * length))


def _money(value: Any) -> Decimal:
    if type(value) is str and len(value) <= 21:
        try:
            found = Decimal(value)
        except InvalidOperation:
            pass
        else:
            if found.is_finite() and abs(found) * 100 <= LARGEST and found * 100 == int(found * 100):
                return found
    raise _wrong(value, _("a sum such as 1500.00"))


def _object(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise _wrong(value, _("a JSON object"))
    return value
