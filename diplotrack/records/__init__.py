"""The record kinds of the ledger. Adding one: its file, one line below, one migration, one test."""

from __future__ import annotations

from functools import cache

from diplotrack.base.i18n import N_
from diplotrack.records.agreement import Agreement, AgreementDuty, AgreementParty
from diplotrack.records.anywhere import (
    Attachment,
    Dismissal,
    ExternalReference,
    ObjectiveLink,
    Owned,
    Passage,
    RelTo,
    Tag,
)
from diplotrack.records.bookkeeping import Finding, FindingEvent, SavedView
from diplotrack.records.commitment import Commitment, CommitmentParty, DueChange, Score, Update
from diplotrack.records.communication import (
    Clearance,
    Communication,
    CommunicationParty,
    Statement,
    StatementAudience,
)
from diplotrack.records.consultation import Consultation
from diplotrack.records.deed import Deed
from diplotrack.records.engagement import AgendaItem, Engagement, EngagementParty, Participant
from diplotrack.records.field import Field, Gathered, Kind, TextRole
from diplotrack.records.objective import Indicator, Objective, ObjectiveNotice, Position, PositionPartner
from diplotrack.records.party import Membership, PartnerTier, Party, PartyName
from diplotrack.records.person import Appointment, ContactPoint, Person, PersonName
from diplotrack.records.record import Base, Marked, Record
from diplotrack.records.request import Action, Ask, AskRaised, Instruction

_ALL: tuple[type[Record], ...] = (
    Engagement, EngagementParty, Participant, AgendaItem,
    Commitment, CommitmentParty, Update, Score, DueChange,
    Communication, CommunicationParty, Clearance, Statement, StatementAudience,
    Objective, Indicator, ObjectiveNotice, Position, PositionPartner,
    Party, PartyName, Membership, PartnerTier,
    Person, PersonName, ContactPoint, Appointment,
    Agreement, AgreementParty, AgreementDuty,
    Ask, AskRaised, Instruction, Action, Deed, Consultation,
    Passage, ObjectiveLink, Tag, Attachment, Dismissal, ExternalReference, RelTo,
    SavedView, Finding, FindingEvent,
)  # fmt: skip

KINDS: dict[str, type[Record]] = {kind.__kind__.name: kind for kind in _ALL}
"""Every kind by its name."""

BOOKKEEPING = frozenset({"saved_view", "finding", "finding_event"})
"""Kinds about the work rather than about diplomacy: not imported, exported or checked."""

TOP_KINDS: dict[str, type[Record]] = {
    name: kind for name, kind in KINDS.items() if not kind.__kind__.is_part and name not in BOOKKEEPING
}
"""The kinds that stand on their own in lists."""

ANYWHERE: dict[str, type[Owned]] = {name: kind for name, kind in KINDS.items() if issubclass(kind, Owned)}
"""Rows that any record can have."""


@cache
def fields(kind: type[Record]) -> dict[str, Field]:
    """The fields of a kind by column name, in the order of its definition."""
    found = ((column.key, column.info.get("field")) for column in kind.__table__.columns)
    return {name: field for name, field in found if field is not None}


@cache
def parts(kind: type[Record]) -> dict[str, type[Record]]:
    """The kinds whose rows are parts of this one (participants of an engagement), by name."""
    return {name: part for name, part in KINDS.items() if part.__kind__.part_of == kind.__kind__.name}


OBJECTIVES = Gathered("objectives", N_("Objectives"), "objective_link", "objective_id")
TAGS = Gathered("tags", N_("Tags"), "tag", "name", width=14)


@cache
def gathers(kind: type[Record]) -> dict[str, Gathered]:
    """The list columns of a kind that are made from its parts, by name; objectives and tags included."""
    about = kind.__kind__
    own = about.gathers + ((OBJECTIVES,) if about.linkable else ()) + (() if about.is_part else (TAGS,))
    return {one.name: one for one in own}


__all__ = [
    "ANYWHERE", "BOOKKEEPING", "KINDS", "TOP_KINDS", "Action", "AgendaItem", "Agreement", "AgreementDuty",
    "AgreementParty", "Appointment", "Ask", "AskRaised", "Attachment", "Base", "Clearance", "Commitment",
    "CommitmentParty", "Communication", "CommunicationParty", "Consultation", "ContactPoint", "Deed", "Dismissal",
    "DueChange", "Engagement", "EngagementParty", "ExternalReference", "Field", "Finding", "Gathered",
    "FindingEvent", "Indicator", "Instruction", "Kind", "Marked", "Membership", "Objective", "ObjectiveLink",
    "ObjectiveNotice", "Owned", "Participant", "PartnerTier", "Party", "PartyName", "Passage", "Person",
    "PersonName", "Position", "PositionPartner", "Record", "RelTo", "SavedView", "Score", "Statement",
    "StatementAudience", "Tag", "TextRole", "Update", "fields", "gathers", "parts",
]  # fmt: skip
