"""Timelines: the day in a column of its own, a rail with a dot for each moment, and beside it what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotrack.reports.document import Tone
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.pieces import RISE, Piece

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.sheet import Sheet
    from diplotrack.reports.render.pdf.structure import Element

_WEIGHT = 0.7
_RADIUS = 2.6
_AIR = 6.0
"""Between one moment and the next."""
_COLOURS = {
    Tone.OURS: style.ACCENT,
    Tone.THEIRS: style.ACCENT,
    Tone.GOOD: "0.243 0.494 0.369",
    Tone.FAIR: "0.722 0.447 0.047",
    Tone.BAD: "0.639 0.149 0.125",
    Tone.QUIET: "0.557 0.584 0.620",
}
_HOLLOW = frozenset({Tone.THEIRS, Tone.FAIR, Tone.QUIET})
"""Told apart without colour: what they did and what is half done are rings, what is bad is a square."""


class MomentPiece(Piece):
    """One moment. ``starts`` and ``ends`` say whether the rail begins and ends with it."""

    __slots__ = ("day", "days", "ends", "entry", "first", "label", "lines", "starts", "tone")

    def __init__(
        self,
        day: Sequence[Line],
        lines: Sequence[Line],
        days: float,
        tone: Tone,
        entry: Element,
        label: Element,
        starts: bool = False,
        ends: bool = False,
    ) -> None:
        """``days``: the width of the column of days, in points. ``entry`` and ``label``: the elements of the text and
        of the day."""
        height = max(len(day), len(lines)) * style.MOMENT.leading + _AIR
        super().__init__(height, style.MOMENT.before if starts else 0.0)
        self.day = day
        self.lines = lines
        self.days = days
        self.tone = tone
        self.entry = entry
        self.label = label
        self.starts = starts
        self.ends = ends
        self.first = True

    @property
    def least(self) -> float:
        return self.height if len(self.lines) < 4 else 2 * style.MOMENT.leading

    def draw(self, sheet: Sheet, top: float) -> None:
        setting, grid = style.MOMENT, sheet.grid
        rail = self.days + style.RAIL
        y = top - setting.leading * RISE
        middle = y + setting.look.size * 0.32
        upper = middle if self.starts else top
        lower = middle if self.ends else top - self.height
        x = sheet.across(rail)
        if upper > lower:
            sheet.tint(x - _WEIGHT / 2, lower, _WEIGHT, upper - lower, style.HAIRLINE)
        if self.first:
            sheet.adorned(_dot(self.tone, x, middle))
        sheet.tell(self.label)
        for place, line in enumerate(self.day):
            sheet.set_in(line, 0, y - place * setting.leading, self.days, "start")
        sheet.tell(self.entry)
        indent = rail + style.RAIL
        for line in self.lines:
            sheet.set_in(line, indent, y, grid.measure - indent, "start" if len(self.lines) == 1 else "own")
            y -= setting.leading

    def split(self, room: float, force: bool = False) -> tuple[Piece, Piece] | None:
        """Cut between lines; the rail runs on, the dot and the day stay with the beginning."""
        least = 1 if force else 2
        count = min(int((room + 0.01) // style.MOMENT.leading), len(self.lines) - least)
        if count < max(least, len(self.day)):
            return None
        first = MomentPiece(self.day, self.lines[:count], self.days, self.tone, self.entry, self.label)
        rest = MomentPiece((), self.lines[count:], self.days, self.tone, self.entry, self.label)
        first.height -= _AIR
        first.before, first.starts, first.first = self.before, self.starts, self.first
        rest.first, rest.ends, rest.keep = False, self.ends, self.keep
        return first, rest


def _dot(tone: Tone, x: float, y: float) -> str:
    """The operators of the dot of a moment: a disc, a ring or, for what is bad, a square."""
    colour = _COLOURS[tone]
    if tone is Tone.BAD:
        side = 2 * _RADIUS - 0.6
        return f"{colour} rg {x - side / 2:.2f} {y - side / 2:.2f} {side:.2f} {side:.2f} re f"
    circle = _circle(x, y, _RADIUS - 0.5 if tone in _HOLLOW else _RADIUS)
    if tone in _HOLLOW:
        return f"q 1 1 1 rg {colour} RG 1.1 w {circle} b Q"
    return f"{colour} rg {circle} f"


def _circle(x: float, y: float, radius: float) -> str:
    """A circle of four Bézier curves."""
    reach = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + reach:.2f} {x + reach:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - reach:.2f} {y + radius:.2f} {x - radius:.2f} {y + reach:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - reach:.2f} {x - reach:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + reach:.2f} {y - radius:.2f} {x + radius:.2f} {y - reach:.2f} {x + radius:.2f} {y:.2f} c h"
    )
