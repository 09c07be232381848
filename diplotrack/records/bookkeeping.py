"""Rows about the work itself: saved views, and what became of each finding."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import FindingState
from diplotrack.records.field import Kind
from diplotrack.records.record import Record

ORDER = "report"
"""The kind of a saved view that is no list but the order of a document, as ``Order.as_json`` has it."""


class SavedView(Record):
    """A list that somebody wants to come back to: its kind, filters, sort, columns; or an order (:data:`ORDER`)."""

    __kind__ = Kind(
        "saved_view",
        N_("Saved view"),
        N_("Saved views"),
        "view",
        title="name",
        columns=("name", "kind"),
        searched=("name",),
    )

    name: Mapped[str] = column.text(N_("Name"), required=True)
    kind: Mapped[str] = mapped_column(String(24), default="")
    query: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Finding(Record):
    """What the checker found about a subject, and where it stands; its fingerprint survives harmless edits."""

    __kind__ = Kind(
        "finding",
        N_("Gap"),
        N_("Gaps"),
        "finding",
        title="headline",
        subtitle=("rule", "severity", "state"),
        columns=("severity", "headline", "rule", "state", "first_seen"),
        sort="-severity_rank",
        dated="first_seen",
    )

    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    rule: Mapped[str] = mapped_column(String(8), index=True)
    headline: Mapped[str] = column.text(N_("Gap"), width=48, editable=False)
    severity: Mapped[str] = mapped_column(String(12), default="")
    severity_rank: Mapped[int] = mapped_column(Integer, default=0, index=True)
    state: Mapped[FindingState] = column.choice(
        FindingState, N_("State"), default=FindingState.NEW, index=True
    )
    subject_kind: Mapped[str] = mapped_column(String(24), default="", index=True)
    subject_id: Mapped[int] = mapped_column(Integer, default=0, index=True)
    digest: Mapped[str] = mapped_column(String(64), default="")
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    first_seen: Mapped[date | None] = column.day(N_("First seen"), partial=False, editable=False)
    last_seen: Mapped[date | None] = column.day(N_("Last seen"), partial=False, editable=False)
    resolved_on: Mapped[date | None] = column.day(N_("Resolved on"), partial=False, editable=False)
    assignee: Mapped[str] = column.text(N_("Assigned to"))
    reason: Mapped[str] = column.text(N_("Reason"), long=True)
    expires_on: Mapped[date | None] = column.day(N_("Waived until"), partial=False)
    party_id: Mapped[int | None] = column.reference("party", N_("Partner"))


class FindingEvent(Record):
    """One step in the life of a finding: who changed its state, when and why."""

    __kind__ = Kind(
        "finding_event",
        N_("Step"),
        N_("Steps"),
        "finding",
        title="note",
        part_of="finding",
        owner="finding_id",
        columns=("at", "state", "who", "note"),
        dated="on",
    )

    finding_id: Mapped[int] = column.owner("finding", N_("Gap"))
    on: Mapped[date | None] = column.day(N_("On"), partial=False)
    at: Mapped[datetime | None] = mapped_column(DateTime)
    state: Mapped[FindingState] = column.choice(FindingState, N_("State"), default=FindingState.OPEN)
    who: Mapped[str] = mapped_column(Text, default="", server_default="")
    note: Mapped[str] = column.text(N_("Note"))
