"""Who is owed consultation or notice on a change of position: its lists, the duties of agreements, what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency import agreements
from diplotrack.consistency.conditions import one_of, standing
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Agreement, AgreementDuty, Consultation, PositionPartner
from diplotrack.records.enumerations import ConsultationType, Duty
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Line
from diplotrack.store.positions.successions import Stated, Successions

Spans = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Contact:
    """A notice or consultation on record; without a day it is planned."""

    record: Ref
    type: ConsultationType
    on: date | None


@dataclass(frozen=True, slots=True)
class Windows:
    """In which days a consultation (R10) and a notice (R09) on a change of that day count."""

    consulted: Spans
    told: Spans

    @classmethod
    def around(cls, day: date, settings: CheckSettings) -> Windows:
        """The windows around the day of a change."""

        def shifted(key: str) -> timedelta:
            return timedelta(days=settings[key])

        return cls(
            (day - shifted("R10.days_before"), day),
            (day - shifted("R09.days_before"), day + shifted("R09.days_after")),
        )

    def of(self, kind: ConsultationType) -> Spans:
        """That of a kind of contact."""
        return self.consulted if kind is ConsultationType.CONSULTATION else self.told


@dataclass(frozen=True, slots=True)
class Owing:
    """A change already made on which somebody was not consulted or told: the new line, the old one, and who.

    ``parties`` were to be consulted, ``by_agreement`` those of them whom an agreement names, ``untold`` to be told.
    """

    line: Line
    before: Stated
    day: date
    parties: tuple[int, ...]
    by_agreement: dict[int, Ref]
    untold: tuple[int, ...] = ()


def on_lists(read: Session, positions: Collection[int], *duties: Duty) -> dict[Duty, dict[int, Ref]]:
    """Partner → position, for each duty that these positions state."""
    found: dict[Duty, dict[int, Ref]] = defaultdict(dict)
    for some in batches(positions):
        query = select(PositionPartner.position_id, PositionPartner.party_id, PositionPartner.duty).where(
            PositionPartner.position_id.in_(some), one_of(PositionPartner.duty, duties), live(PositionPartner)
        )
        for position, party, duty in read.execute(query.order_by(PositionPartner.id)):
            found[duty].setdefault(party, Ref("position", position))
    return found


def by_agreement(
    read: Session, settings: CheckSettings, today: date, objectives: Collection[int]
) -> dict[int, dict[int, Ref]]:
    """Objective → partner → the agreement that obliges us to consult it on that objective."""
    query = (
        select(AgreementDuty.objective_id, Agreement.id)
        .join(Agreement, Agreement.id == AgreementDuty.agreement_id)
        .where(
            AgreementDuty.objective_id.in_(sorted(objectives)),
            live(AgreementDuty),
            standing(Agreement),
            agreements.of_ours(settings, today),
            agreements.running(today),
        )
    )
    rows = read.execute(query.order_by(Agreement.id)).all()
    others = agreements.partners(read, {agreement for _objective, agreement in rows}, settings.ours)
    found: dict[int, dict[int, Ref]] = defaultdict(dict)
    for objective, agreement in rows:
        for party in others.get(agreement, ()):
            found[objective].setdefault(party, Ref("agreement", agreement))
    return found


def contacts(read: Session, positions: Collection[int]) -> dict[tuple[int, int], list[Contact]]:
    """By position and partner, the notices and consultations on record, in order of their days, planned ones last."""
    found: dict[tuple[int, int], list[Contact]] = defaultdict(list)
    for some in batches(positions):
        query = select(
            Consultation.position_id,
            Consultation.party_id,
            Consultation.id,
            Consultation.type,
            Consultation.on,
        ).where(standing(Consultation), Consultation.position_id.in_(some))
        for position, party, record, kind, on in read.execute(query):
            if position is not None and party is not None:
                found[position, party].append(Contact(Ref("consultation", record), kind, on))
    for some_contacts in found.values():
        some_contacts.sort(key=lambda one: (one.on or date.max, one.record.id))
    return found


def owing(
    read: Session,
    settings: CheckSettings,
    today: date,
    touched: Collection[Line],
    successions: Successions,
    audience: Collection[int | None],
) -> list[Owing]:
    """Of the lines touched, those that changed the stance lately without consulting (R10) or telling (R09) all who
    were to be. The audience is told by the draft itself.
    """
    changed = []
    for line in touched:
        before = successions.predecessor(line.id)
        if before is None or before.stance is None or line.first == date.min:
            continue
        is_change = abs(line.stance - before.stance) >= settings["R10.difference"]
        if is_change and (today - line.first).days <= settings["R10.days_before"]:
            changed.append((line, before))
    if not changed:
        return []
    ids = [line.id for line, _before in changed]
    reached = contacts(read, ids)
    duties = by_agreement(read, settings, today, {line.objective for line, _before in changed})
    found = []
    for line, before in changed:
        windows = Windows.around(line.first, settings)
        listed = on_lists(read, [line.id], Duty.CONSULT, Duty.NOTIFY)
        bound = duties.get(line.objective, {})

        def is_owed(
            party: int, kind: ConsultationType, of: int = line.id, windows: Windows = windows
        ) -> bool:
            first, last = windows.of(kind)
            return party not in settings.ours and not any(
                one.on is not None
                and first <= one.on <= last
                # Who was consulted has been told.
                and kind in (one.type, ConsultationType.NOTICE)
                for one in reached.get((of, party), ())
            )

        consult = {**bound, **listed.get(Duty.CONSULT, {})}
        parties = tuple(party for party in consult if is_owed(party, ConsultationType.CONSULTATION))
        untold = tuple(
            party
            for party in listed.get(Duty.NOTIFY, {})
            if party not in parties and party not in audience and is_owed(party, ConsultationType.NOTICE)
        )
        if parties or untold:
            by = {party: bound[party] for party in parties if party in bound}
            found.append(Owing(line, before, line.first, parties, by, untold))
    return found
