"""Rows that any record can have: passages, objectives, tags, files, dismissals, external references, REL TO parties.

They name their owner by kind and local id, because a foreign key cannot point at many tables.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import BEARINGS
from diplotrack.records.field import Kind
from diplotrack.records.record import Marked, Record


class Owned(Record):
    """A row of any record; the pair (owner_kind, owner_id) is indexed."""

    __abstract__ = True

    owner_kind: Mapped[str] = mapped_column(String(24), sort_order=-10)
    owner_id: Mapped[int] = mapped_column(Integer, sort_order=-9)

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        name = cls.__kind__.name
        return (
            Index(f"ix_{name}_owner", "owner_kind", "owner_id"),
            *cls.unique_with(),
            {"sqlite_autoincrement": True},
        )

    @classmethod
    def unique_with(cls) -> tuple[UniqueConstraint, ...]:
        """Further constraints of the table."""
        return ()


class Passage(Marked, Owned):
    """One paragraph of a long text, plain and in Unicode NFC, with a marking of its own or its record's."""

    __kind__ = Kind(
        "passage",
        N_("Passage"),
        N_("Passages"),
        "passage",
        title="text",
        part_of="*",
        owner="owner_id",
        once=("role", "text"),
        searched=("text",),
        sort="ordinal",
    )

    role: Mapped[str] = mapped_column(String(24), default="text")
    ordinal: Mapped[int] = column.number(N_("No."), default=0)
    text: Mapped[str] = column.text(N_("Text"), long=True)


class ObjectiveLink(Owned):
    """That a record serves, or concerns, an objective."""

    __kind__ = Kind(
        "objective_link",
        N_("Objective"),
        N_("Objectives"),
        "objective",
        title="note",
        part_of="*",
        owner="owner_id",
        once=("objective_id",),
        columns=("objective_id", "bearing"),
    )

    objective_id: Mapped[int] = column.reference("objective", N_("Objective"), required=True)
    bearing: Mapped[int | None] = column.scale(BEARINGS, N_("Bearing"))
    note: Mapped[str] = column.text(N_("Note"))


class Tag(Owned):
    """A word that somebody put on a record."""

    __kind__ = Kind(
        "tag",
        N_("Tag"),
        N_("Tags"),
        "tag",
        title="name",
        part_of="*",
        owner="owner_id",
        once=("name",),
        columns=("name",),
    )

    name: Mapped[str] = column.text(N_("Tag"), required=True, index=True)


class Attachment(Marked, Owned):
    """A file kept with a record; its bytes are stored once by their SHA-256."""

    __kind__ = Kind(
        "attachment",
        N_("Attachment"),
        N_("Attachments"),
        "attachment",
        title="name",
        part_of="*",
        owner="owner_id",
        columns=("name", "media_type", "size"),
        searched=("name",),
    )

    name: Mapped[str] = column.text(N_("File name"), required=True)
    media_type: Mapped[str] = column.text(N_("Type"))
    size: Mapped[int] = column.number(N_("Size (bytes)"), default=0)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)


class Dismissal(Marked, Owned):
    """That somebody read these words of a record and judged them to be no promise, with a reason if one was given."""

    __kind__ = Kind(
        "dismissal",
        N_("Words that are no promise"),
        N_("Words that are no promise"),
        "passage",
        title="quote",
        part_of="*",
        owner="owner_id",
        once=("quote",),
        columns=("quote", "reason"),
    )

    quote: Mapped[str] = column.text(N_("Words"), long=True, required=True)
    reason: Mapped[str] = column.text(N_("Reason"))


class ExternalReference(Owned):
    """The identity of a record in a source, with the values that were last imported from there."""

    __kind__ = Kind(
        "external_reference",
        N_("External reference"),
        N_("External references"),
        "reference",
        title="source_id",
        part_of="*",
        owner="owner_id",
        columns=("source", "source_id"),
    )

    source: Mapped[str] = column.text(N_("Source"), required=True)
    source_id: Mapped[str] = column.text(N_("Identifier there"), required=True, width=28)
    digest: Mapped[str] = mapped_column(Text, default="", server_default="")
    imported: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @classmethod
    def unique_with(cls) -> tuple[UniqueConstraint, ...]:
        """One record of a kind for each identifier of a source."""
        return (UniqueConstraint("source", "source_id", "owner_kind"),)


class RelTo(Owned):
    """A party to which a marked record or passage may be released."""

    __kind__ = Kind(
        "rel_to",
        N_("Releasable to"),
        N_("Releasable to"),
        "party",
        title="owner_kind",
        part_of="*",
        owner="owner_id",
        once=("party_id",),
        columns=("party_id",),
    )

    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
