"""A check of what changed reads what the change reaches, through indexes, and never a whole table that grows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, select

from diplotrack.records import BOOKKEEPING, KINDS
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace

FEW = ("party", "objective", "partner_tier", "setting", "change_set", "anon_", "json_each", "CONSTANT", "(")
"""What may be read whole: tables that stay small, and what a statement made itself."""

EACH = 1
"""Rows of every kind that are edited."""


def plans(workspace: Workspace, asked: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """How the database would go about each statement: a step, and the statement."""
    with workspace.ledger._readers.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        for statement, parameters in asked:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters):
                    yield row[3], statement


def test_following_an_edit_reads_no_table_whole(played: Workspace) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.append((statement, parameters))

    wide: set[str] = set()
    for name, kind in KINDS.items():
        if name in BOOKKEEPING:
            continue
        with played.read() as read:
            ids = list(read.scalars(select(kind.id).where(kind.deleted_at.is_(None)).limit(EACH)))
        for one in ids:
            with played.change("Edit") as work:
                work.get(kind, one).created_at = utc_now()
            asked.clear()
            event.listen(played.ledger._readers, "before_cursor_execute", note)
            played.check.follow()
            event.remove(played.ledger._readers, "before_cursor_execute", note)
            for step, statement in plans(played, asked):
                if step.startswith("SCAN ") and not step.removeprefix("SCAN ").startswith(FEW):
                    wide.add(f"{name}: {step}: {' '.join(statement.split())[:300]}")
    assert sorted(wide) == []
