"""R22: promises in texts that nobody captured or dismissed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, Dismissal, Passage, Tag
from diplotrack.records.enumerations import CommunicationType, Traffic
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found
from tests.consistency.texts import earlier, is_reached, text, trashed

PROMISE = "We will send two customs advisers by the end of May."


@pytest.mark.parametrize(("days", "expected"), [(7, 0), (8, 1)])
def test_a_promise_is_to_be_captured_within_seven_days(
    workspace: Workspace, play: Play, days: int, expected: int
) -> None:
    play(lambda scene: text(scene, PROMISE, days=days))
    assert len(found(workspace, "R22")) == expected


def test_the_days_count_from_receipt(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, traffic=Traffic.INCOMING, received_on=scene.ago(5)))
    assert found(workspace, "R22") == []


def test_a_text_known_to_the_month_counts_from_its_last_day(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, sent_on=date(2026, 6, 1), sent_on_latest=date(2026, 6, 30)))
    assert found(workspace, "R22") == []


def test_one_finding_for_each_text(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, "We will also train two crews. We hope to meet."))
    (one,) = found(workspace, "R22")
    assert (one.numbers["promises"], len(one.quotes)) == (2, 2)


@pytest.mark.parametrize(
    "values",
    [
        {"traffic": Traffic.INTERNAL},
        {"traffic": Traffic.BETWEEN_OTHERS},
        {"type": CommunicationType.TALKING_POINTS},
        {"type": CommunicationType.CABLE},
        {"language": "fr"},
        {"deleted_at": TODAY},
    ],
)
def test_texts_that_are_left_alone(workspace: Workspace, play: Play, values: dict[str, Any]) -> None:
    play(lambda scene: text(scene, PROMISE, **values))
    assert found(workspace, "R22") == []


def test_a_text_in_another_language_is_left_alone_even_where_nobody_said_so(
    workspace: Workspace, play: Play
) -> None:
    words = "Le Gouvernement will prendre toutes les mesures nécessaires pour ouvrir la frontière cette année"
    play(lambda scene: text(scene, words))
    assert found(workspace, "R22") == []


def test_their_text_that_names_a_promise_of_ours_is_high(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, "Freedonia will open the port.", traffic=Traffic.INCOMING))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.HIGH


def test_their_text_that_names_a_promise_of_both_is_high(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, "Both sides agreed to open the port.", traffic=Traffic.INCOMING))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.HIGH


@pytest.mark.parametrize("traffic", [Traffic.INCOMING, Traffic.OUTGOING])
def test_what_the_writer_promises_is_medium(workspace: Workspace, play: Play, traffic: Traffic) -> None:
    play(lambda scene: text(scene, PROMISE, traffic=traffic))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.MEDIUM


def test_a_commitment_captures_the_sentence_that_it_quotes_only(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, f"{PROMISE} We will train two crews.")
        scene.commitment(quote="We will train two crews", communication_id=made.id)

    play(fill)
    (one,) = found(workspace, "R22")
    assert [quote.quote for quote in one.quotes] == [PROMISE]


def test_of_the_same_words_twice_the_anchor_tells_which_is_captured(workspace: Workspace, play: Play) -> None:
    words = "We will report on ports. This is right. We will report on ports and on roads."

    def fill(scene: Scene) -> None:
        made = text(scene, words)
        passage = scene.work.session.scalars(select(Passage)).one()
        scene.commitment(
            quote="We will report on ports",
            communication_id=made.id,
            passage_uid=passage.uid,
            quote_start=words.rindex("We will"),
            quote_before="This is right. ",
            quote_after=" and on roads.",
        )

    play(fill)
    (one,) = found(workspace, "R22")
    assert [quote.quote for quote in one.quotes] == ["We will report on ports."]


def test_a_commitment_of_the_meeting_captures_its_readout(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        met = scene.engagement()
        text(scene, PROMISE, engagement_id=met.id)
        scene.commitment(text="Send two customs advisers", engagement_id=met.id)

    play(fill)
    assert found(workspace, "R22") == []


def test_a_commitment_on_something_else_captures_nothing(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.commitment(text="Open a road to the northern harbour", communication_id=made.id)

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_a_commitment_in_the_trash_captures_nothing(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.commitment(quote=PROMISE, communication_id=made.id, deleted_at=TODAY)

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_words_dismissed_are_no_promise(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.add(Dismissal(owner_kind="communication", owner_id=made.id, quote=PROMISE))

    play(fill)
    assert found(workspace, "R22") == []


@pytest.mark.parametrize(("day", "expected"), [("2026-05-18", 0), ("2026-05-17", 1)])
def test_texts_from_before_the_duty_are_left_alone(
    workspace: Workspace, play: Play, day: str, expected: int
) -> None:
    workspace.ledger.set(duty_from=day)
    play(lambda scene: text(scene, PROMISE, days=31))
    assert len(found(workspace, "R22")) == expected


def test_a_text_opened_for_follow_up_counts_from_before_the_duty(workspace: Workspace, play: Play) -> None:
    workspace.ledger.set(duty_from="2026-06-01")

    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.add(Tag(owner_kind="communication", owner_id=made.id, name="Follow-up"))

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_a_marked_paragraph_marks_the_finding(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene)
        scene.add(
            Passage(
                owner_kind="communication",
                owner_id=made.id,
                text=PROMISE,
                marking_scheme="US",
                marking_rank=3,
                marking_text="SECRET",
            )
        )

    play(fill)
    (one,) = found(workspace, "R22")
    assert one.marking.rank == 3


def captured(work: Work) -> None:
    work.add(Commitment(text="Send two customs advisers", quote=PROMISE, communication_id=earlier(work).id))


def dismissed(work: Work) -> None:
    work.add(Dismissal(owner_kind="communication", owner_id=earlier(work).id, quote=PROMISE))


@pytest.mark.parametrize("change", [captured, dismissed, trashed])
def test_what_captures_a_promise_reaches_its_text(
    workspace: Workspace, play: Play, change: Callable[[Work], None]
) -> None:
    play(lambda scene: text(scene, PROMISE))
    assert is_reached(workspace, "R22", change)
