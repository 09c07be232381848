"""Long texts from converters as plain paragraphs."""

from __future__ import annotations

from diplotrack.exchange.tables.prose import plain_paragraphs, plain_title


def test_the_backslashes_of_a_folded_title_go() -> None:
    assert plain_title("Call with Prime Minister Boris Johnson\\ of the United Kingdom") == (
        "Call with Prime Minister Boris Johnson of the United Kingdom"
    )


def test_escaped_characters_of_a_title_are_resolved() -> None:
    assert plain_title("Andr\\xE9s Manuel\\ L\\xF3pez \\u2013 United\n  States") == (
        "Andrés Manuel López – United States"
    )


def test_folded_lines_become_one_paragraph() -> None:
    assert plain_paragraphs("The President\nspoke.\n\nThey agreed.") == [
        "The President spoke.",
        "They agreed.",
    ]


def test_plain_text_keeps_its_stars_and_hashes() -> None:
    assert plain_paragraphs("**no** #1") == ["**no** #1"]


def test_marks_of_markdown_go_and_the_words_stay() -> None:
    text = "**Climate**  \nSee [the order](https://x.org/a) of the 27<sup>th</sup>.\n\n2\\. Ports\\*\n\n\\###"
    assert plain_paragraphs(text, markdown=True) == ["Climate", "See the order of the 27th.", "2. Ports*"]


def test_items_of_a_list_are_paragraphs() -> None:
    text = "They will:\n\n-   build ports\n    and roads;\n-   train judges.\n"
    assert plain_paragraphs(text, markdown=True) == [
        "They will:",
        "• build ports and roads;",
        "• train judges.",
    ]


def test_half_an_emphasis_and_addresses_are_tidied() -> None:
    text = "**Supplies\n\nWrite to <desk@example.org>.\n\n* * *"
    assert plain_paragraphs(text, markdown=True) == ["Supplies", "Write to desk@example.org."]


def test_a_day_at_the_beginning_of_a_folded_line_begins_no_list() -> None:
    text = "They met on April\n13. The meeting was short.\n\n1. One\n2. Two"
    assert plain_paragraphs(text) == ["They met on April 13. The meeting was short.", "1. One", "2. Two"]
