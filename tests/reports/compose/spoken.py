"""What a composed document says and links to, whatever its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.reports.compose.partner.brief import PartnerBrief
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import (
    Bullets,
    Callout,
    Chart,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    KeepTogether,
    Paragraph,
    Span,
    Table,
    Timeline,
    cell,
    point,
    spans,
)
from diplotrack.reports.terms import Composed, Terms
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import ON


def all_spans(blocks: Any) -> Iterator[Span]:
    """Every span of the blocks in order."""
    for block in blocks:
        match block:
            case KeepTogether():
                yield from all_spans(block.blocks)
            case Heading() | Paragraph():
                yield from spans(block.text)
            case Callout():
                yield from (*spans(block.title), *spans(block.text))
            case Bullets():
                yield from (span for item in block.items for span in spans(point(item).text))
            case Timeline():
                yield from (span for one in block.moments for span in (Span(one.when), *spans(one.text)))
            case Chart():
                yield from map(Span, (block.title, block.told, *block.categories))
            case Facts():
                yield from (span for row in block.rows for text in row for span in spans(text))
            case Table():
                yield from spans(block.caption)
                for row in block.rows:
                    texts = [row.text] if isinstance(row, Group) else [cell(one).text for one in row]
                    yield from (span for text in texts for span in spans(text))


def words(document: Document) -> str:
    """Everything that the document says."""
    return "\n".join([document.title, document.subtitle, *(one.text for one in all_spans(document.blocks))])


def links(document: Document) -> set[str]:
    """Every record that the document links to."""
    return {one.uid for one in all_spans(document.blocks) if one.uid}


def headings(document: Document) -> list[str]:
    """The headings of the first level."""
    return [str(one.text) for one in document.blocks if isinstance(one, Heading) and one.level == 1]


def brief(
    desk: Workspace,
    partner: str,
    copy: Copy = Copy.INTERNAL,
    release: ReleaseFilter = EVERYTHING,
    on: Any = ON,
) -> Composed:
    """The brief on a partner as a document, with room for all that is welcome."""
    found = desk.records.party(partner).id
    with desk.read() as session:
        return PartnerBrief(session, found, Terms(on, copy, release)).composed(Room(1))


def statements(desk: Workspace, run: Any) -> int:
    """How many SQL statements the readers of the workspace ran meanwhile."""
    count = 0

    def seen(*_anything: Any) -> None:
        nonlocal count
        count += 1

    engine = desk.ledger._readers
    event.listen(engine, "before_cursor_execute", seen)
    try:
        run()
    finally:
        event.remove(engine, "before_cursor_execute", seen)
    return count
