"""The page under the pen: lines of text, rules, tints, links and bookmarks, as operators of the current page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.style import Grid


class Sheet:
    """Draws on the pages of one ReportLab canvas. Positions in points, y upward from the foot of the page."""

    def __init__(self, canvas: Any, grid: Grid, typesetter: Typesetter) -> None:
        self.canvas = canvas
        self.grid = grid
        self.typesetter = typesetter
        self._operators: list[str] = []
        self._bookmarks = 0
        self._depth = -1

    def line(self, line: Line, x: float, y: float) -> None:
        """A line of text with its beginning at x and its baseline at y."""
        self._operators.append(f"BT 1 0 0 1 {x - line.lead:.2f} {y:.2f} Tm {line.operators} ET")
        for link in line.links:
            area = (x - line.lead + link.start, y - 2, x - line.lead + link.end, y + 8)
            self.canvas.linkURL(f"diplotrack:{link.uid}", area, relative=0, thickness=0)

    def set_in(self, line: Line, x: float, y: float, width: float, align: str = "left") -> None:
        """A line of text within a width: right-to-left lines begin at the right unless they are set otherwise."""
        if align == "right" or (align == "left" and line.rtl):
            x += width - line.width
        elif align == "center":
            x += (width - line.width) / 2
        self.line(line, x, y)

    def turned(self, line: Line, x: float, y: float, cosine: float, sine: float) -> None:
        """A line of text turned around its beginning."""
        self._operators.append(
            f"BT {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} Tm {line.operators} ET"
        )

    def rule(self, x: float, y: float, width: float, weight: float, colour: str) -> None:
        """A horizontal rule, its upper edge at y."""
        self.tint(x, y - weight, width, weight, colour)

    def tint(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle, its lower left corner at x, y."""
        self._operators.append(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def vectors(self, operators: str) -> None:
        """Shapes as operators of the page, which leave its graphics state as they found it."""
        self._operators.append(operators)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline that leads here. Levels that skip one are drawn up to what the outline allows."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self._depth = min(level, self._depth + 1)
        self.canvas.bookmarkHorizontalAbsolute(key, y)
        self.canvas.addOutlineEntry(title, key, self._depth)

    def finish(self) -> None:
        """End the page."""
        self.canvas.addLiteral("\n".join(self._operators))
        self._operators.clear()
        self.canvas.showPage()
