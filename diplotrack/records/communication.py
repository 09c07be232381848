"""Policy communications, the clearances of their texts, and the statements quoted from them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import (
    STANCES,
    Behalf,
    ClearanceState,
    CommunicationType,
    Correspondent,
    Traffic,
)
from diplotrack.records.field import Gathered, Kind, TextRole
from diplotrack.records.record import Marked, Record

DATES = N_("Dates")
HANDLING = N_("Handling")
SOURCE = N_("Source")


class Communication(Marked, Record):
    """A note verbale, letter, statement, readout, joint communiqué or other text that carries policy."""

    __kind__ = Kind(
        "communication",
        N_("Communication"),
        N_("Communications"),
        "communication",
        title="title",
        subtitle=("sent_on", "type", "reference"),
        columns=("sent_on", "senders", "recipients", "title", "type", "traffic", "reply_due_on"),
        sort="-sent_on",
        dated="sent_on",
        searched=("title", "reference"),
        linkable=True,
        gathers=(
            Gathered("senders", N_("From"), "communication_party", "party_id", ("part", "from")),
            Gathered("recipients", N_("To"), "communication_party", "party_id", ("part", "to")),
        ),
        texts=(TextRole("text", N_("Text"), N_("The full text, a paragraph a passage.")),),
        help=N_("A text that carries policy: what we sent, what we received, what was published."),
    )

    title: Mapped[str] = column.text(N_("Title"), required=True, width=48)
    type: Mapped[CommunicationType] = column.choice(
        CommunicationType, N_("Type"), default=CommunicationType.LETTER, width=16
    )
    traffic: Mapped[Traffic] = column.choice(Traffic, N_("Traffic"), default=Traffic.OUTGOING, width=12)
    is_public: Mapped[bool] = column.flag(N_("Public"))
    reference: Mapped[str] = column.text(
        N_("Reference"), N_("Its number, or where it is published."), width=20
    )
    language: Mapped[str] = column.text(N_("Language"), width=8)
    sent_on: Mapped[date | None] = column.day(N_("Date"), group=DATES, width=12)
    sent_on_latest: Mapped[date | None] = column.latest()
    received_on: Mapped[date | None] = column.day(N_("Received on"), group=DATES, partial=False)
    reply_due_on: Mapped[date | None] = column.day(N_("Reply due"), group=DATES, partial=False)
    reply_to_id: Mapped[int | None] = column.reference("communication", N_("Reply to"), group=HANDLING)
    engagement_id: Mapped[int | None] = column.reference(
        "engagement",
        N_("Engagement"),
        N_("The meeting of which it is the readout, or at which it was left behind."),
        group=HANDLING,
    )
    is_routine: Mapped[bool] = column.flag(N_("Routine"), N_("Needs no objective."), group=HANDLING)
    needs_clearance: Mapped[bool] = column.flag(N_("Needs clearance"), group=HANDLING)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"), group=HANDLING)


class CommunicationParty(Record):
    """A party that sends, receives or is spoken of."""

    __kind__ = Kind(
        "communication_party",
        N_("Correspondent"),
        N_("Correspondents"),
        "party",
        title="note",
        part_of="communication",
        owner="communication_id",
        once=("party_id", "person_id", "part"),
        columns=("party_id", "part", "person_id"),
    )

    communication_id: Mapped[int] = column.owner("communication", N_("Communication"))
    party_id: Mapped[int | None] = column.reference("party", N_("Partner"))
    person_id: Mapped[int | None] = column.reference("person", N_("Person"))
    part: Mapped[Correspondent] = column.choice(Correspondent, N_("Part"), default=Correspondent.TO)
    note: Mapped[str] = column.text(N_("Note"))


class Clearance(Record):
    """An office's clearance of a text as it stood that day; an edit of the text voids it."""

    __kind__ = Kind(
        "clearance",
        N_("Clearance"),
        N_("Clearances"),
        "communication",
        title="office",
        part_of="communication",
        owner="communication_id",
        columns=("office", "person_id", "state", "on"),
        dated="on",
    )

    communication_id: Mapped[int] = column.owner("communication", N_("Communication"))
    office: Mapped[str] = column.text(N_("Office"), required=True)
    person_id: Mapped[int | None] = column.reference("person", N_("Person"))
    state: Mapped[ClearanceState] = column.choice(
        ClearanceState, N_("State"), default=ClearanceState.REQUESTED
    )
    on: Mapped[date | None] = column.day(N_("On"), partial=False)
    text_hash: Mapped[str] = column.text(
        N_("Text cleared"), N_("Fingerprint of the text that was cleared."), editable=False, filterable=False
    )


class Statement(Marked, Record):
    """Words that somebody said on an objective: quoted, with speaker, audience and stance."""

    __kind__ = Kind(
        "statement",
        N_("Statement"),
        N_("Statements"),
        "statement",
        title="quote",
        subtitle=("said_on", "objective_id", "stance"),
        columns=("said_on", "quote", "speaker_id", "behalf", "objective_id", "stance"),
        sort="-said_on",
        dated="said_on",
        searched=("quote",),
        help=N_("Words said on an objective, quoted, with the stance that they take."),
    )

    quote: Mapped[str] = column.text(N_("Words"), long=True, required=True, width=48)
    said_on: Mapped[date | None] = column.day(N_("Date"), width=12, index=True)
    said_on_latest: Mapped[date | None] = column.latest()
    objective_id: Mapped[int | None] = column.reference("objective", N_("Objective"), width=20)
    stance: Mapped[int | None] = column.scale(STANCES, N_("Stance"))
    speaker_id: Mapped[int | None] = column.reference("person", N_("Speaker"), width=20)
    party_id: Mapped[int | None] = column.reference("party", N_("Of"), N_("The party whose speaker it was."))
    behalf: Mapped[Behalf] = column.choice(Behalf, N_("On whose behalf"), default=Behalf.OURS)
    is_personal: Mapped[bool] = column.flag(N_("Personal remark"))
    is_public: Mapped[bool] = column.flag(N_("Public"), default=True)
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("Said at"), group=SOURCE)
    communication_id: Mapped[int | None] = column.reference("communication", N_("Written in"), group=SOURCE)
    passage_uid: Mapped[bytes | None] = column.uid_of(N_("Passage"), group=SOURCE)
    quote_start: Mapped[int | None] = column.number(
        N_("Begins at"), group=SOURCE, editable=False, filterable=False
    )
    quote_before: Mapped[str] = column.text(
        N_("Words before"), group=SOURCE, editable=False, filterable=False
    )
    quote_after: Mapped[str] = column.text(N_("Words after"), group=SOURCE, editable=False, filterable=False)


class StatementAudience(Record):
    """A partner to which a statement was addressed; none at all means the public."""

    __kind__ = Kind(
        "statement_audience",
        N_("Audience"),
        N_("Audience"),
        "party",
        title="note",
        part_of="statement",
        owner="statement_id",
        once=("party_id",),
        columns=("party_id", "note"),
    )

    statement_id: Mapped[int] = column.owner("statement", N_("Statement"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    note: Mapped[str] = column.text(N_("Note"))
