"""A picture: shapes of ReportLab's graphics, and its words, which the house's own typesetter has set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.graphics.shapes import Drawing, Line, Path, Rect

from diplotrack.reports.render.pdf.charts.tones import colour_of

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

    from diplotrack.reports.render.pdf.lines import Line as Words
    from diplotrack.reports.render.pdf.sheet import Sheet

_PATH = ("m", "l", "c", "h")
"""The operator of each step of a ReportLab path; a step takes the points of the second row."""
_POINTS = (2, 2, 6, 0)


class Lettering(NamedTuple):
    """A line of text in a picture, its beginning at x, its baseline at y."""

    line: Words
    x: float
    y: float


@dataclass(slots=True)
class Picture:
    """What is drawn in a frame of points, y upward from its foot. Words lie over shapes, in the order of reading."""

    width: float
    height: float
    letters: list[Lettering] = field(default_factory=list)
    drawing: Drawing = field(init=False)

    def __post_init__(self) -> None:
        self.drawing = Drawing(self.width, self.height)

    def write(self, line: Words, x: float, y: float, align: str = "left") -> None:
        """Add a line of text that begins, ends ("right") or has its middle ("center") at x."""
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        self.letters.append(Lettering(line, x - shift * line.width, y))

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float, colour: str) -> None:
        """Add a straight line."""
        self.drawing.add(Line(x1, y1, x2, y2, strokeColor=colour_of(colour), strokeWidth=weight))

    def draw(self, sheet: Sheet, left: float, foot: float) -> None:
        """Draw on the page with the lower left corner at left, foot; on a mirrored page the other way round."""
        shapes = " ".join(_operators(self.drawing))
        if sheet.grid.mirrored:
            sheet.vectors(f"q -1 0 0 1 {left + self.width:.2f} {foot:.2f} cm {shapes} Q")
        else:
            sheet.vectors(f"q 1 0 0 1 {left:.2f} {foot:.2f} cm {shapes} Q")
        for one in self.letters:
            x = self.width - one.x - one.line.width if sheet.grid.mirrored else one.x
            sheet.line(one.line, left + x, foot + one.y)


def _operators(drawing: Drawing) -> Iterator[str]:
    """The shapes as operators of a page. Only those that charts are made of are known."""
    for shape in drawing.contents:
        if isinstance(shape, Rect):
            path = f"{shape.x:.2f} {shape.y:.2f} {shape.width:.2f} {shape.height:.2f} re"
        elif isinstance(shape, Line):
            path = f"{shape.x1:.2f} {shape.y1:.2f} m {shape.x2:.2f} {shape.y2:.2f} l"
        elif isinstance(shape, Path):
            path = " ".join(_steps(shape))
        else:
            raise TypeError(f"no way to draw {type(shape).__name__}")
        if path:
            yield _inked(shape, path)


def _inked(shape: Any, path: str) -> str:
    fill = None if isinstance(shape, Line) else shape.fillColor
    if fill is not None:
        return f"{_operands(fill)} rg {path} f"
    return f"{shape.strokeWidth:g} w {_operands(shape.strokeColor)} RG {path} S"


def _operands(colour: Color) -> str:
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f}"


def _steps(path: Path) -> Iterator[str]:
    place = 0
    for operator in path.operators:
        step = int(operator)
        points = path.points[place : place + _POINTS[step]]
        place += _POINTS[step]
        yield " ".join([*(f"{one:.2f}" for one in points), _PATH[step]])
