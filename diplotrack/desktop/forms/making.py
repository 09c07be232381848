"""Which input a field gets, and how much of the form's width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput, DayInput, FlagInput, Input, LineInput, LongInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.records import Field, Record
from diplotrack.workspace.editing.draft import default_of

SPANS = {"long": 12, "reference": 6, "text": 6, "day": 4, "choice": 4, "scale": 4, "flag": 4}
"""Columns of twelve that a type of field takes; three for the rest."""


def make_input(
    context: Context, kind: type[Record], name: str, field: Field, caption_of: Callable[[str, int], str]
) -> Input:
    """The input for a field of a kind; ``caption_of`` tells what a record is called that the draft names already."""
    nullable = field.type == "flag" and bool(kind.__table__.columns[name].nullable)
    return input_for(context, field, caption_of, default_of(kind, name), may_be_unknown=nullable)


def input_for(
    context: Context,
    field: Field,
    caption_of: Callable[[str, int], str],
    default: Any = None,
    *,
    may_be_unknown: bool = False,
) -> Input:
    """The input for a field of no record in particular. Where there is a ``default``, one of the choices is chosen."""
    theme = context.theme
    match field.type:
        case "long":
            return LongInput(field, theme)
        case "choice" | "scale":
            return ChoiceInput(field, theme, default)
        case "flag":
            return FlagInput(field, theme, may_be_unknown=may_be_unknown)
        case "day":
            return DayInput(field, theme)
        case "reference":
            return ReferenceInput(field, context, caption_of)
        case _:
            return LineInput(field, theme)


def span(field: Field, name: str, kind: type[Record]) -> int:
    """How many of the twelve columns the field takes."""
    if name == kind.__kind__.title:
        return 12
    if field.type == "text" and field.width <= 8:
        return 3
    return SPANS.get(field.type, 3)
