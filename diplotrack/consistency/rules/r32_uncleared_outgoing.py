"""R32: a text went out without the clearance that it needs, or reads otherwise than what was cleared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.clearances import GIVEN, voided
from diplotrack.consistency.conditions import on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import named, party_names
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Clearance, Communication, CommunicationParty, Passage
from diplotrack.records.enumerations import ClearanceState, Correspondent, Traffic
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R32"


class Standing(NamedTuple):
    """The latest clearance of each office for a text: those given that hold, those void, and those not given."""

    holding: list[Clearance]
    void: list[Clearance]
    missing: list[Clearance]

    @property
    def is_cleared(self) -> bool:
        """Whether every office that was asked has cleared the text as it stands."""
        return bool(self.holding) and not self.void and not self.missing


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Outgoing communications, sent by today, whose clearance is missing, outstanding, refused or void."""
    sent = select(
        Communication.id,
        Communication.title,
        Communication.sent_on,
        Communication.sent_on_latest,
    ).where(
        standing(Communication, scope),
        Communication.needs_clearance.is_(True),
        Communication.traffic == Traffic.OUTGOING,
        Communication.sent_on_latest <= today,
        on_duty(Communication, Communication.sent_on_latest, settings),
    )
    rows = read.execute(sent.order_by(Communication.id)).all()
    clearances = _standing(read, [row.id for row in rows])
    rows = [row for row in rows if not clearances[row.id].is_cleared]
    recipients = _recipients(read, [row.id for row in rows])
    names = party_names(read, (party for ids in recipients.values() for party in ids))
    for row in rows:
        to = [names[party] for party in recipients.get(row.id, ())]
        yield _found(row, clearances[row.id], to)


def _standing(read: Session, ids: list[int]) -> dict[int, Standing]:
    latest: dict[int, dict[str, Clearance]] = defaultdict(dict)
    for some in batches(ids):
        query = select(Clearance).where(Clearance.communication_id.in_(some), live(Clearance))
        # An office that clears again, or after having refused, has said its last word then.
        for one in read.scalars(query.order_by(Clearance.on.nulls_first(), Clearance.id)):
            latest[one.communication_id][one.office.strip().casefold()] = one
    asked = [one for offices in latest.values() for one in offices.values()]
    void = voided(read, [one for one in asked if one.state in GIVEN])
    found = {communication: Standing([], [], []) for communication in ids}
    for one in asked:
        standing_of = found[one.communication_id]
        group = (
            standing_of.missing
            if one.state not in GIVEN
            else standing_of.void
            if one.id in void
            else standing_of.holding
        )
        group.append(one)
    return found


def _recipients(read: Session, ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        rows = select(CommunicationParty.communication_id, CommunicationParty.party_id).where(
            CommunicationParty.communication_id.in_(some),
            CommunicationParty.part == Correspondent.TO,
            CommunicationParty.party_id.is_not(None),
            live(CommunicationParty),
        )
        for communication, party in read.execute(rows.order_by(CommunicationParty.id)):
            if party is not None:
                found[communication].append(party)
    return found


def _found(row: Any, clearances: Standing, to: list[str]) -> Found:
    day = PartialDate(row.sent_on, row.sent_on_latest)
    shown: dict[str, Any] = {"to": say(" to {parties}", parties=named(to)) if to else "", "day": day}
    is_edited = bool(clearances.void) and not clearances.missing
    concerned = sorted([*clearances.missing, *clearances.void], key=lambda one: one.id)
    return Found(
        subjects=(Ref("communication", row.id),),
        severity=Severity.HIGH,
        title=say(
            "Edited after clearance: {title}" if is_edited else "Sent without clearance: {title}",
            title=shorten(row.title),
        ),
        why=say("It needs clearance and was sent{to} ({day}); {fault}.", fault=_fault(clearances), **shown),
        fix=say("Have the text cleared as it was sent, or restore the text that was cleared.")
        if is_edited
        else say("Have it cleared now, or correct the record if it was."),
        records=tuple(Ref("clearance", one.id) for one in concerned),
        numbers={
            "sent": day,
            "cleared": len(clearances.holding),
            "void": len(clearances.void),
            "outstanding": len(clearances.missing),
        },
        facts={"clearances": [f"{one.id} {one.state}" for one in concerned], "sent": day},
    )


def _fault(clearances: Standing) -> object:
    faults = [_said(one) for one in clearances.missing]
    faults += [
        say("its text was edited after {office} had cleared it", office=one.office)
        if one.on is None
        else say("its text was edited after {office} had cleared it on {day}", office=one.office, day=one.on)
        for one in clearances.void
    ]
    return named(faults) or say("no clearance is on record")


def _said(one: Clearance) -> Said:
    if one.state == ClearanceState.REFUSED:
        return say("{office} refused it", office=one.office)
    return say("{office} was asked and has not answered", office=one.office)


def _letter(scene: Scene, **values: Any) -> None:
    made = scene.add(
        Communication(
            title="Letter on port fees",
            traffic=Traffic.OUTGOING,
            needs_clearance=True,
            sent_on=scene.ago(5),
            **values,
        )
    )
    for part, party in ((Correspondent.FROM, scene.us), (Correspondent.TO, scene.partner())):
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=part))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, text="Fees will be frozen."))


def _cleared(scene: Scene, state: ClearanceState) -> None:
    _letter(scene)
    scene.add(Clearance(communication_id=1, office="Legal Adviser", state=state, on=scene.ago(6)))


def _bad(scene: Scene) -> None:
    _cleared(scene, ClearanceState.REQUESTED)


def _good(scene: Scene) -> None:
    _cleared(scene, ClearanceState.WITH_EDITS)


RULE = Rule(
    code=CODE,
    slug="uncleared-outgoing",
    title=N_("Sent without clearance"),
    fires=N_(
        "An outgoing communication that needs clearance has been sent, and an office that was asked has refused it or"
        " not answered, or none was asked; or its text was edited after it was cleared. Each office’s last word"
        " counts, and clearance that came late settles it. What is not sent yet is still being written."
    ),
    severity=N_("high"),
    rationale=N_("What goes out uncleared commits a government that has not agreed to it."),
    remedy=N_("Clear it, or correct the record."),
    subjects=("communication",),
    reach={},
    find=find,
    bad=Example(N_("A letter went out while the Legal Adviser’s clearance was still awaited."), _bad),
    good=Example(N_("The Legal Adviser had cleared it with edits, and nothing was changed since."), _good),
    from_duty=True,
)
