"""Filling pages, in one pass over the pieces: headings keep with what follows, tables repeat their header."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TypeAlias

from diplotrack.reports.render.pdf.pieces import PageEnd, Piece, Repeated

Page: TypeAlias = "list[tuple[Piece, float]]"

# Lengths add up in floating point; a hundredth of a point is nothing on paper.
_SLACK = 0.01


def paginate(pieces: Iterable[Piece], depth: float) -> list[Page]:
    """The pages, each a list of (piece, distance of its upper edge from the head of the text block).

    ``depth`` is the height of the text block in points. A piece that no page can hold is cut wherever it can be, or
    else reaches beyond the foot.
    """
    waiting = deque(pieces)
    pages: list[Page] = []
    page: Page = []
    used = 0.0
    while waiting:
        piece = waiting.popleft()
        if isinstance(piece, PageEnd):
            if page:
                pages.append(page)
                page, used = [], 0.0
            continue
        if not page and piece.header is not None:
            page.append((Repeated(piece.header), 0.0))
            used = piece.header.height
        fresh = not page or (len(page) == 1 and isinstance(page[0][0], Repeated))
        gap = 0.0 if fresh else piece.before
        wanted = gap + _chain(piece, waiting, depth)
        if used + wanted <= depth + _SLACK or (fresh and used + piece.height <= depth + _SLACK):
            page.append((piece, used + gap))
            used += gap + piece.height
            continue
        parts = None if piece.keep and not fresh else piece.split(depth - used - gap, force=fresh)
        if parts is not None:
            for part in parts:
                part.element = piece.element
            page.append((parts[0], used + gap))
            waiting.appendleft(parts[1])
        elif fresh:
            page.append((piece, used))
        else:
            waiting.appendleft(piece)
        pages.append(page)
        page, used = [], 0.0
    if page or not pages:
        pages.append(page)
    return pages


def _chain(piece: Piece, following: Iterable[Piece], depth: float) -> float:
    """The height that must be free for the piece: its own, and while pieces keep with the next, those after it too."""
    total = piece.height
    if not piece.keep:
        return total
    for after in following:
        if isinstance(after, PageEnd):
            break
        total += after.before + (after.height if after.keep else after.least)
        if not after.keep:
            break
        if total > depth:
            # Too much to keep together on any page: keep only the piece and what comes next.
            return piece.height + after.before + after.least
    return total
