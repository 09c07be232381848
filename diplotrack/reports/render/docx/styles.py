"""The house style as styles of a word processor: whoever changes one changes the whole document."""

from __future__ import annotations

from typing import NamedTuple

from diplotrack.base.i18n import is_right_to_left
from diplotrack.reports.render.docx.markup import HEAD, SPACES, twips
from diplotrack.reports.render.docx.scripts import COMPLEX_FONT, east_asian_of, full_tag
from diplotrack.reports.render.palette import ACCENT, HAIRLINE, INK, QUIET, SEVERITIES, TINT

FONT = "Calibri"
HANG = 28.0


class Style(NamedTuple):
    """A paragraph style. Lengths in points; ``name`` is what the word processor lists and knows its own ones by."""

    identifier: str
    name: str
    size: float = 0.0
    colour: str = ""
    bold: bool = False
    italic: bool = False
    before: float | None = None
    after: float | None = None
    line: float = 0.0
    indent: tuple[float, float, float] = (0.0, 0.0, 0.0)
    keep: bool = False
    outline: int = 0
    extra: str = ""
    caps: bool = False
    based: str = "Normal"
    follows: str = "Normal"

    def xml(self) -> str:
        """The style; elements in the order of CT_Style, CT_PPr and CT_RPr."""
        custom = "" if self.name in _OWN else _CUSTOM
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.identifier}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based}"/><w:next w:val="{self.follows}"/><w:qFormat/>'
            f"<w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._letters()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        found = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        found += self.extra
        spacing = "".join(
            f' w:{name}="{twips(value)}"'
            for name, value in (("before", self.before), ("after", self.after))
            if value is not None
        )
        if self.line:
            spacing += f' w:line="{round(self.line * 240)}" w:lineRule="auto"'
        found += f"<w:spacing{spacing}/>" if spacing else ""
        left, right, hanging = map(twips, self.indent)
        if left or right or hanging:
            hung = f' w:hanging="{hanging}"' if hanging else ""
            found += f'<w:ind w:left="{left}" w:right="{right}"{hung}/>'
        if self.outline:
            found += f'<w:outlineLvl w:val="{self.outline - 1}"/>'
        return found

    def _letters(self) -> str:
        found = "<w:b/><w:bCs/>" if self.bold else ""
        found += "<w:i/><w:iCs/>" if self.italic else ""
        found += "<w:caps/>" if self.caps else ""
        found += f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        found += '<w:spacing w:val="12"/>' if self.caps else ""
        if self.size:
            half = round(self.size * 2)
            found += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        return found


def _tab(place: float, kind: str = "left", leader: str = "") -> str:
    filled = f' w:leader="{leader}"' if leader else ""
    return f'<w:tabs><w:tab w:val="{kind}"{filled} w:pos="{twips(place)}"/></w:tabs>'


def _rule(side: str, size: int, colour: str, space: int = 6) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


