"""What a page is filled with: horizontal slices of known height, each able to draw itself and, often, to split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from diplotrack.reports.render.pdf.sheet import REPEATED
from diplotrack.reports.render.pdf.style import INK, Setting

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.sheet import Sheet
    from diplotrack.reports.render.pdf.structure import Element

# The share of the leading that lies above the baseline.
RISE = 0.76


class Piece:
    """A slice of the text block. ``before`` is the space above it, left out at the head of a page."""

    __slots__ = ("before", "element", "header", "height", "keep")

    def __init__(self, height: float, before: float = 0.0, keep: bool = False) -> None:
        self.height = height
        self.before = before
        self.keep = keep  # with the piece after it
        self.header: Piece | None = None  # repeated above it at the head of a page
        self.element: Element | None = None  # what its text is; without one it is adornment

    @property
    def least(self) -> float:
        """The height of the smallest part that may stand alone at the foot of a page."""
        return self.height

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw with the upper edge at ``top``."""

    def split(self, room: float, force: bool = False) -> tuple[Piece, Piece] | None:  # noqa: ARG002
        """Two pieces, the first no higher than ``room``; None where it should not be cut there."""
        return None


class Outline(NamedTuple):
    """An entry of the outline: its title, its level from 0, and the name of the place that it leads to."""

    title: str
    level: int
    key: str


class PageEnd(Piece):
    """Ends the page."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(0.0)


class Repeated(Piece):
    """A header once more at the head of a later page: adornment, for whoever has it read out has heard it."""

    __slots__ = ("first",)

    def __init__(self, first: Piece) -> None:
        super().__init__(first.height)
        self.first = first

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.adorn(REPEATED)
        self.first.draw(sheet, top)
        sheet.adorn()


class Prose(Piece):
    """Lines of a paragraph, with what hangs beside the first of them and a bar at the left of all."""

    __slots__ = ("bar", "hanging", "label", "lines", "outline", "setting")

    def __init__(
        self,
        lines: Sequence[Line],
        setting: Setting,
        hanging: Sequence[tuple[float, Line]] = (),
        bar: tuple[str, float, float] | None = None,
        outline: Outline | None = None,
        keep: bool = False,
        before: float | None = None,
        element: Element | None = None,
        label: Element | None = None,
    ) -> None:
        """``hanging``: lines at a distance from the left edge of the text block. ``bar``: colour, and how far it
        reaches above and below the lines. ``outline``: the bookmark made here. ``label``: what
        hangs is an element of its own."""
        above, below = (bar[1], bar[2]) if bar else (0.0, 0.0)
        super().__init__(
            len(lines) * setting.leading + above + below, setting.before if before is None else before, keep
        )
        self.lines = lines
        self.setting = setting
        self.hanging = hanging
        self.bar = bar
        self.outline = outline
        self.element = element
        self.label = label

    @property
    def least(self) -> float:
        return self.height if len(self.lines) < 4 else 2 * self.setting.leading

    def draw(self, sheet: Sheet, top: float) -> None:
        grid, setting = sheet.grid, self.setting
        if self.outline:
            sheet.bookmark(self.outline, top + self.before)
        if self.bar:
            colour, above, _below = self.bar
            sheet.tint(sheet.across(0, 2.2), top - self.height, 2.2, self.height, colour)
            top -= above
        y = top - setting.leading * RISE
        if self.hanging:
            sheet.tell(self.label or self.element)
            for offset, line in self.hanging:
                sheet.set_in(line, offset, y, line.width, "start")
            sheet.tell(self.element)
        width = grid.measure - setting.indent - setting.indent_right
        # In a mirrored document a heading or a line alone in Latin letters begins where all the rest does.
        begins = "start" if grid.mirrored and (self.keep or len(self.lines) == 1) else "own"
        for line in self.lines:
            sheet.set_in(line, setting.indent, y, width, begins)
            y -= setting.leading

    def split(self, room: float, force: bool = False) -> tuple[Piece, Piece] | None:
        """Cut between lines; neither part is a single line unless forced."""
        above, below = (self.bar[1], self.bar[2]) if self.bar else (0.0, 0.0)
        count = int((room - above + 0.01) // self.setting.leading)
        least = 1 if force else 2
        count = min(count, len(self.lines) - least)
        if count < least:
            return None
        colour = self.bar[0] if self.bar else INK
        first = Prose(
            self.lines[:count], self.setting, self.hanging, (colour, above, 0.0) if self.bar else None,
            self.outline, before=self.before, element=self.element, label=self.label,
        )  # fmt: skip
        rest = Prose(
            self.lines[count:],
            self.setting,
            bar=(colour, 0.0, below) if self.bar else None,
            element=self.element,
        )
        rest.keep, rest.header = self.keep, self.header
        first.header = self.header
        return first, rest


class Ruled(Piece):
    """A horizontal rule in the middle of some air."""

    __slots__ = ("colour", "weight")

    def __init__(self, height: float, weight: float, colour: str, keep: bool = False) -> None:
        super().__init__(height, keep=keep)
        self.weight = weight
        self.colour = colour

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.weight:
            sheet.rule(sheet.grid.left, top - self.height / 2, sheet.grid.measure, self.weight, self.colour)
