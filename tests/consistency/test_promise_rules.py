"""The edges of the rules on promises that hang together: R17, R18, R25, R26 and R28."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, CommitmentParty, DueChange, Update
from diplotrack.records.enumerations import (
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
    DueAgreement,
)
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play

FULFILLED: dict[str, Any] = {"status": CommitmentStatus.FULFILLED}


def found(workspace: Workspace, rule: str) -> list[Finding]:
    return list(workspace.check.run([rule]).findings)


def exchange(scene: Scene, ours: dict[str, Any], theirs: dict[str, Any], link: str = "theirs") -> None:
    """Two commitments in return for one another; ``link`` says which one names the other, or that both do."""
    first = scene.commitment(text="Send two customs advisers", **ours)
    second = scene.commitment(text="Open the port registers", by=scene.partner(), to=scene.us, **theirs)
    if link in ("ours", "both"):
        first.counter_id = second.id
    if link in ("theirs", "both"):
        second.counter_id = first.id


@pytest.mark.parametrize("link", ["ours", "theirs", "both"])
def test_either_side_may_name_the_other(workspace: Workspace, play: Play, link: str) -> None:
    play(lambda scene: exchange(scene, FULFILLED, {"due_on": scene.ago(1)}, link))
    (one,) = found(workspace, "R25")
    assert one.subject[0].title == "Open the port registers"
    assert one.fix.text(TODAY) == "Raise it with France."


def test_ours_overdue_for_theirs_delivered_is_found_too(workspace: Workspace, play: Play) -> None:
    delivered = {**FULFILLED, "completed_on": date(2026, 5, 4)}
    play(lambda scene: exchange(scene, {"due_on": scene.ago(3)}, delivered))
    (one,) = found(workspace, "R25")
    assert one.why.text(TODAY) == (
        "France delivered “Open the port registers” (May 4, 2026). What we promised in return, “Send two customs"
        " advisers”, was due Jun 14, 2026; that is 3 days past."
    )
    assert one.severity == Severity.HIGH


@pytest.mark.parametrize(
    ("theirs", "count"),
    [
        ({"due_on": date(2026, 6, 16)}, 1),
        ({"due_on": TODAY}, 0),
        ({"due_on": date(2026, 6, 1), "due_on_latest": date(2026, 6, 30)}, 0),
        ({"due_on": None}, 0),
        ({"due_on": date(2026, 6, 1), "nature": CommitmentNature.CONDITIONAL}, 0),
        (
            {
                "due_on": date(2026, 6, 1),
                "nature": CommitmentNature.CONDITIONAL,
                "condition_met_on": TODAY,
            },
            1,
        ),
        ({"due_on": date(2026, 6, 1), "status": CommitmentStatus.WITHDRAWN}, 0),
        ({"due_on": date(2026, 6, 1), "status": CommitmentStatus.SUPERSEDED}, 0),
        ({"due_on": date(2026, 6, 1), "status": CommitmentStatus.NOT_FULFILLED}, 0),
        ({"due_on": date(2026, 6, 1), "status": CommitmentStatus.PARTLY_FULFILLED}, 1),
        ({"due_on": date(2026, 6, 1), "deleted_at": utc_now()}, 0),
        ({"due_on": date(2026, 6, 1), "merged_into": 1}, 0),
    ],
)
def test_other_side_must_be_overdue(
    workspace: Workspace, play: Play, theirs: dict[str, Any], count: int
) -> None:
    play(lambda scene: exchange(scene, FULFILLED, theirs))
    assert len(found(workspace, "R25")) == count


@pytest.mark.parametrize(
    "ours",
    [
        {"status": CommitmentStatus.PARTLY_FULFILLED},
        {**FULFILLED, "deleted_at": utc_now()},
        {**FULFILLED, "merged_into": 7},
    ],
)
def test_one_side_must_have_delivered(workspace: Workspace, play: Play, ours: dict[str, Any]) -> None:
    play(lambda scene: exchange(scene, ours, {"due_on": scene.ago(90)}))
    assert found(workspace, "R25") == []


def test_two_promises_of_ours_are_no_exchange(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first = scene.commitment(**FULFILLED)
        scene.commitment(due_on=scene.ago(9), counter_id=first.id)

    play(fill)
    assert found(workspace, "R25") == []


def moved(scene: Scene, *moves: tuple[int, int, int], made: int | None = 400, **values: Any) -> Commitment:
    """A commitment whose due date was moved: (days since, old due date, new due date), all in days before today."""
    record = scene.commitment(
        made_on=None if made is None else scene.ago(made), due_on=scene.ago(-300), **values
    )
    for on, old, new in moves:
        days = {"on": scene.ago(on), "old_due_on": scene.ago(old), "new_due_on": scene.ago(new)}
        scene.add(DueChange(commitment_id=record.id, agreed=DueAgreement.UNILATERAL, **days))
    return record


@pytest.mark.parametrize(
    ("moves", "count"),
    [
        # First term: 300 days, from 400 to 100 days ago.
        ([(150, 100, -50)], 0),
        ([(150, 100, -51)], 1),
        ([(150, 100, 99)], 0),
        ([(150, 100, 99), (99, 99, 98)], 1),
        # Moved to an earlier day, and back.
        ([(150, 100, 120), (149, 120, 100)], 0),
        # Moved twice on one day: a slip of the pen, then the day that was meant.
        ([(150, 100, -90), (150, -90, 90)], 0),
    ],
)
def test_twice_or_by_more_than_half_its_first_term(
    workspace: Workspace, play: Play, moves: list[tuple[int, int, int]], count: int
) -> None:
    play(lambda scene: moved(scene, *moves))
    assert len(found(workspace, "R26")) == count


def test_numbers_say_how_often_and_how_far(workspace: Workspace, play: Play) -> None:
    play(lambda scene: moved(scene, (150, 100, 80), (90, 80, 60)))
    (one,) = found(workspace, "R26")
    numbers = {name: one.numbers[name] for name in ("times", "days_moved", "first_term_days")}
    assert numbers == {"times": 2, "days_moved": 40, "first_term_days": 300}
    assert one.why.text(TODAY) == (
        "This commitment (ours) was first due Mar 9, 2026. It was put off 2 times without agreement, by 40 days in all;"
        " the last time to Apr 18, 2026."
    )


def test_without_a_day_on_which_it_was_made_only_the_times_count(workspace: Workspace, play: Play) -> None:
    play(lambda scene: moved(scene, (150, 100, -250), made=None))
    assert found(workspace, "R26") == []


def test_agreed_move_does_not_count(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = moved(scene, (150, 100, 90))
        days = {"on": scene.ago(90), "old_due_on": scene.ago(90), "new_due_on": scene.ago(-300)}
        scene.add(DueChange(commitment_id=made.id, agreed=DueAgreement.AGREED, **days))

    play(fill)
    assert found(workspace, "R26") == []


@pytest.mark.parametrize(("first", "count"), [(date(2026, 6, 30), 0), (date(2026, 7, 1), 1)])
def test_date_that_is_only_stated_more_exactly_has_not_moved(
    workspace: Workspace, play: Play, first: date, count: int
) -> None:
    def fill(scene: Scene) -> None:
        made = moved(scene, (150, 100, 90))
        june = {"old_due_on": date(2026, 6, 1), "old_due_on_latest": date(2026, 6, 30)}
        scene.add(
            DueChange(
                commitment_id=made.id,
                on=scene.ago(9),
                new_due_on=first,
                agreed=DueAgreement.UNILATERAL,
                **june,
            )
        )

    play(fill)
    assert len(found(workspace, "R26")) == count


@pytest.mark.parametrize(
    "values",
    [
        FULFILLED,
        {"status": CommitmentStatus.SUPERSEDED},
        {"status": CommitmentStatus.WITHDRAWN},
        {"merged_into": 7},
    ],
)
def test_what_is_no_longer_owed_does_not_slip(
    workspace: Workspace, play: Play, values: dict[str, Any]
) -> None:
    play(lambda scene: moved(scene, (150, 100, 80), (90, 80, 60), **values))
    assert found(workspace, "R26") == []


def test_theirs_slips_too_and_is_raised_with_them(workspace: Workspace, play: Play) -> None:
    play(lambda scene: moved(scene, (150, 100, 80), (90, 80, 60), by=scene.partner(), to=scene.us))
    assert found(workspace, "R26")[0].fix.text(TODAY).startswith("Raise it with them")


def promised(scene: Scene, *partners: str, key: str = "school, next course", **values: Any) -> Commitment:
    made = scene.commitment(to=scene.partner(partners[0]), exclusive_key=key, **values)
    for name in partners[1:]:
        party = scene.partner(name)
        scene.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=CommitmentSide.TO))
    return made


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (("France",), ("Japan",), 1),
        (("France",), ("France",), 0),
        (("France", "Japan"), ("Japan", "France"), 0),
        (("France", "Japan"), ("Japan",), 1),
    ],
)
def test_exclusive_key_goes_to_one_party(
    workspace: Workspace, play: Play, first: tuple[str, ...], second: tuple[str, ...], count: int
) -> None:
    def fill(scene: Scene) -> None:
        promised(scene, *first)
        promised(scene, *second)

    play(fill)
    assert len(found(workspace, "R28")) == count


@pytest.mark.parametrize(
    "values",
    [
        {"status": CommitmentStatus.PROPOSED},
        FULFILLED,
        {"status": CommitmentStatus.SUPERSEDED},
        {"status": CommitmentStatus.WITHDRAWN},
        {"deleted_at": utc_now()},
        {"merged_into": 7},
        {"key": "school, course after next"},
    ],
)
def test_what_is_not_owed_conflicts_with_nothing(
    workspace: Workspace, play: Play, values: dict[str, Any]
) -> None:
    def fill(scene: Scene) -> None:
        promised(scene, "France", **values)
        promised(scene, "Japan")

    play(fill)
    assert found(workspace, "R28") == []


def test_what_they_promise_is_theirs_to_settle(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        promised(scene, "France")
        scene.commitment(by=scene.partner("Japan"), to=scene.us, exclusive_key="school, next course")

    play(fill)
    assert found(workspace, "R28") == []


def test_three_promises_of_one_thing_are_one_gap(workspace: Workspace, play: Play) -> None:
    play(lambda scene: [promised(scene, name) for name in ("France", "Japan", "Chad")])
    (one,) = found(workspace, "R28")
    assert len(one.subject) == 3
    assert "to France, to Japan, and to Chad" in one.why.text(TODAY)


@pytest.mark.parametrize(
    ("source", "amounts", "count"),
    [
        ("Training fund, EUR 300 000", (200_000, 100_000), 0),
        ("Training fund, EUR 300 000", (200_000, "100000.01"), 1),
        ("Training fund, EUR 300 000", (300_001,), 1),
        ("Training fund, EUR 300 000 a year", (200_000, 200_000), 0),
        ("Training fund, USD 300 000", (200_000, 200_000), 0),
        ("Training fund", (200_000, 200_000), 0),
        ("Training fund (€ 0.3 Mio.)", (200_000, 200_000), 1),
    ],
)
def test_sums_stay_within_what_their_source_says_that_it_holds(
    workspace: Workspace, play: Play, source: str, amounts: tuple[Any, ...], count: int
) -> None:
    def fill(scene: Scene) -> None:
        for amount in amounts:
            scene.commitment(amount=amount, currency="EUR", funding_source=source)

    play(fill)
    assert len(found(workspace, "R28")) == count


def test_paid_sums_no_longer_draw_on_their_source(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        fund: dict[str, Any] = {
            "amount": 200_000,
            "currency": "EUR",
            "funding_source": "Training fund, EUR 300 000",
        }
        scene.commitment(**fund, **FULFILLED)
        scene.commitment(**fund)

    play(fill)
    assert found(workspace, "R28") == []


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


def counted(scene: Scene, *uses: dict[str, Any], key: str = "advisers of May") -> list[Commitment]:
    """A commitment for each use of one piece of evidence; columns of the commitment stand under ``commitment``."""
    made = []
    for use in uses:
        one = scene.commitment(made_on=scene.ago(300), **use.get("commitment", {}))
        values = {name: value for name, value in use.items() if name != "commitment"}
        usual = {"on": scene.ago(30), "text": "Two advisers arrived", "evidence_key": key}
        scene.add(Update(**{"commitment_id": one.id, **usual, **values}))
        made.append(one)
    return made


@pytest.mark.parametrize(
    ("uses", "total"),
    [
        (({"share": 60.0}, {"share": 40.0}), None),
        (({"share": 60.0}, {"share": 40.5}), 100.5),
        (({"share": 100.0}, {"share": 100.0}, {"share": 100.0}), 300),
        (({"share": 150.0},), None),
        (({"share": 100.0}, {"share": None}), None),
        (({"amount": 500, "commitment": {"currency": "EUR"}},) * 2, 200),
        (({"amount": 500}, {"amount": 300}), None),
        (
            (
                {"amount": 500, "commitment": {"currency": "EUR"}},
                {"amount": 500, "commitment": {"currency": "USD"}},
            ),
            None,
        ),
        (({"amount": 500, "share": 50.0}, {"amount": 500, "share": 50.0}), None),
        (({"share": 100.0}, {"share": 100.0, "evidence_key": "advisers of June"}), None),
        (({"share": 100.0}, {"share": 100.0, "deleted_at": utc_now()}), None),
        (({"share": 100.0}, {"share": 100.0, "commitment": {"deleted_at": utc_now()}}), None),
        (({"share": 100.0}, {"share": 100.0, "commitment": {"merged_into": 1}}), None),
        (({"share": 100.0}, {"share": 100.0, "commitment": {"status": CommitmentStatus.SUPERSEDED}}), None),
        (({"share": 100.0}, {"share": 100.0, "commitment": {"status": CommitmentStatus.WITHDRAWN}}), None),
        (({"share": 100.0}, {"share": 100.0, "commitment": FULFILLED}), 200),
        (({"share": 100.0}, {"share": 100.0, "on": date(2019, 12, 31)}), None),
        (({"share": 100.0}, {"share": 100.0, "on": date(2020, 1, 1)}), 200),
    ],
)
def test_shares_of_one_piece_of_evidence_are_summed(
    workspace: Workspace, play: Play, uses: tuple[dict[str, Any], ...], total: float | None
) -> None:
    play(lambda scene: counted(scene, *uses))
    assert [one.numbers["total_percent"] for one in found(workspace, "R17")] == ([total] if total else [])


def test_promise_and_its_reaffirmation_count_once(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first, second = counted(scene, {"share": 100.0}, {"share": 100.0})
        second.reaffirms_id = first.id

    play(fill)
    assert found(workspace, "R17") == []


def test_updates_of_one_promise_carry_on_from_one_another(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first, _second = counted(scene, {"share": 40.0}, {"share": 50.0})
        again = {"text": "", "evidence_key": "advisers of May", "share": 45.0, "on": scene.ago(9)}
        scene.add(Update(commitment_id=first.id, **again))

    play(fill)
    assert found(workspace, "R17") == []


AGAIN = "We will send two customs advisers to the port of their choice."


def repeated(scene: Scene, *texts: str, earlier: dict[str, Any], later: dict[str, Any]) -> None:
    """Two commitments, 400 and 30 days ago, unless said otherwise; the later has the last of the texts."""
    scene.commitment(**{"text": texts[0], "made_on": scene.ago(400), **earlier})
    scene.commitment(**{"text": texts[-1], "made_on": scene.ago(30), **later})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (AGAIN, 1),
        ("WE WILL send two customs advisers to the port of their choice", 1),
        # 12 words and 12 words, of which 10 stand in order: 0.833; and 11 of them: 0.917.
        ("We will send two customs advisers to the border of our choice.", 0),
        ("We will send two customs advisers to the port of our choice.", 1),
        ("We will send 2 customs advisers to the port of their choice.", 0),
    ],
)
def test_text_is_a_repetition_from_its_likeness_on(
    workspace: Workspace, play: Play, text: str, count: int
) -> None:
    play(lambda scene: repeated(scene, AGAIN, text, earlier={}, later={}))
    assert len(found(workspace, "R18")) == count


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ({}, {"made_on": date(2025, 5, 13)}, 0),
        ({}, {"made_on": date(2025, 5, 14)}, 1),
        (
            {"made_on": date(2025, 1, 1), "made_on_latest": date(2025, 12, 31)},
            {"made_on": date(2025, 12, 31)},
            0,
        ),
        (
            {"made_on": date(2025, 1, 1), "made_on_latest": date(2025, 12, 31)},
            {"made_on": date(2026, 1, 1)},
            1,
        ),
        ({"made_on": None}, {}, 0),
        ({"status": CommitmentStatus.SUPERSEDED}, {}, 0),
        ({"status": CommitmentStatus.WITHDRAWN}, {}, 0),
        ({"status": CommitmentStatus.PROPOSED}, {}, 0),
        ({"status": CommitmentStatus.NOT_FULFILLED}, {}, 1),
        ({"deleted_at": utc_now()}, {}, 0),
        ({"merged_into": 2}, {}, 0),
        ({**FULFILLED, "completed_on": date(2026, 5, 18)}, {}, 0),
        ({**FULFILLED, "completed_on": date(2026, 5, 19)}, {}, 1),
        ({}, {"reaffirms_id": 1}, 0),
    ],
)
def test_repetition_is_of_an_earlier_promise_that_stood(
    workspace: Workspace, play: Play, earlier: dict[str, Any], later: dict[str, Any], count: int
) -> None:
    play(lambda scene: repeated(scene, AGAIN, earlier=earlier, later=later))
    assert len(found(workspace, "R18")) == count


def test_same_words_to_another_partner_are_no_repetition(workspace: Workspace, play: Play) -> None:
    play(lambda scene: repeated(scene, AGAIN, earlier={}, later={"to": scene.partner("Japan")}))
    assert found(workspace, "R18") == []


def test_third_announcement_refers_to_the_first(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        repeated(scene, AGAIN, earlier={}, later={})
        scene.commitment(text=AGAIN, made_on=scene.ago(3))

    play(fill)
    gaps = found(workspace, "R18")
    assert [one.records[1].date for one in gaps] == ["2025-05-13", "2025-05-13"]


def test_edit_of_the_earlier_promise_reaches_the_later_one(workspace: Workspace, play: Play) -> None:
    play(lambda scene: repeated(scene, "We will think about it.", AGAIN, earlier={}, later={}))
    assert found(workspace, "R18") == []
    with workspace.change("Edit") as work:
        work.session.get_one(Commitment, 1).text = AGAIN
    report = workspace.check.run(["R18"], changes=work.changed)
    assert [one.subject[0].id for one in report.findings] == [2]
