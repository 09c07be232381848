"""The edges of the rules on instructions, clearances, owners and telling partners: R30, R32, R33 and R34."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

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
    Record,
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

C = TypeVar("C")


def found(workspace: Workspace, rule: str) -> list[Finding]:
    return list(workspace.check.run([rule]).findings)


def fired(
    workspace: Workspace, play: Play, rule: str, cases: Sequence[C], fill: Callable[[Scene, C], Record]
) -> list[C]:
    """The cases about whose record the rule finds something, all of them tried in one ledger."""
    made: list[tuple[str, int]] = []

    def every(scene: Scene) -> None:
        for case in cases:
            record = fill(scene, case)
            made.append((record.__kind__.name, record.id))

    play(every)
    at_fault = {(one.subject[0].kind, one.subject[0].id) for one in found(workspace, rule)}
    return [case for case, record in zip(cases, made, strict=True) if record in at_fault]


def test_instruction_is_delivered_and_reported_in_time(workspace: Workspace, play: Play) -> None:
    friday = {"delivered_on": date(2026, 6, 12)}
    june = {"deliver_by_on": date(2026, 6, 1)}
    late: list[dict[str, Any]] = [
        {"deliver_by_on": date(2026, 6, 16)},
        friday,
        {**friday, "reporting_reference": " "},
        {**june, "received_on": date(2020, 1, 1)},
    ]
    others: list[dict[str, Any]] = [
        {"deliver_by_on": TODAY},
        {**june, "delivered_on": date(2026, 6, 15)},
        # A Monday; two working days are over with Wednesday, which is today.
        {"delivered_on": date(2026, 6, 15)},
        {**friday, "reported_on": TODAY},
        {**friday, "reporting_reference": "Paris 12"},
        {},
        {**june, "deleted_at": utc_now()},
        {**june, "merged_into": 1},
        {**june, "received_on": date(2019, 12, 31)},
        {"deliver_by_on": date(2019, 12, 31)},
    ]
    found_for = fired(
        workspace, play, "R30", [*others, *late], lambda s, one: s.add(Instruction(text="Tell them", **one))
    )
    assert found_for == late


@pytest.mark.parametrize(
    ("settings", "count"), [({"holidays": ["2026-06-15"]}, 0), ({"weekend": [4, 5]}, 1), ({}, 1)]
)
def test_working_days_of_the_report_are_those_of_the_post(
    workspace: Workspace, play: Play, settings: dict[str, Any], count: int
) -> None:
    workspace.ledger.set(**settings)
    play(lambda scene: scene.add(Instruction(text="Tell them", delivered_on=date(2026, 6, 12))))
    assert len(found(workspace, "R30")) == count


Clearances = Sequence[tuple[str, ClearanceState, int]]
"""Clearances of a text: office, state and how many days ago."""
CLEARED, ASKED, REFUSED = ClearanceState.CLEARED, ClearanceState.REQUESTED, ClearanceState.REFUSED


def letter(scene: Scene, states: Clearances = (), **values: Any) -> Communication:
    """A letter sent five days ago, with clearances that are for the text as it stands."""
    usual = {"title": "Letter", "traffic": Traffic.OUTGOING, "needs_clearance": True, "sent_on": scene.ago(5)}
    made = scene.add(Communication(**{**usual, **values}))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, text="Fees will be frozen."))
    scene.work.session.flush()
    kept = fingerprints(scene.work.session, [made.id])[made.id]
    for office, state, days in states:
        row = {"office": office, "state": state, "on": scene.ago(days), "text_hash": kept}
        scene.add(Clearance(communication_id=made.id, **row))
    return made


def test_last_word_of_each_office_counts(workspace: Workspace, play: Play) -> None:
    uncleared: list[Clearances] = [
        [],
        [("Legal", ASKED, 6)],
        [("Legal", REFUSED, 6)],
        [("Legal", CLEARED, 6), ("Press", ASKED, 6)],
        [("Legal", CLEARED, 8), ("Legal", REFUSED, 6)],
    ]
    cleared: list[Clearances] = [
        [("Legal", CLEARED, 6)],
        [("Legal", ClearanceState.WITH_EDITS, 6)],
        [("Legal", REFUSED, 8), ("legal ", CLEARED, 6)],
        # Late, but cleared.
        [("Legal", CLEARED, 1)],
    ]
    assert fired(workspace, play, "R32", [*cleared, *uncleared], letter) == uncleared


def test_what_went_out_needs_its_clearance(workspace: Workspace, play: Play) -> None:
    needy: list[dict[str, Any]] = [{"sent_on": TODAY}, {"sent_on": date(2020, 1, 1)}]
    others: list[dict[str, Any]] = [
        {"sent_on": date(2026, 6, 18)},
        {"sent_on": None},
        {"sent_on": date(2026, 6, 1), "sent_on_latest": date(2026, 6, 30)},
        {"needs_clearance": False},
        {"traffic": Traffic.INCOMING},
        {"traffic": Traffic.INTERNAL},
        {"sent_on": date(2019, 12, 31)},
        {"deleted_at": utc_now()},
        {"merged_into": 1},
    ]
    found_for = fired(workspace, play, "R32", [*others, *needy], lambda s, values: letter(s, **values))
    assert found_for == needy


def edit(workspace: Workspace, text: str) -> None:
    with workspace.change("Edit") as work:
        work.session.get_one(Passage, 1).text = text


@pytest.mark.parametrize("knows_its_text", [True, False])
def test_edit_voids_the_clearance_until_the_text_is_restored(
    workspace: Workspace, play: Play, *, knows_its_text: bool
) -> None:
    def fill(scene: Scene) -> None:
        letter(scene, [("Legal", CLEARED, 6)])
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
        letter(scene, [("Legal", CLEARED, 6)])
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


Terms = Sequence[tuple[int, int | None]]


def test_owner_certainly_holds_no_office(workspace: Workspace, play: Play) -> None:
    gone: list[tuple[Terms, dict[str, Any]]] = [
        ([(900, 1)], {}),
        ([(900, 30), (-1, None)], {}),
        ([(900, None)], {"died_on": date(2026, 6, 16)}),
    ]
    there: list[tuple[Terms, dict[str, Any]]] = [
        ([(900, 0)], {}),
        ([(900, 30), (29, None)], {}),
        ([(900, 30), (0, None)], {}),
        ([], {}),
        ([(-1, None)], {}),
        ([(900, None)], {"died_on": date(2026, 6, 1), "died_on_latest": date(2026, 6, 30)}),
    ]

    def fill(scene: Scene, case: tuple[Terms, dict[str, Any]]) -> Record:
        return scene.objective(owner_id=owner(scene, *case[0], **case[1]), valid_from=scene.ago(9))

    assert fired(workspace, play, "R33", [*there, *gone], fill) == gone


def test_office_that_ended_within_a_month_ends_with_its_last_possible_day(
    workspace: Workspace, play: Play
) -> None:
    def fill(scene: Scene, last: date) -> Record:
        person = owner(scene)
        days = {"from_on": scene.ago(900), "until_on": date(2026, 6, 1), "until_on_latest": last}
        scene.add(Appointment(person_id=person, office="Desk officer", **days))
        return scene.commitment(owner_id=person, made_on=scene.ago(9))

    days = [date(2026, 6, 30), date(2026, 6, 16)]
    assert fired(workspace, play, "R33", days, fill) == days[1:]


def test_only_what_is_open_is_orphaned(workspace: Workspace, play: Play) -> None:
    orphans: list[tuple[str, dict[str, Any]]] = [
        ("objective", {}),
        ("objective", {"valid_until": TODAY}),
        ("commitment", {}),
        ("action", {}),
    ]
    others: list[tuple[str, dict[str, Any]]] = [
        ("objective", {"status": ObjectiveStatus.RETIRED}),
        ("objective", {"valid_until": date(2026, 6, 16)}),
        ("objective", {"valid_from": date(2019, 12, 31)}),
        ("commitment", {"status": CommitmentStatus.FULFILLED}),
        ("commitment", {"status": CommitmentStatus.SUPERSEDED}),
        ("commitment", {"status": CommitmentStatus.WITHDRAWN}),
        ("commitment", {"made_on": date(2019, 12, 31)}),
        ("commitment", {"deleted_at": utc_now()}),
        ("action", {"status": ActionStatus.DONE}),
        ("action", {"status": ActionStatus.DROPPED}),
        ("action", {"merged_into": 1}),
    ]

    def fill(scene: Scene, case: tuple[str, dict[str, Any]]) -> Record:
        kind, values = case
        person = owner(scene, (900, 1))
        if kind == "objective":
            return scene.objective(owner_id=person, **values)
        if kind == "commitment":
            return scene.commitment(owner_id=person, **values)
        return scene.add(Action(text="Send the draft", owner_id=person, **values))

    assert fired(workspace, play, "R33", [*others, *orphans], fill) == orphans


def partner_of(scene: Scene, name: str, **tier: Any) -> Party:
    """A partner of the first tier, unless said otherwise."""
    partner = scene.partner(name)
    usual = {"party_id": partner.id, "tier": 1, "level": Level.MINISTER, "months": 12}
    scene.add(PartnerTier(**{**usual, **tier}))
    return partner


def told(scene: Scene, name: str, tier: dict[str, Any] | None = None, **values: Any) -> Objective:
    """An objective of long standing, on which a partner of the first tier has made a promise."""
    partner = partner_of(scene, name, **(tier or {}))
    objective = scene.objective(**{"valid_from": scene.ago(900), **values})
    scene.link(scene.commitment(by=partner, to=scene.us), objective)
    return objective


def test_first_tier_is_told_within_a_year(workspace: Workspace, play: Play) -> None:
    untold: list[dict[str, Any]] = [
        {},
        {"valid_from": date(2025, 6, 17)},
        {"tier": {"from_on": date(2025, 6, 17)}},
        {"valid_until": TODAY},
    ]
    others: list[dict[str, Any]] = [
        {"valid_from": date(2025, 6, 18)},
        {"valid_from": date(2025, 1, 1), "valid_from_latest": date(2025, 12, 31)},
        {"valid_until": date(2026, 6, 16)},
        {"status": ObjectiveStatus.ACHIEVED},
        {"deleted_at": utc_now()},
        {"tier": {"tier": 2}},
        {"tier": {"from_on": date(2025, 6, 18)}},
        {"tier": {"until_on": date(2026, 6, 16)}},
    ]
    found_for = fired(workspace, play, "R34", [*others, *untold], lambda s, one: told(s, str(one), **one))
    assert found_for == untold


def tell(scene: Scene, way: str, objective: Objective, partner: Party, day: date) -> None:
    """Tell a partner of an objective on a day, or do what only looks like it."""
    notice = {"objective_id": objective.id, "party_id": partner.id}
    match way:
        case "notice":
            scene.add(ObjectiveNotice(told_on=day, **notice))
        case "trashed notice":
            scene.add(ObjectiveNotice(told_on=day, deleted_at=utc_now(), **notice))
        case "undated notice":
            entered = scene.moment_ago((scene.today - day).days)
            scene.add(ObjectiveNotice(created_at=entered, **notice))
        case "notice to a body":
            ministry = scene.add(Party(name="Ministry", parent_id=partner.id))
            scene.add(ObjectiveNotice(told_on=day, **{**notice, "party_id": ministry.id}))
        case "consultation":
            line = scene.add(Position(objective_id=objective.id, stance=1, line="Yes."))
            scene.add(Consultation(summary="Ports", position_id=line.id, on=day, party_id=partner.id))
        case "meeting" | "planned meeting":
            status = EngagementStatus.HELD if way == "meeting" else EngagementStatus.PLANNED
            scene.link(scene.engagement(partner, starts_on=day, status=status), objective)
        case "letter" | "their letter":
            traffic = Traffic.OUTGOING if way == "letter" else Traffic.INCOMING
            text = scene.add(Communication(title="Letter", traffic=traffic, sent_on=day))
            row = {"communication_id": text.id, "party_id": partner.id, "part": Correspondent.TO}
            scene.add(CommunicationParty(**row))
            scene.link(text, objective)
        case _:
            behalf = Behalf.OURS if way == "our words" else Behalf.THEIRS
            said = scene.add(Statement(quote="Yes.", objective_id=objective.id, said_on=day, behalf=behalf))
            scene.add(StatementAudience(statement_id=said.id, party_id=partner.id))


WAYS = ("notice", "undated notice", "notice to a body", "consultation", "meeting", "letter", "our words")
NO_WAYS = ("trashed notice", "planned meeting", "their letter", "their words")


def test_every_way_of_telling_counts_for_a_year(workspace: Workspace, play: Play) -> None:
    long_ago = [(way, 366) for way in WAYS]
    lately = [(way, 365) for way in WAYS]

    def fill(scene: Scene, case: tuple[str, int]) -> Record:
        way, days = case
        objective = told(scene, str(case))
        tell(scene, way, objective, scene.partner(str(case)), scene.ago(days))
        return objective

    assert fired(workspace, play, "R34", [*lately, *long_ago], fill) == long_ago


def test_what_tells_nobody_does_not_count(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene, way: str) -> Record:
        objective = told(scene, way)
        tell(scene, way, objective, scene.partner(way), scene.ago(9))
        return objective

    assert fired(workspace, play, "R34", NO_WAYS, fill) == list(NO_WAYS)


def test_objective_concerns_whom_something_ties_to_it(workspace: Workspace, play: Play) -> None:
    reasons = {
        "line": "a line to take on it names this partner",
        "agreement": "it is party to an agreement on it",
        "duty": "it is party to an agreement on it",
        "notice": "it was told of it before",
    }
    ties = [*reasons, "nothing", "ended agreement", "past line", "fulfilled promise"]

    def fill(scene: Scene, tie: str) -> Record:
        partner = partner_of(scene, tie)
        objective = scene.objective(tie, valid_from=scene.ago(900))
        match tie:
            case "line" | "past line":
                until = scene.ago(1) if tie == "past line" else None
                line = {"objective_id": objective.id, "stance": 1, "line": "Yes.", "valid_until": until}
                scope = {"position_id": scene.add(Position(**line)).id, "duty": Duty.NOTIFY}
                scene.add(PositionPartner(party_id=partner.id, **scope))
            case "agreement" | "ended agreement" | "duty":
                end = scene.ago(1) if tie == "ended agreement" else None
                made = scene.add(Agreement(title="Memorandum", ends_on=end))
                scene.add(AgreementParty(agreement_id=made.id, party_id=partner.id))
                if tie == "duty":
                    scene.add(AgreementDuty(agreement_id=made.id, objective_id=objective.id))
                else:
                    scene.link(made, objective)
            case "notice":
                tell(scene, tie, objective, partner, scene.ago(800))
            case "fulfilled promise":
                kept = scene.commitment(by=partner, to=scene.us, status=CommitmentStatus.FULFILLED)
                scene.link(kept, objective)
        return objective

    assert fired(workspace, play, "R34", ties, fill) == list(reasons)
    whys = [one.why.text(TODAY) for one in found(workspace, "R34")]
    for tie, reason in reasons.items():
        assert any(f"objective {tie} (Objective {tie}) concerns it: {reason}" in why for why in whys)
