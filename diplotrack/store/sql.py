"""What is particular to SQLite in statements that the rest of the store writes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, text
from sqlalchemy.orm import Session


def first_free_identifier(session: Session, table: str) -> int:
    """The first identifier above all that rows of the table ever had; the write lock must be held."""
    last = session.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table}
    ).scalar()
    return int(last or 0) + 1


def days_between(later: Any, earlier: Any) -> ColumnElement[float]:
    """The number of days from ``earlier`` to ``later`` (dates, columns or expressions)."""
    result: ColumnElement[float] = func.julianday(later) - func.julianday(earlier)
    return result


def plus_days(day: Any, days: Any) -> ColumnElement[date]:
    """The date so many days after another."""
    shifted: ColumnElement[date] = func.date(day, func.printf("%+d days", days))
    return shifted


def defer_foreign_keys(session: Session) -> None:
    """Check references when the transaction ends instead of at each row, so that rows may come in any order."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
