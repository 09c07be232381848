"""The edges of the rules on instructions, clearances, owners and telling partners: R30, R32, R33 and R34."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.clearances import fingerprints
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Action,
    Appointment,
    Clearance,
    Communication,
    Instruction,
    Passage,
    Person,
    Record,
)
from diplotrack.records.enumerations import (
    ActionStatus,
    ClearanceState,
    CommitmentStatus,
    ObjectiveStatus,
    Traffic,
)
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, fired, found


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
