"""A document as HTML and as bare text, for the clipboard: headings as headings, tables as tables, text escaped.

It carries what is read and nothing of the page: no banner is repeated, no watermark drawn, no page numbered.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    CellLike,
    Chart,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    Timeline,
    cell,
    plain,
    point,
    spans,
)
from diplotrack.reports.render import cells, plaintext
from diplotrack.reports.render.wording import clean


def html(document: Document) -> str:
    """The document as HTML. A hand-over copy has no links, whatever its spans hold."""
    links = document.copy is Copy.INTERNAL
    parts = [f"<p>{escape(clean(document.marking))}</p>"] if document.marking else []
    parts.append(f"<h1>{escape(clean(document.title))}</h1>")
    parts += [f"<p>{escape(clean(one))}</p>" for one in (document.subtitle, document.dated) if one]
    for block in (Facts(document.front), *cells.blocks(document)):
        parts += _block(block, links)
    return f'<html lang="{escape(document.language)}"><body>{"".join(parts)}</body></html>'


def text(document: Document) -> str:
    """The document as lines of text, its tables with tabs between the cells."""
    lines = [
        clean(one) for one in (document.marking, document.title, document.subtitle, document.dated) if one
    ]
    for block in (Facts(document.front), *cells.blocks(document)):
        if isinstance(block, Heading):
            lines.append("")
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield "\t".join(clean(column.label) for column in block.columns)
            for row in block.rows:
                if isinstance(row, Group):
                    yield clean(plain(row.text))
                else:
                    yield "\t".join(" ".join(clean(plain(cell(one).text)).split()) for one in row)
        case Chart():
            yield clean(block.title)
            yield from _lines(cells.charted(block))
        case Timeline():
            for moment in block.moments:
                mark = f"({moment.marking.strip('()')}) " if moment.marking else ""
                yield f"{clean(moment.when)}\t{mark}{clean(plain(moment.text))}"
        case _:
            yield from plaintext.lines_of(block)


def _block(block: Block, links: bool) -> Iterator[str]:
    match block:
        case Heading():
            level = min(6, block.level + 1)
            yield f"<h{level}>{_words(block.text, links)}</h{level}>"
        case Paragraph():
            lead = " ".join(one for one in (block.number, _mark(block.marking)) if one)
            yield f"<p>{escape(lead)}{' ' if lead else ''}{_words(block.text, links)}</p>"
        case Bullets():
            tag = "ol" if block.ordered else "ul"
            items = (point(item) for item in block.items)
            told = "".join(f"<li>{_marked(one.marking, one.text, links)}</li>" for one in items)
            yield f"<{tag}>{told}</{tag}>"
        case Facts():
            rows = (
                f"<tr><th align='left'>{_words(label, links)}</th><td>{_words(value, links)}</td></tr>"
                for label, value in block.rows
            )
            yield f"<table>{''.join(rows)}</table>" if block.rows else ""
        case Callout():
            title = f"<b>{_words(block.title, links)}</b> " if plain(block.title) else ""
            yield f"<blockquote>{title}{_marked(block.marking, block.text, links)}</blockquote>"
        case Table():
            yield _table(block, links)
        case Chart():
            yield _table(cells.charted(block), links)
        case Timeline():
            rows = (
                f"<tr><td>{escape(clean(one.when))}</td><td>{_marked(one.marking, one.text, links)}</td></tr>"
                for one in block.moments
            )
            yield f"<table>{''.join(rows)}</table>"
        case _:
            return


def _table(table: Table, links: bool) -> str:
    count = len(table.columns)
    head = "".join(f"<th>{escape(clean(column.label))}</th>" for column in table.columns)
    caption = f"<caption>{_words(table.caption, links)}</caption>" if plain(table.caption) else ""
    rows = "".join(
        f'<tr><th colspan="{count}" align="left">{_words(row.text, links)}</th></tr>'
        if isinstance(row, Group)
        else f"<tr>{''.join(_cell(one, links) for one in row)}</tr>"
        for row in table.rows
    )
    return f'<table border="1" cellspacing="0">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(content: CellLike, links: bool) -> str:
    return f"<td>{_words(cell(content).text, links)}</td>"


def _marked(marking: str, told: Text, links: bool) -> str:
    mark = _mark(marking)
    return f"{escape(mark)} {_words(told, links)}" if mark else _words(told, links)


def _mark(marking: str) -> str:
    return f"({marking.strip('()')})" if marking else ""


def _words(told: Text, links: bool) -> str:
    return "".join(_span(one, links) for one in spans(told))


def _span(one: Span, links: bool) -> str:
    words = escape(clean(one.text)).replace("\n", "<br>")
    if one.bold:
        words = f"<b>{words}</b>"
    if one.italic:
        words = f"<i>{words}</i>"
    return f'<a href="diplotrack:{escape(one.uid)}">{words}</a>' if one.uid and links else words
