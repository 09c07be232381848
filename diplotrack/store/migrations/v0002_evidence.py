"""Version 2: what findings show, words that are no promise, and indexes for the checker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

FILL = """
INSERT OR IGNORE INTO finding_evidence (finding_id, kind, record_id, is_subject)
SELECT finding.id, json_extract(shown.value, '$[0]'), json_extract(shown.value, '$[1]'), 1
  FROM finding, json_each(finding.evidence, '$.subject') AS shown WHERE json_valid(finding.evidence)
UNION ALL
SELECT finding.id, json_extract(shown.value, '$[0]'), json_extract(shown.value, '$[1]'), 0
  FROM finding, json_each(finding.evidence, '$.records') AS shown WHERE json_valid(finding.evidence)
UNION ALL
SELECT finding.id, 'party', shown.value, 0
  FROM finding, json_each(finding.evidence, '$.parties') AS shown WHERE json_valid(finding.evidence)
"""


def upgrade(op: Operations) -> None:
    """Add the tables, fill the derived one from the findings that are stored, and add the indexes."""
    op.create_table(
        "dismissal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("owner_kind", sa.String(length=24), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("marking_scheme", sa.String(length=16), server_default="", nullable=False),
        sa.Column("marking_rank", sa.Integer(), nullable=True),
        sa.Column("marking_text", sa.String(length=64), server_default="", nullable=False),
        sa.Column("tlp", sa.String(length=16), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dismissal"),
        sa.UniqueConstraint("uid", name="uq_dismissal_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dismissal_owner", "dismissal", ["owner_kind", "owner_id"], unique=False)
    op.create_table(
        "finding_evidence",
        sa.Column("finding_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_subject", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name="fk_finding_evidence_finding_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "kind", "record_id", name="pk_finding_evidence"),
        sqlite_with_rowid=False,
    )
    op.execute(FILL)
    # Filled first: an index over rows that are there is made faster than one that grows with them.
    op.create_index("ix_finding_evidence_record", "finding_evidence", ["kind", "record_id"], unique=False)
    _index(op, "ix_engagement_live_status", "engagement", _PLANNED, "deleted_at IS NULL")
    for table, column in _SAID:
        _index(op, f"ix_{table}_said_{column}", table, [column], f"{column} != ''")


_PLANNED = ["status", "ends_on_latest", "ends_on", "starts_on_latest", "starts_on"]
_SAID = (("commitment", "exclusive_key"), ("commitment", "funding_source"), ("update", "evidence_key"))


def _index(op: Operations, name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=False, sqlite_where=condition, postgresql_where=condition)
