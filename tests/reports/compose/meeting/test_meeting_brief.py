"""The brief before one engagement."""

from __future__ import annotations

from datetime import date

from diplotrack.reports.document import Callout, plain
from diplotrack.reports.render.pdf import page_count
from diplotrack.workspace import Workspace
from tests.reports.compose.meeting.printed import composed, rows, said
from tests.reports.compose.spoken import headings, links

Post = tuple[Workspace, dict[str, int]]


def test_it_goes_from_what_we_want_to_what_we_only_need_to_know(post: Post) -> None:
    assert headings(composed(post, "meeting-brief", "ministers").document) == [
        "Objective",
        "Agenda",
        "Points to make",
        "Our asks",
        "Points to expect",
        "Across the table",
        "Our side",
        "Arrangements",
        "Commitments due both ways",
        "What was said last time",
        "Background that may be used",
    ]


def test_the_head_says_when_and_where_how_far_off_and_whether_confirmed(post: Post) -> None:
    front = dict(composed(post, "meeting-brief", "ministers").document.front)
    assert front["When"] == (
        "Thursday, January 8, 2009; 09:30–10:45 (Paris, GMT+01:00); in 8 days; confirmed"
    )
    assert front["Where"] == "Quai d’Orsay"
    assert front["Led for them by"] == "Bernard Kouchner, Foreign Minister"
    assert front["Part of"] == "Visit to Paris"


def test_only_lines_on_its_objectives_are_points_to_make(post: Post) -> None:
    told = said(post, "meeting-brief", "ministers")
    assert "Every fault is told within a day." in told
    assert "No export bans." not in told


def test_offices_are_those_of_the_day_of_the_meeting(post: Post) -> None:
    assert "Minister of State" in said(post, "meeting-brief", "ministers")


def test_across_the_table_tells_since_when_and_when_we_last_met(post: Post) -> None:
    told = said(post, "meeting-brief", "ministers")
    assert "since May 18, 2007; last met Oct 5, 2008; say: koosh-NAIR; speaks French, English" in told
    assert "4 more, not named" in told


def test_a_protected_source_is_a_contact_without_office_or_number(post: Post) -> None:
    told = said(post, "meeting-brief", "ministers", length="dossier")
    assert "a contact" in told
    assert "Marchand" not in told
    assert "Deputy director" not in told


def test_what_to_expect_stands_beside_what_is_on_record_to_answer_it(post: Post) -> None:
    found = rows(composed(post, "meeting-brief", "ministers", length="dossier").document, "expected")
    assert found == [
        ["(RES)  Keep the names of operators out of it.  (ad referendum)", "(RES)  We look into it."],
        ["(RES)  Said Oct 5, 2008: Paris needs a month.", "See the points to make on SEC-1."],
        ["(SEC)  Said Oct 5, 2008: The cabinet is split.", "See the points to make on SEC-1."],
        [
            "(RES)  On their late promise: The navy is still counting.",
            "(RES)  Due Nov 30, 2008, 31 days overdue: Send the list of faults",
        ],
    ]


def test_a_copy_for_others_tells_no_preparation(post: Post) -> None:
    terms = {"copy": "hand-over", "max_marking": "RESTRICTED"}
    document = composed(post, "meeting-brief", "ministers", **terms).document
    told = said(post, "meeting-brief", "ministers", **terms)
    assert "Points to expect" not in headings(document)
    assert "Background not to be disclosed" not in headings(document)
    assert not links(document)
    for hidden in ("navy", "cabinet", "telephone at table", "last met", "koosh"):
        assert hidden not in told


def test_the_brief_on_past_talks_stands_as_of_their_eve(post: Post) -> None:
    told = said(post, "meeting-brief", "talks")
    assert "As of: October 4, 2008" in told
    assert "Send the list of faults" not in told


def test_one_that_was_called_off_says_why(post: Post) -> None:
    [told] = [
        one for one in composed(post, "meeting-brief", "off").document.blocks if isinstance(one, Callout)
    ]
    assert (told.title, plain(told.text)) == ("Cancelled", "Fog at the airport.")


def test_a_planned_one_whose_day_has_passed_asks_whether_it_was_held(post: Post) -> None:
    assert "its day has passed" in said(post, "meeting-brief", "dinner", on=date(2009, 1, 20))
    assert "its day has passed" not in said(post, "meeting-brief", "dinner", on=date(2009, 1, 9))


def test_a_summit_of_three_hundred_keeps_to_two_pages(post: Post) -> None:
    document = composed(post, "meeting-brief", "forum").document
    found = rows(document, "delegations")
    assert len(found) == 11
    assert found[0][-1] == "30"
    assert page_count(document, "A4") <= 2
    assert "11 delegations, 300 people" in [
        plain(block.caption) for block in document.blocks if hasattr(block, "caption")
    ]


def test_without_anything_on_record_the_head_stands_alone(post: Post) -> None:
    document = composed(post, "meeting-brief", "bare").document
    assert dict(document.front)["When"] == "Wednesday, December 3, 2008"
    assert headings(document) == []
