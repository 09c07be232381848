"""The sheet: its size and its margins, in points."""

from __future__ import annotations

from typing import NamedTuple

from diplotrack.reports.render.docx.markup import twips

_PAPERS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}


class Sheet(NamedTuple):
    """A sheet as it lies before the reader."""

    width: float
    height: float
    landscape: bool
    side: float = 72.0
    top: float = 76.0
    bottom: float = 80.0

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.side

    def xml(self) -> str:
        """Size and margins as properties of a section."""
        turned = ' w:orient="landscape"' if self.landscape else ""
        return (
            f'<w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"{turned}/>'
            f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.side)}" w:bottom="{twips(self.bottom)}"'
            f' w:left="{twips(self.side)}" w:header="{twips(34)}" w:footer="{twips(30)}" w:gutter="0"/>'
        )


def sheet_of(paper: str, landscape: bool) -> Sheet:
    """The sheet of a paper: "A4" or "Letter"."""
    short, long = _PAPERS[paper]
    return Sheet(long, short, True, side=64.0) if landscape else Sheet(short, long, False)
