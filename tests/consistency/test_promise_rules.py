"""The edges of the rules on promises that hang together: R17, R18, R25, R26 and R28.

Cases that do not touch one another are tried in one ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, CommitmentParty, DueChange
from diplotrack.records.enumerations import (
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
    DueAgreement,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import FULFILLED, GONE, TODAY, Play, fired, found


def exchange(scene: Scene, ours: dict[str, Any], theirs: dict[str, Any], link: str = "theirs") -> Commitment:
    """Two commitments in return for one another, and of these theirs; ``link`` says which one names the other."""
    first = scene.commitment(text="Send two customs advisers", **ours)
    second = scene.commitment(text="Open the port registers", by=scene.partner(), to=scene.us, **theirs)
    if link in ("ours", "both"):
        first.counter_id = second.id
    if link in ("theirs", "both"):
        second.counter_id = first.id
    return second


def test_either_side_may_name_the_other(workspace: Workspace, play: Play) -> None:
    links = ["ours", "theirs", "both"]
    late = {"due_on": date(2026, 6, 16)}
    found_for = fired(
        workspace, play, "R25", links, lambda scene, link: exchange(scene, FULFILLED, late, link)
    )
    assert found_for == links
    gaps = found(workspace, "R25")
    assert len(gaps) == len(links)
    assert {one.subject[0].title for one in gaps} == {"Open the port registers"}
    assert {one.fix.text(TODAY) for one in gaps} == {"Raise it with France."}


def test_ours_overdue_for_theirs_delivered_is_found_too(workspace: Workspace, play: Play) -> None:
    delivered = {**FULFILLED, "completed_on": date(2026, 5, 4)}
    play(lambda scene: exchange(scene, {"due_on": scene.ago(3)}, delivered))
    (one,) = found(workspace, "R25")
    assert one.why.text(TODAY) == (
        "France delivered “Open the port registers” (May 4, 2026). What we promised in return, “Send two customs"
        " advisers”, was due Jun 14, 2026; that is 3 days past."
    )
    assert one.severity == Severity.HIGH


def test_other_side_must_be_overdue(workspace: Workspace, play: Play) -> None:
    june = {"due_on": date(2026, 6, 1)}
    conditional = {**june, "nature": CommitmentNature.CONDITIONAL}
    overdue: list[dict[str, Any]] = [
        {"due_on": date(2026, 6, 16)},
        {**conditional, "condition_met_on": TODAY},
        {**june, "status": CommitmentStatus.PARTLY_FULFILLED},
    ]
    others: list[dict[str, Any]] = [
        {"due_on": TODAY},
        {**june, "due_on_latest": date(2026, 6, 30)},
        {"due_on": None},
        conditional,
        {**june, "status": CommitmentStatus.NOT_FULFILLED},
        *({**june, **gone} for gone in GONE),
    ]
    found_for = fired(
        workspace, play, "R25", [*others, *overdue], lambda scene, theirs: exchange(scene, FULFILLED, theirs)
    )
    assert found_for == overdue


def test_one_side_must_have_delivered(workspace: Workspace, play: Play) -> None:
    late = {"due_on": date(2026, 3, 1)}
    ours = [{"status": CommitmentStatus.PARTLY_FULFILLED}, *({**FULFILLED, **gone} for gone in GONE)]
    assert fired(workspace, play, "R25", ours, lambda scene, mine: exchange(scene, mine, late)) == []


def test_two_promises_of_ours_are_no_exchange(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first = scene.commitment(**FULFILLED)
        scene.commitment(due_on=scene.ago(9), counter_id=first.id)

    play(fill)
    assert found(workspace, "R25") == []


Moves = tuple[tuple[int, int, int], ...]
"""Moves of a due date: days since, and the old and the new due day, in days before today."""
TWICE: Moves = ((150, 100, 80), (90, 80, 60))


def moved(scene: Scene, moves: Moves, made: int | None = 400, **values: Any) -> Commitment:
    """A commitment made 400 days ago, whose due date, first 100 days ago, was moved unilaterally."""
    made_on = None if made is None else scene.ago(made)
    record = scene.commitment(**{"made_on": made_on, "due_on": scene.ago(-300), **values})
    for on, old, new in moves:
        days = {"on": scene.ago(on), "old_due_on": scene.ago(old), "new_due_on": scene.ago(new)}
        scene.add(DueChange(commitment_id=record.id, agreed=DueAgreement.UNILATERAL, **days))
    return record


def test_twice_or_by_more_than_half_its_first_term(workspace: Workspace, play: Play) -> None:
    slips: list[Moves] = [((150, 100, -51),), ((150, 100, 99), (99, 99, 98))]
    stays: list[Moves] = [
        ((150, 100, -50),),
        ((150, 100, 99),),
        # Moved to an earlier day, and back.
        ((150, 100, 120), (149, 120, 100)),
        # Moved twice on one day: a slip of the pen, then the day that was meant.
        ((150, 100, -90), (150, -90, 90)),
    ]
    assert fired(workspace, play, "R26", [*stays, *slips], moved) == slips


def test_numbers_say_how_often_and_how_far(workspace: Workspace, play: Play) -> None:
    play(lambda scene: moved(scene, TWICE))
    (one,) = found(workspace, "R26")
    numbers = {name: one.numbers[name] for name in ("times", "days_moved", "first_term_days")}
    assert numbers == {"times": 2, "days_moved": 40, "first_term_days": 300}
    assert one.why.text(TODAY) == (
        "This commitment of Freedonia (ours) was first due Mar 9, 2026. It was put off 2 times without agreement, by"
        " 40 days in all; the last time to Apr 18, 2026."
    )


def test_without_a_day_on_which_it_was_made_only_the_times_count(workspace: Workspace, play: Play) -> None:
    far: Moves = ((150, 100, -250),)
    assert fired(workspace, play, "R26", [far, TWICE], lambda s, moves: moved(s, moves, made=None)) == [TWICE]


def test_agreed_move_does_not_count(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = moved(scene, TWICE[:1])
        days = {"on": scene.ago(90), "old_due_on": scene.ago(80), "new_due_on": scene.ago(-300)}
        scene.add(DueChange(commitment_id=made.id, agreed=DueAgreement.AGREED, **days))

    play(fill)
    assert found(workspace, "R26") == []


def test_date_that_is_only_stated_more_exactly_has_not_moved(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene, first: date) -> Commitment:
        made = moved(scene, TWICE[:1])
        june = {"old_due_on": date(2026, 6, 1), "old_due_on_latest": date(2026, 6, 30)}
        change = {"on": scene.ago(9), "new_due_on": first, "agreed": DueAgreement.UNILATERAL}
        scene.add(DueChange(commitment_id=made.id, **change, **june))
        return made

    days = [date(2026, 6, 30), date(2026, 7, 1)]
    assert fired(workspace, play, "R26", days, fill) == days[1:]


def test_what_is_no_longer_owed_does_not_slip(workspace: Workspace, play: Play) -> None:
    assert (
        fired(workspace, play, "R26", [FULFILLED, *GONE], lambda s, values: moved(s, TWICE, **values)) == []
    )


def test_theirs_slips_too_and_is_raised_with_them(workspace: Workspace, play: Play) -> None:
    play(lambda scene: moved(scene, TWICE, by=scene.partner(), to=scene.us))
    assert found(workspace, "R26")[0].fix.text(TODAY).startswith("Raise it with them")


def promised(scene: Scene, partners: Sequence[str], key: str = "next course", **values: Any) -> Commitment:
    made = scene.commitment(to=scene.partner(partners[0]), exclusive_key=key, **values)
    for name in partners[1:]:
        party = scene.partner(name)
        scene.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=CommitmentSide.TO))
    return made


def test_exclusive_key_goes_to_one_party(workspace: Workspace, play: Play) -> None:
    conflicts: list[tuple[Sequence[str], Sequence[str]]] = [
        (["France"], ["Japan"]),
        (["France", "Japan"], ["Japan"]),
    ]
    others: list[tuple[Sequence[str], Sequence[str]]] = [
        (["France"], ["France"]),
        (["France", "Japan"], ["Japan", "France"]),
    ]

    def fill(scene: Scene, case: tuple[Sequence[str], Sequence[str]]) -> Commitment:
        promised(scene, case[0], key=str(case))
        return promised(scene, case[1], key=str(case))

    assert fired(workspace, play, "R28", [*others, *conflicts], fill) == conflicts


def test_what_is_not_owed_conflicts_with_nothing(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene, values: dict[str, Any]) -> Commitment:
        promised(scene, ["France"], **{"key": str(values), **values})
        return promised(scene, ["Japan"], key=str(values))

    cases = [{"status": CommitmentStatus.PROPOSED}, FULFILLED, *GONE, {"key": "course after next"}]
    assert fired(workspace, play, "R28", cases, fill) == []


def test_what_they_promise_is_theirs_to_settle(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        promised(scene, ["France"])
        scene.commitment(by=scene.partner("Japan"), to=scene.us, exclusive_key="next course")

    play(fill)
    assert found(workspace, "R28") == []


def test_three_promises_of_one_thing_are_one_gap(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        for name in ("France", "Japan", "Chad"):
            promised(scene, [name])

    play(fill)
    (one,) = found(workspace, "R28")
    assert len(one.subject) == 3
    assert "to France, to Japan, and to Chad" in one.why.text(TODAY)


def test_sums_stay_within_what_their_source_says_that_it_holds(workspace: Workspace, play: Play) -> None:
    beyond: list[tuple[str, tuple[Any, ...]]] = [
        ("First fund, EUR 300 000", (200_000, "100000.01")),
        ("Second fund, EUR 300 000", (300_001,)),
        ("Third fund (€ 0.3 Mio.)", (200_000, 200_000)),
    ]
    within: list[tuple[str, tuple[Any, ...]]] = [
        ("Fourth fund, EUR 300 000", (200_000, 100_000)),
        ("Fifth fund, EUR 300 000 a year", (200_000, 200_000)),
        ("Sixth fund, USD 300 000", (200_000, 200_000)),
        ("Seventh fund", (200_000, 200_000)),
    ]

    def fill(scene: Scene, case: tuple[str, tuple[Any, ...]]) -> Commitment:
        drawn = [scene.commitment(amount=one, currency="EUR", funding_source=case[0]) for one in case[1]]
        # What has been paid no longer draws on it.
        scene.commitment(amount=300_000, currency="EUR", funding_source=case[0], **FULFILLED)
        return drawn[-1]

    assert fired(workspace, play, "R28", [*within, *beyond], fill) == beyond


def test_sums_beyond_their_source_are_told(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        for _number in range(2):
            scene.commitment(amount=200_000, currency="EUR", funding_source="Training fund, EUR 300 000")

    play(fill)
    (one,) = found(workspace, "R28")
    assert one.why.text(TODAY) == (
        "Running commitments of ours promise EUR 400,000 from “Training fund, EUR 300 000” (2 in number), which holds"
        " EUR 300,000: EUR 100,000 too much."
    )
    assert one.numbers["amounts"] == [200_000, 200_000]
