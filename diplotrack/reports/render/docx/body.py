"""Blocks of the document as paragraphs and tables of a word processor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotrack.reports import document as model
from diplotrack.reports.render import cells
from diplotrack.reports.render.docx import contents
from diplotrack.reports.render.docx.charts import Charts
from diplotrack.reports.render.docx.markup import HEAD, SPACES
from diplotrack.reports.render.docx.numbering import BULLETS, ordered
from diplotrack.reports.render.docx.paragraphs import Form, paragraph
from diplotrack.reports.render.docx.runs import Runs
from diplotrack.reports.render.docx.scripts import runs_right_to_left
from diplotrack.reports.render.docx.tables import Tables
from diplotrack.reports.render.palette import SEVERITIES
from diplotrack.reports.render.plaintext import portion
from diplotrack.reports.render.wording import one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render.docx.package import Package
    from diplotrack.reports.render.docx.paper import Sheet

_PARAGRAPHS = {"body": "", "lead": "Lead", "quote": "Quote", "note": "Note"}
_MOST_NUMBERS = 14
"""Categories of a chart of which the numbers are printed below it; those of a longer one are in its workbook alone."""


class Body:
    """The text of one document. ``lists`` are the numbered lists that it has used."""

    def __init__(self, document: Document, package: Package, sheet: Sheet) -> None:
        self.lists: list[str] = []
        self._document = document
        self._runs = Runs(package, links=document.copy is model.Copy.INTERNAL)
        self._tables = Tables(self._runs, sheet.measure)
        self._charts = Charts(package, sheet)
        self._entries: list[contents.Entry] = []
        self._breaks = False

    def xml(self, section: str) -> str:
        """The whole part; ``section`` holds the properties of its section."""
        front = list(self._title_block())
        blocks = [piece for block in self._document.blocks for piece in self._block(block)]
        if contents.wanted(self._document):
            front.append(contents.contents(self._entries, self._runs))
        text = "".join(front) + "".join(blocks)
        if self._breaks or text.endswith("</w:tbl>") or not text:
            # The last thing of a section is a paragraph.
            text += paragraph("", Form("Gap"))
        return f"{HEAD}<w:document {SPACES}><w:body>{text}{section}</w:body></w:document>"

    def _title_block(self) -> Iterator[str]:
        source = self._document
        for text, style in (
            (source.kind, "Kicker"), (source.title, "Title"), (source.subtitle, "Subtitle"),
        ):  # fmt: skip
            if text:
                yield self._set(one_line(text), style)
        if source.front:
            yield self._set("", "Gap")
            pairs = [(one_line(label), one_line(value)) for label, value in source.front]
            yield self._tables.facts(pairs, breaks=False, keep=True)
        first = source.blocks[0] if source.blocks else None
        # A table's own head rule closes the title block.
        has_rule = isinstance(first, model.Table) and not model.plain(first.caption)
        yield self._set("", "Gap" if has_rule else "TitleRule")

    def _set(
        self,
        text: model.Text,
        style: str,
        *,
        keep: bool = False,
        before: str = "",
        listed: int = 0,
        bar: str = "",
        hung: bool = False,
    ) -> str:
        rtl = runs_right_to_left(model.plain(text))
        form = Form(style, keep, self._broken(), listed, bar, rtl, hung=hung)
        return paragraph(before + self._runs.of(text, rtl), form)

    def _broken(self) -> bool:
        """Whether what comes now begins a page; asked once."""
        breaks, self._breaks = self._breaks, False
        return breaks

    def _block(self, block: model.Block, keep: bool = False) -> Iterator[str]:
        """The block; ``keep`` holds its end on the page of what comes after it."""
        match block:
            case model.Heading():
                yield self._heading(block)
            case model.Paragraph():
                yield self._prose(block, keep)
            case model.Bullets():
                yield from self._bullets(block, keep)
            case model.Facts() if block.rows:
                yield self._tables.facts(block.rows, self._broken(), keep)
                yield self._gap(keep)
            case model.Timeline() if block.moments:
                yield self._tables.timeline(block.moments, self._broken(), keep)
                yield self._gap(keep)
            case model.Callout():
                yield from self._callout(block, keep)
            case model.Table():
                yield from self._table(block, keep)
            case model.Chart():
                yield from self._chart(block, keep)
            case model.Spacer():
                yield paragraph("", Form("Gap", breaks=self._broken(), line=14.4 * block.lines))
            case model.PageBreak():
                self._breaks = True
            case model.KeepTogether():
                last = len(block.blocks) - 1
                for place, inner in enumerate(block.blocks):
                    yield from self._block(inner, keep or place < last)

    def _gap(self, keep: bool) -> str:
        """Air after a table; two tables without it would become one."""
        return paragraph("", Form("Gap", keep=keep))

    def _heading(self, block: model.Heading) -> str:
        level = min(max(block.level, 1), 3)
        number = len(self._entries) + 1
        mark = f"_Toc{number:08}"
        self._entries.append(contents.Entry(mark, level, model.plain(block.text)))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        rtl = runs_right_to_left(model.plain(block.text))
        form = Form(f"Heading{level}", breaks=self._broken(), rtl=rtl)
        return paragraph(start + self._runs.of(block.text, rtl) + end, form)

    def _portion(self, marking: str) -> str:
        mark = portion(marking)
        return self._runs.of(f"{mark} ", look="PortionMark") if mark else ""

    def _prose(self, block: model.Paragraph, keep: bool) -> str:
        number, style = one_line(block.number), _PARAGRAPHS[block.style]
        before = self._portion(block.marking)
        if number:
            before = self._runs.of(f"{number}\t", look="ParagraphNumber") + before
        hung = bool(number and style)
        style = style or ("Numbered" if number else "")
        return self._set(block.text, style, keep=keep, before=before, hung=hung)

    def _bullets(self, block: model.Bullets, keep: bool) -> Iterator[str]:
        listed, style = BULLETS, "ListBullet"
        if block.ordered:
            listed, style = BULLETS + 1 + len(self.lists), "ListNumber"
            self.lists.append(ordered(listed))
        for item in map(model.point, block.items):
            yield self._set(item.text, style, keep=keep, before=self._portion(item.marking), listed=listed)

    def _callout(self, block: model.Callout, keep: bool) -> Iterator[str]:
        colour = SEVERITIES[block.severity]
        if model.plain(block.title):
            yield self._set(block.title, f"Callout{block.severity.name.title()}", bar=colour)
        yield self._set(block.text, "Callout", keep=keep, before=self._portion(block.marking), bar=colour)

    def _table(self, block: model.Table, keep: bool) -> Iterator[str]:
        if model.plain(block.caption):
            yield self._set(block.caption, "Caption", keep=True)
        yield self._tables.table(block, self._broken(), keep)
        yield self._gap(keep)

    def _chart(self, block: model.Chart, keep: bool) -> Iterator[str]:
        """The chart under its title, then how to read it, then its numbers."""
        yield self._set(block.title, "Caption", keep=True)
        numbers = cells.charted(block)
        has_numbers = 0 < len(block.categories) <= _MOST_NUMBERS
        yield paragraph(self._charts.drawn(block), Form("Picture", keep=True))
        yield self._set(block.note or block.told, "Note", keep=keep or has_numbers)
        if has_numbers:
            yield self._tables.table(model.Table(numbers.columns, numbers.rows), breaks=False, keep=keep)
            yield self._gap(keep)
