"""Words that are no promise: kept once, as marked as the text, gone again by undo."""

from __future__ import annotations

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking, level_of_any_scheme
from diplotrack.records import Communication, Dismissal, Passage
from diplotrack.workspace import Workspace

WORDS = "We will remain in close touch."


@pytest.fixture
def letter(workspace: Workspace) -> int:
    with workspace.change("Write") as work:
        made = work.add(Communication(title="Letter"))
        text = f"Thank you.  {WORDS}\nIt was good to meet."
        passage = work.add(Passage(owner_kind="communication", owner_id=made.id, text=text))
        passage.mark(Marking.of(level_of_any_scheme("CON")))
    return made.id


def test_words_are_dismissed_once(workspace: Workspace, letter: int) -> None:
    assert workspace.dismissing.dismiss("communication", letter, WORDS) is not None
    assert workspace.dismissing.dismiss("communication", letter, WORDS.rstrip(".")) is None
    assert workspace.dismissing.dismissed("communication", letter) == (WORDS,)


def test_they_are_as_marked_as_the_paragraph_in_which_they_stand(workspace: Workspace, letter: int) -> None:
    workspace.dismissing.dismiss("communication", letter, WORDS, "A phrase")
    with workspace.read() as session:
        (one,) = session.query(Dismissal)
        (passage,) = session.query(Passage)
        assert one.marking() == passage.marking()
        assert one.reason == "A phrase"


def test_undo_takes_it_back(workspace: Workspace, letter: int) -> None:
    workspace.dismissing.dismiss("communication", letter, WORDS)
    workspace.history.undo()
    assert workspace.dismissing.dismissed("communication", letter) == ()


def test_words_that_stand_nowhere_are_refused(workspace: Workspace, letter: int) -> None:
    with pytest.raises(UserError, match="stand in no text"):
        workspace.dismissing.dismiss("communication", letter, "We will pay.")
