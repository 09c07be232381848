"""Objectives, their indicators, and the positions (lines to take) that state our stance on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from diplotrack.base.i18n import N_
from diplotrack.records import columns as column
from diplotrack.records.enumerations import PRIORITIES, STANCES, Duty, ObjectiveStatus, Theme
from diplotrack.records.field import Kind, TextRole
from diplotrack.records.record import Marked, Record

VALIDITY = N_("Validity")
CHANGE = N_("Change")


class Objective(Marked, Record):
    """A stated long-term aim, with the sentence that a stance is for or against."""

    __kind__ = Kind(
        "objective",
        N_("Objective"),
        N_("Objectives"),
        "objective",
        title="title",
        subtitle=("code", "theme"),
        columns=("code", "title", "theme", "priority", "status", "valid_until"),
        sort="code",
        dated="valid_from",
        searched=("code", "title", "proposition"),
        texts=(TextRole("statement", N_("Statement")),),
        help=N_(
            "What we want in the long run; positions, statements, commitments and deeds are held against it."
        ),
    )

    code: Mapped[str] = column.text(
        N_("Code"), N_("Short and stable, such as SEC-2."), width=10, index=True, required=True
    )
    title: Mapped[str] = column.text(N_("Title"), required=True, width=40)
    proposition: Mapped[str] = column.text(
        N_("Proposition"), N_("One sentence that one can be for or against."), long=True, width=40
    )
    theme: Mapped[Theme | None] = column.choice(Theme, N_("Theme"), width=16)
    theme_note: Mapped[str] = column.text(
        N_("Own theme"), N_("A theme of this workspace, where none of the list fits.")
    )
    parent_id: Mapped[int | None] = column.reference("objective", N_("Part of"))
    owner_id: Mapped[int | None] = column.reference("person", N_("Owner"))
    priority: Mapped[int | None] = column.scale(PRIORITIES, N_("Priority"), width=8)
    status: Mapped[ObjectiveStatus] = column.choice(
        ObjectiveStatus, N_("Status"), default=ObjectiveStatus.IN_FORCE, width=10
    )
    valid_from: Mapped[date | None] = column.day(N_("In force from"), group=VALIDITY)
    valid_from_latest: Mapped[date | None] = column.latest()
    valid_until: Mapped[date | None] = column.day(N_("Until"), group=VALIDITY)
    valid_until_latest: Mapped[date | None] = column.latest()


class Indicator(Record):
    """How the progress of an objective is measured."""

    __kind__ = Kind(
        "indicator",
        N_("Indicator"),
        N_("Indicators"),
        "objective",
        title="name",
        part_of="objective",
        owner="objective_id",
        columns=("name", "baseline", "measure", "target"),
    )

    objective_id: Mapped[int] = column.owner("objective", N_("Objective"))
    name: Mapped[str] = column.text(N_("Indicator"), required=True, width=28)
    baseline: Mapped[str] = column.text(N_("Baseline"))
    measure: Mapped[str] = column.text(N_("Measure"))
    target: Mapped[str] = column.text(N_("Target"))


class ObjectiveNotice(Record):
    """That a partner was told of an objective."""

    __kind__ = Kind(
        "objective_notice",
        N_("Communicated to"),
        N_("Communicated to"),
        "party",
        title="note",
        part_of="objective",
        owner="objective_id",
        once=("party_id", "told_on"),
        columns=("party_id", "told_on", "note"),
        dated="told_on",
    )

    objective_id: Mapped[int] = column.owner("objective", N_("Objective"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    told_on: Mapped[date | None] = column.day(N_("On"))
    told_on_latest: Mapped[date | None] = column.latest()
    note: Mapped[str] = column.text(N_("Note"))


class Position(Marked, Record):
    """A line to take: our stance on an objective, toward whom, from when until when."""

    __kind__ = Kind(
        "position",
        N_("Line to take"),
        N_("Lines to take"),
        "position",
        title="line",
        subtitle=("objective_id", "stance", "valid_from"),
        columns=("objective_id", "stance", "line", "valid_from", "valid_until"),
        sort="-valid_from",
        dated="valid_from",
        searched=("line", "rationale"),
        help=N_(
            "What we say on an objective: the stance and the agreed language, for everyone or for some partners."
        ),
    )

    objective_id: Mapped[int] = column.reference("objective", N_("Objective"), required=True, width=24)
    stance: Mapped[int | None] = column.scale(STANCES, N_("Stance"), required=True)
    line: Mapped[str] = column.text(
        N_("Agreed language"), N_("The words to use."), long=True, required=True, width=48
    )
    is_public: Mapped[bool] = column.flag(N_("Public"), N_("May be said in public."), default=True)
    valid_from: Mapped[date | None] = column.day(N_("From"), group=VALIDITY, partial=False)
    valid_until: Mapped[date | None] = column.day(N_("Until"), group=VALIDITY, partial=False)
    supersedes_id: Mapped[int | None] = column.reference("position", N_("Supersedes"), group=CHANGE)
    rationale: Mapped[str] = column.text(N_("Rationale"), long=True, group=CHANGE)
    cleared_by_id: Mapped[int | None] = column.reference("person", N_("Cleared by"), group=CHANGE)
    announced_on: Mapped[date | None] = column.day(N_("Announced on"), group=CHANGE, partial=False)
    announced_by: Mapped[bytes | None] = column.uid_of(
        N_("Announced by"), N_("The record that announced it."), group=CHANGE
    )


class PositionPartner(Record):
    """A partner to which a position applies, or that is to be notified or consulted about it."""

    __kind__ = Kind(
        "position_partner",
        N_("Partner"),
        N_("Partners"),
        "party",
        title="note",
        part_of="position",
        owner="position_id",
        once=("party_id", "duty"),
        columns=("party_id", "duty", "note"),
    )

    position_id: Mapped[int] = column.owner("position", N_("Line to take"))
    party_id: Mapped[int] = column.reference("party", N_("Partner"), required=True)
    duty: Mapped[Duty] = column.choice(Duty, N_("Duty"), default=Duty.NOTIFY)
    note: Mapped[str] = column.text(N_("Note"))
