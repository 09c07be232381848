"""Date arithmetic means the same on every database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from diplotrack.records import Commitment
from diplotrack.store.ledger import Ledger
from diplotrack.store.sql import days_between, plus_days


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2024, 3, 1), -1, date(2024, 2, 29)),
        (date(2024, 12, 31), 0, date(2024, 12, 31)),
    ],
)
def test_days_are_added_and_counted(ledger: Ledger, day: date, number: int, later: date) -> None:
    with ledger.read() as session:
        assert session.scalar(select(plus_days(day, number))) == later
        assert session.scalar(select(days_between(later, day))) == number


def test_columns_can_be_compared(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        work.add(Commitment(text="x", due_on=date(2024, 5, 1), review_days=30))
    late = plus_days(Commitment.due_on, Commitment.review_days) < date(2024, 6, 1)
    with ledger.read() as session:
        assert session.scalars(select(Commitment.text).where(late)).all() == ["x"]
        assert session.scalars(select(days_between(date(2024, 6, 1), Commitment.due_on))).all() == [31]


def test_they_compile_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    query = select(plus_days(Commitment.due_on, 3), days_between(date(2024, 6, 1), Commitment.due_on))
    said = str(query.compile(dialect=dialect))
    assert "julianday" not in said
    assert "CAST(commitment.due_on AS DATE)" in said
