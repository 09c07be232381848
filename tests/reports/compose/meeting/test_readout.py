"""The readout: our text as given out, or a draft of what is public on record."""

from __future__ import annotations

from diplotrack.workspace import Workspace
from tests.reports.compose.meeting.printed import composed, rows, said

Post = tuple[Workspace, dict[str, int]]


def test_ours_prints_as_it_was_given_out_and_theirs_beside_it_on_request(post: Post) -> None:
    ours = composed(post, "readout", "told").document
    assert (ours.title, ours.marking, ours.watermark) == ("Readout of the lunch", "PUBLIC", None)
    assert "The ministers spoke about cables." in said(post, "readout", "told")
    beside = composed(post, "readout", "told", theirs=True).document
    assert rows(beside, "readouts") == [
        ["The ministers spoke about cables.", "Les ministres ont parlé de câbles."]
    ]
    # Given out, it stands under its own marking: that of the lunch itself is higher.
    handed = said(post, "readout", "told", theirs=True, copy="hand-over", max_marking="PUBLIC")
    assert "The ministers spoke" in handed
    assert "Les ministres" not in handed


def test_failing_one_a_draft_tells_what_is_public_and_nothing_of_the_record(post: Post) -> None:
    drafted = composed(post, "readout", "talks")
    told = said(post, "readout", "talks")
    assert drafted.document.watermark == "DRAFT"
    assert (
        "Secretary of State Condoleezza Rice spoke with Foreign Minister Bernard Kouchner on Sunday, October 5, 2008."
        in told
    )
    assert "France: \nSend the list of faults." in told
    for hidden in ("register", "repair ship", "Cables repaired", "contact", "month"):
        assert hidden not in told
    assert drafted.left_out == {"commitment": 1, "objective": 1, "passage": 4}


def test_what_nobody_has_made_public_gives_no_draft(post: Post) -> None:
    told = said(post, "readout", "bare")
    assert "there is nothing that may be given out" in told
    assert "Chat in the corridor" not in told


def test_no_draft_says_that_there_was_a_contact(post: Post) -> None:
    assert "United States met France on Sunday, October 5, 2008." in said(post, "readout", "quiet")


def test_what_was_not_held_has_no_readout(post: Post) -> None:
    assert "there is nothing to read out" in said(post, "readout", "reception")
