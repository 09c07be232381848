"""The tables beside the records: history, settings, and the text that the search index is built on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from diplotrack.records import KINDS, TOP_KINDS, Base, Commitment, Engagement, Update


class ChangeSet(Base):
    """One operation: who did what when, chained by hash to the one before."""

    __tablename__ = "change_set"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    node: Mapped[bytes] = mapped_column(LargeBinary(16))
    sequence: Mapped[int] = mapped_column(Integer)
    clock: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime)
    who: Mapped[str] = mapped_column(Text)
    operation: Mapped[str] = mapped_column(Text)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"), index=True)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class Change(Base):
    """What one operation did to one row: fields before and after, or (for a creation) a digest only."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "kind", "record_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    record_id: Mapped[int] = mapped_column(Integer)
    uid: Mapped[bytes] = mapped_column(LargeBinary(16))
    action: Mapped[str] = mapped_column(String(8))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class Setting(Base):
    """One setting of the workspace, as JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class SearchText(Base):
    """The text of one record as the search index sees it; derived, never edited."""

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    record_id: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    dated: Mapped[date | None] = mapped_column(Date, index=True)
    rank: Mapped[int | None] = mapped_column(Integer)


class FileText(Base):
    """The words of an attached file, by the SHA-256 of its bytes; derived from them, never edited.

    ``reader`` names what read them, with its version ("pdf 1"), so that a better one can read them again; ``text`` is
    empty where a file holds no words.
    """

    __tablename__ = "file_text"

    sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    reader: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text)


class SearchParty(Base):
    """That a record concerns a party; derived, for the search's partner filter and the partner's own page."""

    __tablename__ = "search_party"

    party_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("search_text.id"), primary_key=True, index=True)


class FindingEvidence(Base):
    """That a finding shows or names a record; derived from its evidence, to find what a change can close or alter.

    ``is_subject``: the finding is about the record.
    """

    __tablename__ = "finding_evidence"
    __table_args__ = (
        Index("ix_finding_evidence_record", "kind", "record_id"),
        {"sqlite_with_rowid": False},
    )

    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    record_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    is_subject: Mapped[bool] = mapped_column(Boolean)


def _index_what_is_live() -> None:
    """Give every listed kind an index over its default order that leaves the trash out."""
    for kind in TOP_KINDS.values():
        table = kind.__table__
        for column in {kind.__kind__.dated, kind.__kind__.sort.lstrip("-")} - {""}:
            name = f"ix_{table.name}_live_{column}"
            alive = table.c.deleted_at.is_(None)
            Index(name, table.c[column], table.c.id, sqlite_where=alive, postgresql_where=alive)


def _index_what_is_planned() -> None:
    """Serve the question which planned engagements are past their end without reading any row."""
    table = Engagement.__table__
    days = (table.c.ends_on_latest, table.c.ends_on, table.c.starts_on_latest, table.c.starts_on)
    alive = table.c.deleted_at.is_(None)
    Index("ix_engagement_live_status", table.c.status, *days, sqlite_where=alive, postgresql_where=alive)


def _index_what_is_shared() -> None:
    """Find the rows with the same key (see ``reach.same``); most have none, and stay out."""
    for column in (Commitment.exclusive_key, Commitment.funding_source, Update.evidence_key):
        table, key = column.class_.__table__, column.class_.__table__.c[column.key]
        said = key != literal_column("''")
        Index(f"ix_{table.name}_said_{key.key}", key, sqlite_where=said, postgresql_where=said)


_index_what_is_live()
_index_what_is_planned()
_index_what_is_shared()
RECORD_TABLES = tuple(kind.__table__ for kind in KINDS.values())
