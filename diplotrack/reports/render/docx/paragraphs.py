"""The properties of a paragraph, in the order that the schema wants (CT_PPr)."""

from __future__ import annotations

from typing import NamedTuple

from diplotrack.reports.render.docx.markup import twips
from diplotrack.reports.render.docx.styles import HANG

_ALIGNED = {"left": "left", "right": "right", "center": "center"}
# In a paragraph from right to left, "left" is where it begins: the right.
_ALIGNED_RTL = {"left": "right", "right": "left", "center": "center"}


class Form(NamedTuple):
    """How a paragraph differs from its style. Lengths in points.

    ``listed`` is the list that it belongs to; ``hung`` hangs its number in the margin.
    """

    style: str = ""
    keep: bool = False
    breaks: bool = False
    listed: int = 0
    bar: str = ""
    rtl: bool = False
    line: float = 0.0
    hung: bool = False
    align: str = ""

    def xml(self) -> str:
        """The element, "" where nothing differs."""
        found = f'<w:pStyle w:val="{self.style}"/>' if self.style else ""
        if self.keep:
            found += "<w:keepNext/>"
        if self.breaks:
            found += "<w:pageBreakBefore/>"
        if self.listed:
            found += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.listed}"/></w:numPr>'
        if self.bar:
            # A border stands at the side that it is named after, whichever way the paragraph runs.
            side = "right" if self.rtl else "left"
            found += f'<w:pBdr><w:{side} w:val="single" w:sz="18" w:space="8" w:color="{self.bar}"/></w:pBdr>'
        if self.hung:
            found += f'<w:tabs><w:tab w:val="left" w:pos="{twips(HANG)}"/></w:tabs>'
        if self.rtl:
            found += "<w:bidi/>"
        if self.line:
            found += f'<w:spacing w:line="{twips(self.line)}" w:lineRule="exact"/>'
        if self.hung:
            found += f'<w:ind w:left="{twips(HANG)}" w:hanging="{twips(HANG)}"/>'
        aligned = (_ALIGNED_RTL if self.rtl else _ALIGNED).get(self.align)
        if aligned:
            found += f'<w:jc w:val="{aligned}"/>'
        return f"<w:pPr>{found}</w:pPr>" if found else ""


def paragraph(runs: str, form: Form) -> str:
    """A paragraph of runs."""
    return f"<w:p>{form.xml()}{runs}</w:p>"
