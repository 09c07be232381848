"""What is written down with a record is saved with it: quotes at their place, asks where raised, files by hash."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.markings import Marking, level_of_any_scheme
from diplotrack.records import AskRaised, Attachment, Commitment, Passage, Statement
from diplotrack.store.attachments import pieces, put
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import AttachedFile, Draft, Portion, Quoted


def talks(workspace: Workspace, *paragraphs: str) -> Draft:
    draft = workspace.editing.blank("engagement", title="Talks")
    draft.texts["their_points"] = [Portion(one) for one in paragraphs]
    return draft


def quoting(
    workspace: Workspace, kind: str, words: str, paragraph: int, start: int, **values: object
) -> Draft:
    draft = workspace.editing.blank(kind, **values)
    draft.quoted = Quoted("their_points", words, paragraph, start)
    return draft


def test_a_promise_is_anchored_in_a_passage_saved_with_it(workspace: Workspace) -> None:
    words = "سنرسل 😀 الخبراء"
    draft = talks(workspace, "A first word.", f"😀😀 {words} in May.")
    follow = quoting(workspace, "commitment", words, 1, 3, text="Send experts", quote=words)
    draft.follows = [("engagement_id", follow)]
    before = workspace.history.head()

    workspace.editing.save(draft)

    with workspace.read() as session:
        one = session.query(Commitment).one()
        passage = session.query(Passage).filter_by(uid=one.passage_uid).one()
        start = one.quote_start or 0
        assert passage.text[start : start + len(one.quote)] == words
        assert (one.quote_start, one.quote_before, one.quote_after) == (3, "😀😀 ", " in May.")
        assert one.engagement_id == draft.id
    workspace.history.undo()
    assert workspace.history.head() != before
    with workspace.read() as session:
        assert session.query(Commitment).count() == 0


def test_a_quote_finds_its_paragraph_after_others_were_put_before_it(workspace: Workspace) -> None:
    draft = talks(workspace, "New.", "New too.", "They will pay.")
    follow = quoting(workspace, "statement", "They will pay", 0, 0, quote="They will pay")
    draft.follows = [("engagement_id", follow)]

    workspace.editing.save(draft)

    with workspace.read() as session:
        one = session.query(Statement).one()
        assert session.query(Passage).filter_by(uid=one.passage_uid).one().ordinal == 2


def test_words_that_are_gone_leave_the_quote_without_a_place(workspace: Workspace) -> None:
    draft = talks(workspace, "They will not pay.")
    follow = quoting(workspace, "commitment", "They will pay", 0, 0, text="Pay", quote="They will pay")
    draft.follows = [("engagement_id", follow)]

    workspace.editing.save(draft)

    with workspace.read() as session:
        one = session.query(Commitment).one()
        assert (one.quote, one.passage_uid, one.quote_start) == ("They will pay", None, None)


def test_an_ask_is_raised_at_the_engagement_with_which_it_is_saved(workspace: Workspace) -> None:
    draft = talks(workspace, "Please vote for us.")
    ask = quoting(workspace, "ask", "Please vote for us", 0, 0, text="Vote for us")
    draft.follows = [("ask_raised.engagement_id", ask)]

    workspace.editing.save(draft)

    with workspace.read() as session:
        assert session.query(AskRaised).one().engagement_id == draft.id


def test_a_record_is_quoted_after_it_was_saved(workspace: Workspace) -> None:
    draft = talks(workspace, "They will pay.")
    workspace.editing.save(draft)
    assert draft.id is not None
    late = workspace.editing.blank("commitment", text="Pay", quote="will pay")
    late.quoted = Quoted("their_points", "will pay", 0, 5, ("engagement", draft.id))

    workspace.editing.save(late)

    with workspace.read() as session:
        assert session.query(Commitment).one().quote_before == "They "


def test_files_are_added_marked_and_taken_away_and_undo_brings_them_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = tmp_path / "note verbale.txt"
    source.write_text("The Embassy presents its compliments")
    digest, size = put(workspace.ledger, source)
    draft = talks(workspace)
    draft.files = [AttachedFile("note verbale.txt", digest, size, "text/plain")]
    workspace.editing.save(draft)
    assert draft.id is not None

    again = workspace.editing.load("engagement", draft.id)
    secret = Marking.of(level_of_any_scheme("CON"))
    again.files = [AttachedFile(*_values(again.files[0]), marking=secret, id=again.files[0].id)]
    assert again.differences() == ["files"]
    workspace.editing.save(again)
    emptied = workspace.editing.load("engagement", draft.id)
    assert [one.marking for one in emptied.files] == [secret]
    emptied.files = []
    workspace.editing.save(emptied)
    with workspace.read() as session:
        assert session.query(Attachment).count() == 0

    workspace.history.undo()

    back = workspace.editing.load("engagement", draft.id).files[0]
    assert b"".join(pieces(workspace.ledger, back.sha256)).startswith(b"The Embassy")


def _values(one: AttachedFile) -> tuple[str, bytes, int, str]:
    return one.name, one.sha256, one.size, one.media_type