_CUSTOM = ' w:customStyle="1"'
_OWN = frozenset(
    {"Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Quote", "List Bullet", "List Number", "caption",
     "header", "footer", "toc 1", "toc 2", "TOC Heading", "Hyperlink"}
)  # fmt: skip
STYLES = (
    Style("Kicker", "Kicker", 9, ACCENT, bold=True, caps=True, after=0, keep=True, follows="Title"),
    Style("Title", "Title", 24, INK, before=2, after=2, line=1.0, keep=True, follows="Subtitle"),
    Style("Subtitle", "Subtitle", 12, QUIET, after=2, keep=True),
    Style("TitleRule", "Title Rule", 4, before=0, after=4, line=1.0, keep=True,
          extra=_rule("bottom", 9, ACCENT, 1)),
    Style("Heading1", "heading 1", 14, ACCENT, bold=True, before=16, after=4, keep=True, outline=1),
    Style("Heading2", "heading 2", 11, INK, bold=True, before=11, after=3, keep=True, outline=2),
    Style("Heading3", "heading 3", 10.5, QUIET, bold=True, italic=True, before=9, after=2, keep=True, outline=3),
    Style("Lead", "Lead", 12, line=1.2),
    Style("Numbered", "Numbered Paragraph", extra=_tab(HANG), indent=(HANG, 0, HANG)),
    Style("Quote", "Quote", italic=True, indent=(20, 20, 0)),
    Style("Note", "Note", 9, QUIET),
    Style("ListBullet", "List Bullet", after=3),
    Style("ListNumber", "List Number", after=3),
    Style("CalloutTitle", "Callout Title", bold=True, before=8, after=0, indent=(11, 0, 0), keep=True),
    *(Style(f"Callout{one.name.title()}", f"Callout {one.name.title()}", colour=colour, based="CalloutTitle")
      for one, colour in SEVERITIES.items()),
    Style("Callout", "Callout", 10, after=8, indent=(11, 0, 0)),
    Style("Caption", "caption", 9.5, bold=True, before=12, after=3, keep=True),
    Style("TableHeader", "Table Header", 9, QUIET, bold=True, before=2, after=2, line=1.0, keep=True),
    Style("TableText", "Table Text", 9, before=2, after=2, line=1.0),
    Style("TableGroup", "Table Group", 9, ACCENT, bold=True, before=5, after=2, line=1.0, keep=True),
    Style("FactLabel", "Fact Label", 10, QUIET, before=1, after=1, line=1.05),
    Style("FactValue", "Fact Value", 10, before=1, after=1, line=1.05),
    Style("When", "When", 9, QUIET, before=2, after=2, line=1.05),
    Style("Moment", "Moment", 10, before=2, after=2, line=1.05),
    Style("Picture", "Picture", before=2, after=2, line=1.0, keep=True),
    Style("Gap", "Gap", 4, before=0, after=0, line=1.0),
    Style("Banner", "Banner", 9, bold=True, after=2, line=1.0, follows="Banner"),
    Style("Header", "header", 8, QUIET, after=0, line=1.0, follows="Header"),
    Style("Footer", "footer", 8, QUIET, before=0, after=3, line=1.0, follows="Footer",
          extra=_rule("top", 4, HAIRLINE)),
    Style("ContentsHeading", "TOC Heading", 11, ACCENT, bold=True, before=14, after=4, keep=True),
    Style("TOC1", "toc 1", 10.5, after=2),
    Style("TOC2", "toc 2", 9.5, QUIET, after=1, indent=(14, 0, 0)),
)  # fmt: skip
_CHARACTERS = (
    ("Hyperlink", "Hyperlink", f'<w:color w:val="{ACCENT}"/>'),
    ("Quiet", "Quiet", f'<w:color w:val="{QUIET}"/>'),
    ("ParagraphNumber", "Paragraph Number", f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ("PortionMark", "Portion Mark", f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
)  # fmt: skip


def styles(language: str) -> str:
    """The part with all styles, for a document in this language."""
    font, tag = east_asian_of(language)
    bidi = full_tag(language) if is_right_to_left(language.replace("-", "_")) else "ar-SA"
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{font}" w:hAnsi="{FONT}" w:cs="{COMPLEX_FONT}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{full_tag(language)}" w:eastAsia="{tag}" w:bidi="{bidi}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="110" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    characters = "".join(
        f'<w:style w:type="character"{"" if name in _OWN else _CUSTOM} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
        for identifier, name, look in _CHARACTERS
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    return (
        f"{HEAD}<w:styles {SPACES}>{defaults}{normal}{''.join(one.xml() for one in STYLES)}{characters}"
        f"{_TABLES}</w:styles>"
    )


_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
)
_EDGE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_MARGINS.format(side=0)}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Plain"><w:name w:val="Plain Rows"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_MARGINS.format(side=0)}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
    + _EDGE.format(side="top", size=8, colour=ACCENT)
    + _EDGE.format(side="bottom", size=4, colour=HAIRLINE)
    + _EDGE.format(side="insideH", size=4, colour=HAIRLINE)
    + f"</w:tblBorders>{_MARGINS.format(side=70)}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    + _EDGE.format(side="bottom", size=6, colour=ACCENT)
    + "</w:tcBorders></w:tcPr></w:tblStylePr>"
    f'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
