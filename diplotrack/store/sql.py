"""What databases say differently: date arithmetic, identifiers, deferred checks."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Float, literal, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[float]):  # noqa: N801 - read as a function in a query
    """``days_between(later, earlier)``: the number of days from the second date to the first."""

    type = Float()
    inherit_cache = True
    name = "days_between"

    def __init__(self, later: Any, earlier: Any) -> None:
        super().__init__(_dated(later), _dated(earlier))


class plus_days(GenericFunction[date]):  # noqa: N801
    """``plus_days(day, number)``: the date so many days after another."""

    type = Date()
    inherit_cache = True
    name = "plus_days"

    def __init__(self, day: Any, number: Any) -> None:
        super().__init__(_dated(day), number)


def _dated(value: Any) -> Any:
    return literal(value, Date()) if isinstance(value, date) else value


@compiles(days_between, "sqlite")
def _days_between_sqlite(element: days_between, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(julianday({later}) - julianday({earlier}))"


@compiles(days_between)
def _days_between(element: days_between, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(plus_days, "sqlite")
def _plus_days_sqlite(element: plus_days, compiler: Any, **options: Any) -> str:
    day, number = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, ({number}) || ' days')"


@compiles(plus_days)
def _plus_days(element: plus_days, compiler: Any, **options: Any) -> str:
    day, number = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST({day} AS DATE) + CAST({number} AS INTEGER))"


def first_free_identifier(session: Session, table: str) -> int:
    """The first identifier above all that rows of the table ever had; the write lock must be held."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return int(session.execute(query, {"table": table}).scalar() or 0) + 1


def defer_foreign_keys(session: Session) -> None:
    """Check references when the transaction ends instead of at each row, so that rows may come in any order."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
