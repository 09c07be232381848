"""A value of a record as people read it, in the locale of the context."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, format_moment, format_number, join_names
from diplotrack.records.choice import Choice
from diplotrack.records.field import Field


@dataclass(frozen=True, slots=True)
class Mention:
    """Another record as it is mentioned: enough to show it and to go there."""

    kind: str
    id: int
    caption: str

    def __str__(self) -> str:
        return self.caption


def scale_label(field: Field, value: int | None) -> str:
    """The meaning of a step of a scale; "" where none is given."""
    return next((str(label) for step, label in field.scale if step == value), "")


def display(field: Field | None, value: Any) -> str:
    """The value as a cell or a line of a form shows it; "" for nothing. Texts keep their own line breaks."""
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple)):
        return join_names([display(field, one) for one in value])
    if field is not None and field.type == "scale":
        return scale_label(field, value)
    if isinstance(value, Choice):
        return str(value.label)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, (date, PartialDate)):
        return format_date(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, (int, float)):
        return format_number(value)
    if isinstance(value, Decimal):
        return format_number(float(value), 2)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def plain(value: Any) -> Any:
    """The value as a machine reads it (JSON, CSV): ISO dates, stored words of a choice, captions of mentions."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return str(value)
