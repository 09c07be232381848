"""Parts of a DOCX that python-docx has no words for, made of its XML: fields, links, rules, direction, large tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bidi import get_base_level
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.run import Run

from diplotrack.reports import document as model
from diplotrack.reports.render.wording import clean

Runs = Callable[..., None]


def element(name: str, **attributes: str) -> Any:
    """A WordprocessingML element with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


# What must come after an element among its siblings (ISO 29500-1, sequences of CT_PPr, CT_RPr and CT_TblPr): Word
# may refuse a file in which the order is another.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
                  "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN")  # fmt: skip
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
               "w:suppressOverlap")  # fmt: skip
_AFTER_ALIGN = ("w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
                "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_TABLE_BORDERS = (
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
)


def _borders(paragraph: Any, borders: Any) -> None:
    after = (*_AFTER_BORDERS, "w:bidi", *_AFTER_BIDI, "w:jc", *_AFTER_ALIGN)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph of this text runs from right to left."""
    return not text.isascii() and bool(get_base_level(text))


def turn(paragraph: Any) -> None:
    """Let the paragraph run from right to left."""
    paragraph._p.get_or_add_pPr().insert_element_before(element("bidi"), *_AFTER_BIDI, "w:jc", *_AFTER_ALIGN)


def direct(run: Any) -> None:
    """Mark a run of right-to-left text, so that its size, weight and font are those of complex scripts."""
    if is_right_to_left(run.text):
        run._r.get_or_add_rPr().insert_element_before(element("rtl"), *_AFTER_RTL)


def font_for_all_scripts(style: Any, name: str) -> None:
    """Name the font for Latin, complex and East Asian text."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def language(style: Any, tag: str) -> None:
    """The language of the text, for hyphenation and reading aloud."""
    properties = style.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=tag, eastAsia=tag, bidi=tag))


def field(paragraph: Any, code: str) -> None:
    """A field that the word processor fills in (PAGE, NUMPAGES)."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            instruction = element("instrText")
            instruction.text = code
            run._r.append(instruction)
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def link(paragraph: Any, text: str, address: str) -> Run:
    """A run that leads to an address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    holder = OxmlElement("w:hyperlink")
    holder.set(qn("r:id"), relation)
    inner = OxmlElement("w:r")
    holder.append(inner)
    paragraph._p.append(holder)
    run = Run(inner, paragraph)
    run.text = text
    return run


def bottom_rule(paragraph: Any) -> None:
    """A rule under the paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="8", space="1", color="1A3F6B"))
    _borders(paragraph, borders)


def bar(paragraph: Any, colour: str) -> None:
    """A bar at the left of the paragraph."""
    borders = element("pBdr")
    borders.append(element("left", val="single", sz="18", space="8", color=colour))
    _borders(paragraph, borders)
    paragraph.paragraph_format.left_indent = Pt(10)


def _bordered(table: Any, **edges: tuple[str, str]) -> None:
    borders = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        size, colour = edges.get(edge, ("0", "auto"))
        borders.append(
            element(edge, val="single" if edge in edges else "nil", sz=size, space="0", color=colour)
        )
    table._tbl.tblPr.insert_element_before(borders, *_AFTER_TABLE_BORDERS)


def _filled(
    cell: Any, content: model.Text, runs: Runs, size: float, align: str = "", bold: bool = False
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    runs(paragraph, content, size=size, bold=bold)
    if align in ("right", "center"):
        paragraph._p.get_or_add_pPr().insert_element_before(element("jc", val=align), *_AFTER_ALIGN)


def _rows(table: Any, row: Any) -> list[Any]:
    # table.cell() walks the whole grid; going by the row's own elements keeps long tables linear.
    return [_Cell(inner, table) for inner in row._tr.tc_lst]


def facts(out: Any, pairs: Sequence[tuple[model.Text, model.Text]], measure: float, runs: Runs) -> None:
    """Labels and values as a table without rules."""
    table = out.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Pt(measure * 0.26), Pt(measure * 0.74)
    for label, value in pairs:
        left, right = _rows(table, table.add_row())
        quiet = tuple(
            model.Span(span.text, span.bold, span.italic, quiet=True) for span in model.spans(label)
        )
        _filled(left, quiet, runs, 9.5)
        _filled(right, value, runs, 10)
    out.add_paragraph().paragraph_format.space_after = Pt(2)


def table(out: Any, block: model.Table, measure: float, runs: Runs) -> None:
    """A table with a repeated header row; rows do not break across pages."""
    count = len(block.columns)
    made = out.add_table(rows=1, cols=count)
    made.autofit = False
    _bordered(made, top=("8", "1A3F6B"), bottom=("4", "CBD0D7"), insideH=("4", "CBD0D7"))
    total = sum(column.weight for column in block.columns) or 1.0
    for column, place in zip(block.columns, made.columns, strict=True):
        place.width = Pt(measure * column.weight / total)
    aligns = [
        ("right" if c.kind == "number" else "") if c.align == "auto" else c.align for c in block.columns
    ]
    header = made.rows[0]
    properties = header._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    properties.append(element("tblHeader"))
    for column, cell, align in zip(block.columns, _rows(made, header), aligns, strict=True):
        _filled(cell, model.Span(clean(str(column.label)), quiet=True), runs, 9, align, bold=True)
    for content in block.rows:
        cells = _rows(made, made.add_row())
        if isinstance(content, model.Group):
            merged = cells[0].merge(cells[-1]) if count > 1 else cells[0]
            _filled(merged, content.text, runs, 9.5, bold=True)
            continue
        for item, cell, align in zip(content, cells, aligns, strict=False):
            _filled(cell, model.cell(item).text, runs, 9, align)
