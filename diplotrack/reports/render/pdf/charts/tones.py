"""What a tone looks like: a fill, and on it a hatching, so that series stay apart where the print has no colour.

By lightness alone: dark (ours, bad), middle (good), light (theirs, fair), nearly white within an outline (quiet).
"""

from __future__ import annotations

from typing import NamedTuple

from reportlab.graphics.shapes import Drawing, Hatching, Rect, SolidShape
from reportlab.lib.colors import Color

from diplotrack.reports.document import Tone
from diplotrack.reports.render.pdf import style

_OUTLINE = 0.5
_LEAST_HATCHED = 2.5
"""Points of height or width under which a hatching is a smear."""


class Hatch(NamedTuple):
    """Lines across a fill: their colour, angle in degrees, distance and weight in points."""

    colour: str
    angle: float
    distance: float
    weight: float = 0.7


class Fill(NamedTuple):
    """How the area of a value is filled."""

    colour: str
    hatch: Hatch | None = None
    outline: str = ""


FILLS = {
    Tone.OURS: Fill(style.ACCENT),
    Tone.THEIRS: Fill("0.776 0.847 0.925", Hatch(style.ACCENT, 45, 3.0, 0.55)),
    Tone.GOOD: Fill("0.443 0.627 0.529"),
    Tone.FAIR: Fill("0.965 0.871 0.655", Hatch("0.722 0.447 0.047", 0, 2.6, 0.5)),
    Tone.BAD: Fill("0.639 0.149 0.125", Hatch("1 1 1", 135, 3.4, 0.9)),
    Tone.QUIET: Fill("0.953 0.957 0.965", None, "0.557 0.584 0.620"),
}


def colour_of(operands: str) -> Color:
    """A colour of the house style (three operands from 0 to 1) as ReportLab's shapes have it."""
    red, green, blue = (float(part) for part in operands.split())
    return Color(red, green, blue)


def filled(drawing: Drawing, tone: Tone, x: float, y: float, width: float, height: float) -> None:
    """Add an area in a tone to the drawing, its lower left corner at x, y."""
    fill = FILLS[tone]
    _add(drawing, Rect(x, y, width, height), fill.colour)
    hatch = fill.hatch
    if hatch is not None and min(width, height) >= _LEAST_HATCHED:
        corners: list[float] = [x, y, x + width, y, x + width, y + height, x, y + height]
        lines = Hatching(spacings=hatch.distance, angles=hatch.angle, xyLists=[corners])
        _add(drawing, lines, "", hatch.colour, hatch.weight)
    if fill.outline and min(width, height) >= 1:
        edge = _OUTLINE / 2
        inner = Rect(x + edge, y + edge, width - _OUTLINE, height - _OUTLINE)
        _add(drawing, inner, "", fill.outline, _OUTLINE)


def _add(drawing: Drawing, shape: SolidShape, fill: str, stroke: str = "", weight: float = 0.0) -> None:
    shape.fillColor = colour_of(fill) if fill else None
    shape.strokeColor = colour_of(stroke) if stroke else None
    shape.strokeWidth = weight
    drawing.add(shape)
