"""The partner brief: what is in it as of the day, in which order, for which copy."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from diplotrack.release import ReleaseFilter
from diplotrack.reports.document import Copy
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.spoken import brief, headings, links, statements, words

HAND_OVER = ReleaseFilter(marked_only=True)
known = cache(brief)
"""The desk is only read here: each brief on it is composed once."""


def test_sections_stand_in_the_order_of_the_trade(desk: Workspace) -> None:
    assert headings(known(desk, "FRA").document) == [
        "Objective",
        "Points to make",
        "Our asks",
        "Their asks and our responses",
        "Due both ways",
        "What was said last time",
        "People and offices",
        "Background that may be used",
        "Background not to be disclosed",
    ]


@pytest.mark.parametrize(
    "later",
    [
        "This happened only in 2009",
        "Visit to Strasbourg after the day",
        "Promise made after the day",
        "Paid in full",
        "We may discuss the sequence after June",
        "2009-06-30",
        "Jun 30, 2009",
    ],
)
def test_nothing_after_the_day_is_in_it(desk: Workspace, later: str) -> None:
    assert later not in words(known(desk, "FRA").document)


def test_a_later_day_knows_more(desk: Workspace) -> None:
    said = words(known(desk, "FRA", on=date(2009, 7, 1)).document)
    assert "This happened only in 2009" in said
    assert "Jun 30, 2009" in said


def test_the_purpose_is_that_of_the_engagement_planned_next(desk: Workspace) -> None:
    document = known(desk, "FRA").document
    assert "Secure two further battalions by the spring summit" in words(document)
    assert ("Occasion", "Working visit to Paris, Jan 8, 2009 (in 8 days)") in document.front


def test_an_answer_given_later_is_not_yet_an_answer(desk: Workspace) -> None:
    said = words(known(desk, "FRA").document)
    assert "no answer yet; answer due Dec 1, 2008, 30 days overdue)" in said


def test_the_narrower_line_is_the_point_to_make(desk: Workspace) -> None:
    said = words(known(desk, "FRA").document)
    assert "We count on two French battalions" in said
    assert "Allies should each bring" not in said


def test_people_are_shown_in_the_office_of_the_day_they_were_met(desk: Workspace) -> None:
    said = words(known(desk, "FRA").document)
    assert "Nicolas Sarkozy (President)" in said
    assert "Jacques Chirac" in said  # met within two years, in the office of then
    assert "Jacques Chirac (President)" not in said


def test_offices_are_those_of_the_day(desk: Workspace) -> None:
    said = words(known(desk, "JPN").document)
    assert "Taro Aso" in said
    assert "麻生太郎" in said
    assert "Fukuda" not in said


def test_a_name_in_its_own_script_stands_beside_the_usual_one(desk: Workspace) -> None:
    assert "محمد حسني مبارك" in words(known(desk, "EGY").document)


def test_an_organization_shows_its_members_of_the_day(desk: Workspace) -> None:
    document = known(desk, "NATO").document
    assert "Members (26)" in words(document)
    assert "Allies should each bring one battalion more." in words(document)


def test_a_partner_without_records_is_said_to_have_none(desk: Workspace) -> None:
    document = known(desk, "TCD").document
    assert headings(document) == ["Points to make", "Background that may be used"]
    assert "Not on record by Dec 31, 2008" in words(document)


def test_every_section_of_an_internal_copy_can_be_traced(desk: Workspace) -> None:
    document = known(desk, "FRA").document
    assert len(links(document)) > 20
    assert all(len(uid) == 32 for uid in links(document))


@pytest.mark.parametrize(
    "inside",
    [
        "The archives are 184 days overdue",
        "Speaks alone",
        "sar-koh-ZEE",
        "We count on two French battalions",
        "strongly for",
        "Not on record",
        "not to be disclosed",
        "In the full dossier",
    ],
)
def test_a_copy_to_hand_over_has_nothing_that_stays_inside(desk: Workspace, inside: str) -> None:
    assert inside in words(known(desk, "FRA").document) + " Not on record"
    assert inside not in words(known(desk, "FRA", Copy.HAND_OVER, HAND_OVER).document)


def test_a_copy_to_hand_over_links_to_nothing(desk: Workspace) -> None:
    assert links(known(desk, "FRA", Copy.HAND_OVER, HAND_OVER).document) == set()


@pytest.mark.parametrize("copy", list(Copy))
def test_a_protected_source_is_a_contact_in_every_copy(desk: Workspace, copy: Copy) -> None:
    said = words(known(desk, "FRA", copy, HAND_OVER).document)
    assert "a contact had told us so beforehand" in said
    assert "Marchand" not in said
    assert "Deputy director for strategy" not in said


def test_the_banner_is_rolled_up_from_what_is_printed(desk: Workspace) -> None:
    assert known(desk, "FRA").document.marking == "RESTRICTED"
    assert known(desk, "FRA", release=ReleaseFilter(max_rank=0)).document.marking == "PUBLIC"


def test_what_is_kept_back_is_counted_for_the_preparer_alone(desk: Workspace) -> None:
    composed = known(desk, "FRA", release=ReleaseFilter(max_rank=0))
    assert composed.left_out["engagement"] == 5
    assert composed.left_out["commitment"] == 5
    assert "Sarkozy" not in words(composed.document)


def test_the_number_of_statements_does_not_grow_with_the_records(desk: Workspace) -> None:
    full = statements(desk, lambda: brief(desk, "FRA"))
    assert 0 < full <= 72
    assert statements(desk, lambda: brief(desk, "TCD")) <= full


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_brief_is_written_to_a_file(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    printed = desk.printing.print(
        order("partner-brief", partner="France", on=date(2008, 12, 31)), tmp_path / f"france.{suffix}"
    )
    assert printed.marking == "RESTRICTED"
    assert (printed.left_out, printed.missing, printed.sentences()) == ({}, (), [])
    assert printed.path.stat().st_size > 5_000
