"""Sources: references by number after every statement that is made from a record, and the annex that lists them.

In internal copies only. What a reference leads to is read once more and passes the release filter like everything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.base.ident import uid_from_text, uid_text
from diplotrack.base.markings import Marking
from diplotrack.records import ANYWHERE, KINDS, ExternalReference, Record
from diplotrack.release import REFERENCE, effective_markings
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    CellLike,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    KeepTogether,
    Moment,
    PageBreak,
    Paragraph,
    Point,
    Row,
    Span,
    Table,
    Text,
    Timeline,
    cell,
    point,
    spans,
)
from diplotrack.store.batches import batches

UNMARKED_KINDS = REFERENCE | {"finding"}
"""Kinds that carry no marking of their own: what a gap rests on was put to the filter when it was told."""
LONGEST = 200

Change = Callable[[Text], Text]


@dataclass(frozen=True, slots=True)
class Source:
    """A record that is cited, as the annex names it."""

    kind: str
    id: int
    uid: bytes
    title: str
    day: PartialDate | None
    reference: str
    marking: Marking


def with_sources(frame: Frame, document: Document) -> tuple[Document, int]:
    """The document with its references and its annex, and how many blocks at its end are the annex."""
    cited = list(dict.fromkeys(one.uid for text in _texts(document.blocks) for one in spans(text) if one.uid))
    sources = _sources(frame, cited)
    numbers: dict[tuple[str, int], int] = {}
    listed: list[Source] = []
    number_of: dict[str, int] = {}
    for uid in cited:
        source = sources.get(uid)
        if source is None:
            continue
        key = (source.kind, source.id)
        if key not in numbers:
            listed.append(source)
            numbers[key] = len(listed)
        number_of[uid] = numbers[key]
    if not listed:
        return document, 0
    for source in listed:
        if source.kind not in UNMARKED_KINDS:
            frame.whole.take(source.marking)
    blocks = tuple(_changed(one, lambda text: _referring(text, number_of)) for one in document.blocks)
    annex = _annex(frame, listed)
    return replace(document, blocks=(*blocks, *annex)), len(annex)


# the references


def _referring(text: Text, numbers: dict[str, int]) -> Text:
    """The text with "[3]" behind what comes from the third source; at its end where all of it does."""
    parts = spans(text)
    own = [numbers.get(one.uid or "") for one in parts]
    known = [one for one in own if one]
    if not known:
        return text
    if len(set(known)) == 1:
        return (*parts, _mark(known[0]))
    found: list[Span] = []
    for (part, number), (_next, following) in pairwise([*zip(parts, own, strict=True), (Span(""), None)]):
        found.append(part)
        if number and number != following:
            found.append(_mark(number))
    return found


def _mark(number: int) -> Span:
    return Span(f"\N{NO-BREAK SPACE}[{format_number(number)}]", quiet=True)


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """Every text of the blocks that can carry a reference, in order."""
    seen: list[Text] = []

    def note(text: Text) -> Text:
        seen.append(text)
        return text

    for block in blocks:
        _changed(block, note)
    yield from seen


def _changed(block: Block, change: Change) -> Block:
    """The block with its texts changed; headings, which stand in the contents too, stay as they are."""
    match block:
        case KeepTogether():
            return KeepTogether(tuple(_changed(one, change) for one in block.blocks))
        case Paragraph():
            return replace(block, text=change(block.text))
        case Callout():
            return replace(block, text=change(block.text))
        case Bullets():
            return replace(block, items=tuple(_item(one, change) for one in block.items))
        case Facts():
            return Facts(tuple((label, change(value)) for label, value in block.rows))
        case Table():
            return replace(block, rows=tuple(_row(one, change) for one in block.rows))
        case Timeline():
            return Timeline(tuple(_moment(one, change) for one in block.moments))
        case _:
            return block


def _item(item: Text | Point, change: Change) -> Point:
    found = point(item)
    return replace(found, text=change(found.text))


def _moment(moment: Moment, change: Change) -> Moment:
    return replace(moment, text=change(moment.text))


def _row(row: Row, change: Change) -> Row:
    if isinstance(row, Group):
        return Group(change(row.text))
    return tuple(_cell(one, change) for one in row)


def _cell(content: CellLike, change: Change) -> Cell:
    found = cell(content)
    return replace(found, text=change(found.text))


# the records


def _sources(frame: Frame, cited: Sequence[str]) -> dict[str, Source]:
    """The records cited that may be named, by the identifier under which they are; a part stands for its record."""
    found: dict[str, tuple[str, int]] = {}
    waiting = {uid_from_text(one) for one in cited}
    for kind, cls in KINDS.items():
        if not waiting:
            break
        for uid, record in _owned(frame, kind, cls, waiting):
            found[uid_text(uid)] = record
            waiting.discard(uid)
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in found.values():
        by_kind[kind].add(record_id)
    named = {
        (kind, one.id): one for kind, ids in by_kind.items() for one in _named(frame, kind, frozenset(ids))
    }
    return {uid: named[record] for uid, record in found.items() if record in named}


def _owned(
    frame: Frame, kind: str, cls: type[Record], uids: Iterable[bytes]
) -> Iterator[tuple[bytes, tuple[str, int]]]:
    """Which of the identifiers are of a kind: with the record, or that of which they are a part."""
    about, table = cls.__kind__, cls.__table__
    columns = [table.c.uid, table.c.id]
    if about.is_part:
        columns = [table.c.uid, table.c[about.owner], *([table.c.owner_kind] if kind in ANYWHERE else [])]
    for some in batches(uids):
        for uid, record_id, *owner in frame.session.execute(select(*columns).where(table.c.uid.in_(some))):
            yield uid, (owner[0] if owner else about.part_of if about.is_part else kind, record_id)


def _named(frame: Frame, kind: str, ids: frozenset[int]) -> Iterator[Source]:
    cls = KINDS[kind]
    about = cls.__kind__
    marks = effective_markings(frame.session, kind, ids)
    elsewhere = _references(frame, kind, ids)
    for some in batches(ids):
        for row in frame.session.scalars(select(cls).where(cls.id.in_(some))):
            if kind not in UNMARKED_KINDS and not frame.release.allows(marks[row.id]):
                continue
            if kind == "person" and row.id in frame.protected.ids:
                continue
            title = frame.protected.hide(opening(str(getattr(row, about.title)), LONGEST))
            own = str(getattr(row, "reference", "") or "")
            yield Source(
                kind,
                row.id,
                row.uid,
                title,
                _day(row, about.dated),
                frame.protected.hide(opening(own or elsewhere.get(row.id, ""), LONGEST)),
                marks[row.id],
            )


def _day(row: Any, dated: str) -> PartialDate | None:
    first: date | None = getattr(row, dated) if dated else None
    return PartialDate.of(first, getattr(row, f"{dated}_latest", None)) if first else None


def _references(frame: Frame, kind: str, ids: frozenset[int]) -> dict[int, str]:
    """The identifiers under which other sources keep the records: "foreign ministry archive, 2008/17"."""
    found: dict[int, str] = {}
    for some in batches(ids):
        query = select(ExternalReference.owner_id, ExternalReference.source, ExternalReference.source_id)
        mine = query.where(
            ExternalReference.owner_kind == kind,
            ExternalReference.owner_id.in_(some),
            ExternalReference.deleted_at.is_(None),
        )
        for owner_id, source, source_id in frame.session.execute(mine.order_by(ExternalReference.id.desc())):
            found[owner_id] = f"{source}, {source_id}"
    return found


# the annex


def _annex(frame: Frame, listed: Sequence[Source]) -> tuple[Block, ...]:
    """Number, kind and title, day, marking, reference and identifier of every source."""
    rows: list[Row] = []
    for number, one in enumerate(listed, 1):
        kind = str(KINDS[one.kind].__kind__.label)
        title = (f"{kind}: ", frame.span(one.title, one.uid), Span(f"\n{uid_text(one.uid)}", quiet=True))
        rows.append(
            (
                Cell(format_number(number), number),
                title,
                format_date(one.day),
                one.marking.banner,
                one.reference,
            )
        )
    columns = [
        Column(_("No."), 0.55, "number", key="number"),
        Column(_("Source"), 4.6, key="source"),
        Column(_("Date"), 1.4, key="date"),
        Column(_("Marking"), 1.5, key="marking"),
    ]
    if any(one.reference for one in listed):
        columns.append(Column(_("Reference"), 1.9, key="reference"))
    else:
        rows = [row[: len(columns)] for row in rows if not isinstance(row, Group)]
    return (PageBreak(), Heading(_("Sources")), Table(columns, rows, name="sources"))
