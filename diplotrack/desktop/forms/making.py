"""Which input a field gets, and how much of the form's width."""

from __future__ import annotations

from collections.abc import Callable

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
    theme = context.theme
    match field.type:
        case "long":
            return LongInput(field, theme)
        case "choice" | "scale":
            return ChoiceInput(field, theme, default_of(kind, name))
        case "flag":
            nullable = bool(kind.__table__.columns[name].nullable)
            return FlagInput(field, theme, may_be_unknown=nullable)
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
