"""What countries are called in the languages of the world: for whole fields, and never against the book of names."""

from __future__ import annotations

import pytest

from diplotrack.language.names import NameBook
from diplotrack.language.names_fold import name_key
from diplotrack.language.names_worldwide import worldwide

BOOK = NameBook.reference()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Frankreich", "FRA"),
        ("tschechien", "CZE"),
        ("Vereinigte Staaten", "USA"),
        ("Niemcy", "DEU"),
        ("Alemanha", "DEU"),
        ("Stati Uniti", "USA"),
        ("ドイツ", "DEU"),
        ("Kuba", "CUB"),
        ("Kosova", "XKX"),
    ],
)
def test_a_field_may_be_in_any_official_language(text: str, party: str) -> None:
    assert BOOK.resolve_field(text).party == party


@pytest.mark.parametrize("text", ["Man", "Alan", "Конго", "", "Ruritania"])
def test_what_is_short_or_means_several_is_not_taken(text: str) -> None:
    assert BOOK.resolve_field(text).party is None or BOOK.resolve(text).party is not None


def test_the_book_goes_first() -> None:
    """What both know means what the book says."""
    both = [name for name in worldwide() if BOOK.resolve(name).how != "unknown"]
    assert len(both) > 500
    assert all(BOOK.resolve_field(name) == BOOK.resolve(name) for name in both)


def test_running_text_is_read_by_the_book_alone() -> None:
    assert BOOK.find_in("Wir reisten durch Frankreich.") == []


def test_names_are_kept_as_they_are_compared() -> None:
    assert all(name == name_key(name) and party in BOOK.parties for name, party in worldwide().items())
