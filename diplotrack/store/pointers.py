"""Every way in which a row can point at another one, read from what the kinds say of themselves."""

from __future__ import annotations

from functools import cache

from diplotrack.records import KINDS, fields

_KIND, _ID = "_kind", "_id"


@cache
def references(kind: str) -> tuple[tuple[str, str], ...]:
    """The columns that refer to records of that kind, as (kind of the row, column); those of owners included."""
    return tuple(
        (name, column)
        for name, one in KINDS.items()
        for column, field in fields(one).items()
        if field.refers == kind
    )


@cache
def anywhere() -> tuple[tuple[str, str, str], ...]:
    """The pairs of columns that name a record of any kind, as (kind of the row, column of kind, column of id)."""
    return tuple(
        (name, column.key, column.key.removesuffix(_KIND) + _ID)
        for name, one in KINDS.items()
        for column in one.__table__.columns
        if column.key.endswith(_KIND) and column.key.removesuffix(_KIND) + _ID in one.__table__.columns
    )


@cache
def by_uid() -> tuple[tuple[str, str], ...]:
    """The columns that hold the global identifier of a row of any kind, as (kind of the row, column)."""
    return tuple(
        (name, column)
        for name, one in KINDS.items()
        for column, field in fields(one).items()
        if field.type == "uid"
    )
