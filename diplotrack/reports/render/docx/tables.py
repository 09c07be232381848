"""Tables: a header that is repeated on every page, rows that stay whole, facts and timelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from diplotrack.base.i18n import is_right_to_left
from diplotrack.reports import document as model
from diplotrack.reports.render.docx.markup import attribute, twips
from diplotrack.reports.render.docx.paragraphs import Form, paragraph
from diplotrack.reports.render.docx.scripts import runs_right_to_left
from diplotrack.reports.render.docx.widths import shared
from diplotrack.reports.render.palette import RAILS
from diplotrack.reports.render.plaintext import portion
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.render.docx.runs import Runs

# A row of more characters than this in one cell may be higher than a page: it has to break somewhere.
_WHOLE = 1500
_FACTS, _WHEN = 0.24, 0.2
_NAME = 48
"""Letters of a name at most; more are a passage."""
# Bits of a table's look (ISO/IEC 29500-4, 14.4.17): which parts of its style it wears, and what its cells are.
_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS, _NO_COLUMN_BANDS = 0x20, 0x80, 0x200, 0x400


class Tables:
    """Writes tables of one document on a measure in points."""

    def __init__(self, runs: Runs, measure: float) -> None:
        self._runs = runs
        self._measure = measure

    def table(self, block: model.Table, breaks: bool, keep: bool) -> str:
        """A table of data; ``keep`` holds all its rows on one page."""
        widths = [twips(width) for width in shared(block, self._measure)]
        aligns = [
            ("right" if column.kind == "number" else "") if column.align == "auto" else column.align
            for column in block.columns
        ]
        heads = [self._runs.of(clean(str(column.label))) for column in block.columns]
        rows = [
            _row(
                (
                    _cell(
                        paragraph(head, Form("TableHeader", breaks=breaks and not place, align=align)), width
                    )
                    for place, (head, width, align) in enumerate(zip(heads, widths, aligns, strict=True))
                ),
                header=True,
            )
        ]
        rows += [self._line(row, widths, aligns, keep) for row in block.rows]
        return _table(
            rows,
            widths,
            style="Ruled",
            look=_FIRST_ROW | (0 if block.zebra else _NO_BANDS),
            caption=one_line(model.plain(block.caption)),
        )

    def _line(self, row: model.Row, widths: Sequence[int], aligns: Sequence[str], keep: bool) -> str:
        if isinstance(row, model.Group):
            head = self._paragraph(row.text, "TableGroup", keep=True)
            return _row((_cell(head, sum(widths), len(widths)),))
        texts = [model.cell(content).text for content in row][: len(widths)]
        texts += [""] * (len(widths) - len(texts))
        return _row(
            (
                _cell(self._paragraph(text, "TableText", align, keep), width)
                for text, width, align in zip(texts, widths, aligns, strict=True)
            ),
            whole=all(len(model.plain(text)) < _WHOLE for text in texts),
        )

    def facts(self, pairs: Sequence[tuple[model.Text, model.Text]], breaks: bool, keep: bool) -> str:
        """Labels and values, a pair a row, without rules."""
        widths = [twips(self._measure * _FACTS), twips(self._measure * (1 - _FACTS))]
        rows = [
            _row(
                (
                    _cell(
                        self._paragraph(label, "FactLabel", keep=keep, breaks=breaks and not place), widths[0]
                    ),
                    _cell(self._paragraph(value, "FactValue", keep=keep), widths[1]),
                ),
                whole=len(model.plain(value)) < _WHOLE,
            )
            for place, (label, value) in enumerate(pairs)
        ]
        return _table(rows, widths)

    def timeline(self, moments: Sequence[model.Moment], breaks: bool, keep: bool) -> str:
        """Moments below one another, each beside its day, along a line in the colour of whose it is."""
        widths = [twips(self._measure * _WHEN), twips(self._measure * (1 - _WHEN))]
        rows = []
        for place, one in enumerate(moments):
            colour = RAILS[one.tone]
            rail = f'<w:tcBorders><w:left w:val="single" w:sz="18" w:space="0" w:color="{colour}"/></w:tcBorders>'
            when = self._paragraph(one_line(one.when), "When", keep=keep, breaks=breaks and not place)
            text = self._paragraph(one.text, "Moment", keep=keep, marking=one.marking)
            margins = '<w:tcMar><w:left w:w="160" w:type="dxa"/></w:tcMar>'
            rows.append(
                _row(
                    (_cell(when, widths[0]), _cell(text, widths[1], inner=rail + margins)),
                    whole=len(model.plain(one.text)) < _WHOLE,
                )
            )
        return _table(rows, widths)

    def _paragraph(
        self,
        text: model.Text,
        style: str,
        align: str = "",
        keep: bool = False,
        breaks: bool = False,
        marking: str = "",
    ) -> str:
        rtl = runs_right_to_left(model.plain(text))
        if rtl and not align and not is_right_to_left() and len(model.plain(text)) <= _NAME:
            # A right-to-left name stays at its column's start, beside its fellows; a passage is set right.
            align = "left"
        mark = self._runs.of(f"{portion(marking)} ", rtl, "PortionMark") if portion(marking) else ""
        return paragraph(
            mark + self._runs.of(text, rtl), Form(style, keep=keep, breaks=breaks, rtl=rtl, align=align)
        )


def _cell(content: str, width: int, span: int = 1, inner: str = "") -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{inner}</w:tcPr>{content}</w:tc>'


def _row(cells: Iterable[str], header: bool = False, whole: bool = True) -> str:
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _looked(look: int) -> str:
    look |= _NO_COLUMN_BANDS
    bits = (
        ("firstRow", _FIRST_ROW),
        ("firstColumn", _FIRST_COLUMN),
        ("noHBand", _NO_BANDS),
        ("noVBand", look),
    )
    told = "".join(f' w:{name}="{1 if look & bit else 0}"' for name, bit in bits)
    return f'<w:tblLook w:val="{look:04X}"{told}/>'


def _table(
    rows: Sequence[str],
    widths: Sequence[int],
    *,
    style: str = "Plain",
    look: int = _FIRST_COLUMN | _NO_BANDS,
    caption: str = "",
) -> str:
    turned = "<w:bidiVisual/>" if is_right_to_left() else ""
    titled = f'<w:tblCaption w:val="{attribute(caption)}"/>' if caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_looked(look)}{titled}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
