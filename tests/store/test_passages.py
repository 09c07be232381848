"""Long texts are paragraphs with an identity that survives edits elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplotrack.records import Engagement
from diplotrack.store.ledger import Ledger
from diplotrack.store.passages import paragraphs, passages_of, write_text


def test_paragraphs_end_at_blank_lines_and_keep_their_lines() -> None:
    assert paragraphs("One\r\nstill one\r\n \r\n\r\nTwo\x00\x0b") == ["One\nstill one", "Two"]


@given(st.text())
def test_paragraphs_are_stable(text: str) -> None:
    once = paragraphs(text)
    assert paragraphs("\n\n".join(once)) == once


def test_an_edit_keeps_the_other_paragraphs_as_they_are(ledger: Ledger) -> None:
    with ledger.change("Write") as work:
        talks = work.add(Engagement(title="Talks"))
        first = [passage.uid for passage in write_text(work, talks, "summary", "One.\n\nTwo.\n\nThree.")]
    with ledger.change("Edit") as work:
        again = write_text(work, talks, "summary", "Zero.\n\nOne.\n\nTwo, mended.\n\nThree.")
        assert [passage.text for passage in again] == ["Zero.", "One.", "Two, mended.", "Three."]
        assert [passage.uid for passage in again if passage.text in ("One.", "Three.")] == [
            first[0],
            first[2],
        ]
        assert first[1] in {passage.uid for passage in again}
    with ledger.read() as session:
        kept = passages_of(session, "engagement", [talks.id])[talks.id]["summary"]
        assert "\n\n".join(one.text for one in kept) == "Zero.\n\nOne.\n\nTwo, mended.\n\nThree."


def test_writing_the_same_again_changes_nothing(ledger: Ledger) -> None:
    with ledger.change("Write") as work:
        talks = work.add(Engagement(title="Talks"))
        write_text(work, talks, "summary", "One.\n\nTwo.")
    with ledger.change("Write again") as work:
        write_text(work, talks, "summary", "One.\n\nTwo.")
    assert work.changed is not None
    assert work.changed.change_set_id == 0
