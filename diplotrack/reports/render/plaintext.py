"""A block as bare lines of text, for formats that have no shape for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Facts,
    Heading,
    Paragraph,
    Timeline,
    plain,
    point,
)
from diplotrack.reports.render.wording import clean, one_line


class Entry(NamedTuple):
    """A line: what stands before it (a number with its portion mark, a label, a day), and its text."""

    head: str
    text: str


def portion(marking: str) -> str:
    """A portion mark as it is printed: "(C)"; "" for none."""
    mark = one_line(marking).strip("()")
    return f"({mark})" if mark else ""


def entries_of(block: Block) -> Iterator[Entry]:
    """The lines of a block that is not a table."""
    match block:
        case Heading():
            yield Entry("", clean(plain(block.text)))
        case Paragraph():
            head = " ".join(filter(None, (one_line(block.number), portion(block.marking))))
            yield Entry(head, clean(plain(block.text)))
        case Bullets():
            for place, item in enumerate(map(point, block.items), 1):
                mark = f"{place}." if block.ordered else "\u2013"
                head = " ".join(filter(None, (mark, portion(item.marking))))
                yield Entry(head, clean(plain(item.text)))
        case Facts():
            for label, value in block.rows:
                yield Entry(clean(plain(label)), clean(plain(value)))
        case Callout():
            title = clean(plain(block.title))
            text = " ".join(filter(None, (f"{title}." if title else "", clean(plain(block.text)))))
            yield Entry(portion(block.marking), text)
        case Timeline():
            for moment in block.moments:
                head = " ".join(filter(None, (one_line(moment.when), portion(moment.marking))))
                yield Entry(head, clean(plain(moment.text)))
        case Chart():
            yield Entry(one_line(block.title), clean(block.told))
        case _:
            return


def lines_of(block: Block) -> Iterator[str]:
    """The same, head and text on one line."""
    sign = ": " if isinstance(block, Facts | Timeline | Chart) else " "
    for head, text in entries_of(block):
        yield sign.join(filter(None, (head, text)))
