"""The visit programme: by day and hour, and item by item."""

from __future__ import annotations

from datetime import date

from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.reports.compose.meeting import programme
from diplotrack.workspace import Workspace
from tests.reports.compose.meeting.printed import composed, rows, said

Post = tuple[Workspace, dict[str, int]]


def test_items_stand_under_their_day_with_its_clock(post: Post) -> None:
    document = composed(post, "visit-programme", "visit", max_marking="RESTRICTED").document
    assert rows(document, "programme") == [
        ["Thursday, January 8, 2009   Paris, GMT+01:00"],
        [
            "09:30–10:45",
            "(RES)  1  Ministers’ talks\nTransport: Motorcade at nine.\nPress: Photographers only.",
            "Quai d’Orsay",
            "Confirmed",
        ],
        ["Friday, January 9, 2009   Paris, GMT+01:00"],
        ["open", "(RES)  2  Dinner at the Elysée", "", "To be confirmed"],
    ]


def test_an_item_that_is_kept_back_is_neither_numbered_nor_counted(post: Post) -> None:
    kept = composed(post, "visit-programme", "visit", max_marking="RESTRICTED")
    assert "Meeting with the service" not in said(post, "visit-programme", "visit", max_marking="RESTRICTED")
    assert kept.left_out["engagement"] == 1
    assert "\n3. Meeting with the service\n" in said(post, "visit-programme", "visit")


def test_what_is_open_is_listed_item_by_item(post: Post) -> None:
    told = said(post, "visit-programme", "visit")
    assert "Ministers’ talks\n: 1 invited who have not accepted; no notetaker" in told
    assert "Dinner at the Elysée\n: to be confirmed; no time; no venue; no notetaker" in told


def test_deliverables_stand_with_who_owes_them(post: Post) -> None:
    assert rows(composed(post, "visit-programme", "visit").document, "deliverables") == [
        ["(RES)  Open the register", "France", "Jan 9, 2009", "Open"]
    ]


def test_delegations_hold_everybody_of_the_visit_and_its_items_once(post: Post) -> None:
    found = [row[0] for row in rows(composed(post, "visit-programme", "visit").document, "participants")]
    assert found.count("Bernard Kouchner") == 1
    assert "Lina Neuve" in found
    assert found[-1] == "and 4 more"


def test_numbers_of_people_are_internal_and_never_a_sources(post: Post) -> None:
    told = said(post, "visit-programme", "visit")
    assert "assistant: +33 1 0000" in told
    assert "9999" not in told
    assert "+33" not in said(post, "visit-programme", "visit", copy="hand-over", max_marking="RESTRICTED")


def test_a_visit_without_items_says_so(post: Post) -> None:
    assert "No items of the programme are on record yet." in said(post, "visit-programme", "bare")


def test_what_was_held_after_the_day_of_the_programme_stands_as_it_was_planned() -> None:
    made = {"starts_on": date(2025, 12, 29), "status": EngagementStatus.HELD}
    eve, after = date(2025, 12, 28), date(2025, 12, 30)
    assert programme._state(Engagement(**made, is_confirmed=True), eve) == "Confirmed"
    assert programme._state(Engagement(**made, is_confirmed=False), eve) == "Planned"
    assert programme._state(Engagement(**made, is_confirmed=True), after) == "Held"
