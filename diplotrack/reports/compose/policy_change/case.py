"""A change of a line to take, as whoever knows the rules gives it, and the partners whom it concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any

from sqlalchemy import select

from diplotrack.records import KINDS, Consultation, PositionPartner
from diplotrack.records.enumerations import ConsultationType, Duty
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows

Span = tuple[date, date]
COLUMNS = (
    "party_id",
    "type",
    "on",
    "engagement_id",
    "communication_id",
    "view",
    "viewed_on",
    "reply_due_on",
    "replied_on",
    "taken",
    "told_back_on",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a partner had to be asked or told, and the record that says so; ``asks`` for more than notice."""

    says: str
    kind: str
    id: int
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """That one position replaced another on a day.

    ``reasons``: partner → why it was concerned. ``consulted`` and ``told`` are the days within which a consultation and
    a notice count, both inclusive.
    """

    old_id: int
    new_id: int
    objective_id: int
    day: date
    reasons: Mapping[int, Sequence[Reason]]
    consulted: Span
    told: Span


class Owed(IntEnum):
    """What a partner was owed, in the order in which it is listed."""

    CONSULTATION = 0
    NOTICE = 1
    NOTHING = 2


@dataclass(slots=True)
class Concerned:
    """A partner with what it was owed, why, and the contacts with it on the change, in the order of their days."""

    party_id: int
    owed: Owed = Owed.NOTHING
    reasons: list[Reason] = field(default_factory=list)
    contacts: list[Any] = field(default_factory=list)

    def in_time(self, case: Case) -> bool:
        """Whether a contact of the kind that was owed lies within its days. Who was consulted has been told."""
        if self.owed is Owed.NOTHING:
            return True
        first, last = case.consulted if self.owed is Owed.CONSULTATION else case.told
        return any(first <= one.on <= last for one in self.fitting if one.on is not None)

    @property
    def fitting(self) -> list[Any]:
        """The contacts that can meet what was owed."""
        if self.owed is Owed.CONSULTATION:
            return [one for one in self.contacts if one.type == ConsultationType.CONSULTATION]
        return self.contacts

    def first_after(self, case: Case) -> date | None:
        """When it was made good after its time; None where it never was."""
        last = case.consulted[1] if self.owed is Owed.CONSULTATION else case.told[1]
        return min((one.on for one in self.fitting if one.on is not None and one.on > last), default=None)


def concerned(frame: Frame, case: Case) -> list[Concerned]:
    """Everybody whom the change concerned, as far as records that may be shown tell: those to consult first."""
    found: dict[int, Concerned] = {}

    def of(party_id: int) -> Concerned:
        return found.setdefault(party_id, Concerned(party_id))

    for party_id, duty in _lists(frame, case.new_id):
        one = of(party_id)
        one.owed = min(one.owed, Owed.CONSULTATION if duty == Duty.CONSULT else Owed.NOTICE)
    shown = _shown(frame, case)
    for party_id, reasons in case.reasons.items():
        for reason in reasons:
            if (reason.kind, reason.id) in shown:
                of(party_id).reasons.append(reason)
                if reason.asks:
                    of(party_id).owed = Owed.CONSULTATION
    for row in _contacts(frame, case.new_id):
        of(row.party_id).contacts.append(row)
    ours = frame.ours
    return sorted(
        (one for one in found.values() if one.party_id not in ours),
        key=lambda one: (one.owed, frame.sorted_as(frame.party(one.party_id))),
    )


def _lists(frame: Frame, position_id: int) -> Sequence[Any]:
    query = select(PositionPartner.party_id, PositionPartner.duty).where(
        PositionPartner.position_id == position_id,
        PositionPartner.duty.in_((Duty.CONSULT, Duty.NOTIFY)),
        PositionPartner.deleted_at.is_(None),
    )
    return frame.session.execute(query).all()


def _shown(frame: Frame, case: Case) -> set[tuple[str, int]]:
    """The records behind the reasons that may be named."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for reasons in case.reasons.values():
        for one in reasons:
            wanted[one.kind].add(one.id)
    return {
        (kind, row.id)
        for kind, ids in wanted.items()
        for row in admitted_rows(frame, KINDS[kind], (), among=ids)
    }


def _contacts(frame: Frame, position_id: int) -> list[Any]:
    """Notices and consultations on the new position by the day, and those that were planned."""
    rows = admitted_rows(
        frame,
        Consultation,
        COLUMNS,
        Consultation.position_id == position_id,
        Consultation.party_id.is_not(None),
        order=("on",),
    )
    return [row for row in rows if row.on is None or row.on <= frame.on]
