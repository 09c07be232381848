"""What stands on every page around the text: marking at head and foot, title, date, page x of y, watermark."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _, is_right_to_left
from diplotrack.reports import document as model
from diplotrack.reports.render.docx.markup import HEAD, SPACES, attribute, twips
from diplotrack.reports.render.docx.paragraphs import Form, paragraph
from diplotrack.reports.render.docx.runs import Runs, field
from diplotrack.reports.render.docx.scripts import runs_right_to_left
from diplotrack.reports.render.docx.styles import FONT
from diplotrack.reports.render.wording import one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render.docx.package import Package
    from diplotrack.reports.render.docx.paper import Sheet

# A watermark as word processors themselves make it, so that their own command takes it away again.
_WATERMARK = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt=""'
    ' style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:{angle};'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e6e9ed"'
    ' stroked="f"><v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt;font-weight:bold"'
    ' string="{text}"/></v:shape></w:pict></w:r>'
)


class Furniture:
    """Head and foot of one document."""

    def __init__(self, document: Document, package: Package, sheet: Sheet) -> None:
        self._document = document
        self._sheet = sheet
        self._runs = Runs(package, links=False)
        self._turned = "<w:bidi/>" if is_right_to_left() else ""
        header = package.add("word/header1.xml", "header", self._header())
        footer = package.add("word/footer1.xml", "footer", self._footer())
        self._references = (
            f'<w:headerReference w:type="default" r:id="{header}"/>'
            f'<w:footerReference w:type="default" r:id="{footer}"/>'
        )

    def section(self) -> str:
        """The properties of the one section."""
        return f"<w:sectPr>{self._references}{self._sheet.xml()}{self._turned}</w:sectPr>"

    def _banner(self, before: str = "") -> str:
        """The marking in the middle, the label of the Traffic Light Protocol at the end."""
        marking, tlp = one_line(self._document.marking), tlp_label(self._document)
        if not marking or not tlp:
            return paragraph(before + self._runs.of(marking or tlp), Form("Banner", align="center"))
        return (
            '<w:p><w:pPr><w:pStyle w:val="Banner"/><w:tabs>'
            f'<w:tab w:val="center" w:pos="{twips(self._sheet.measure / 2)}"/>'
            f'<w:tab w:val="right" w:pos="{twips(self._sheet.measure)}"/></w:tabs>{self._turned}</w:pPr>{before}'
            f"<w:r><w:tab/></w:r>{self._runs.of(marking)}<w:r><w:tab/></w:r>{self._runs.of(tlp)}</w:p>"
        )

    def _header(self) -> str:
        return f"{HEAD}<w:hdr {SPACES}>{self._banner(self._watermark())}</w:hdr>"

    def _footer(self) -> str:
        document = self._document
        title = " \u00b7 ".join(filter(None, (one_line(document.title), one_line(document.dated))))
        before, _sign, rest = _("Page {page} of {pages}").partition("{page}")
        between, _sign, after = rest.partition("{pages}")
        folio = self._runs.of(before) + field("PAGE") + self._runs.of(between)
        folio += field("NUMPAGES") + self._runs.of(after)
        turned = "<w:bidi/>" if runs_right_to_left(before) else ""
        line = (
            '<w:p><w:pPr><w:pStyle w:val="Footer"/>'
            f'<w:tabs><w:tab w:val="right" w:pos="{twips(self._sheet.measure)}"/></w:tabs>{turned}</w:pPr>'
            f"{self._runs.of(title)}<w:r><w:tab/></w:r>{folio}</w:p>"
        )
        return f"{HEAD}<w:ftr {SPACES}>{line}{self._banner()}</w:ftr>"

    def _watermark(self) -> str:
        text = one_line(self._document.watermark or "")
        if not text:
            return ""
        diagonal = math.hypot(self._sheet.width, self._sheet.height)
        # The letters fill the height of the shape; capitals in bold are as wide as they are high.
        width = min(diagonal * 0.64, 96.0 * len(text))
        height = width / (len(text) * 1.1)
        angle = 360 - round(math.degrees(math.atan2(self._sheet.height, self._sheet.width)))
        return _WATERMARK.format(
            width=round(width), height=round(height), angle=angle, font=FONT, text=attribute(text)
        )


def tlp_label(document: model.Document) -> str:
    """The Traffic Light Protocol label as its standard spells it: "TLP:AMBER"."""
    label = one_line(document.tlp).upper()
    return label if not label or label.startswith("TLP:") else f"TLP:{label}"
