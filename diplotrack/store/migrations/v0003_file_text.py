"""Version 3: the words of attached files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add the table; it fills as files are read."""
    op.create_table(
        "file_text",
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reader", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file_text"),
    )
