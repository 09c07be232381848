"""The versions of the ledger's schema, imported by name: scanning the folder finds nothing in a frozen build."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.operations import Operations

LATEST = 3
"""The version that this application writes: the number of :func:`steps`."""


def steps() -> tuple[Callable[[Operations], None], ...]:
    """What leads from each version to the next; the first starts from an empty file.

    Loaded here and not above: opening a ledger that is up to date must not pay for Alembic.
    """
    from diplotrack.store.migrations import v0001_first, v0002_evidence, v0003_file_text

    return (v0001_first.upgrade, v0002_evidence.upgrade, v0003_file_text.upgrade)


def upgrade(connection: Connection, version: int) -> int:
    """Bring a schema of ``version`` to the latest inside the caller's transaction; return the new version."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    for step in steps()[version:]:
        step(operations)
    return LATEST


def differences(connection: Connection, metadata: Any) -> list[Any]:
    """How the schema of a file differs from what the records ask for; empty where it does not."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    ours = set(metadata.tables)
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": False,
            "include_name": lambda name, type_, _parents: type_ != "table" or name in ours,
        },
    )
    return list(compare_metadata(context, metadata))
