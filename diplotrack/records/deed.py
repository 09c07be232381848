"""Deeds: what was done, in PLOVER's categories, and whether it advances an objective."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import BEARINGS, DeedCategory
from diplotrack.records.field import Kind
from diplotrack.records.record import Marked, Record

CATEGORY_SCORES: dict[DeedCategory, float] = {
    DeedCategory.AGREE: 2.5,
    DeedCategory.CONSULT: 2.5,
    DeedCategory.CONSULT_VISIT: 4,
    DeedCategory.CONSULT_CALL: 1.5,
    DeedCategory.CONSULT_SESSION: 4,
    DeedCategory.SUPPORT: 5,
    DeedCategory.CONCEDE: 4.5,
    DeedCategory.COOPERATE: 9.5,
    DeedCategory.AID: 10,
    DeedCategory.RETREAT: 6.5,
    DeedCategory.REQUEST: 0,
    DeedCategory.ACCUSE: -3,
    DeedCategory.REJECT: -2,
    DeedCategory.THREATEN: -3.5,
    DeedCategory.PROTEST: -5,
    DeedCategory.MOBILIZE: -5.5,
    DeedCategory.SANCTION: -6,
    DeedCategory.COERCE: -7,
    DeedCategory.ASSAULT: -9,
}
"""The weight of each category, from cooperation (positive) to conflict (negative); the rules use its magnitude."""


class Deed(Marked, Record):
    """Something that an actor did to or with a target on a day."""

    __kind__ = Kind(
        "deed",
        N_("Deed"),
        N_("Deeds"),
        "deed",
        title="text",
        subtitle=("done_on", "actor_id", "category"),
        columns=("done_on", "text", "actor_id", "target_id", "category", "objective_id", "bearing"),
        sort="-done_on",
        dated="done_on",
        searched=("text",),
        help=N_("What was done, as distinct from said or promised."),
    )

    text: Mapped[str] = column.text(N_("What was done"), long=True, required=True, width=44)
    done_on: Mapped[date | None] = column.day(N_("Date"), width=12)
    done_on_latest: Mapped[date | None] = column.latest()
    actor_id: Mapped[int | None] = column.reference("party", N_("Actor"))
    target_id: Mapped[int | None] = column.reference("party", N_("Target"))
    category: Mapped[DeedCategory | None] = column.choice(DeedCategory, N_("Category"), width=16)
    objective_id: Mapped[int | None] = column.reference("objective", N_("Objective"), width=20)
    bearing: Mapped[int | None] = column.scale(BEARINGS, N_("Bearing"))
    source_uid: Mapped[bytes | None] = column.uid_of(N_("Source record"))
    is_public: Mapped[bool] = column.flag(N_("Public"))
