"""The table of contents: a field that the word processor keeps up to date, filled with the headings as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diplotrack.base.i18n import _
from diplotrack.reports import document as model
from diplotrack.reports.render.cells import blocks
from diplotrack.reports.render.docx.paragraphs import Form, paragraph
from diplotrack.reports.render.docx.runs import CLOSED, Runs, opened
from diplotrack.reports.render.wording import one_line

DEEPEST = 2
# A document of more than some six pages is leafed through by its contents.
_LONG, _HEADINGS = 18_000, 5


class Entry(NamedTuple):
    """A heading: its bookmark, its level and its words."""

    mark: str
    level: int
    words: str


def wanted(document: model.Document) -> bool:
    """Whether the document asks for contents, or is long enough for them where it leaves that open."""
    if document.contents is not None:
        return document.contents
    found = list(blocks(document))
    headings = sum(1 for block in found if isinstance(block, model.Heading) and block.level == 1)
    return headings >= _HEADINGS and sum(map(_length, found)) > _LONG


def _length(block: model.Block) -> int:
    match block:
        case model.Paragraph() | model.Heading() | model.Callout():
            return len(model.plain(block.text))
        case model.Bullets():
            return sum(len(model.plain(model.point(item).text)) for item in block.items)
        case model.Table():
            # A row is some line and a half of text.
            return 120 * len(block.rows)
        case _:
            return 200


def contents(entries: Sequence[Entry], runs: Runs) -> str:
    """The heading and the field. It asks to be brought up to date on opening: page numbers are the word processor's."""
    listed = [one for one in entries if one.level <= DEEPEST]
    if not listed:
        return ""
    begin, end = opened(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', dirty=True), CLOSED
    lines = []
    for place, entry in enumerate(listed):
        link = f'<w:hyperlink w:anchor="{entry.mark}" w:history="1">{runs.of(one_line(entry.words))}</w:hyperlink>'
        line = (begin if not place else "") + link + (end if place == len(listed) - 1 else "")
        lines.append(paragraph(line, Form(f"TOC{entry.level}")))
    return paragraph(runs.of(_("Contents")), Form("ContentsHeading")) + "".join(lines)
