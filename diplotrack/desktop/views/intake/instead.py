"""Saying something else than was proposed: the input for a value, and how what was said is shown."""

from __future__ import annotations

import copy
from datetime import time
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import Label, format_date
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.making import input_for, make_input
from diplotrack.records import EngagementParty, Field, Participant, Record, fields
from diplotrack.records.choice import Choice
from diplotrack.workspace.editing import Draft, Newcomer
from diplotrack.workspace.intake import About, Proposal

REFERS = {
    About.PARTY: "party",
    About.BODY: "party",
    About.PERSON: "person",
    About.OBJECTIVE: "objective",
}
"""The kind of record that is named."""
FURTHER = ("side", "capacity")
"""What can be said otherwise of a party or person beside who it is."""
ROWS: dict[About, type[Record]] = {
    About.PARTY: EngagementParty,
    About.BODY: EngagementParty,
    About.PERSON: Participant,
}
"""The part of an engagement in which a party or person would stand."""


def field_of(one: Proposal, value: Any) -> Field | None:
    """As what a value is written; None where it can only be taken or left."""
    label: Label = one.about.label
    match value:
        case PartialDate():
            return Field(label, "day", partial=True)
        case Choice():
            return Field(label, "choice", choices=type(value))
        case time():
            return Field(label, "time")
        case Newcomer():
            return Field(label, "reference", refers=value.kind)
        case bool():
            return None
        case int() if one.about in REFERS:
            return Field(label, "reference", refers=REFERS[one.about])
        case Draft():
            return Field(label, "long")
        case str() if one.about is not About.KIND:
            return Field(label)
    return None


def input_instead(context: Context, one: Proposal, value: Any, shown: str) -> Input | None:
    """An input that holds the value; None where it can only be taken or left."""
    field = field_of(one, value)
    if field is None:
        return None
    made = input_for(context, field, lambda _kind, _key: shown, value if isinstance(value, Choice) else None)
    made.show_value(value.values.get(_words(value)) if isinstance(value, Draft) else value)
    return made


def value_of(made: Input, before: Any) -> Any:
    """What the input says now, as a value like the one ``before``. Raises UserError where it cannot be read."""
    said = made.value()
    if not isinstance(before, Draft):
        return said
    draft = copy.deepcopy(before)
    draft.values[_words(draft)] = said
    return draft


def shown_as(made: Input, value: Any) -> str:
    """The value in words."""
    match value:
        case PartialDate():
            return format_date(value, "long")
        case Choice():
            return str(value.label)
        case Draft():
            return str(value.values.get(_words(value)) or "")
    return made.words.strip()


def further_input(context: Context, one: Proposal, column: str, value: Any) -> Input | None:
    """The input for what else is said of a party or person; None for what has no field."""
    kind = ROWS.get(one.about) if column in FURTHER else None
    field = fields(kind).get(column) if kind is not None else None
    if kind is None or field is None:
        return None
    made = make_input(context, kind, column, field, lambda _kind, _key: "")
    made.show_value(value)
    return made


def _words(draft: Draft) -> str:
    return draft.record.__kind__.title
