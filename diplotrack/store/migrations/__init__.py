"""The versions of the ledger's schema, imported by name: scanning the folder finds nothing in a frozen build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from diplotrack.store.migrations import v0001_first

STEPS: tuple[Callable[[Operations], None], ...] = (v0001_first.upgrade,)
"""What leads from each version to the next; the first starts from an empty file."""

LATEST = len(STEPS)


def upgrade(connection: Connection, version: int) -> int:
    """Bring a schema of ``version`` to the latest inside the caller's transaction; return the new version."""
    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[version:]:
        step(operations)
    return LATEST


def differences(connection: Connection, metadata: Any) -> list[Any]:
    """How the schema of a file differs from what the records ask for; empty where it does not."""
    from alembic.autogenerate import compare_metadata

    ours = set(metadata.tables)
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": False,
            "include_name": lambda name, type_, _parents: type_ != "table" or name in ours,
        },
    )
    return list(compare_metadata(context, metadata))
