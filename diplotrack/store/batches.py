"""Long lists of identifiers in statements of bearable length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam

T = TypeVar("T", int, str, bytes, date)

BATCH = 800
"""Identifiers in one IN list; SQLite's oldest limit is 999 parameters."""


def batches(ids: Iterable[T]) -> Iterator[list[T]]:
    """The identifiers (or other keys), ascending, in lists short enough for one statement."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def among(column: Any) -> ColumnElement[bool]:
    """That a column holds one of the ``keys`` with which a statement that is made once is asked."""
    result: ColumnElement[bool] = column.in_(bindparam("keys", expanding=True))
    return result
