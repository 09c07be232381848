"""Filters in words: what can be filtered, and how a condition reads on its chip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date
from diplotrack.desktop.models.rows import Column, columns_of
from diplotrack.records import KINDS
from diplotrack.records.display import display, scale_label
from diplotrack.store.lists import Condition


@dataclass(frozen=True, slots=True)
class Span:
    """Days counted from today, as people say them; None is open."""

    label: Label
    first: int | None
    last: int | None

    def conditions(self, column: str, today: date) -> tuple[Condition, ...]:
        """The span as conditions on that column."""
        found = []
        if self.first is not None:
            found.append(Condition(column, "from", today + timedelta(days=self.first)))
        if self.last is not None:
            found.append(Condition(column, "until", today + timedelta(days=self.last)))
        return tuple(found)


SPANS = (
    Span(N_("Before today"), None, -1),
    Span(N_("Next 7 days"), 0, 7),
    Span(N_("Next 30 days"), 0, 30),
    Span(N_("Last 30 days"), -30, 0),
    Span(N_("Last 12 months"), -365, 0),
    Span(N_("Over a year ago"), None, -366),
)


def filterable(kind: str) -> list[Column]:
    """The columns by which a list of the kind can be filtered, the usual ones first."""
    columns = columns_of(KINDS[kind]).values()
    return [column for column in columns if column.field is None or column.field.filterable]


def describe(column: Column, conditions: tuple[Condition, ...], captions: dict[int, str]) -> str:
    """What a chip says of the conditions on one column: "Status: open, in progress"."""
    said = ", ".join(_said(column, one, captions) for one in conditions)
    return _("{column}: {said}").format(column=column.label, said=said)


def _said(column: Column, condition: Condition, captions: dict[int, str]) -> str:
    value = condition.value
    match condition.operator:
        case "empty":
            return _("none")
        case "filled":
            return _("any")
        case "from":
            return _("from {day}").format(day=_shown(column, value, captions))
        case "until":
            return _("until {day}").format(day=_shown(column, value, captions))
        case "not":
            return _("not {what}").format(what=_shown(column, value, captions))
        case "contains":
            return f"“{value}”"
        case "any":
            return ", ".join(_shown(column, one, captions) for one in value)
        case _:
            return _shown(column, value, captions)


def _shown(column: Column, value: Any, captions: dict[int, str]) -> str:
    if isinstance(value, (date, PartialDate)):
        return format_date(value)
    if column.field is not None and column.field.type == "scale":
        return scale_label(column.field, value)
    if isinstance(value, int) and not isinstance(value, bool) and referred_kind(column):
        return captions.get(value, "…")
    if column.field is not None and column.field.choices is not None and isinstance(value, str):
        return str(column.field.choices(value).label)  # type: ignore[call-arg] # looked up by value, not made
    return display(column.field, value)


def referred_kind(column: Column) -> str:
    """The kind whose records the column names; "" where it names none."""
    if column.gathered is not None:
        from diplotrack.records import fields

        return fields(KINDS[column.gathered.part])[column.gathered.column].refers
    return column.field.refers if column.field else ""
