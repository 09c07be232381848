"""Column values as JSON and back, so that history can hold what any column held."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, Date, DateTime, LargeBinary, Time

from diplotrack.records import KINDS, Record

DERIVED = frozenset({"id", "version", "updated_at", "sort_key"})
DERIVED_OF = {"engagement": {"starts_utc"}, "commitment": {"direction", "status"}}
"""Columns that the store keeps up itself: not part of history, restored by being derived again."""


@cache
def kept_columns(kind: type[Record]) -> tuple[Column[Any], ...]:
    """The columns of a kind that history records."""
    derived = DERIVED | DERIVED_OF.get(kind.__kind__.name, frozenset())
    return tuple(column for column in kind.__table__.columns if column.key not in derived)


_AS_IT_IS = frozenset({type(None), bool, int, float, str, dict, list})


def encode(value: Any) -> Any:
    """A column's value as JSON has it."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (dict, list)):
        return value
    raise TypeError(f"no way to write {type(value).__name__} into history")


def decode(column: Column[Any], value: Any) -> Any:
    """What :func:`encode` was given, for that column."""
    if value is None:
        return None
    match column.type:
        case DateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case LargeBinary():
            return bytes.fromhex(value)
        case JSON():
            return value
        case _:
            return value


def decode_row(kind_name: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row of that kind, by column; columns that the kind no longer has are left out."""
    columns = KINDS[kind_name].__table__.columns
    return {key: decode(columns[key], value) for key, value in values.items() if key in columns}


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """One spelling for equal values, so that their digests are equal."""
    return _encoder.encode(value)
