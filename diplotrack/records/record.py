"""What every row of the ledger has: identity, version, times, trash, and (where it can be marked) a marking."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import DateTime, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from diplotrack.base import clock
from diplotrack.base.ident import new_uid
from diplotrack.base.markings import Marking
from diplotrack.records.field import Kind


def utc_now() -> datetime:
    """Now as the ledger stores it: UTC without a zone."""
    return clock.now().replace(tzinfo=None)


class Base(DeclarativeBase):
    """All tables; constraints are named, so that migrations can find them on every database."""

    if TYPE_CHECKING:
        __table__: ClassVar[Table]  # every one of ours is a plain table, never a join

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A row that people edit. ``id`` is local and never reused; ``uid`` is what leaves this machine."""

    __abstract__ = True
    __kind__: ClassVar[Kind]

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True, sort_order=-20)
    uid: Mapped[bytes] = mapped_column(LargeBinary(16), default=new_uid, unique=True, sort_order=-19)
    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=90)
    created_at: Mapped[datetime] = mapped_column(DateTime, default=utc_now, sort_order=91)
    updated_at: Mapped[datetime] = mapped_column(DateTime, default=utc_now, sort_order=92)
    deleted_at: Mapped[datetime | None] = mapped_column(DateTime, sort_order=93)
    merged_into: Mapped[int | None] = mapped_column(Integer, sort_order=94)
    sort_key: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=95)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - a directive receives the class
        return cls.__kind__.name

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        return {"sqlite_autoincrement": True}

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        return {"version_id_col": cls.version, "eager_defaults": False}

    @property
    def caption(self) -> str:
        """How the row is named wherever it is mentioned: its kind's title column."""
        return str(getattr(self, self.__kind__.title) or "")


class Marked:
    """A row that carries a marking of its own; the REL TO parties are rows beside it."""

    marking_scheme: Mapped[str] = mapped_column(String(16), default="", server_default="", sort_order=80)
    marking_rank: Mapped[int | None] = mapped_column(Integer, sort_order=81)
    marking_text: Mapped[str] = mapped_column(String(64), default="", server_default="", sort_order=82)
    tlp: Mapped[str] = mapped_column(String(16), default="", server_default="", sort_order=83)

    def marking(self, rel_to: frozenset[str] = frozenset()) -> Marking:
        """Its own marking, with the REL TO parties given."""
        return Marking(self.marking_scheme, self.marking_rank, self.marking_text, self.tlp, rel_to)

    def mark(self, marking: Marking) -> None:
        """Carry that marking (its REL TO rows are the caller's to write)."""
        self.marking_scheme, self.marking_rank = marking.scheme, marking.rank
        self.marking_text, self.tlp = marking.text, marking.tlp
