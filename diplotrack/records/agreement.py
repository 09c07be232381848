"""Agreements: instruments in force or not, their parties and dates. Their obligations are commitments."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import AgreementType, Renewal, RenewalDecision, Setting
from diplotrack.records.field import Gathered, Kind, TextRole
from diplotrack.records.record import Marked, Record

DATES = N_("Dates")
END = N_("End and renewal")
RECORD = N_("Depositary and references")


class Agreement(Marked, Record):
    """A treaty, convention, memorandum or exchange of notes between parties."""

    __kind__ = Kind(
        "agreement",
        N_("Agreement"),
        N_("Agreements"),
        "agreement",
        title="title",
        subtitle=("type", "signed_on", "in_force_on"),
        columns=("signed_on", "partners", "title", "type", "setting", "in_force_on", "ends_on"),
        sort="-signed_on",
        dated="signed_on",
        searched=("title", "subject", "reference", "place"),
        linkable=True,
        gathers=(Gathered("partners", N_("Parties"), "agreement_party", "party_id"),),
        texts=(TextRole("summary", N_("Summary")),),
        help=N_("An instrument between parties, its dates, and how it ends or is renewed."),
    )

    title: Mapped[str] = column.text(N_("Title"), required=True, width=52)
    type: Mapped[AgreementType] = column.choice(
        AgreementType, N_("Type"), default=AgreementType.AGREEMENT, width=16
    )
    setting: Mapped[Setting] = column.choice(Setting, N_("Setting"), default=Setting.BILATERAL, width=12)
    subject: Mapped[str] = column.text(N_("Subject"))
    signed_on: Mapped[date | None] = column.day(N_("Signed"), group=DATES, width=12)
    signed_on_latest: Mapped[date | None] = column.latest()
    place: Mapped[str] = column.text(N_("Signed at"), group=DATES)
    provisional_on: Mapped[date | None] = column.day(N_("Applied provisionally from"), group=DATES)
    provisional_on_latest: Mapped[date | None] = column.latest()
    in_force_on: Mapped[date | None] = column.day(N_("In force"), group=DATES, width=12)
    in_force_on_latest: Mapped[date | None] = column.latest()
    ends_on: Mapped[date | None] = column.day(N_("Ends"), group=END, width=12)
    ends_on_latest: Mapped[date | None] = column.latest()
    notice_days: Mapped[int | None] = column.number(N_("Notice period (days)"), group=END)
    renewal: Mapped[Renewal | None] = column.choice(Renewal, N_("Renewal"), group=END)
    renewal_decision: Mapped[RenewalDecision | None] = column.choice(
        RenewalDecision, N_("Decision"), group=END
    )
    decided_on: Mapped[date | None] = column.day(N_("Decided on"), partial=False, group=END)
    depositary_id: Mapped[int | None] = column.reference("party", N_("Depositary"), group=RECORD)
    reference: Mapped[str] = column.text(N_("References"), long=True, group=RECORD)
    link: Mapped[str] = column.text(N_("Link"), group=RECORD)
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"), group=RECORD)


class AgreementParty(Record):
    """A party to an agreement, with the days of its own acts."""

    __kind__ = Kind(
        "agreement_party",
        N_("Party"),
        N_("Parties"),
        "party",
        title="name_used",
        part_of="agreement",
        owner="agreement_id",
        once=("party_id",),
        columns=("party_id", "signed_on", "ratified_on", "withdrawn_on"),
    )

    agreement_id: Mapped[int] = column.owner("agreement", N_("Agreement"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    name_used: Mapped[str] = column.text(N_("Name in the instrument"))
    signed_on: Mapped[date | None] = column.day(N_("Signed"))
    signed_on_latest: Mapped[date | None] = column.latest()
    ratified_on: Mapped[date | None] = column.day(N_("Ratified"))
    ratified_on_latest: Mapped[date | None] = column.latest()
    withdrawn_on: Mapped[date | None] = column.day(N_("Withdrew"))
    withdrawn_on_latest: Mapped[date | None] = column.latest()


class AgreementDuty(Record):
    """An objective on which the parties owe one another consultation."""

    __kind__ = Kind(
        "agreement_duty",
        N_("Consultation duty"),
        N_("Consultation duties"),
        "objective",
        title="note",
        part_of="agreement",
        owner="agreement_id",
        once=("objective_id",),
        columns=("objective_id", "note"),
    )

    agreement_id: Mapped[int] = column.owner("agreement", N_("Agreement"))
    objective_id: Mapped[int] = column.reference("objective", N_("Objective"), required=True)
    note: Mapped[str] = column.text(N_("Article"))
