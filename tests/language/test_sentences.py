"""Where a sentence ends and where it does not."""

from __future__ import annotations

import pytest

from diplotrack.language.sentences import sentences


def words(text: str) -> list[str]:
    return [one.words for one in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. No at 3.5 percent.",
        "They met at 9 p.m. in St. Petersburg.",
        "President Joseph R. Biden spoke of the U.S. position.",
        "See No. 5 and Art. 3 of the text.",
        "“Will you?” he asked.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He left. She stayed.",
        "He met the U.S. President. They agreed.",
        "They agreed with the U.S. The talks go on.",
        "They agreed; the talks go on.",
        "He said: “We will go.” They went.",
        "**We pay.** They do not.",
        "One\n\nTwo",
        "- one\n- two",
    ],
)
def test_two_sentences_are_two(text: str) -> None:
    assert len(sentences(text)) == 2


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    assert words("We will pay\nour share.") == ["We will pay our share."]


def test_offsets_lead_back_to_the_text() -> None:
    text = "  1. We pay.\n\n  They do\nnot. "
    assert [text[one.start : one.end] for one in sentences(text)] == ["We pay.", "They do\nnot."]


def test_what_has_no_words_is_no_sentence() -> None:
    assert words("***\n\n...\n\n§") == []
