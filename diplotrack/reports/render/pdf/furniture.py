"""What stands on every page around the text block: marking at head and foot, title, date, page x of y, watermark."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.lines import Stretch, compose, one_line
from diplotrack.reports.render.pdf.sheet import FOOT, HEAD, WATERMARK
from diplotrack.reports.render.wording import one_line as bare_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.sheet import Sheet

_APART = 14.0
_ISOLATED = "\u2068{}\u2069"
"""Title and date, each of its own direction."""
_FIGURES = re.compile(r"\d+(?:\u200f?[/.]\u200f?\d+)+")
"""A day of figures alone. Arabic writes it with marks of its direction within, which words from left to right around
it would tear apart."""
_BANNERS = ((style.BANNER.size, 1), (7.8, 1), (7.2, 2), (6.6, 3), (5.8, 3), (5.0, 4), (4.0, 5), (3.2, 6))
"""Sizes of the marking, each with the lines it may fill."""
_FOOT_TOP = 38.0
"""The highest baseline of the marking at the foot: above it stands the folio."""


def tlp_label(document: Document) -> str:
    """The Traffic Light Protocol label as its standard spells it: "TLP:AMBER"."""
    label = bare_line(document.tlp).upper()
    return label if not label or label.startswith("TLP:") else f"TLP:{label}"


def _whole(dated: str) -> str:
    return _FIGURES.sub(lambda found: _ISOLATED.format(found[0]), dated)


class Furniture:
    """The furniture of one document; what is the same on every page is set once."""

    def __init__(self, document: Document, typesetter: Typesetter, grid: style.Grid) -> None:
        self._typesetter = typesetter
        self._grid = grid
        self._tlp = self._set(tlp_label(document), style.BANNER)
        beside = self._tlp.width + _APART if self._tlp is not None else 0.0
        self._marking, self._leading = self._banner(bare_line(document.marking), grid.measure - 2 * beside)
        room = grid.measure * 0.72
        self._title = self._shortened(bare_line(document.title), bare_line(document.dated), room)
        self._watermark = self._drawn_across(bare_line(document.watermark or ""))

    def _set(self, text: str, look: style.Look) -> Line | None:
        return one_line([Stretch(text, look)], self._typesetter) if text else None

    def _banner(self, text: str, room: float) -> tuple[Sequence[Line], float]:
        """The marking within its room, and the distance of its lines: set smaller where it is long, then over
        several lines. Nothing of it is ever left out."""
        lines: Sequence[Line] = ()
        size = style.BANNER.size
        for size, most in _BANNERS if text else ():
            lines = compose([Stretch(text, style.BANNER._replace(size=size))], room, self._typesetter)
            if len(lines) <= most:
                break
        return lines, size * 1.24

    def _shortened(self, title: str, dated: str, room: float) -> Line | None:
        """Title and date, the title cut with an ellipsis where the line would run into the page number."""
        after = f"  \u00b7  {_ISOLATED.format(_whole(dated))}" if dated else ""
        line = self._set(_ISOLATED.format(title) + after, style.FURNITURE)
        while line is not None and line.width > room and len(title) > 8:
            title = title[: int(len(title) * max(0.5, min(0.95, room / line.width)))].rstrip()
            line = self._set(_ISOLATED.format(f"{title}\u2026") + after, style.FURNITURE)
        return line

    def _drawn_across(self, text: str) -> Line | None:
        if not text:
            return None
        look = style.Look(100.0, style.WATERMARK, style.BANNER.manner, 0.04)
        width = one_line([Stretch(text, look)], self._typesetter).width
        size = min(130.0, 100.0 * 0.72 * math.hypot(self._grid.width, self._grid.height) / width)
        return self._set(text, look._replace(size=size))

    def under(self, sheet: Sheet) -> None:
        """What lies beneath the text: the watermark."""
        if self._watermark is None:
            return
        angle = math.atan2(self._grid.height, self._grid.width)
        cosine, sine = math.cos(angle), math.sin(angle)
        half, drop = self._watermark.width / 2, style.BANNER.size * 3
        sheet.adorn(WATERMARK)
        x = self._grid.width / 2 - half * cosine + drop * sine
        y = self._grid.height / 2 - half * sine - drop * cosine
        sheet.turned(self._watermark, x, y, cosine, sine)
        sheet.adorn()

    def around(self, sheet: Sheet, number: int, count: int) -> None:
        """Head and foot of page ``number`` of ``count``."""
        grid = self._grid
        head, foot = grid.height - 40, 34.0
        for y, kind in ((head, HEAD), (foot, FOOT)):
            sheet.adorn(kind)
            # The middle line stands where a line alone would; at the foot the lines keep clear of the folio.
            first = y + (len(self._marking) - 1) * self._leading / 2
            first = min(first, _FOOT_TOP) if kind == FOOT else first
            for place, line in enumerate(self._marking):
                sheet.set_in(line, 0, first - place * self._leading, grid.measure, "center")
            if self._tlp is not None:
                sheet.set_in(self._tlp, 0, y, grid.measure, "end" if self._marking else "center")
        sheet.rule(grid.left, 62, grid.measure, 0.4, style.HAIRLINE)
        folio = self._set(_("Page {page} of {pages}").format(page=number, pages=count), style.FURNITURE)
        if self._title is not None:
            sheet.set_in(self._title, 0, 50, grid.measure * 0.72, "start")
        if folio is not None:
            sheet.set_in(folio, 0, 50, grid.measure, "end")
        sheet.adorn()
