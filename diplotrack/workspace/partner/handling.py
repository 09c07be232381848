"""What is in hand with a partner: consultations, instructions, clearances, and what members of a body owe."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import and_, exists, or_, select

from diplotrack.base.i18n import N_, _, format_date, format_number
from diplotrack.records import (
    Clearance,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    Consultation,
    Instruction,
    Objective,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import (
    RUNNING,
    ClearanceState,
    CommitmentSide,
    Direction,
    Duty,
    PartyType,
)
from diplotrack.reports.compose.partner.chapters.consultations import consultations
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.wording import opening
from diplotrack.store.as_of import by_day, holding, memberships
from diplotrack.store.batches import batches
from diplotrack.store.lists import Condition
from diplotrack.workspace.partner.sections import LONGEST, MOST, of_family, section
from diplotrack.workspace.partner.view import Entry, Section


def consultation_sections(dossier: Dossier) -> list[Section]:
    """Whom we owe a word: duties without a consultation, views without our reply; then what was held."""
    return [_duties(dossier), _held(dossier)]


def _duties(dossier: Dossier) -> Section:
    done = exists().where(
        Consultation.position_id == Position.id,
        Consultation.party_id.in_(dossier.family),
        Consultation.deleted_at.is_(None),
        by_day(Consultation, "on", dossier.on),
    )
    query = (
        select(Position, PositionPartner.duty, Objective.code)
        .join(PositionPartner, PositionPartner.position_id == Position.id)
        .outerjoin(Objective, Objective.id == Position.objective_id)
        .where(
            PositionPartner.party_id.in_(dossier.family),
            PositionPartner.duty.in_((Duty.NOTIFY, Duty.CONSULT)),
            PositionPartner.deleted_at.is_(None),
            Position.deleted_at.is_(None),
            Position.merged_into.is_(None),
            holding(Position, dossier.on, "valid_from", "valid_until"),
            ~done,
        )
        .order_by(Position.valid_from.desc(), Position.id)
    )
    rows = dossier.session.execute(query).all()
    kept = {one.id for one in dossier.admit("position", [row[0] for row in rows])}

    def entry(row: Any) -> Entry:
        one, duty, code = row
        since = _("since {day}").format(day=format_date(one.valid_from)) if one.valid_from else ""
        detail = " · ".join(part for part in (code or "", since) if part)
        title = dossier.protected.hide(opening(one.line, LONGEST))
        return Entry("position", one.id, title, detail, str(duty.label), None, True)

    owed = [row for row in rows if row[0].id in kept]
    return section(dossier, "duties", N_("Consultations owed"), owed, entry, late=len(owed))


def _held(dossier: Dossier) -> Section:
    rows = consultations(dossier)
    rows.sort(key=lambda one: not _waits(one))

    def entry(one: Consultation) -> Entry:
        due = one.reply_due_on
        late = _waits(one) and due is not None and due < dossier.on
        reply = _("our reply due {day}").format(day=format_date(due)) if _waits(one) and due else ""
        replied = _("replied {day}").format(day=format_date(one.replied_on)) if one.replied_on else ""
        parts = (str(one.type.label), format_date(one.on), reply or replied)
        state = _("View taken: {answer}").format(answer=str(one.taken.label).lower()) if one.taken else ""
        detail = " · ".join(part for part in parts if part)
        return Entry("consultation", one.id, one.summary, detail, state, one.taken, late)

    more = ("consultation", (of_family(dossier, "party_id"),))
    return section(dossier, "consultations", N_("Consultations"), rows, entry, more)


def _waits(one: Consultation) -> bool:
    return one.replied_on is None and (one.viewed_on is not None or one.reply_due_on is not None)


def instruction_section(dossier: Dossier) -> Section:
    """What headquarters told us to deliver to them, undelivered first."""
    query = (
        select(Instruction)
        .where(
            Instruction.to_id.in_(dossier.family),
            Instruction.deleted_at.is_(None),
            Instruction.merged_into.is_(None),
            by_day(Instruction, "received_on", dossier.on),
        )
        .order_by(Instruction.received_on.desc(), Instruction.id.desc())
    )
    rows = dossier.admit("instruction", dossier.session.scalars(query).all())
    rows.sort(key=lambda one: one.delivered_on is not None)

    def entry(one: Instruction) -> Entry:
        by = one.deliver_by_on
        late = one.delivered_on is None and by is not None and by < dossier.on
        told = _("delivered {day}").format(day=format_date(one.delivered_on)) if one.delivered_on else ""
        due = _("deliver by {day}").format(day=format_date(by)) if by and not told else ""
        detail = " · ".join(part for part in (told or due, one.reference) if part)
        state = "" if one.delivered_on else _("To deliver")
        return Entry("instruction", one.id, opening(one.text, LONGEST), detail, state, None, late)

    more = ("instruction", (of_family(dossier, "to_id"),))
    late = sum(1 for one in rows if one.delivered_on is None)
    return section(dossier, "instructions", N_("Instructions"), rows, entry, more, late=late)


def clearance_section(dossier: Dossier) -> Section:
    """The texts from, to or about them whose clearance is still open or was refused."""
    concerned = select(CommunicationParty.communication_id).where(
        CommunicationParty.party_id.in_(dossier.family), CommunicationParty.deleted_at.is_(None)
    )
    unsettled = Clearance.state.in_((ClearanceState.REQUESTED, ClearanceState.REFUSED))
    query = (
        select(Communication, Clearance.office, Clearance.state, Clearance.on)
        .outerjoin(
            Clearance, and_(Clearance.communication_id == Communication.id, Clearance.deleted_at.is_(None))
        )
        .where(
            Communication.id.in_(concerned),
            Communication.deleted_at.is_(None),
            Communication.merged_into.is_(None),
            or_(unsettled, and_(Communication.needs_clearance, Clearance.id.is_(None))),
        )
        .order_by(Clearance.on.desc(), Communication.id.desc())
    )
    rows = dossier.session.execute(query).all()
    kept = {one.id for one in dossier.admit("communication", [row[0] for row in rows])}

    def entry(row: Any) -> Entry:
        one, office, state, on = row
        parts = (office or _("no clearance asked for"), format_date(on), str(one.type.label))
        label = str(state.label) if state else _("Needs clearance")
        detail = " · ".join(part for part in parts if part)
        return Entry("communication", one.id, one.title, detail, label, state)

    open_ones = [row for row in rows if row[0].id in kept]
    return section(dossier, "clearances", N_("Clearances open"), open_ones, entry)


def member_section(dossier: Dossier) -> Section:
    """The members of an organization with which something is open: what they owe us and we them, most first."""
    nothing = Section("members", N_("Open with its members"), 0, ())
    if dossier.partner.type != PartyType.ORGANIZATION or not dossier.ours:
        return nothing
    stays = memberships(dossier.session, dossier.on, organizations=[dossier.partner.id])
    members = {one.party_id for one in stays} - dossier.ours
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for some in batches(members):
        query = (
            select(CommitmentParty.party_id, Commitment.direction, Commitment.due_on_latest)
            .join(Commitment, Commitment.id == CommitmentParty.commitment_id)
            .where(
                CommitmentParty.party_id.in_(some),
                CommitmentParty.deleted_at.is_(None),
                Commitment.deleted_at.is_(None),
                Commitment.merged_into.is_(None),
                Commitment.status.in_(RUNNING),
                by_day(Commitment, "made_on", dossier.on),
                or_(
                    and_(Commitment.direction == Direction.THEIRS, CommitmentParty.side == CommitmentSide.BY),
                    and_(Commitment.direction == Direction.OURS, CommitmentParty.side == CommitmentSide.TO),
                ),
            )
        )
        for party_id, direction, due in dossier.session.execute(query):
            count = counts[party_id]
            count[0 if direction == Direction.THEIRS else 1] += 1
            count[2] += due is not None and due < dossier.on
    ordered = sorted(counts, key=lambda one: (-sum(counts[one][:2]), dossier.sorted_as(dossier.party(one))))

    def entry(party_id: int) -> Entry:
        theirs, ours, late = counts[party_id]
        told = _("owes us {theirs}; we owe {ours}").format(
            theirs=format_number(theirs), ours=format_number(ours)
        )
        overdue = _("{count} overdue").format(count=format_number(late)) if late else ""
        return Entry("party", party_id, dossier.party(party_id), told, overdue, None, bool(late))

    more = (
        "commitment",
        (Condition("made_by", "any", tuple(sorted(counts))), Condition("status", "any", RUNNING)),
    )
    return Section(
        "members",
        N_("Open with its members"),
        len(ordered),
        tuple(entry(one) for one in ordered[:MOST]),
        more if ordered else None,
    )
