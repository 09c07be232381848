"""The columns of which kinds are made; each puts its Field into ``info``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, Float, ForeignKey, Integer, LargeBinary, String, Text, Time
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import Label, _
from diplotrack.records.choice import Choice
from diplotrack.records.field import NONE, Field


class ChoiceType(TypeDecorator[Choice]):
    """Stores a member's value; refuses a value that the enumeration lacks."""

    impl = String(32)
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Choice | str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return str(self.choices(value).value)  # type: ignore[call-arg]  # a lookup by value, not a new member
        except ValueError:
            sentence = _("“{value}” is not one of: {choices}.")
            allowed = ", ".join(str(member.value) for member in self.choices)
            raise UserError(sentence.format(value=value, choices=allowed)) from None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Choice | None:
        return None if value is None else self.choices(value)  # type: ignore[call-arg]


class MoneyType(TypeDecorator[Decimal]):
    """Sums as whole hundredths, so that no binary fraction ever changes one."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | str | None, dialect: Dialect) -> int | None:
        return None if value is None else int((Decimal(value) * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


def text(
    label: Label, help: Label = NONE, *, long: bool = False, index: bool = False, **more: Any
) -> MappedColumn[str]:
    """A text; never null, so that "no text" has one spelling."""
    field = Field(label, "long" if long else "text", help, **more)
    return mapped_column(Text, default="", server_default="", index=index, info={"field": field})


def choice(
    choices: type[Choice],
    label: Label,
    help: Label = NONE,
    *,
    default: Choice | None = None,
    index: bool = False,
    **more: Any,
) -> MappedColumn[Any]:
    """One of an enumeration; null where no default is given and nothing is known."""
    field = Field(label, "choice", help, choices=choices, **more)
    return mapped_column(
        ChoiceType(choices), default=default, nullable=default is None, index=index, info={"field": field}
    )


def scale(
    values: tuple[tuple[int, Label], ...], label: Label, help: Label = NONE, **more: Any
) -> MappedColumn[Any]:
    """A whole number with a meaning for each value, such as a stance; null where not assessed."""
    return mapped_column(
        Integer, nullable=True, info={"field": Field(label, "scale", help, scale=values, **more)}
    )


def day(
    label: Label, help: Label = NONE, *, partial: bool = True, index: bool = False, **more: Any
) -> MappedColumn[Any]:
    """The earliest possible day. Where ``partial``, ``latest()`` must follow as ``<name>_latest``."""
    field = Field(label, "day", help, partial=partial, **more)
    return mapped_column(Date, nullable=True, index=index, info={"field": field})


def latest(*, index: bool = False) -> MappedColumn[Any]:
    """The latest possible day of the partial date above it; it equals the earliest where the day is known."""
    return mapped_column(Date, nullable=True, index=index)


def clock_time(label: Label, help: Label = NONE, **more: Any) -> MappedColumn[Any]:
    """A local wall time."""
    return mapped_column(Time, nullable=True, info={"field": Field(label, "time", help, **more)})


def flag(label: Label, help: Label = NONE, *, default: bool | None = False, **more: Any) -> MappedColumn[Any]:
    """Yes or no; with ``default=None`` also "not known"."""
    return mapped_column(
        Boolean, default=default, nullable=default is None, info={"field": Field(label, "flag", help, **more)}
    )


def number(
    label: Label, help: Label = NONE, *, whole: bool = True, default: int | None = None, **more: Any
) -> MappedColumn[Any]:
    """A number; null where not known and no default is given."""
    field = Field(label, "number", help, **more)
    return mapped_column(
        Integer if whole else Float, default=default, nullable=default is None, info={"field": field}
    )


def money(label: Label, help: Label = NONE, **more: Any) -> MappedColumn[Any]:
    """A sum in the currency that stands beside it."""
    return mapped_column(MoneyType, nullable=True, info={"field": Field(label, "money", help, **more)})


def reference(
    kind: str, label: Label, help: Label = NONE, *, required: bool = False, **more: Any
) -> MappedColumn[Any]:
    """Another record of ``kind``, by its local id; indexed."""
    field = Field(label, "reference", help, refers=kind, required=required, **more)
    return mapped_column(ForeignKey(f"{kind}.id"), nullable=not required, index=True, info={"field": field})


def owner(kind: str, label: Label) -> MappedColumn[int]:
    """The record of which this row is a part; indexed."""
    field = Field(label, "reference", refers=kind, required=True, editable=False)
    return mapped_column(ForeignKey(f"{kind}.id"), nullable=False, index=True, info={"field": field})


def uid_of(label: Label, help: Label = NONE, **more: Any) -> MappedColumn[Any]:
    """The global identifier of a row of any kind."""
    field = Field(label, "uid", help, filterable=False, sortable=False, **more)
    return mapped_column(LargeBinary(16), nullable=True, info={"field": field})
