"""Where the pages of a document lie below one another at a zoom, and which of them are in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QRect, QSize, QSizeF

POINTS = 96 / 72
"""Pixels a point at 100 per cent."""
LEAST, MOST = 0.25, 4.0
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class Fit(Enum):
    """A zoom that follows the window."""

    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Sheaf:
    """``rects`` are the places of the pages, ``factor`` the pixels a point, ``size`` that of all of it."""

    rects: tuple[QRect, ...] = ()
    factor: float = POINTS
    size: QSize = field(default_factory=QSize)

    @classmethod
    def lay(cls, sizes: Sequence[QSizeF], zoom: Fit | float, view: QSize, gap: int) -> Sheaf:
        """Lay pages of these sizes (points) into a view of that size (pixels), ``gap`` pixels around each."""
        if not sizes:
            return cls()
        widest, highest = max(one.width() for one in sizes), max(one.height() for one in sizes)
        if isinstance(zoom, Fit):
            factor = max(1, view.width() - 2 * gap) / widest
            if zoom is Fit.PAGE:
                factor = min(factor, max(1, view.height() - 2 * gap) / highest)
            factor = min(MOST, max(LEAST, factor / POINTS)) * POINTS
        else:
            factor = zoom * POINTS
        across = max(view.width(), round(widest * factor) + 2 * gap)
        rects, top = [], gap
        for one in sizes:
            width, height = round(one.width() * factor), round(one.height() * factor)
            rects.append(QRect((across - width) // 2, top, width, height))
            top += height + gap
        return cls(tuple(rects), factor, QSize(across, top))

    def within(self, window: QRect) -> list[int]:
        """The pages of which something lies in the window, from above."""
        return [page for page, rect in enumerate(self.rects) if rect.intersects(window)]

    def foremost(self, window: QRect) -> int:
        """The page of which most is seen; the upper one of two. 0 where there is none."""
        seen = {page: self.rects[page].intersected(window).height() for page in self.within(window)}
        return max(seen, key=lambda page: (seen[page], -page), default=0)


def stepped(zoom: float, by: int) -> float:
    """The next larger or smaller zoom of the steps."""
    if by > 0:
        return next((one for one in STEPS if one > zoom + 0.01), MOST)
    return next((one for one in reversed(STEPS) if one < zoom - 0.01), LEAST)
