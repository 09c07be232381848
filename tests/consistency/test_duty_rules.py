"""The edges of the rules on instructions, clearances, owners and telling partners: R30, R32, R33 and R34."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.clearances import fingerprints
from diplotrack.consistency.finding import Finding
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Action,
    Agreement,
    AgreementDuty,
    AgreementParty,
    Appointment,
    Clearance,
    Communication,
    CommunicationParty,
    Consultation,
    Instruction,
    Objective,
    ObjectiveNotice,
    PartnerTier,
    Party,
    Passage,
    Person,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import (
    ActionStatus,
    Behalf,
    ClearanceState,
    CommitmentStatus,
    Correspondent,
    Duty,
    EngagementStatus,
    Level,
    ObjectiveStatus,
    Traffic,
)
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


def found(workspace: Workspace, rule: str) -> list[Finding]:
    return list(workspace.check.run([rule]).findings)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"deliver_by_on": TODAY}, 0),
        ({"deliver_by_on": date(2026, 6, 16)}, 1),
        ({"deliver_by_on": date(2026, 6, 1), "delivered_on": date(2026, 6, 15)}, 0),
        # A Monday; two working days are over with Wednesday, which is today.
        ({"delivered_on": date(2026, 6, 15)}, 0),
        ({"delivered_on": date(2026, 6, 12)}, 1),
        ({"delivered_on": date(2026, 6, 12), "reported_on": TODAY}, 0),
        ({"delivered_on": date(2026, 6, 12), "reporting_reference": "Paris 12"}, 0),
        ({"delivered_on": date(2026, 6, 12), "reporting_reference": " "}, 1),
        ({}, 0),
        ({"deliver_by_on": date(2026, 6, 1), "deleted_at": utc_now()}, 0),
        ({"deliver_by_on": date(2026, 6, 1), "merged_into": 7}, 0),
        ({"deliver_by_on": date(2026, 6, 1), "received_on": date(2019, 12, 31)}, 0),
        ({"deliver_by_on": date(2019, 12, 31)}, 0),
    ],
)
def test_instruction_is_delivered_and_reported_in_time(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: scene.add(Instruction(text="Tell them", **values)))
    assert len(found(workspace, "R30")) == count


@pytest.mark.parametrize(
    ("settings", "count"), [({"holidays": ["2026-06-15"]}, 0), ({"weekend": [4, 5]}, 1), ({}, 1)]
)
def test_working_days_of_the_report_are_those_of_the_post(
    workspace: Workspace, play: Play, settings: dict[str, Any], count: int
) -> None:
    workspace.ledger.set(**settings)
    play(lambda scene: scene.add(Instruction(text="Tell them", delivered_on=date(2026, 6, 12))))
    assert len(found(workspace, "R30")) == count


def letter(scene: Scene, *states: tuple[str, ClearanceState, int], **values: Any) -> Communication:
    """A letter sent five days ago; its clearances are (office, state, days ago), each for the text as it stands."""
    usual = {"title": "Letter", "traffic": Traffic.OUTGOING, "needs_clearance": True, "sent_on": scene.ago(5)}
    made = scene.add(Communication(**{**usual, **values}))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, text="Fees will be frozen."))
    scene.work.session.flush()
    kept = fingerprints(scene.work.session, [made.id])[made.id]
    for office, state, days in states:
        one = Clearance(
            communication_id=made.id, office=office, state=state, on=scene.ago(days), text_hash=kept
        )
        scene.add(one)
    return made


CLEARED, ASKED, REFUSED = ClearanceState.CLEARED, ClearanceState.REQUESTED, ClearanceState.REFUSED


@pytest.mark.parametrize(
    ("states", "count"),
    [
        ([], 1),
        ([("Legal", CLEARED, 6)], 0),
        ([("Legal", ClearanceState.WITH_EDITS, 6)], 0),
        ([("Legal", ASKED, 6)], 1),
        ([("Legal", REFUSED, 6)], 1),
        ([("Legal", CLEARED, 6), ("Press", ASKED, 6)], 1),
        ([("Legal", REFUSED, 8), ("legal ", CLEARED, 6)], 0),
        ([("Legal", CLEARED, 8), ("Legal", REFUSED, 6)], 1),
        # Late, but cleared.
        ([("Legal", CLEARED, 1)], 0),
    ],
)
def test_last_word_of_each_office_counts(
    workspace: Workspace, play: Play, states: list[tuple[str, ClearanceState, int]], count: int
) -> None:
    play(lambda scene: letter(scene, *states))
    assert len(found(workspace, "R32")) == count


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"sent_on": TODAY}, 1),
        ({"sent_on": date(2026, 6, 18)}, 0),
        ({"sent_on": None}, 0),
        ({"sent_on": date(2026, 6, 1), "sent_on_latest": date(2026, 6, 30)}, 0),
        ({"needs_clearance": False}, 0),
        ({"traffic": Traffic.INCOMING}, 0),
        ({"traffic": Traffic.INTERNAL}, 0),
        ({"sent_on": date(2019, 12, 31)}, 0),
        ({"deleted_at": utc_now()}, 0),
        ({"merged_into": 7}, 0),
    ],
)
def test_what_went_out_needs_its_clearance(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: letter(scene, **values))
    assert len(found(workspace, "R32")) == count


def edit(workspace: Workspace, text: str) -> None:
    with workspace.change("Edit") as work:
        work.session.get_one(Passage, 1).text = text


@pytest.mark.parametrize("knows_its_text", [True, False])
def test_edit_voids_the_clearance_until_the_text_is_restored(
    workspace: Workspace, play: Play, *, knows_its_text: bool
) -> None:
    def fill(scene: Scene) -> None:
        letter(scene, ("Legal", CLEARED, 6))
        if not knows_its_text:
            scene.work.session.get_one(Clearance, 1).text_hash = ""

    play(fill)
    assert found(workspace, "R32") == []
    edit(workspace, "Fees will be raised.")
    (one,) = found(workspace, "R32")
    assert one.why.text(TODAY) == (
        "It needs clearance and was sent (Jun 12, 2026); its text was edited after Legal had cleared it on Jun 11,"
        " 2026."
    )
    edit(workspace, "Fees will be frozen.")
    assert found(workspace, "R32") == []


@pytest.mark.parametrize("way", ["added", "trashed", "marked"])
def test_history_tells_what_was_done_to_a_text_since(workspace: Workspace, play: Play, way: str) -> None:
    def fill(scene: Scene) -> None:
        letter(scene, ("Legal", CLEARED, 6))
        scene.work.session.get_one(Clearance, 1).text_hash = ""

    play(fill)
    with workspace.change("Edit") as work:
        match way:
            case "added":
                work.add(Passage(owner_kind="communication", owner_id=1, text="P. S. Or not.", ordinal=1))
            case "trashed":
                work.session.get_one(Passage, 1).deleted_at = utc_now()
            case _:
                work.session.get_one(Passage, 1).tlp = "AMBER"
    assert len(found(workspace, "R32")) == (way != "marked")


def owner(scene: Scene, *terms: tuple[int, int | None], **values: Any) -> int:
    """Somebody who held an office from so many days ago until so many (None: still), for each pair of days."""
    person = scene.add(Person(name="Ben Carrier", party_id=scene.us.id, **values))
    for first, last in terms:
        until = None if last is None else scene.ago(last)
        office = {"office": "Desk officer", "from_on": scene.ago(first), "until_on": until}
        scene.add(Appointment(person_id=person.id, **office))
    return person.id


@pytest.mark.parametrize(
    ("terms", "values", "count"),
    [
        ([(900, 0)], {}, 0),
        ([(900, 1)], {}, 1),
        ([(900, 30), (29, None)], {}, 0),
        ([(900, 30), (0, None)], {}, 0),
        ([(900, 30), (-1, None)], {}, 1),
        ([], {}, 0),
        ([(-1, None)], {}, 0),
        ([(900, None)], {"died_on": date(2026, 6, 16)}, 1),
        ([(900, None)], {"died_on": date(2026, 6, 1), "died_on_latest": date(2026, 6, 30)}, 0),
    ],
)
def test_owner_certainly_holds_no_office(
    workspace: Workspace, play: Play, terms: list[tuple[int, int | None]], values: dict[str, Any], count: int
) -> None:
    play(lambda scene: scene.objective(owner_id=owner(scene, *terms, **values), valid_from=scene.ago(9)))
    assert len(found(workspace, "R33")) == count


@pytest.mark.parametrize(("last", "count"), [(date(2026, 6, 30), 0), (date(2026, 6, 16), 1)])
def test_office_that_ended_within_a_month_ends_with_its_last_possible_day(
    workspace: Workspace, play: Play, last: date, count: int
) -> None:
    def fill(scene: Scene) -> None:
        person = owner(scene)
        days = {"from_on": scene.ago(900), "until_on": date(2026, 6, 1), "until_on_latest": last}
        scene.add(Appointment(person_id=person, office="Desk officer", **days))
        scene.commitment(owner_id=person, made_on=scene.ago(9))

    play(fill)
    assert len(found(workspace, "R33")) == count


@pytest.mark.parametrize(
    ("kind", "values", "count"),
    [
        ("objective", {}, 1),
        ("objective", {"status": ObjectiveStatus.RETIRED}, 0),
        ("objective", {"valid_until": date(2026, 6, 16)}, 0),
        ("objective", {"valid_until": TODAY}, 1),
        ("objective", {"valid_from": date(2019, 12, 31)}, 0),
        ("commitment", {}, 1),
        ("commitment", {"status": CommitmentStatus.FULFILLED}, 0),
        ("commitment", {"status": CommitmentStatus.SUPERSEDED}, 0),
        ("commitment", {"made_on": date(2019, 12, 31)}, 0),
        ("commitment", {"deleted_at": utc_now()}, 0),
        ("action", {}, 1),
        ("action", {"status": ActionStatus.DONE}, 0),
        ("action", {"status": ActionStatus.DROPPED}, 0),
        ("action", {"merged_into": 7}, 0),
    ],
)
def test_only_what_is_open_is_orphaned(
    workspace: Workspace, play: Play, kind: str, values: dict[str, Any], count: int
) -> None:
    def fill(scene: Scene) -> None:
        values["owner_id"] = owner(scene, (900, 1))
        match kind:
            case "objective":
                scene.objective(**values)
            case "commitment":
                scene.commitment(**values)
            case _:
                scene.add(Action(text="Send the draft", **values))

    play(fill)
    assert len(found(workspace, "R33")) == count


def told(scene: Scene, **values: Any) -> Objective:
    """An objective of long standing, on which France, of the first tier, has made a promise."""
    tier = {"tier": 1, "level": Level.MINISTER, "months": 12}
    scene.add(PartnerTier(**{"party_id": scene.partner().id, **tier, **values.pop("tier", {})}))
    objective = scene.objective(**{"valid_from": scene.ago(900), **values})
    scene.link(scene.commitment(by=scene.partner(), to=scene.us), objective)
    return objective


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 1),
        ({"valid_from": date(2025, 6, 17)}, 1),
        ({"valid_from": date(2025, 6, 18)}, 0),
        ({"valid_from": date(2025, 1, 1), "valid_from_latest": date(2025, 12, 31)}, 0),
        ({"valid_until": date(2026, 6, 16)}, 0),
        ({"status": ObjectiveStatus.ACHIEVED}, 0),
        ({"deleted_at": utc_now()}, 0),
        ({"tier": {"tier": 2}}, 0),
        ({"tier": {"from_on": date(2025, 6, 17)}}, 1),
        ({"tier": {"from_on": date(2025, 6, 18)}}, 0),
        ({"tier": {"until_on": date(2026, 6, 16)}}, 0),
    ],
)
def test_first_tier_is_told_within_a_year(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: told(scene, **values))
    assert len(found(workspace, "R34")) == count


@pytest.mark.parametrize(
    "way", ["notice", "undated", "consultation", "meeting", "letter", "statement", "body"]
)
@pytest.mark.parametrize(("days", "count"), [(365, 0), (366, 1)])
def test_every_way_of_telling_counts(
    workspace: Workspace, play: Play, way: str, days: int, count: int
) -> None:
    def fill(scene: Scene) -> None:
        objective = told(scene)
        partner, day = scene.partner(), scene.ago(days)
        match way:
            case "notice":
                scene.add(ObjectiveNotice(objective_id=objective.id, party_id=partner.id, told_on=day))
            case "undated":
                entered = {"created_at": scene.moment_ago(days)}
                scene.add(ObjectiveNotice(objective_id=objective.id, party_id=partner.id, **entered))
            case "consultation":
                line = scene.add(Position(objective_id=objective.id, stance=1, line="Yes."))
                about = {"summary": "Ports", "position_id": line.id, "on": day}
                scene.add(Consultation(party_id=partner.id, **about))
            case "meeting":
                scene.link(scene.engagement(partner, starts_on=day, status=EngagementStatus.HELD), objective)
            case "letter":
                sent = {"traffic": Traffic.OUTGOING, "sent_on": day}
                letter = scene.add(Communication(title="Letter", **sent))
                scene.add(
                    CommunicationParty(communication_id=letter.id, party_id=partner.id, part=Correspondent.TO)
                )
                scene.link(letter, objective)
            case "statement":
                words = {"quote": "Yes.", "objective_id": objective.id, "said_on": day, "behalf": Behalf.OURS}
                said = scene.add(Statement(**words))
                scene.add(StatementAudience(statement_id=said.id, party_id=partner.id))
            case _:
                ministry = scene.add(Party(name="Ministry", parent_id=partner.id))
                scene.add(ObjectiveNotice(objective_id=objective.id, party_id=ministry.id, told_on=day))

    play(fill)
    assert len(found(workspace, "R34")) == count


@pytest.mark.parametrize("way", ["planned meeting", "their letter", "their words", "trashed notice"])
def test_what_tells_nobody_does_not_count(workspace: Workspace, play: Play, way: str) -> None:
    def fill(scene: Scene) -> None:
        objective = told(scene)
        partner, day = scene.partner(), scene.ago(9)
        match way:
            case "planned meeting":
                met = scene.engagement(partner, starts_on=scene.ago(-9), status=EngagementStatus.PLANNED)
                scene.link(met, objective)
            case "their letter":
                letter = scene.add(Communication(title="Letter", traffic=Traffic.INCOMING, sent_on=day))
                scene.add(
                    CommunicationParty(communication_id=letter.id, party_id=partner.id, part=Correspondent.TO)
                )
                scene.link(letter, objective)
            case "their words":
                words = {"quote": "Yes.", "objective_id": objective.id, "said_on": day}
                said = scene.add(Statement(behalf=Behalf.THEIRS, **words))
                scene.add(StatementAudience(statement_id=said.id, party_id=partner.id))
            case _:
                gone = {"told_on": day, "deleted_at": utc_now()}
                scene.add(ObjectiveNotice(objective_id=objective.id, party_id=partner.id, **gone))

    play(fill)
    assert len(found(workspace, "R34")) == 1


@pytest.mark.parametrize(
    ("tie", "reason"),
    [
        ("line", "a line to take on it names this partner"),
        ("agreement", "it is party to an agreement on it"),
        ("duty", "it is party to an agreement on it"),
        ("notice", "it was told of it before"),
        ("none", None),
        ("ended agreement", None),
        ("past line", None),
        ("fulfilled promise", None),
    ],
)
def test_objective_concerns_whom_something_ties_to_it(
    workspace: Workspace, play: Play, tie: str, reason: str | None
) -> None:
    def fill(scene: Scene) -> None:
        partner = scene.partner()
        scene.add(PartnerTier(party_id=partner.id, tier=1, level=Level.MINISTER, months=12))
        objective = scene.objective(valid_from=scene.ago(900))
        match tie:
            case "line" | "past line":
                until = scene.ago(1) if tie == "past line" else None
                line = scene.add(
                    Position(objective_id=objective.id, stance=1, line="Yes.", valid_until=until)
                )
                scene.add(PositionPartner(position_id=line.id, party_id=partner.id, duty=Duty.NOTIFY))
            case "agreement" | "ended agreement" | "duty":
                end = scene.ago(1) if tie == "ended agreement" else None
                made = scene.add(Agreement(title="Memorandum", ends_on=end))
                scene.add(AgreementParty(agreement_id=made.id, party_id=partner.id))
                if tie == "duty":
                    scene.add(AgreementDuty(agreement_id=made.id, objective_id=objective.id))
                else:
                    scene.link(made, objective)
            case "notice":
                scene.add(
                    ObjectiveNotice(objective_id=objective.id, party_id=partner.id, told_on=scene.ago(800))
                )
            case "fulfilled promise":
                scene.link(scene.commitment(status=CommitmentStatus.FULFILLED), objective)
            case _:
                pass

    play(fill)
    gaps = found(workspace, "R34")
    assert len(gaps) == (reason is not None)
    assert all(str(reason) in one.why.text(TODAY) for one in gaps)
