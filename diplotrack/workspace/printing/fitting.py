"""A document that keeps to its pages: composed with less and less room until it fits, measured as it will be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from diplotrack.reports.compose.room import Room

if TYPE_CHECKING:
    from diplotrack.reports.compose import Composed
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper


def fitted(compose: Callable[[Room], Composed], pages: int, paper: Paper) -> Composed:
    """The fullest composition that takes at most so many pages of the paper.

    ``compose`` is called with less and less room, half a dozen times at most: what it reads it should keep. Where even
    the least is too long, the document ends where the pages do. A DOCX is fitted by the same measure, as a PDF.
    """
    from diplotrack.reports.render.pdf import page_count
    from diplotrack.reports.render.pdf.shaping import Typesetter

    setter: Typesetter | None = None

    def fits(document: Document) -> bool:
        nonlocal setter
        setter = setter or Typesetter(document.language)
        return page_count(document, paper, setter) <= pages

    fullest = compose(Room(1))
    if fits(fullest.document):
        return fullest
    found, much, little = None, 1, Room.LAST + 1
    while little - much > 1:
        step = (much + little) // 2
        tried = compose(Room(step))
        if fits(tried.document):
            found, little = tried, step
        else:
            much = step
    return found or _cut(compose(Room(Room.LAST)), fits)


def _cut(composed: Composed, fits: Callable[[Document], bool]) -> Composed:
    """The composition without the blocks at its end that are too many."""
    document = composed.document
    few, many = 0, len(document.blocks)
    while many - few > 1:
        half = (few + many) // 2
        if fits(replace(document, blocks=document.blocks[:half])):
            few = half
        else:
            many = half
    return replace(composed, document=replace(document, blocks=document.blocks[:few]))
