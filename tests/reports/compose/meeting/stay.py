"""A visit to Paris at the start of 2009 and what goes with it, as the desk has it on the last day of 2008."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from diplotrack.records import (
    Action,
    AgendaItem,
    Ask,
    AskRaised,
    Clearance,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    ContactPoint,
    Engagement,
    Objective,
    ObjectiveLink,
    Participant,
    Position,
    Update,
)
from diplotrack.records.enumerations import (
    ActionStatus,
    Attendance,
    ClearanceState,
    CommitmentSide,
    CommunicationType,
    Correspondent,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Response,
    Setting,
    Side,
    Traffic,
)
from diplotrack.store.passages import write_text
from tests.reports.compose.desk import PUBLIC, SECRET, Desk

Made = dict[str, Any]
VISIT_FIRST, VISIT_LAST = date(2009, 1, 8), date(2009, 1, 9)
TALKS_ON = date(2008, 10, 5)


def stay(desk: Desk) -> Made:
    """Fill the ledger; returns its records by name."""
    made: Made = {}
    for part in (_people, _matter, _told, _talks, _visit, _forum):
        part(desk, made)
    return made


def sit(desk: Desk, at: Engagement, person: Any = None, side: Side = Side.THEIRS, **more: Any) -> None:
    """Let somebody, or a number of unnamed people, take part."""
    desk.add(Participant(engagement_id=at.id, person_id=person.id if person else None, side=side, **more))


def _people(desk: Desk, made: Made) -> None:
    rank = {"level": Level.MINISTER}
    made["rice"] = desk.person("Condoleezza Rice", "USA", "Secretary of State", **rank)
    made["note"] = desk.person("Ned Nash", "USA", "Second Secretary")
    made["kouchner"] = desk.person(
        "Bernard Kouchner",
        "FRA",
        "Foreign Minister",
        **rank,
        from_on=date(2007, 5, 18),
        languages="French, English",
        pronunciation="koosh-NAIR",
        protocol_notes="No telephone at table.",
    )
    # In office only from the first day of the year: on the day of the visit, not on the day of the brief.
    made["new"] = desk.person(
        "Lina Neuve", "FRA", "Minister of State", from_on=date(2009, 1, 1), until_on=date(2010, 1, 1)
    )
    made["source"] = desk.person(
        "Étienne Marchand", "FRA", "Deputy director", family_name="Marchand", is_protected=True
    )
    made["amin"] = desk.person("Layla Amin", "FRA", "Interpreter", native_name="ليلى أمين")
    desk.add(ContactPoint(person_id=made["kouchner"].id, channel="assistant", value="+33 1 0000"))
    desk.add(ContactPoint(person_id=made["source"].id, channel="mobile", value="+33 6 9999"))


def _matter(desk: Desk, made: Made) -> None:
    """What it is about: an objective with lines to take, and one that nobody speaks of in Paris."""
    made["cables"] = desk.add(
        Objective(code="SEC-1", title="Cables repaired together", valid_from=date(2008, 1, 1))
    )
    made["grain"] = desk.add(
        Objective(code="ECO-9", title="Grain at fair prices", valid_from=date(2008, 1, 1))
    )
    for objective, line in (
        (made["cables"], "Every fault is told within a day."),
        (made["grain"], "No export bans."),
    ):
        desk.add(
            Position(
                objective_id=objective.id, stance=1, line=line, valid_from=date(2008, 1, 1), is_public=True
            )
        )


def _talks(desk: Desk, made: Made) -> None:
    """Talks that were held, with a record, an ask each way, promises, a text and what it was cleared by."""
    talks = made["talks"] = desk.met(
        "Talks on cables",
        TALKS_ON,
        "USA",
        "FRA",
        format=Format.CALL,
        start_time=time(15),
        end_time=time(15, 40),
        zone="Europe/Paris",
        level_ours=Level.MINISTER,
        level_theirs=Level.MINISTER,
        is_public=True,
    )
    desk.add(ObjectiveLink(owner_kind="engagement", owner_id=talks.id, objective_id=made["cables"].id))
    sit(desk, talks, made["rice"], Side.OURS, role=ParticipantRole.HEAD)
    sit(desk, talks, made["note"], Side.OURS, role=ParticipantRole.NOTETAKER)
    sit(desk, talks, made["kouchner"], role=ParticipantRole.HEAD)
    sit(desk, talks, made["source"])
    write_text(desk.work, talks, "summary", "Both want a register of faults. Marchand had said so & <more>.")
    points = write_text(desk.work, talks, "their_points", "Paris needs a month.\n\nThe cabinet is split.")
    points[1].mark(SECRET)
    write_text(desk.work, talks, "atmosphere", "Brisk, with an edge.")
    by_us = desk.add(
        Ask(
            text="Name a contact for faults",
            by_id=desk.party("USA"),
            to_id=desk.party("FRA"),
            asked_on=TALKS_ON,
        )
    )
    by_them = desk.add(
        Ask(
            text="Keep the names of operators out of it",
            by_id=desk.party("FRA"),
            to_id=desk.party("USA"),
            asked_on=TALKS_ON,
            response=Response.AD_REFERENDUM,
            answer="We look into it.",
        )
    )
    for ask in (by_us, by_them):
        desk.add(AskRaised(ask_id=ask.id, engagement_id=talks.id))
    made["promise"] = desk.promise(
        "Send the list of faults",
        "FRA",
        "USA",
        made_on=TALKS_ON,
        due_on=date(2008, 11, 30),
        engagement_id=talks.id,
        is_public=True,
    )
    desk.add(
        Update(commitment_id=made["promise"].id, on=date(2008, 12, 10), text="The navy is still counting.")
    )
    desk.promise("Lend a repair ship", "USA", "FRA", made_on=TALKS_ON, engagement_id=talks.id)
    desk.add(
        Action(
            text="Write the cable", owner_id=made["note"].id, engagement_id=talks.id, status=ActionStatus.OPEN
        )
    )
    cable = desk.add(
        Communication(
            title="Cables: Paris needs time",
            type=CommunicationType.CABLE,
            traffic=Traffic.OUTGOING,
            sent_on=date(2008, 10, 6),
            engagement_id=talks.id,
        )
    )
    desk.add(CommunicationParty(communication_id=cable.id, party_id=desk.party("JPN"), part=Correspondent.TO))
    desk.add(
        Clearance(
            communication_id=cable.id,
            office="Legal Adviser",
            state=ClearanceState.CLEARED,
            on=date(2008, 10, 6),
        )
    )


def _visit(desk: Desk, made: Made) -> None:
    """A visit with three items, the last without an hour; one of them kept from most."""
    visit = made["visit"] = desk.met(
        "Visit to Paris",
        VISIT_FIRST,
        "USA",
        "FRA",
        ends_on=VISIT_LAST,
        format=Format.VISIT,
        status=EngagementStatus.PLANNED,
        city="Paris",
        zone="Europe/Paris",
        purpose="Have the register begun by spring.",
        is_confirmed=True,
    )
    for person, side in ((made["rice"], Side.OURS), (made["kouchner"], Side.THEIRS)):
        sit(desk, visit, person, side, role=ParticipantRole.HEAD, attendance=Attendance.ACCEPTED)
    item: dict[str, Any] = {"parent_id": visit.id, "status": EngagementStatus.PLANNED, "zone": "Europe/Paris"}
    made["ministers"] = desk.met(
        "Ministers’ talks",
        VISIT_FIRST,
        "USA",
        "FRA",
        sequence=1,
        start_time=time(9, 30),
        end_time=time(10, 45),
        venue="Quai d’Orsay",
        press="Photographers only.",
        transport="Motorcade at nine.",
        is_confirmed=True,
        **item,
    )
    desk.add(
        AgendaItem(engagement_id=made["ministers"].id, sequence=1, title="The register", raised_by=Side.OURS)
    )
    desk.add(
        ObjectiveLink(owner_kind="engagement", owner_id=made["ministers"].id, objective_id=made["cables"].id)
    )
    sit(desk, made["ministers"], made["rice"], Side.OURS, role=ParticipantRole.HEAD, is_tete_a_tete=True)
    sit(desk, made["ministers"], made["kouchner"], role=ParticipantRole.HEAD, is_tete_a_tete=True)
    sit(desk, made["ministers"], made["new"], attendance=Attendance.INVITED)
    sit(desk, made["ministers"], made["source"])
    sit(desk, made["ministers"], made["amin"], role=ParticipantRole.INTERPRETER, languages="French–English")
    sit(desk, made["ministers"], count=4)
    made["dinner"] = desk.met("Dinner at the Elysée", VISIT_LAST, "USA", "FRA", sequence=2, **item)
    made["hidden"] = desk.met(
        "Meeting with the service", VISIT_LAST, "USA", "FRA", sequence=3, marking=SECRET, **item
    )
    owed = desk.add(
        Commitment(text="Open the register", deliverable_of_id=visit.id, made_on=TALKS_ON, due_on=VISIT_LAST)
    )
    desk.add(CommitmentParty(commitment_id=owed.id, party_id=desk.party("FRA"), side=CommitmentSide.BY))


def _forum(desk: Desk, made: Made) -> None:
    """A summit of three hundred, and a meeting that was called off."""
    codes = ("FRA", "JPN", "EGY", "DEU", "GBR", "ITA", "ESP", "CAN", "MEX", "BRA")
    forum = made["forum"] = desk.met(
        "Summit on cables",
        date(2009, 3, 2),
        "USA",
        *codes,
        format=Format.SUMMIT,
        setting=Setting.MULTILATERAL,
        status=EngagementStatus.PLANNED,
        city="Lisbon",
    )
    sit(desk, forum, made["rice"], Side.OURS, role=ParticipantRole.HEAD)
    sit(desk, forum, count=29, side=Side.OURS)
    for code in codes:
        sit(desk, forum, count=27, party_id=desk.party(code))
    made["off"] = desk.met(
        "Round that was called off",
        date(2008, 12, 1),
        "USA",
        "JPN",
        status=EngagementStatus.CANCELLED,
        status_reason="Fog at the airport.",
    )
    made["reception"] = desk.met(
        "Reception", date(2009, 2, 2), "USA", "FRA", status=EngagementStatus.PLANNED, is_public=True
    )
    quiet = made["quiet"] = desk.met("Walk in the park", TALKS_ON, "USA", "FRA", is_public=True)
    sit(desk, quiet, made["source"], role=ParticipantRole.HEAD)
    made["bare"] = desk.met("Chat in the corridor", date(2008, 12, 3))


def _told(desk: Desk, made: Made) -> None:
    """A meeting of which our readout and theirs are on record."""
    made["told"] = desk.met("Lunch at the embassy", TALKS_ON, "USA", "FRA", is_public=True)
    for title, text, traffic in (
        ("Readout of the lunch", "The ministers spoke about cables.", Traffic.OUTGOING),
        ("Leur compte rendu", "Les ministres ont parlé de câbles.", Traffic.INCOMING),
    ):
        one = desk.add(
            Communication(
                title=title,
                type=CommunicationType.READOUT,
                traffic=traffic,
                sent_on=TALKS_ON,
                engagement_id=made["told"].id,
                is_public=True,
            ),
            PUBLIC,
        )
        write_text(desk.work, one, "text", text)
