"""From blocks of the document to pieces of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from babel.numbers import get_decimal_symbol

from diplotrack.base.i18n import current_locale
from diplotrack.reports import document as model
from diplotrack.reports.render.cells import tables
from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.columns import Figures, fitted, look_of
from diplotrack.reports.render.pdf.lines import Line, Stretch, compose, in_reading_order, one_line, stretches
from diplotrack.reports.render.pdf.pieces import Outline, PageEnd, Piece, Prose, Ruled
from diplotrack.reports.render.pdf.rows import RowPiece, RowStyle, Track
from diplotrack.reports.render.pdf.structure import Element, numbered, read_as, spoken
from diplotrack.reports.render.pdf.tables import Tabulator
from diplotrack.reports.render.pdf.timeline import MomentPiece
from diplotrack.reports.render.wording import clean
from diplotrack.reports.render.wording import one_line as bare_line

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.shaping import Typesetter


class Composer:
    """Sets the blocks of one document on its grid. ``links``: whether records are linked (internal copies only)."""

    def __init__(self, typesetter: Typesetter, grid: style.Grid, links: bool) -> None:
        self.typesetter = typesetter
        self.grid = grid
        self.links = links
        self._headings = 0
        self._alike: dict[tuple[model.Column, ...], list[model.Table]] = {}
        self._places: dict[tuple[model.Column, ...], tuple[Sequence[Track], dict[int, Figures]]] = {}

    def body(self, document: model.Document) -> Iterator[Piece]:
        """Every piece of the document in order, after its title block."""
        for table in tables(document):
            self._alike.setdefault(tuple(table.columns), []).append(table)
        before: Piece | None = None
        for block in document.blocks:
            for piece in self.pieces(block):
                if isinstance(before, Prose) and before.outline is not None:
                    # Under a heading a caption needs no air of its own.
                    piece.before = min(piece.before, style.UNDER_HEADING)
                yield piece
                before = piece

    def title_block(self, document: model.Document) -> Iterator[Piece]:
        """What the document begins with: its kind, its title, what stands under that, and a rule."""
        lines = (
            (document.kind, style.KICKER),
            (document.title, style.TITLE),
            (document.subtitle, style.SUBTITLE),
        )
        for text, setting in lines:
            if text:
                kind = "Title" if setting is style.TITLE else "P"
                element = self._told(kind, [Stretch(bare_line(text), setting.look)])
                yield self._prose(bare_line(text), setting, element, keep=True)
        if document.front:
            yield Ruled(20, 0.4, style.HAIRLINE, keep=True)
            yield from self._pairs(document.front, style.FRONT_LABEL, style.FRONT_VALUE, style.FRONT_LEADING)
        first = document.blocks[0] if document.blocks else None
        if isinstance(first, model.Table) and not model.plain(first.caption):
            yield Ruled(12, 0.0, style.ACCENT)  # the table's own head rule closes the title block
        else:
            yield Ruled(18, 1.1, style.ACCENT)

    def _lines(self, text: model.Text, setting: style.Setting) -> Sequence[Line]:
        width = self.grid.measure - setting.indent - setting.indent_right
        return compose(stretches(text, setting.look, self.links), width, self.typesetter)

    def _prose(self, text: model.Text, setting: style.Setting, element: Element, keep: bool = False) -> Prose:
        return Prose(self._lines(text, setting), setting, keep=keep, element=element)

    @singledispatchmethod
    def pieces(self, block: object) -> Iterator[Piece]:
        """The pieces of one block."""
        raise TypeError(f"no way to print {type(block).__name__}")

    @pieces.register
    def _heading(self, block: model.Heading) -> Iterator[Piece]:
        level = min(max(block.level, 1), 3)
        setting = style.HEADINGS[level]
        self._headings += 1
        title = bare_line(model.plain(block.text)) or "\u2014"
        outline = Outline(title, level - 1, f"heading-{self._headings}")
        element = self._told(f"H{level}", stretches(block.text, setting.look, self.links))
        yield Prose(self._lines(block.text, setting), setting, outline=outline, keep=True, element=element)

    @pieces.register
    def _paragraph(self, block: model.Paragraph) -> Iterator[Piece]:
        setting = style.PARAGRAPHS[block.style]
        parts = self._portion(block.marking) + stretches(block.text, setting.look, self.links)
        width = self.grid.measure - setting.indent - setting.indent_right
        hanging = []
        if block.number:
            label = one_line([Stretch(f"{bare_line(block.number)} ", style.NUMBER)], self.typesetter)
            hanging.append((-max(self.grid.hang, label.width + 6), label))
        quoted = Element("BlockQuote") if block.style == "quote" else None
        number = [Stretch(f"{bare_line(block.number)} ", style.NUMBER)] if block.number else []
        element = self._told("P", number + parts, quoted)
        yield Prose(compose(parts, width, self.typesetter), setting, hanging, element=element)

    def _told(self, kind: str, parts: Sequence[Stretch], parent: Element | None = None) -> Element:
        """The element of some text, with the order in which it is read where its glyphs stand in another."""
        return Element(kind, parent, read_as(in_reading_order(parts)))

    def _portion(self, marking: str) -> list[Stretch]:
        mark = bare_line(marking).strip("()")
        return [Stretch(f"({mark}) ", style.PORTION)] if mark else []

    @pieces.register
    def _bullets(self, block: model.Bullets) -> Iterator[Piece]:
        listed = Element("L", attributes=numbered("Decimal" if block.ordered else "Disc"))
        for place, item in enumerate(block.items, 1):
            mark = f"{place}." if block.ordered else "\u2013"
            hanging = one_line(
                [Stretch(mark, style.BULLET.look._replace(colour=style.QUIET))], self.typesetter
            )
            offset = 0.0
            point = model.point(item)
            parts = self._portion(point.marking) + stretches(point.text, style.BULLET.look, self.links)
            lines = compose(parts, self.grid.measure - style.BULLET.indent, self.typesetter)
            entry = Element("LI", listed)
            yield Prose(
                lines,
                style.BULLET,
                [(offset, hanging)],
                element=self._told("LBody", parts, entry),
                label=Element("Lbl", entry),
            )

    @pieces.register
    def _facts(self, block: model.Facts) -> Iterator[Piece]:
        yield from self._pairs(block.rows, style.FACT_LABEL, style.FACT, style.FACT_LEADING, 6)

    def _pairs(
        self,
        rows: Sequence[tuple[model.Text, model.Text]],
        label: style.Look,
        value: style.Look,
        leading: float,
        before: float = 0.0,
    ) -> Iterator[Piece]:
        """Labels and values in two columns; the first is as wide as its widest label, up to a third of the measure."""
        labels = [stretches(text, label, self.links) for text, _value in rows]
        widest = max((one_line(parts, self.typesetter).width for parts in labels), default=0.0)
        width = min(max(widest, 72.0), self.grid.measure / 3)
        listed = Element("L", attributes=numbered("None"))
        tracks = (Track(0, width), Track(width + 16, self.grid.measure - width - 16))
        for place, (parts, (_label, text)) in enumerate(zip(labels, rows, strict=True)):
            cells = [
                compose(parts, tracks[0].width, self.typesetter),
                compose(stretches(text, value, self.links), tracks[1].width, self.typesetter),
            ]
            yield RowPiece(
                cells,
                tracks,
                RowStyle(leading),
                before=2.4 if place else before,
                row=Element("LI", listed),
                roles=[
                    ("Lbl", read_as(in_reading_order(parts))),
                    ("LBody", read_as(in_reading_order(stretches(text, value, self.links)))),
                ],
            )

    @pieces.register
    def _callout(self, block: model.Callout) -> Iterator[Piece]:
        colour = style.SEVERITY[block.severity]
        gap = 9.0
        aside = Element("Aside")
        title = clean(model.plain(block.title))
        if title:
            setting = style.CALLOUT_TITLE._replace(look=style.CALLOUT_TITLE.look._replace(colour=colour))
            lines = self._lines(block.title, setting)
            element = self._told("P", stretches(block.title, setting.look), aside)
            yield Prose(lines, setting, bar=(colour, 2.0, 0.0), keep=True, before=gap, element=element)
            gap = 0.0
        parts = self._portion(block.marking) + stretches(block.text, style.CALLOUT.look, self.links)
        lines = compose(parts, self.grid.measure - style.CALLOUT.indent, self.typesetter)
        bar = (colour, 0.0 if title else 2.0, 2.6)
        yield Prose(lines, style.CALLOUT, bar=bar, before=gap, element=self._told("P", parts, aside))

    @pieces.register
    def _table(self, block: model.Table) -> Iterator[Piece]:
        tabulator = Tabulator(block, *self._set_out(block), self.typesetter, self.links)
        if model.plain(block.caption):
            words = stretches(block.caption, style.CAPTION.look)
            caption = self._told("Caption", words, tabulator.element)
            yield self._prose(block.caption, style.CAPTION, caption, keep=True)
        if block.columns:
            yield from tabulator.pieces()

    def _set_out(self, block: model.Table) -> tuple[Sequence[Track], dict[int, Figures]]:
        """Where the columns stand: at the same places in all tables of the document that have the same."""
        key = tuple(block.columns)
        found = self._places.get(key)
        if found is None:
            tables = self._alike.get(key, [block])
            point = get_decimal_symbol(current_locale())
            figures = {
                place: Figures(place, look_of(column), tables, point, self.typesetter)
                for place, column in enumerate(block.columns)
                if column.kind == "number" and column.align in ("auto", "right")
            }
            found = self._places[key] = (
                fitted(block.columns, tables, self.grid.measure, self.typesetter),
                {place: one for place, one in figures.items() if one.needed},
            )
        return found

    @pieces.register
    def _chart(self, block: model.Chart) -> Iterator[Piece]:
        # The drawing library takes as long to load as a brief to print, and few documents have a chart.
        from diplotrack.reports.render.pdf.charts import chart_pieces

        figure = Element("Figure", attributes=spoken(bare_line(block.told or block.title)))
        for piece in chart_pieces(block, self.grid, self.typesetter):
            piece.element = Element("P") if isinstance(piece, Prose) else figure
            yield piece

    @pieces.register
    def _timeline(self, block: model.Timeline) -> Iterator[Piece]:
        days = [[Stretch(bare_line(moment.when), style.MOMENT_DAY)] for moment in block.moments]
        widest = max((one_line(day, self.typesetter).width for day in days), default=0.0)
        width = min(max(widest, 48.0), self.grid.measure / 4)
        room = self.grid.measure - width - 2 * style.RAIL
        listed = Element("L", attributes=numbered("None"))
        last = len(days) - 1
        for place, (moment, day) in enumerate(zip(block.moments, days, strict=True)):
            parts = self._portion(moment.marking) + stretches(moment.text, style.MOMENT.look, self.links)
            item = Element("LI", listed)
            yield MomentPiece(
                compose(day, width, self.typesetter),
                compose(parts, room, self.typesetter),
                width,
                moment.tone,
                entry=self._told("LBody", parts, item),
                label=self._told("Lbl", day, item),
                starts=place == 0,
                ends=place == last,
            )

    @pieces.register
    def _spacer(self, block: model.Spacer) -> Iterator[Piece]:
        # It keeps with what follows, so that a heading before it does too.
        yield Piece(0.0, before=block.lines * style.BODY.leading, keep=True)

    @pieces.register
    def _page_break(self, _block: model.PageBreak) -> Iterator[Piece]:
        yield PageEnd()

    @pieces.register
    def _together(self, block: model.KeepTogether) -> Iterator[Piece]:
        inner = [piece for part in block.blocks for piece in self.pieces(part)]
        for piece in inner[:-1]:
            piece.keep = True
        yield from inner
