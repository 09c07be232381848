"""A block as bare lines of text, for formats that have no shape for it."""

from __future__ import annotations

from collections.abc import Iterator

from diplotrack.reports.document import Block, Bullets, Callout, Facts, Heading, Paragraph, plain, point
from diplotrack.reports.render.wording import clean


def lines_of(block: Block) -> Iterator[str]:
    """The lines of a block that is not a table."""
    match block:
        case Heading():
            yield clean(plain(block.text))
        case Paragraph():
            mark = f"({block.marking.strip('()')})" if block.marking else ""
            yield " ".join(part for part in (block.number, mark, clean(plain(block.text))) if part)
        case Bullets():
            for place, item in enumerate(block.items, 1):
                mark = f"{place}." if block.ordered else "\u2013"
                one = point(item)
                portion = f"({one.marking.strip('()')})" if one.marking else ""
                yield " ".join(part for part in (mark, portion, clean(plain(one.text))) if part)
        case Facts():
            for label, value in block.rows:
                yield f"{clean(plain(label))}: {clean(plain(value))}"
        case Callout():
            title = clean(plain(block.title))
            mark = f"({block.marking.strip('()')})" if block.marking else ""
            yield " ".join(
                part for part in (f"{title}." if title else "", mark, clean(plain(block.text))) if part
            )
        case _:
            return
