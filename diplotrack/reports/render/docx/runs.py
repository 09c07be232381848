"""Spans as runs: their look, their direction, and where a linked one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render.docx import scripts
from diplotrack.reports.render.docx.markup import words
from diplotrack.reports.render.wording import clean

if TYPE_CHECKING:
    from diplotrack.reports.render.docx.package import Package


class Runs:
    """Writes runs of one document. ``links``: whether records are linked (internal copies only)."""

    def __init__(self, package: Package, links: bool) -> None:
        self._package = package
        self._links = links

    def of(self, text: model.Text, base: bool = False, look: str = "") -> str:
        """The text as runs; ``base`` says that its paragraph runs from right to left, ``look`` names a style."""
        if isinstance(text, str) and not look and not base and text.isascii():
            return f"<w:r>{words(text)}</w:r>" if text else ""
        return "".join(self._span(span, base, look) for span in model.spans(text))

    def _span(self, span: model.Span, base: bool, look: str) -> str:
        linked = span.uid and self._links
        style = look or ("Quiet" if span.quiet else "Hyperlink" if linked else "")
        east = None if span.text.isascii() else scripts.east_asian(span.text)
        inner = "".join(
            f"<w:r>{_properties(span, style, against, part, east)}{words(part)}</w:r>"
            for part, against in scripts.stretches(clean(span.text), base)
            if part
        )
        if not linked or not inner:
            return inner
        address = self._package.link(f"diplotrack:{span.uid}")
        return f'<w:hyperlink r:id="{address}" w:history="1">{inner}</w:hyperlink>'


def _properties(span: model.Span, style: str, rtl: bool, text: str, east: tuple[str, str] | None) -> str:
    """In the order of CT_RPr: word processors refuse another."""
    found = f'<w:rStyle w:val="{style}"/>' if style else ""
    if east:
        found += f'<w:rFonts w:eastAsia="{east[0]}"/>'
    if span.bold:
        found += "<w:b/><w:bCs/>"
    if span.italic:
        found += "<w:i/><w:iCs/>"
    if rtl:
        found += "<w:rtl/>"
    if rtl or east:
        asian = f' w:eastAsia="{east[1]}"' if east else ""
        bidi = f' w:bidi="{scripts.complex_language(text)}"' if rtl else ""
        found += f"<w:lang{asian}{bidi}/>"
    return f"<w:rPr>{found}</w:rPr>" if found else ""


CLOSED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
"""The end of a field."""


def opened(code: str, dirty: bool = False) -> str:
    """The beginning of a field, up to what it shows; a ``dirty`` one is brought up to date on opening."""
    asks = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{asks}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(code: str) -> str:
    """A field that the word processor fills in by itself on every page (PAGE, NUMPAGES)."""
    return f"{opened(code)}<w:r><w:t>1</w:t></w:r>{CLOSED}"
