"""What is asked of a side (asks), and what we are told to do by headquarters (instructions)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import ActionStatus, Level, Response, Side
from diplotrack.records.field import Kind
from diplotrack.records.record import Marked, Record

ANSWER = N_("Answer")
DELIVERY = N_("Delivery")


class Ask(Marked, Record):
    """Something that one side asks of another, and what was answered."""

    __kind__ = Kind(
        "ask",
        N_("Ask"),
        N_("Asks"),
        "ask",
        title="text",
        subtitle=("asked_on", "by_id", "to_id", "response"),
        columns=("asked_on", "text", "by_id", "to_id", "response", "answer_due_on"),
        sort="-asked_on",
        dated="asked_on",
        searched=("text", "answer"),
        linkable=True,
        help=N_("What we ask of a partner, or a partner of us, and the answer."),
    )

    text: Mapped[str] = column.text(N_("Ask"), long=True, required=True, width=48)
    by_id: Mapped[int | None] = column.reference("party", N_("Asked by"))
    to_id: Mapped[int | None] = column.reference("party", N_("Asked of"))
    asked_on: Mapped[date | None] = column.day(N_("First raised"), width=12)
    asked_on_latest: Mapped[date | None] = column.latest()
    response: Mapped[Response] = column.choice(
        Response, N_("Response"), default=Response.NONE, group=ANSWER, width=14
    )
    answer: Mapped[str] = column.text(N_("In their words"), long=True, group=ANSWER)
    answer_due_on: Mapped[date | None] = column.day(N_("Answer due"), group=ANSWER, partial=False)
    answered_on: Mapped[date | None] = column.day(N_("Answered on"), group=ANSWER, partial=False)
    commitment_id: Mapped[int | None] = column.reference("commitment", N_("Commitment created"), group=ANSWER)


class AskRaised(Record):
    """An occasion on which an ask was raised."""

    __kind__ = Kind(
        "ask_raised",
        N_("Raised at"),
        N_("Raised at"),
        "engagement",
        title="note",
        part_of="ask",
        owner="ask_id",
        once=("engagement_id", "communication_id"),
        columns=("engagement_id", "communication_id", "note"),
    )

    ask_id: Mapped[int] = column.owner("ask", N_("Ask"))
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("Engagement"))
    communication_id: Mapped[int | None] = column.reference("communication", N_("Communication"))
    note: Mapped[str] = column.text(N_("Note"))


class Instruction(Marked, Record):
    """What headquarters told us to deliver, and that it was delivered and reported."""

    __kind__ = Kind(
        "instruction",
        N_("Instruction"),
        N_("Instructions"),
        "instruction",
        title="text",
        subtitle=("reference", "deliver_by_on"),
        columns=("received_on", "reference", "text", "deliver_by_on", "delivered_on", "reported_on"),
        sort="-received_on",
        dated="received_on",
        searched=("text", "reference", "reporting_reference"),
        linkable=True,
        help=N_("What headquarters told the post to deliver, and what became of it."),
    )

    text: Mapped[str] = column.text(N_("Instruction"), long=True, required=True, width=48)
    reference: Mapped[str] = column.text(N_("Reference"))
    from_id: Mapped[int | None] = column.reference("party", N_("From"))
    to_id: Mapped[int | None] = column.reference("party", N_("Deliver to"))
    received_on: Mapped[date | None] = column.day(N_("Received"), partial=False, width=12)
    deliver_by_on: Mapped[date | None] = column.day(N_("Deliver by"), partial=False, group=DELIVERY, width=12)
    level: Mapped[Level | None] = column.choice(Level, N_("At level"), group=DELIVERY)
    delivered_on: Mapped[date | None] = column.day(
        N_("Delivered on"), partial=False, group=DELIVERY, width=12
    )
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("Delivered at"), group=DELIVERY)
    left_behind_id: Mapped[int | None] = column.reference("communication", N_("Left behind"), group=DELIVERY)
    reaction: Mapped[str] = column.text(N_("Response"), long=True, group=DELIVERY)
    reported_on: Mapped[date | None] = column.day(N_("Reported on"), partial=False, group=DELIVERY, width=12)
    reporting_reference: Mapped[str] = column.text(N_("Reporting reference"), group=DELIVERY)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"), group=DELIVERY)


class Action(Marked, Record):
    """Something to do, by somebody, by a day."""

    __kind__ = Kind(
        "action",
        N_("Action"),
        N_("Actions"),
        "action",
        title="text",
        subtitle=("due_on", "owner_id", "status"),
        columns=("due_on", "text", "owner_id", "status", "engagement_id"),
        sort="due_on",
        dated="due_on",
        searched=("text", "outcome"),
        help=N_("A thing to do that follows from an engagement or a communication."),
    )

    text: Mapped[str] = column.text(N_("Action"), required=True, width=44)
    side: Mapped[Side] = column.choice(Side, N_("Whose"), default=Side.OURS)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"))
    due_on: Mapped[date | None] = column.day(N_("Due"), partial=False, width=12)
    status: Mapped[ActionStatus] = column.choice(
        ActionStatus, N_("Status"), default=ActionStatus.OPEN, width=10
    )
    done_on: Mapped[date | None] = column.day(N_("Done on"), partial=False)
    outcome: Mapped[str] = column.text(N_("Outcome"), long=True)
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("From engagement"))
    communication_id: Mapped[int | None] = column.reference("communication", N_("From communication"))
