"""Consultations: what a partner was told or asked about a change of position, and what became of its view."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import ConsultationType, TakenIntoAccount
from diplotrack.records.field import Kind
from diplotrack.records.record import Marked, Record

VIEW = N_("Their view")


class Consultation(Marked, Record):
    """A notice to a partner, or a consultation of it, on a change of position."""

    __kind__ = Kind(
        "consultation",
        N_("Consultation"),
        N_("Consultations"),
        "consultation",
        title="summary",
        subtitle=("on", "party_id", "type"),
        columns=("on", "party_id", "summary", "type", "taken"),
        sort="-on",
        dated="on",
        searched=("summary", "view"),
        help=N_("Who was told or asked of a change of position, when, and what they said."),
    )

    summary: Mapped[str] = column.text(N_("Subject"), required=True, width=36)
    position_id: Mapped[int | None] = column.reference("position", N_("Line to take"), width=24)
    party_id: Mapped[int | None] = column.reference("party", N_("Partner"), required=True)
    type: Mapped[ConsultationType] = column.choice(
        ConsultationType, N_("Type"), default=ConsultationType.CONSULTATION, width=14
    )
    on: Mapped[date | None] = column.day(N_("Date"), partial=False, width=12)
    engagement_id: Mapped[int | None] = column.reference("engagement", N_("At"))
    communication_id: Mapped[int | None] = column.reference("communication", N_("By"))
    view: Mapped[str] = column.text(N_("View"), long=True, group=VIEW)
    viewed_on: Mapped[date | None] = column.day(N_("View received"), partial=False, group=VIEW)
    reply_due_on: Mapped[date | None] = column.day(N_("Our reply due"), partial=False, group=VIEW)
    replied_on: Mapped[date | None] = column.day(N_("Replied on"), partial=False, group=VIEW)
    taken: Mapped[TakenIntoAccount | None] = column.choice(
        TakenIntoAccount, N_("Taken into account"), group=VIEW
    )
    told_back_on: Mapped[date | None] = column.day(N_("Told back on"), partial=False, group=VIEW)
    told_back_by: Mapped[bytes | None] = column.uid_of(N_("Told back by"), group=VIEW)
