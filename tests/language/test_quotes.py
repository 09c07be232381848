"""A quote knows its place by code points, and is found again after an edit."""

from __future__ import annotations

from diplotrack.language.quotes import Anchor, anchored, found_again


def test_of_several_places_the_one_nearest_to_where_it_was_taken_counts() -> None:
    text = "We agree. They said: we agree. Then we agree again."
    assert anchored(text, "agree", near=24) == Anchor(24, text[:24], text[29:])
    assert anchored(text, "refuse") is None
    assert anchored(text, "") is None


def test_the_surroundings_are_kept_in_code_points() -> None:
    text = "😀" * 40 + "سنرسل الخبراء" + "é" * 40
    found = anchored(text, "سنرسل الخبراء")
    assert found == Anchor(40, "😀" * 32, "é" * 32)


def test_after_an_edit_the_place_with_the_same_surroundings_is_found() -> None:
    text = "First we agree to talk. Later we agree to pay."
    anchor = anchored(text, "we agree", near=30)
    assert anchor is not None
    edited = "We agree on nothing yet, but first we agree to talk. Much later we agree to pay."
    start = edited.index("we agree to pay")
    assert found_again(edited, "we agree", anchor) == (start, start + 8)
    assert found_again("They differ.", "we agree", anchor) is None
