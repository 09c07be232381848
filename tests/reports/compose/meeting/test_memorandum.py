"""The memorandum of conversation: what was said as it was recorded, under its markings."""

from __future__ import annotations

import pytest

from diplotrack.base.errors import UserError
from diplotrack.reports.document import Paragraph, plain
from diplotrack.workspace import Workspace
from tests.reports.compose.meeting.printed import composed, rows, said
from tests.reports.compose.spoken import headings, links

Post = tuple[Workspace, dict[str, int]]


def test_every_paragraph_is_numbered_and_marked_and_says_what_was_recorded(post: Post) -> None:
    document = composed(post, "memcon", "talks").document
    told = [one for one in document.blocks if isinstance(one, Paragraph)]
    assert [one.number for one in told[:4]] == ["1.", "2.", "3.", "4."]
    assert [one.marking for one in told[:4]] == ["RES", "RES", "SEC", "RES"]
    assert plain(told[0].text) == "Both want a register of faults. a contact had said so & <more>."
    assert document.marking == "SECRET"


def test_who_was_there_stands_by_delegation_in_the_office_of_that_day(post: Post) -> None:
    assert rows(composed(post, "memcon", "talks").document, "participants") == [
        ["United States"],
        ["Condoleezza Rice", "Secretary of State", "head of delegation"],
        ["Ned Nash", "Second Secretary", "notetaker"],
        ["France"],
        ["Bernard Kouchner", "Foreign Minister", "head of delegation"],
        ["a contact", "", ""],
    ]


def test_asks_and_promises_of_the_talks_follow_with_who_gave_them(post: Post) -> None:
    told = said(post, "memcon", "talks")
    assert "United States asked: \nName a contact for faults." in told
    assert "France asked: \nKeep the names of operators out of it." in told
    assert "Response: ad referendum." in told
    assert "France: \nSend the list of faults." in told
    assert "United States: \nLend a repair ship." in told
    assert "Ned Nash: \nWrite the cable." in told


def test_time_is_told_by_the_clock_of_the_place(post: Post) -> None:
    assert "15:00–15:40 (Paris, GMT+02:00)" in said(post, "memcon", "talks")


def test_it_says_which_office_has_cleared_it_and_where_it_was_sent(post: Post) -> None:
    told = said(post, "memcon", "talks")
    assert "Legal Adviser: cleared (Oct 6, 2008)" in told
    assert "Sent to\nJapan" in told
    assert "Not cleared by any office" in said(post, "memcon", "ministers")


def test_a_copy_for_others_has_neither_actions_nor_atmosphere_nor_handling(post: Post) -> None:
    copy = composed(post, "memcon", "talks", copy="hand-over", max_marking="RESTRICTED")
    told = said(post, "memcon", "talks", copy="hand-over", max_marking="RESTRICTED")
    assert headings(copy.document) == [
        "Participants",
        "Summary",
        "Their points",
        "Asks raised",
        "Commitments undertaken",
        "Texts",
    ]
    assert "Paris needs a month." in told
    assert "The cabinet is split." not in told
    assert "Brisk" not in told
    assert not links(copy.document)
    assert copy.left_out["passage"] == 2


def test_without_a_record_one_sentence_says_so(post: Post) -> None:
    assert "There is no record of this conversation yet." in said(post, "memcon", "bare")
    assert "it is planned for January 8, 2009" in said(post, "memcon", "ministers")
    assert "it was not held" in said(post, "memcon", "off")


def test_an_engagement_that_is_kept_back_prints_nothing(post: Post) -> None:
    with pytest.raises(UserError, match="keeps this engagement back"):
        composed(post, "memcon", "talks", max_marking="PUBLIC")
