"""Commitments, ours and theirs: what was promised, how it goes on, how it was scored, and how its due date moved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import (
    BEARINGS,
    LADDER,
    SCORES,
    Assessment,
    Binding,
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
    Direction,
    DueAgreement,
)
from diplotrack.records.field import Gathered, Kind
from diplotrack.records.record import Marked, Record

TERM = N_("Term")
CONTENT = N_("Content")
SOURCE = N_("Source")
LINKS = N_("Links")
SUM = N_("Sum")


class Commitment(Marked, Record):
    """A promise by somebody to somebody, with its due date, status and history."""

    __kind__ = Kind(
        "commitment",
        N_("Commitment"),
        N_("Commitments"),
        "commitment",
        title="text",
        subtitle=("direction", "status", "due_on"),
        columns=("due_on", "text", "made_by", "made_to", "direction", "status", "binding", "owner_id"),
        sort="due_on",
        dated="made_on",
        searched=("text", "quote", "actor", "action", "target", "reference"),
        linkable=True,
        gathers=(
            Gathered("made_by", N_("Made by"), "commitment_party", "party_id", ("side", "by")),
            Gathered("made_to", N_("Made to"), "commitment_party", "party_id", ("side", "to")),
        ),
        help=N_("A promise: who made it to whom, what for, by when, and what has become of it."),
    )

    text: Mapped[str] = column.text(
        N_("Commitment"), N_("What was promised, in one sentence."), long=True, required=True, width=52
    )
    direction: Mapped[Direction | None] = column.choice(
        Direction, N_("Whose"), N_("Derived from who made it and to whom."), editable=False, width=12
    )
    status: Mapped[CommitmentStatus] = column.choice(
        CommitmentStatus, N_("Status"), default=CommitmentStatus.OPEN, width=14, index=True
    )
    made_on: Mapped[date | None] = column.day(N_("Made on"), group=TERM, width=12)
    made_on_latest: Mapped[date | None] = column.latest()
    due_on: Mapped[date | None] = column.day(N_("Due"), group=TERM, width=12)
    due_on_latest: Mapped[date | None] = column.latest(index=True)
    completed_on: Mapped[date | None] = column.day(N_("Completed on"), group=TERM, width=12)
    completed_on_latest: Mapped[date | None] = column.latest()
    review_days: Mapped[int | None] = column.number(N_("Review every (days)"), group=TERM)
    nature: Mapped[CommitmentNature] = column.choice(
        CommitmentNature, N_("Nature"), default=CommitmentNature.ONE_OFF, group=TERM, width=12
    )
    recurs: Mapped[str] = column.text(N_("Recurs"), N_("An iCalendar rule such as FREQ=YEARLY."), group=TERM)
    condition: Mapped[str] = column.text(N_("Condition"), group=TERM)
    condition_met_on: Mapped[date | None] = column.day(N_("Condition met on"), partial=False, group=TERM)
    binding: Mapped[Binding] = column.choice(
        Binding, N_("Binding"), default=Binding.POLITICAL, group=CONTENT, width=14
    )
    actor: Mapped[str] = column.text(N_("Actor"), N_("Who is to act."), group=CONTENT)
    action: Mapped[str] = column.text(N_("Action"), N_("What is to be done."), group=CONTENT)
    target: Mapped[str] = column.text(N_("Target"), N_("How much, or to what end."), group=CONTENT)
    area: Mapped[str] = column.text(N_("Area"), N_("Its subject, as a forum names it."), group=CONTENT)
    authority: Mapped[str] = column.text(
        N_("Authority"), N_("Under which decision it was made."), group=CONTENT
    )
    amount: Mapped[Decimal | None] = column.money(N_("Amount"), group=SUM)
    currency: Mapped[str] = column.text(N_("Currency"), N_("ISO 4217, such as EUR."), group=SUM, width=6)
    funding_source: Mapped[str] = column.text(
        N_("Funding source"),
        N_("With the sum that it holds, promises are held against it: Reserve fund, USD 300 million."),
        group=SUM,
    )
    exclusive_key: Mapped[str] = column.text(
        N_("Exclusive key"), N_("What can be promised to one party only."), group=SUM
    )
    quote: Mapped[str] = column.text(N_("Words"), N_("The words that make it."), long=True, group=SOURCE)
    reference: Mapped[str] = column.text(N_("Reference"), group=SOURCE)
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("Made at"), group=SOURCE)
    communication_id: Mapped[int | None] = column.reference("communication", N_("Made in"), group=SOURCE)
    agreement_id: Mapped[int | None] = column.reference("agreement", N_("Obligation under"), group=SOURCE)
    passage_uid: Mapped[bytes | None] = column.uid_of(N_("Passage"), group=SOURCE)
    quote_start: Mapped[int | None] = column.number(
        N_("Begins at"), group=SOURCE, editable=False, filterable=False
    )
    quote_before: Mapped[str] = column.text(
        N_("Words before"), group=SOURCE, editable=False, filterable=False
    )
    quote_after: Mapped[str] = column.text(N_("Words after"), group=SOURCE, editable=False, filterable=False)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"), group=LINKS, width=18)
    counter_id: Mapped[int | None] = column.reference("commitment", N_("In return for"), group=LINKS)
    reaffirms_id: Mapped[int | None] = column.reference("commitment", N_("Reaffirms"), group=LINKS)
    deliverable_of_id: Mapped[int | None] = column.reference(
        "engagement", N_("Deliverable of"), N_("The visit at which it is to be delivered."), group=LINKS
    )
    bearing: Mapped[int | None] = column.scale(
        BEARINGS, N_("Bearing"), N_("Whether it advances its objectives."), group=LINKS
    )
    is_public: Mapped[bool] = column.flag(N_("Public"), group=LINKS)


class CommitmentParty(Record):
    """A party that made a commitment, or to which it was made."""

    __kind__ = Kind(
        "commitment_party",
        N_("Party"),
        N_("Parties"),
        "party",
        title="note",
        part_of="commitment",
        owner="commitment_id",
        once=("party_id", "side"),
        columns=("party_id", "side", "note"),
    )

    commitment_id: Mapped[int] = column.owner("commitment", N_("Commitment"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    side: Mapped[CommitmentSide] = column.choice(CommitmentSide, N_("Part"), default=CommitmentSide.BY)
    note: Mapped[str] = column.text(N_("Note"))


class Update(Marked, Record):
    """Evidence of how a commitment goes on: what happened, how far up the ladder, and a new status if it changed."""

    __kind__ = Kind(
        "update",
        N_("Update"),
        N_("Updates"),
        "update",
        title="text",
        part_of="commitment",
        owner="commitment_id",
        columns=("on", "text", "step", "new_status"),
        sort="-on",
        dated="on",
        searched=("text",),
    )

    commitment_id: Mapped[int] = column.owner("commitment", N_("Commitment"))
    on: Mapped[date | None] = column.day(N_("Date"), partial=False, width=12, index=True)
    text: Mapped[str] = column.text(N_("What happened"), long=True, width=44)
    step: Mapped[int | None] = column.scale(
        LADDER, N_("Evidence"), N_("How far up the ladder from reaffirming to delivery.")
    )
    party_id: Mapped[int | None] = column.reference(
        "party", N_("By"), N_("The committing party that it concerns.")
    )
    new_status: Mapped[CommitmentStatus | None] = column.choice(CommitmentStatus, N_("New status"))
    share: Mapped[float | None] = column.number(
        N_("Share of the evidence (%)"),
        N_("What part of this piece of evidence counts for this commitment."),
        whole=False,
    )
    amount: Mapped[Decimal | None] = column.money(N_("Sum"))
    link: Mapped[str] = column.text(N_("Link"))
    source_uid: Mapped[bytes | None] = column.uid_of(N_("Source record"))
    evidence_key: Mapped[str] = column.text(
        N_("Evidence key"), N_("Same for updates that rest on one piece of evidence.")
    )


class Score(Record):
    """An assessment of one committing party's compliance: −1, 0 or +1."""

    __kind__ = Kind(
        "score",
        N_("Score"),
        N_("Scores"),
        "score",
        title="reason",
        part_of="commitment",
        owner="commitment_id",
        columns=("party_id", "score", "report", "assessor", "cycle_end_on"),
        dated="cycle_end_on",
    )

    commitment_id: Mapped[int] = column.owner("commitment", N_("Commitment"))
    party_id: Mapped[int] = column.reference("party", N_("Committing party"), required=True)
    score: Mapped[int | None] = column.scale(SCORES, N_("Score"), required=True)
    cycle_start_on: Mapped[date | None] = column.day(N_("Cycle from"), partial=False)
    cycle_end_on: Mapped[date | None] = column.day(N_("Cycle until"), partial=False)
    report: Mapped[Assessment] = column.choice(Assessment, N_("Report"), default=Assessment.FINAL)
    assessor: Mapped[str] = column.text(N_("Assessor"), N_("Empty where we scored it ourselves."))
    is_outside: Mapped[bool] = column.flag(N_("Outside assessor"))
    reason: Mapped[str] = column.text(N_("Reason"), width=28)


class DueChange(Record):
    """That a due date was moved: from when to when, agreed or not, and why."""

    __kind__ = Kind(
        "due_change",
        N_("Change of due date"),
        N_("Changes of due date"),
        "commitment",
        title="reason",
        part_of="commitment",
        owner="commitment_id",
        columns=("on", "old_due_on", "new_due_on", "agreed", "reason"),
        sort="-on",
        dated="on",
    )

    commitment_id: Mapped[int] = column.owner("commitment", N_("Commitment"))
    on: Mapped[date | None] = column.day(N_("Changed on"), partial=False)
    old_due_on: Mapped[date | None] = column.day(N_("From"))
    old_due_on_latest: Mapped[date | None] = column.latest()
    new_due_on: Mapped[date | None] = column.day(N_("To"))
    new_due_on_latest: Mapped[date | None] = column.latest()
    agreed: Mapped[DueAgreement] = column.choice(DueAgreement, N_("How"), default=DueAgreement.AGREED)
    reason: Mapped[str] = column.text(N_("Reason"), width=28)
