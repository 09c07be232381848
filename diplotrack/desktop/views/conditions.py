"""Filters in words: what can be filtered, and how a condition reads on its chip."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.desktop.models.rows import Column, columns_of
from diplotrack.records import KINDS, fields
from diplotrack.records.display import display, scale_label
from diplotrack.store.conditions import STILL_OWED
from diplotrack.store.lists import Condition


def filterable(kind: str) -> list[Column]:
    """The columns by which a list of the kind can be filtered, the usual ones first."""
    columns = columns_of(KINDS[kind]).values()
    return [
        column
        for column in columns
        if column.field is None or (column.field.filterable and column.type not in ("time", "moment"))
    ]


def can_be_overdue(kind: str, name: str) -> bool:
    """Whether the column says when something that is still owed is due."""
    return kind in STILL_OWED and name == "due_on"


def has_below(kind: str) -> bool:
    """Whether records of the kind stand under one another, as objectives do."""
    parent = fields(KINDS[kind]).get("parent_id") if kind else None
    return parent is not None and parent.refers == kind


def described(column: Column, conditions: tuple[Condition, ...], captions: dict[int, str]) -> str:
    """What a chip says of the conditions on one column: "Status: open, in progress"."""
    said = ", ".join(_said(column, one, captions) for one in conditions)
    return _("{column}: {said}").format(column=column.label, said=said)


def _said(column: Column, condition: Condition, captions: dict[int, str]) -> str:
    said = _plainly(column, condition, captions)
    return _("not {what}").format(what=said) if condition.negated else said


def _plainly(column: Column, condition: Condition, captions: dict[int, str]) -> str:
    value = condition.value
    match condition.operator:
        case "empty":
            return _("none")
        case "filled":
            return _("any")
        case "overdue":
            return _("overdue")
        case "within":
            return str(value)
        case "from":
            return _("from {day}").format(day=_shown(column, value, captions))
        case "until":
            return _("until {day}").format(day=_shown(column, value, captions))
        case "not":
            return _("not {what}").format(what=_shown(column, value, captions))
        case "contains":
            words = value if isinstance(value, (list, tuple)) else [value]
            return _(" or ").join(f"“{one}”" for one in words)
        case "any":
            return ", ".join(_shown(column, one, captions) for one in value)
        case "below":
            several = value if isinstance(value, (list, tuple)) else [value]
            names = join_names([_shown(column, one, captions) for one in several])
            return _("{what} and all below").format(what=names)
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


def named_in(conditions: tuple[Condition, ...]) -> list[int]:
    """The identifiers that the conditions compare with."""
    several = [one.value if isinstance(one.value, (list, tuple)) else [one.value] for one in conditions]
    return [one for some in several for one in some if isinstance(one, int) and not isinstance(one, bool)]


def referred_kind(column: Column) -> str:
    """The kind whose records the column names; "" where it names none."""
    if column.gathered is not None:
        return fields(KINDS[column.gathered.part])[column.gathered.column].refers
    return column.field.refers if column.field else ""
