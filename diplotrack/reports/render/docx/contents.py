"""The table of contents: a field that the word processor keeps up to date, filled with the headings as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diplotrack.base.i18n import _
from diplotrack.reports import document as model
from diplotrack.reports.render.cells import blocks
from diplotrack.reports.render.docx.markup import twips
from diplotrack.reports.render.docx.paragraphs import Form, paragraph
from diplotrack.reports.render.docx.runs import Runs, field
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


def contents(entries: Sequence[Entry], runs: Runs, measure: float) -> str:
    """The heading and the field; page numbers come from where the bookmarks stand."""
    listed = [one for one in entries if one.level <= DEEPEST]
    if not listed:
        return ""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    dirty = begin.replace("/></w:r>", ' w:dirty="true"/></w:r>')
    code = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\h \\z \\u </w:instrText></w:r>'
    lines = []
    for place, entry in enumerate(listed):
        first = dirty + code + separate if not place else ""
        last = end if place == len(listed) - 1 else ""
        page = field(f"PAGEREF {entry.mark} \\h")
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/><w:tabs>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(measure)}"/></w:tabs></w:pPr>{first}'
            f'<w:hyperlink w:anchor="{entry.mark}" w:history="1">{runs.of(one_line(entry.words))}'
            f"<w:r><w:tab/></w:r>{page}</w:hyperlink>{last}</w:p>"
        )
    return paragraph(runs.of(_("Contents")), Form("ContentsHeading")) + "".join(lines)
