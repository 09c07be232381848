"""A composition is given less and less room until it fits, and never less than it needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Block, Document, Heading, Paragraph, plain
from diplotrack.reports.render.pdf import page_count
from diplotrack.reports.terms import Composed
from diplotrack.workspace.printing.fitting import fitted

WORDS = "The ambassador delivered the points and left a paper behind. " * 5


def composer(plenty: int, least: int, tried: list[int]) -> Callable[[Room], Composed]:
    """A composition of so many paragraphs, which notes the room that it was given."""

    def compose(room: Room) -> Composed:
        tried.append(room.step)
        paragraphs = [Paragraph(WORDS, number=f"{one}.") for one in range(room.most(plenty, least))]
        blocks: tuple[Block, ...] = (
            *paragraphs,
            Heading("The end"),
            Paragraph(WORDS),
            Paragraph("A note.", style="note"),
        )
        return Composed(Document("A paper", blocks))

    return compose


@pytest.mark.parametrize("pages", [1, 2])
def test_the_fullest_that_fits_is_taken(pages: int) -> None:
    tried: list[int] = []
    compose = composer(60, 2, tried)
    found = fitted(compose, pages, "A4").document
    assert page_count(found) == pages
    assert len(tried) == len(set(tried)) < 12
    step = next(one for one in range(1, Room.LAST + 1) if compose(Room(one)).document == found)
    assert page_count(compose(Room(step - 1)).document) > pages


def test_what_fits_at_once_is_left_alone() -> None:
    compose = composer(3, 0, [])
    assert fitted(compose, 1, "A4").document == compose(Room(1)).document


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_where_even_the_least_is_too_long_the_text_ends_with_the_page_and_its_note(paper: str) -> None:
    found = fitted(composer(90, 90, []), 1, paper).document  # type: ignore[arg-type]
    assert page_count(found, paper) == 1  # type: ignore[arg-type]
    assert 5 < len(found.blocks) < 30
    assert isinstance(found.blocks[-2], Paragraph)
    assert [plain(one.text) for one in found.blocks[-1:] if isinstance(one, Paragraph)] == ["A note."]
