"""Agreements as they stood on a day: in force, lapsing, lapsed or only signed, with their parties and obligations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, or_, select

from diplotrack.base.dates import PartialDate
from diplotrack.records import Agreement, AgreementParty, Commitment
from diplotrack.records.enumerations import Renewal, RenewalDecision
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows
from diplotrack.reports.compose.promises import Promise, read_promises
from diplotrack.store.as_of import with_bodies
from diplotrack.store.batches import batches

DATED = ("signed_on", "provisional_on", "in_force_on", "ends_on")
COLUMNS = (
    "title",
    "type",
    "setting",
    "reference",
    "owner_id",
    "notice_days",
    "renewal",
    "renewal_decision",
    "decided_on",
    *DATED,
    *(f"{name}_latest" for name in DATED),
)
USUAL_MONTHS = 12


class Standing(IntEnum):
    """How an agreement stands, in the order in which it is listed."""

    LAPSING = 0
    LAPSED = 1
    IN_FORCE = 2
    SIGNED = 3
    UNSIGNED = 4
    ENDED = 5


@dataclass(frozen=True, slots=True)
class AgreementChoice:
    """Which agreements. ``months`` is the horizon of lapses, both ways; ``others``: also those that are not ours."""

    partner_id: int | None = None
    months: int = USUAL_MONTHS
    only_lapses: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party with the days of its own acts."""

    party_id: int
    signed: PartialDate | None
    ratified: PartialDate | None
    withdrew: PartialDate | None


@dataclass(slots=True)
class Instrument:
    """An agreement as it stood on the day. ``one`` is its row."""

    one: Any
    standing: Standing
    parties: list[Signatory] = field(default_factory=list)
    obligations: list[Promise] = field(default_factory=list)

    def day(self, name: str) -> PartialDate | None:
        """One of its days."""
        return PartialDate.of(getattr(self.one, name), getattr(self.one, f"{name}_latest"))

    @property
    def notice(self) -> PartialDate | None:
        """The last day on which notice can be given before it ends; None where no period is recorded."""
        end = self.day("ends_on")
        if end is None or not self.one.notice_days:
            return None
        window = timedelta(days=self.one.notice_days)
        return PartialDate(end.earliest - window, end.latest - window)

    def is_decided(self, on: date) -> bool:
        """Whether it was decided by the day what becomes of it."""
        decided = self.one.decided_on
        return self.one.renewal_decision is not None and (decided is None or decided <= on)

    def urgency(self, on: date) -> tuple[date, str]:
        """What has to be decided first comes first: when the window for notice closes, while it is open, or the end."""
        end = self.day("ends_on")
        notice = self.notice
        last = notice if notice is not None and notice.latest >= on else end
        return (last.earliest if last else date.max, self.one.title)


def instruments(frame: Frame, choice: AgreementChoice) -> list[Instrument]:
    """The chosen agreements that may be printed, lapses first, by urgency; the rest by the day of signature."""
    rows = admitted_rows(frame, Agreement, COLUMNS, *_conditions(frame, choice))
    horizon = frame.on + relativedelta(months=choice.months)
    since = frame.on - relativedelta(months=choice.months)
    found = {row.id: Instrument(row, _standing(row, frame.on, since, horizon)) for row in rows}
    if choice.only_lapses:
        found = {key: one for key, one in found.items() if one.standing <= Standing.LAPSED}
    _add_parties(frame, found, choice.partner_id)
    for promise in read_promises(frame, Commitment.agreement_id.is_not(None)):
        if promise.agreement_id in found:
            found[promise.agreement_id].obligations.append(promise)
    return sorted(found.values(), key=lambda one: _place(one, frame.on))


def _place(one: Instrument, on: date) -> tuple[Any, ...]:
    if one.standing == Standing.LAPSING:
        return (one.standing, *one.urgency(on))
    named = "ends_on" if one.standing in (Standing.LAPSED, Standing.ENDED) else "signed_on"
    day = one.day(named)
    return (one.standing, -(day.earliest if day else date.min).toordinal(), one.one.title)


def _conditions(frame: Frame, choice: AgreementChoice) -> list[ColumnElement[bool]]:
    signed = or_(Agreement.signed_on.is_(None), Agreement.signed_on <= frame.on)
    conditions: list[ColumnElement[bool]] = [signed]
    if choice.partner_id is not None:
        conditions.append(Agreement.id.in_(_with(with_bodies(frame.session, choice.partner_id))))
    if not choice.others and frame.ours:
        anybody = select(AgreementParty.agreement_id).where(AgreementParty.deleted_at.is_(None))
        conditions.append(or_(Agreement.id.in_(_with(frame.ours)), Agreement.id.not_in(anybody)))
    return conditions


def _with(parties: Iterable[int]) -> Any:
    return select(AgreementParty.agreement_id).where(
        AgreementParty.party_id.in_(sorted(parties)), AgreementParty.deleted_at.is_(None)
    )


def _standing(row: Any, on: date, since: date, horizon: date) -> Standing:
    end = PartialDate.of(row.ends_on, row.ends_on_latest)
    begun = any(day is not None and day <= on for day in (row.in_force_on, row.provisional_on))
    if end is not None and end.latest < on and not _goes_on(row, on):
        return Standing.LAPSED if end.latest >= since else Standing.ENDED
    if end is not None and on <= end.latest and end.earliest <= horizon:
        return Standing.LAPSING
    if begun:
        return Standing.IN_FORCE
    return Standing.SIGNED if row.signed_on is not None else Standing.UNSIGNED


def _goes_on(row: Any, on: date) -> bool:
    """Whether it went on beyond its end: renewed by itself, or by decision."""
    decided = row.decided_on is None or row.decided_on <= on
    if row.renewal_decision is not None and decided:
        renewed: bool = row.renewal_decision == RenewalDecision.RENEW
        return renewed
    automatic: bool = row.renewal == Renewal.AUTOMATIC
    return automatic


def _add_parties(frame: Frame, found: dict[int, Instrument], partner: int | None) -> None:
    """The parties in the order of entry, we and the partner asked for first, with what they had done by the day."""
    columns = AgreementParty.__table__.c
    rows: dict[int, list[Signatory]] = defaultdict(list)
    for some in batches(found):
        query = (
            select(
                columns.agreement_id,
                columns.party_id,
                columns.signed_on,
                columns.signed_on_latest,
                columns.ratified_on,
                columns.ratified_on_latest,
                columns.withdrawn_on,
                columns.withdrawn_on_latest,
            )
            .where(columns.agreement_id.in_(some), columns.deleted_at.is_(None))
            .order_by(columns.id)
        )
        for key, party, *days in frame.session.execute(query):
            pairs = [(days[place], days[place + 1]) for place in (0, 2, 4)]
            acts = [PartialDate.of(*pair) if pair[0] and pair[0] <= frame.on else None for pair in pairs]
            rows[key].append(Signatory(party, *acts))
    for key, many in rows.items():
        found[key].parties = sorted(
            many, key=lambda one: (one.party_id not in frame.ours, one.party_id != partner)
        )
