"""Records by the words in their texts, by the search index."""

from __future__ import annotations

from sqlalchemy import delete

from diplotrack.records import Communication, Engagement, Passage
from diplotrack.store.ledger_tables import SearchText
from diplotrack.store.worded import worded
from diplotrack.workspace import Workspace


def _text(workspace: Workspace, words: str, kind: type[Communication | Engagement] = Communication) -> int:
    with workspace.change("Text") as work:
        made = work.add(kind(title="Letter"))
        work.add(Passage(owner_kind=kind.__kind__.name, owner_id=made.id, text=words))
        return made.id


def test_whole_words_are_found_whatever_their_case(workspace: Workspace) -> None:
    found = frozenset(_text(workspace, words) for words in ("They (Will) go.", "We’ll go.", "It won’t go."))
    for words in ("Willing to go.", "They went.", "A wont to go."):
        _text(workspace, words)
    _text(workspace, "They will go.", Engagement)
    with workspace.read() as read:
        assert worded(read, Communication, ("will", "'ll", "won't")) == found


def test_what_is_in_the_trash_is_not_found(workspace: Workspace) -> None:
    gone, kept = _text(workspace, "We will go."), _text(workspace, "They will go.")
    with workspace.change("Trash") as work:
        work.trash(work.get(Communication, gone))
    with workspace.read() as read:
        assert worded(read, Communication, ("will",)) == frozenset({kept})


def test_an_index_that_lacks_a_text_tells_nothing(workspace: Workspace) -> None:
    missing = _text(workspace, "They will go.")
    with workspace.change("Lose it") as work:
        of_it = SearchText.kind == "communication", SearchText.record_id == missing
        work.session.execute(delete(SearchText).where(*of_it))
        assert worded(work.session, Communication, ("will",)) is None
