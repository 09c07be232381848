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


def in_parts(sizes: dict[str, tuple[int, int]]) -> Callable[[Room], Composed]:
    """A composition of parts, each with as many paragraphs at most and at least; the first matters most."""

    def compose(room: Room) -> Composed:
        blocks: list[Block] = []
        for weight, (name, (plenty, least)) in enumerate(sizes.items(), 1):
            own = room.part(name, weight)
            count = 0 if own.is_closed else own.most(plenty, least)
            blocks += [Heading(name), *[Paragraph(WORDS)] * count] if count else []
        return Composed(Document("A paper", tuple(blocks)))

    return compose


def said(document: Document, heading: str) -> int:
    """How many paragraphs stand under a heading."""
    found = ""
    counted = 0
    for one in document.blocks:
        found = plain(one.text) if isinstance(one, Heading) else found
        counted += isinstance(one, Paragraph) and found == heading
    return counted


def test_room_that_is_over_goes_to_the_parts_that_matter_most() -> None:
    compose = in_parts({"Due": (25, 2), "Points": (25, 2), "Background": (25, 2)})
    found = fitted(compose, 1, "A4").document
    counts = [said(found, name) for name in ("Due", "Points", "Background")]
    assert page_count(found) == 1
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_the_part_that_matters_least_is_given_up_before_what_is_due_is_cut() -> None:
    found = fitted(in_parts({"Points": (9, 3), "Due": (9, 3), "People": (20, 14)}), 1, "A4").document
    assert page_count(found) == 1
    assert said(found, "Due") >= 3
    assert not said(found, "People")
