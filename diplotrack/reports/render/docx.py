"""The document as DOCX: real headings and tables, markings in head and foot, page x of y."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt, RGBColor

from diplotrack.base.i18n import _, using_locale
from diplotrack.reports import document as model
from diplotrack.reports.render import docxparts as parts
from diplotrack.reports.render.epoch import made_at, without_times
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper, Target

_PAPERS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
_ACCENT = RGBColor(0x1A, 0x3F, 0x6B)
_QUIET = RGBColor(0x64, 0x6B, 0x75)
_SEVERITY = {
    model.Severity.HIGH: "A32620",
    model.Severity.MEDIUM: "B8720C",
    model.Severity.LOW: "646B75",
    model.Severity.NOTE: "1A3F6B",
}
_HEADINGS = {1: (14, 20, 4, _ACCENT), 2: (11, 14, 2, None), 3: (10.5, 10, 2, _QUIET)}


def render(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the document for editing in a word processor."""
    check(target)
    with using_locale(document.language.replace("-", "_")):
        written = io.BytesIO()
        _Writer(document, paper).write().save(written)
    deliver(without_times(written.getvalue()), target)
    return Rendered()


class _Writer:
    """One document on its way into DOCX."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.source = document
        self.out: Any = docx.Document()
        self._styles()
        self._page(paper)
        self._properties()

    def write(self) -> Any:
        """The finished python-docx document."""
        source = self.source
        for text, size, colour in (
            (source.kind.upper(), 9, _ACCENT),
            (source.title, 24, None),
            (source.subtitle, 12, _QUIET),
        ):
            if text:
                paragraph = self._paragraph(one_line(text), after=2)
                for run in paragraph.runs:
                    run.font.size = Pt(size)
                    if colour is not None:
                        run.font.color.rgb = colour
        for label, value in source.front:
            paragraph = self._paragraph(
                (model.Span(f"{one_line(label)}: ", quiet=True), one_line(value)), after=1
            )
        parts.bottom_rule(self._paragraph("", after=6))
        for block in source.blocks:
            self._block(block)
        return self.out

    def _styles(self) -> None:
        normal = self.out.styles["Normal"]
        normal.font.name = "Calibri"
        normal.font.size = Pt(10.5)
        parts.font_for_all_scripts(normal.element, "Calibri")
        parts.language(normal.element, self.source.language)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.15
        for level, (size, before, after, colour) in _HEADINGS.items():
            style = self.out.styles[f"Heading {level}"]
            style.font.name = "Calibri"
            parts.font_for_all_scripts(style.element, "Calibri")
            style.font.size = Pt(size)
            style.font.bold = True
            style.font.color.rgb = colour or RGBColor(0x1B, 0x20, 0x27)
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.keep_with_next = True

    def _page(self, paper: Paper) -> None:
        section = self.out.sections[0]
        width, height = _PAPERS[paper]
        if self.source.landscape:
            width, height = height, width
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Pt(width), Pt(height)
        section.left_margin = section.right_margin = Pt(76)
        section.top_margin, section.bottom_margin = Pt(76), Pt(82)
        self.measure = width - 152
        banner = "   ".join(filter(None, (one_line(self.source.marking), self._tlp())))
        head = section.header.paragraphs[0]
        self._banner(head, banner)
        foot = section.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.add_tab_stop(Pt(self.measure), WD_TAB_ALIGNMENT.RIGHT)
        title = " \u00b7 ".join(filter(None, (one_line(self.source.title), one_line(self.source.dated))))
        before, _sign, rest = _("Page {page} of {pages}").partition("{page}")
        between, _sign, after = rest.partition("{pages}")
        foot.add_run(f"{title}\t{before}")
        parts.field(foot, "PAGE")
        foot.add_run(between)
        parts.field(foot, "NUMPAGES")
        foot.add_run(after)
        for run in foot.runs:
            run.font.size = Pt(8)
            run.font.color.rgb = _QUIET
        self._banner(section.footer.add_paragraph(), banner)

    def _tlp(self) -> str:
        label = one_line(self.source.tlp).upper()
        return label if not label or label.startswith("TLP:") else f"TLP:{label}"

    def _banner(self, paragraph: Any, text: str) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if text:
            run = paragraph.add_run(text)
            run.bold = True
            run.font.size = Pt(9)

    def _properties(self) -> None:
        properties = self.out.core_properties
        properties.title = one_line(self.source.title)[:255]
        properties.subject = one_line(self.source.subtitle)[:255]
        properties.author = one_line(self.source.author)[:255]
        properties.last_modified_by = ""
        properties.comments = ""
        properties.keywords = ", ".join(map(one_line, self.source.keywords))[:255]
        properties.language = self.source.language
        properties.created = properties.modified = made_at()

    def _paragraph(self, text: model.Text, style: str | None = None, after: float | None = None) -> Any:
        paragraph = self.out.add_paragraph(style=style)
        self._runs(paragraph, text)
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _runs(self, paragraph: Any, text: model.Text, size: float | None = None, bold: bool = False) -> None:
        """The spans as runs; each knows its direction, and a linked one leads to its record in an internal copy."""
        if parts.is_right_to_left(clean(model.plain(text))):
            parts.turn(paragraph)
        for span in model.spans(text):
            words = clean(span.text)
            linked = span.uid and self.source.copy == model.Copy.INTERNAL
            run = (
                parts.link(paragraph, words, f"diplotrack:{span.uid}") if linked else paragraph.add_run(words)
            )
            run.bold = True if span.bold or bold else None
            run.italic = True if span.italic else None
            if linked:
                run.font.color.rgb = _ACCENT
            elif span.quiet:
                run.font.color.rgb = _QUIET
            if size is not None:
                run.font.size = Pt(size)
            parts.direct(run)

    def _block(self, block: model.Block) -> None:
        match block:
            case model.Heading():
                self._paragraph(block.text, style=f"Heading {min(max(block.level, 1), 3)}")
            case model.Paragraph():
                self._prose(block)
            case model.Bullets():
                for item in block.items:
                    self._paragraph(
                        model.point(item).text,
                        style="List Number" if block.ordered else "List Bullet",
                        after=2,
                    )
            case model.Facts():
                parts.facts(self.out, block.rows, self.measure, self._runs)
            case model.Callout():
                self._callout(block)
            case model.Table():
                self._table(block)
            case model.Spacer():
                self.out.add_paragraph().paragraph_format.line_spacing = block.lines
            case model.PageBreak():
                self.out.add_page_break()
            case model.KeepTogether():
                first = len(self.out.paragraphs)
                for inner in block.blocks:
                    self._block(inner)
                for paragraph in self.out.paragraphs[first:-1]:
                    paragraph.paragraph_format.keep_with_next = True

    def _prose(self, block: model.Paragraph) -> None:
        mark = f"({one_line(block.marking).strip('()')}) " if block.marking else ""
        number = f"{one_line(block.number)}\t" if block.number else ""
        lead = (model.Span(number + mark, quiet=True),) if number or mark else ()
        paragraph = self._paragraph((*lead, *model.spans(block.text)))
        form = paragraph.paragraph_format
        if number:
            form.left_indent, form.first_line_indent = Pt(26), Pt(-26)
            form.tab_stops.add_tab_stop(Pt(26))
        if block.style == "quote":
            form.left_indent = form.right_indent = Pt(20)
        for run in paragraph.runs:
            if block.style == "quote":
                run.italic = True
            if block.style in ("lead", "note"):
                run.font.size = Pt(12 if block.style == "lead" else 9)
            if block.style == "note":
                run.font.color.rgb = _QUIET

    def _callout(self, block: model.Callout) -> None:
        colour = _SEVERITY[block.severity]
        title = model.plain(block.title)
        if title:
            head = self._paragraph(block.title, after=0)
            for run in head.runs:
                run.bold = True
                run.font.color.rgb = RGBColor.from_string(colour)
            head.paragraph_format.keep_with_next = True
            parts.bar(head, colour)
        mark = f"({one_line(block.marking).strip('()')}) " if block.marking else ""
        text = (model.Span(mark, quiet=True), *model.spans(block.text)) if mark else block.text
        parts.bar(self._paragraph(text), colour)

    def _table(self, block: model.Table) -> None:
        if model.plain(block.caption):
            caption = self._paragraph(block.caption, after=3)
            caption.paragraph_format.keep_with_next = True
            for run in caption.runs:
                run.bold = True
        parts.table(self.out, block, self.measure, self._runs)
        self.out.add_paragraph().paragraph_format.space_after = Pt(2)
