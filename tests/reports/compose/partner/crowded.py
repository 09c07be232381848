"""A partner with more of everything than anybody could want: what a brief has to survive."""

from __future__ import annotations

from datetime import date, timedelta

from diplotrack.records import (
    Ask,
    Communication,
    CommunicationParty,
    Objective,
    ObjectiveLink,
    Participant,
    Party,
    Position,
    PositionPartner,
    Tag,
)
from diplotrack.records.enumerations import (
    CommunicationType,
    Correspondent,
    Duty,
    EngagementStatus,
    Level,
    PartyType,
    Side,
)
from diplotrack.store.passages import write_text
from tests.reports.compose.desk import Desk

LONG = "Sechs & zwölf <b>Bataillone</b> {mit} eigenem Transport; " * 1_800
"""A hundred thousand characters, markup among them, which is no markup."""
ENOUGH = LONG[:3_000]
DAY = date(2008, 6, 1)


def crowd(desk: Desk) -> None:
    """Fill the ledger with Egypt: texts without end, a summit of three hundred, names from right to left.

    Of a guild of pilots nothing is known but that it is there.
    """
    desk.work.add(Party(name="Guild of pilots", code="PLT", type=PartyType.COMPANY))
    for place in range(8):
        text = ENOUGH if place else LONG
        objective = desk.add(
            Objective(code=f"MAX-{place}", title=text, proposition=text, valid_from=date(2008, 1, 1))
        )
        line = desk.add(Position(objective_id=objective.id, stance=1, line=text, valid_from=DAY))
        desk.add(PositionPartner(position_id=line.id, party_id=desk.party("EGY"), duty=Duty.SCOPE))
        asked = desk.add(
            Ask(
                text=text,
                answer=text,
                by_id=desk.party("USA"),
                to_id=desk.party("EGY"),
                asked_on=DAY + timedelta(days=place),
            )
        )
        desk.add(ObjectiveLink(owner_kind="ask", owner_id=asked.id, objective_id=objective.id))
        desk.add(Ask(text=f"Theirs. {text}", by_id=desk.party("EGY"), to_id=desk.party("USA"), asked_on=DAY))
        desk.promise(text, "EGY", "USA", made_on=DAY, due_on=DAY + timedelta(days=place))
        desk.promise(f"Ours. {text}", "USA", "EGY", made_on=DAY, due_on=date(2009, 1, 10))
        letter = desk.add(
            Communication(title=text, type=CommunicationType.LETTER, sent_on=DAY, is_public=True)
        )
        desk.add(
            CommunicationParty(
                communication_id=letter.id, party_id=desk.party("EGY"), part=Correspondent.ABOUT
            )
        )
        held = desk.met(text, DAY + timedelta(days=place), "USA", "EGY", level_theirs=Level.HEAD, city=text)
        write_text(desk.work, held, "summary", text)
    kept = desk.add(
        Ask(text="The matter of the pilot", by_id=desk.party("USA"), to_id=desk.party("EGY"), asked_on=DAY)
    )
    desk.add(Tag(owner_kind="ask", owner_id=kept.id, name="Not-to-raise"))
    summit = desk.met("Summit of three hundred", date(2008, 12, 1), "USA", "EGY")
    for place in range(300):
        person = desk.person(
            f"Delegate {place}", "EGY", "Minister", Level.MINISTER, native_name="محمد حسني السيد مبارك"
        )
        desk.add(Participant(engagement_id=summit.id, person_id=person.id, side=Side.THEIRS))
    desk.met(LONG, date(2009, 1, 20), "USA", "EGY", status=EngagementStatus.PLANNED, purpose=LONG, city=LONG)
