"""The house style: paper, grid, colours and type scale. Lengths in points, colours as PDF operands from 0 to 1.

One family, one accent. Running text is set at ten points on a measure of some eighty characters; numbers and portion
marks hang in the margin; tables have rules, never boxes.
"""

from __future__ import annotations

from typing import NamedTuple

from diplotrack.reports.document import Severity
from diplotrack.reports.render.pdf.shaping import Manner

INK = "0.106 0.125 0.153"
QUIET = "0.392 0.420 0.459"
ACCENT = "0.102 0.247 0.420"
HAIRLINE = "0.796 0.816 0.843"
TINT = "0.961 0.967 0.976"
WATERMARK = "0.925 0.932 0.943"
SEVERITY = {
    Severity.HIGH: "0.639 0.149 0.125",
    Severity.MEDIUM: "0.722 0.447 0.047",
    Severity.LOW: "0.392 0.420 0.459",
    Severity.NOTE: ACCENT,
}

PAPERS = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}


class Grid(NamedTuple):
    """The page: its size, the text block within it, and where the furniture stands. y runs up from the foot.

    ``mirrored``: what begins at the left begins at the right, as the languages do that are written so.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    hang: float
    mirrored: bool = False

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return self.right - self.left

    @property
    def depth(self) -> float:
        """The height of the text block."""
        return self.top - self.bottom


def grid(paper: str, landscape: bool = False, mirrored: bool = False) -> Grid:
    """The grid of a paper: "A4" or "Letter"."""
    short, long = PAPERS[paper]
    width, height = (long, short) if landscape else (short, long)
    outer = 50.0 if landscape else 72.0
    head, foot = (68.0, 74.0) if landscape else (76.0, 82.0)
    left, right = outer + 14, outer - 2
    if mirrored:
        left, right = right, left
    return Grid(width, height, left, width - right, height - head, foot, 28, mirrored)


class Look(NamedTuple):
    """How a stretch of text looks: size, colour, cut, and extra space between letters in em."""

    size: float
    colour: str = INK
    manner: Manner = Manner()
    tracking: float = 0.0


class Setting(NamedTuple):
    """How a paragraph is set: its look, the distance of baselines, the space above, its indents."""

    look: Look
    leading: float
    before: float = 0.0
    indent: float = 0.0
    indent_right: float = 0.0


_BOLD = Manner(bold=True)
_ITALIC = Manner(italic=True)
_CAPS = Manner(bold=True, small_caps=True)

AFTER_TITLE = 9.0
UNDER_HEADING = 8.0
AFTER_CONTENTS = 26.0
KICKER = Setting(Look(9.2, ACCENT, _CAPS, 0.06), 13)
TITLE = Setting(Look(23, INK), 28, 3)
SUBTITLE = Setting(Look(11.5, QUIET), 16, 3)
FRONT_LABEL = Look(8.4, QUIET)
FRONT_VALUE = Look(9.2, INK)
FRONT_LEADING = 13.0

HEADINGS = {
    1: Setting(Look(13.2, ACCENT, _BOLD), 17, 20),
    2: Setting(Look(10.4, INK, _BOLD), 14.5, 14),
    3: Setting(Look(10, QUIET, Manner(bold=True, italic=True)), 14.5, 10),
}
BODY = Setting(Look(10), 14.4, 6)
LEAD = Setting(Look(11.4), 16.4, 8)
QUOTE = Setting(Look(10, INK, _ITALIC), 14.4, 8, 18, 18)
NOTE = Setting(Look(8.4, QUIET), 11.8, 5)
PARAGRAPHS = {"body": BODY, "lead": LEAD, "quote": QUOTE, "note": NOTE}
NUMBER = Look(8.6, QUIET, Manner(tabular=True))
PORTION = Look(8.4, QUIET)
BULLET = Setting(Look(10), 14.4, 3.2, 14)
CALLOUT_TITLE = Setting(Look(10, INK, _BOLD), 14.4, 0, 13)
CALLOUT = Setting(Look(9.6), 13.8, 0, 13)

FACT_LABEL = Look(9, QUIET)
FACT = Look(9.6)
FACT_LEADING = 13.4

MOMENT = Setting(Look(9.6), 13.6, 8)
MOMENT_DAY = Look(8.8, QUIET, Manner(tabular=True))
RAIL = 13.0

CONTENTS_TITLE = Setting(Look(10.4, ACCENT, _BOLD), 16, 10)
CONTENTS = {
    0: Setting(Look(9.8, INK), 14.4, 3.2),
    1: Setting(Look(9.2, QUIET), 13.2, 0.6, 14),
}
CONTENTS_NUMBER = Look(9.2, INK, Manner(tabular=True))

CAPTION = Setting(Look(9.2, INK, _BOLD), 13, 14)
CELL = Look(8.6)
CELL_LEADING = 11.8
NUMERIC = Manner(tabular=True)
HEADER = Look(8.4, QUIET, _CAPS, 0.02)
HEADER_LEADING = 10.6
GROUP = Look(8.8, ACCENT, _BOLD)
GUTTER = 10.0
ROW_PAD = 3.4

BANNER = Look(8.6, INK, _BOLD, 0.08)
FURNITURE = Look(7.6, QUIET)
