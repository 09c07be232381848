"""Filters as people type them (``due_on<=2009-06``, ``partners=FRA``) into conditions of a list."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.spans import read_span
from diplotrack.records import KINDS, Field, Record, fields, gathers
from diplotrack.store.lists import Condition, Operator, condition_sql

_FILTER = re.compile(r"\s*([A-Za-z_]+)\s*(>=|<=|!=|=|~)(.*)", re.DOTALL)
_OPERATORS: dict[str, Operator] = {">=": "from", "<=": "until", "!=": "not", "=": "is", "~": "contains"}
BELOW = " and below"
YES, NO = ("yes", "true", "1"), ("no", "false", "0")


def condition(session: Session, kind: type[Record], text: str) -> Condition:
    """Read ``FIELD=VALUE``, ``FIELD!=VALUE``, ``FIELD~TEXT`` (contains), ``FIELD>=VALUE`` or ``FIELD<=VALUE``.

    An empty VALUE asks for records without one; a date takes spans counted from today ("next 30 days", "overdue"), a
    record that stands above others "NAME and below". Raises UserError for what cannot be read, naming the choices.
    """
    found = _FILTER.fullmatch(text)
    if not found:
        sentence = _("“{text}” is no filter; write FIELD=VALUE, FIELD~TEXT, FIELD>=VALUE or FIELD<=VALUE.")
        raise UserError(sentence.format(text=text))
    name, operator, words = found[1], _OPERATORS[found[2]], found[3].strip()
    column, field = _column(kind, name)
    if not words:
        return Condition(column, "filled" if operator == "not" else "empty")
    if operator == "contains":
        return Condition(column, "contains", words)
    if field.type == "day" and (relative := _relative(kind, column, operator, words)):
        return relative
    above = words.casefold().removesuffix(BELOW)
    if field.type == "reference" and above != words.casefold():
        ids = _referred(session, field, words[: len(above)].strip())
        return Condition(column, "below", tuple(ids), negated=operator == "not")
    if field.type == "reference":
        ids = _referred(session, field, words)
        return Condition(column, "any" if operator == "is" else operator, ids if operator == "is" else ids[0])
    return Condition(column, operator, _value(field, column, words))


def _relative(kind: type[Record], column: str, operator: Operator, words: str) -> Condition | None:
    """A date counted from today; None where the words are no such span."""
    if operator not in ("is", "not"):
        return None
    negated = operator == "not"
    if words.casefold() == "overdue":
        condition = Condition(column, "overdue", negated=negated)
        condition_sql(kind, condition)  # refuses kinds of which nothing is owed
        return condition
    span = read_span(words)
    return Condition(column, "within", span, negated) if span is not None else None


def _column(kind: type[Record], name: str) -> tuple[str, Field]:
    own = {key: field for key, field in fields(kind).items() if field.filterable}
    for key in (name, f"{name}_id", f"{name}_on"):
        if key in own:
            return key, own[key]
    if name in gathers(kind):
        gathered = gathers(kind)[name]
        return name, fields(KINDS[gathered.part])[gathered.column]
    sentence = _("“{name}” is no field of {plural}; use one of: {choices}.")
    plural = str(kind.__kind__.plural).lower()
    raise UserError(sentence.format(name=name, plural=plural, choices=", ".join([*own, *gathers(kind)])))


def _referred(session: Session, field: Field, words: str) -> list[int]:
    """The identifiers of the records that the words name: a party by any of its names, others by code or title."""
    if field.refers == "party":
        from diplotrack.language.parties import find_party

        return [find_party(session, words).id]
    target = KINDS[field.refers]
    about, table = target.__kind__, target.__table__
    named = [table.c[about.title] == words]
    if "code" in table.c:
        named.append(table.c.code == words)
    for test in named:
        if ids := list(session.scalars(select(table.c.id).where(test, table.c.deleted_at.is_(None)))):
            return ids
    sentence = _("There is no {kind} called “{words}”; write it in full, or use “~” for a part of its name.")
    raise UserError(sentence.format(kind=str(about.label).lower(), words=words))


def _value(field: Field, column: str, words: str) -> Any:
    try:
        match field.type:
            case "day":
                return PartialDate.parse(words)
            case "choice" if field.choices is not None:
                return field.choices(words.lower())  # type: ignore[call-arg]  # a lookup by value
            case "scale":
                return _step(field, words)
            case "flag":
                return {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}[words.lower()]
            case "number":
                return float(words) if "." in words else int(words)
            case "money":
                return Decimal(words)
            case _:
                return words
    except (ValueError, KeyError, InvalidOperation) as error:
        sentence = _("“{value}” does not fit the field {name}; it takes {choices}.")
        raise UserError(sentence.format(value=words, name=column, choices=_choices(field))) from error


def _step(field: Field, words: str) -> int:
    """A step of a scale by its number or its label."""
    by_label = {str(label).casefold(): step for step, label in field.scale}
    return by_label[words.casefold()] if words.casefold() in by_label else int(words)


def _choices(field: Field) -> str:
    if field.choices is not None:
        return ", ".join(str(member.value) for member in field.choices)
    if field.scale:
        return ", ".join(f"{step} ({label})" for step, label in field.scale)
    return _("yes or no") if field.type == "flag" else _("a number")
