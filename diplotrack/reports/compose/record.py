"""One record on paper: its facts, who was there, what was said, its parts, and what points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, format_date, format_number
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import Marking
from diplotrack.records import KINDS, Field, Marked, Passage
from diplotrack.records.display import Mention, display
from diplotrack.release import KEPT_COLUMNS, own_markings
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Severity,
    Span,
    Table,
)
from diplotrack.reports.terms import Composed, Terms
from diplotrack.store.batches import batches

OWNERS = "owner_id"
"""Who holds a record is nobody else's business."""
MEASURE, LONGEST = 80, 24
"""The letters that stand beside one another across a table, and the longest word for which a column makes room."""


class FactLike(Protocol):
    """A labelled value, or the head of a column."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def field(self) -> Field | None: ...


class ReadingLike(Protocol):
    """A record as a document of the workspace (``workspace.reading``), of which this is the print."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int: ...
    @property
    def uid(self) -> bytes: ...
    @property
    def kind_label(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def groups(self) -> Sequence[Any]: ...
    @property
    def texts(self) -> Sequence[Any]: ...
    @property
    def tables(self) -> Sequence[Any]: ...
    @property
    def objectives(self) -> Sequence[tuple[Mention, str]]: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def files(self) -> Sequence[Any]: ...
    @property
    def findings(self) -> Sequence[Any]: ...
    @property
    def uses(self) -> Sequence[Any]: ...


def record_sheet(session: Session, reading: ReadingLike, terms: Terms) -> Composed:
    """A record as a document of its own. Raises UserError where the release filter keeps the record itself back.

    A hand-over copy names no owner and no gap, and nothing that points at the record.
    """
    return _Sheet(session, reading, terms).composed()


class _Sheet(Frame):
    def __init__(self, session: Session, reading: ReadingLike, terms: Terms) -> None:
        super().__init__(session, terms)
        self.reading = reading
        kind = KINDS[reading.kind]
        if reading.kind == "person" and reading.id in self.protected.ids:
            raise UserError(_("This person is a protected source: what is on record is not printed."))
        if issubclass(kind, Marked):
            rows = session.scalars(select(kind).where(kind.id == reading.id)).all()
            if not self.admit(reading.kind, rows):
                sentence = _("The release filter keeps this {kind} back: nothing was printed.")
                raise UserError(sentence.format(kind=reading.kind_label.lower()))
            self.print(reading.kind, reading.id)
        self._marks = self._markings_of_mentions()
        self._uids = self._links_of_mentions()

    def composed(self) -> Composed:
        reading = self.reading
        blocks: list[Block] = []
        if reading.lead and not self._is_kept("notes"):
            blocks.append(Paragraph(self.span(reading.lead), style="lead"))
        blocks += self._facts()
        for table in reading.tables:
            blocks += self._table(table)
        blocks += self._texts()
        blocks += self._links()
        if self.internal:
            blocks += [*self._gaps(), *self._uses()]
        document = Document(
            title=self.span(reading.title).text or _("Untitled"),
            kind=reading.kind_label,
            language=current_locale().replace("_", "-"),
            copy=self.copy,
            dated=_("as of {day}").format(day=format_date(self.on)),
            front=self._front(),
            blocks=blocks,
        )
        return document_of(self, document)

    def _front(self) -> tuple[tuple[str, str], ...]:
        front = [(_("Printed on"), format_date(self.on, "long"))]
        if self.internal:
            front.append((_("Copy"), _("Internal, not to be handed over")))
        return tuple(front)

    # what may be named

    def _markings_of_mentions(self) -> dict[tuple[str, int], Marking]:
        """The marking of every record that the page names."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for one in _mentions(self.reading):
            wanted[one.kind].add(one.id)
        return {
            (kind, record_id): marking
            for kind, ids in wanted.items()
            for record_id, marking in own_markings(self.session, kind, ids).items()
        }

    def _links_of_mentions(self) -> dict[tuple[str, int], bytes]:
        """The identifier of every record that the page names, and of the parts and gaps that it shows."""
        if not self.internal:
            return {}
        wanted: dict[str, set[int]] = defaultdict(set)
        for one in _mentions(self.reading):
            wanted[one.kind].add(one.id)
        for table in self.reading.tables:
            wanted[table.of or table.kind] |= {row.id for row in table.rows}
        wanted["finding"] |= {one.id for one in self.reading.findings}
        found: dict[tuple[str, int], bytes] = {}
        for kind, ids in wanted.items():
            table = KINDS[kind].__table__.c
            for some in batches(ids):
                rows = self.session.execute(select(table.id, table.uid).where(table.id.in_(some)))
                found |= {(kind, row.id): row.uid for row in rows}
        return found

    def _named(self, mention: Mention) -> Span | None:
        """Another record by its name; None where it may not be named in this copy."""
        marking = self._marks.get((mention.kind, mention.id))
        if marking is not None and not self.release.allows_mention(marking):
            self.leave_out(mention.kind, mention.id)
            return None
        if marking is not None and not marking.is_unmarked:
            self.whole.take(marking)
        if mention.kind == "person" and mention.id in self.protected.ids:
            return Span(self.protected.name_of(mention.id, mention.caption))
        return self.span(mention.caption, self._uids.get((mention.kind, mention.id)))

    def _said(self, field: Field | None, value: Any) -> list[Span]:
        """A value as it is printed; [] where there is nothing to say."""
        if isinstance(value, Mention):
            span = self._named(value)
            return [span] if span is not None and span.text else []
        if isinstance(value, list) and any(isinstance(one, Mention) for one in value):
            names = [span for one in value for span in self._said(field, one)]
            return [
                part for place, span in enumerate(names) for part in ([Span(", ")] if place else []) + [span]
            ]
        words = display(field, value)
        return [self.span(words)] if words else []

    def _is_kept(self, column: str) -> bool:
        """Whether a column stays ours in this copy."""
        if not self.internal and column in (OWNERS, "clearance"):
            return True
        return not self.release.is_open and column in KEPT_COLUMNS.get(self.reading.kind, frozenset())

    # what stands on it

    def _facts(self) -> list[Block]:
        rows: list[tuple[str, list[Span]]] = []
        long: list[Block] = []
        for group in self.reading.groups:
            for fact in group.facts:
                said = [] if self._is_kept(fact.name) else self._said(fact.field, fact.value)
                if said and fact.field is not None and fact.field.type == "long":
                    long += [Heading(fact.label, 2), Paragraph(said)]
                elif said:
                    rows.append((fact.label, said))
        return [*([Facts(rows)] if rows else []), *long]

    def _table(self, table: Any) -> list[Block]:
        # Instructions and the state of our clearances stay ours, as owners do.
        if table.of == "instruction" and not self.internal:
            return []
        kind = table.of or table.kind
        part = KINDS[kind]
        allowed = {row.id for row in table.rows}
        if issubclass(part, Marked):
            found = self.session.scalars(select(part).where(part.id.in_(allowed))).all()
            if table.of:
                allowed = {row.id for row in self.admit(kind, found)}
            else:
                portions = ((row, self.reading.kind, self.reading.id) for row in found)
                allowed = {row.id for row in self.admit_portions(kind, portions)}
        columns = [one for one in table.columns if not self._is_kept(one.name)]
        places = [place for place, one in enumerate(table.columns) if one in columns]
        rows: list[list[list[Span]]] = []
        for row in table.rows:
            if row.id in allowed and not self._gives_away(row.values):
                if issubclass(part, Marked):
                    self.print(kind, row.id)
                shown = [self._said(table.columns[place].field, row.values[place]) for place in places]
                rows.append(self._traced(kind, row.id, self._veiled(row.values, shown)))
        if not rows:
            return []
        weights = [_weight(one) for one in columns]
        heads = [
            Column(one.label or " ", max(weight, sum(weights) * _longest(one.label, rows, place) / MEASURE))
            for place, (one, weight) in enumerate(zip(columns, weights, strict=True))
        ]
        return [Heading(table.label, 2), Table(heads, rows)]

    def _traced(self, kind: str, record_id: int, cells: list[list[Span]]) -> list[list[Span]]:
        """The row with a link to the part that it shows, where it names nothing that has one."""
        first = next((cell for cell in cells if cell), None)
        if first and not any(span.uid for cell in cells for span in cell):
            first[0] = self.span(first[0].text, self._uids.get((kind, record_id)))
        return cells

    def _gives_away(self, values: Sequence[Any]) -> bool:
        """Whether a row tells of somebody who may not be named: the office alone would say who it is."""
        people = [one for one in values if isinstance(one, Mention) and one.kind == "person"]
        return any(self._named(one) is None for one in people)

    def _veiled(self, values: Sequence[Any], shown: list[list[Span]]) -> list[list[Span]]:
        """Of a protected source no more than that there was one."""
        hidden = any(
            isinstance(one, Mention) and one.kind == "person" and one.id in self.protected.ids
            for one in values
        )
        return [shown[0], *([] for _cell in shown[1:])] if hidden else shown

    def _texts(self) -> list[Block]:
        reading = self.reading
        wanted = {one.uid for text in reading.texts for one in text.paragraphs}
        own = select(Passage).where(Passage.owner_kind == reading.kind, Passage.owner_id == reading.id)
        rows = [
            row for row in self.session.scalars(own.where(Passage.deleted_at.is_(None))) if row.uid in wanted
        ]
        kept = {
            row.uid: row
            for row in self.admit_portions("passage", ((row, reading.kind, reading.id) for row in rows))
        }
        blocks: list[Block] = []
        for text in reading.texts:
            paragraphs = [
                Paragraph(self.span(one.text), marking=self.print("passage", kept[one.uid].id))
                for one in text.paragraphs
                if one.uid in kept
            ]
            if paragraphs:
                blocks += [Heading(text.label, 2), *paragraphs]
        return blocks

    def _links(self) -> list[Block]:
        reading = self.reading
        rows: list[tuple[str, list[Span]]] = []
        for place, (mention, bearing) in enumerate(reading.objectives):
            span = self._named(mention)
            if span is not None:
                more = [Span(f"  {bearing}", quiet=True)] if bearing and self.internal else []
                rows.append((_("Objectives") if not place else "", [span, *more]))
        if self.internal:
            rows.append((_("This record"), [self.span(uid_text(reading.uid), reading.uid)]))
        if reading.tags and self.internal:
            rows.append((_("Tags"), [self.span(", ".join(reading.tags))]))
        if reading.files and self.internal:
            rows.append((_("Attachments"), [self.span(", ".join(one.name for one in reading.files))]))
        return [Heading(_("Links"), 2), Facts(rows)] if rows else []

    def _gaps(self) -> list[Block]:
        mine = [one for one in self.reading.findings if one.about is None]
        if not mine:
            return []
        blocks: list[Block] = [Heading(_("Gaps"), 2)]
        for one in mine:
            link = self.span(f"  ({one.state})", self._uids.get(("finding", one.id)), quiet=True)
            blocks.append(Callout((self.span(one.headline), link), severity=_gravity(one.severity)))
        return blocks

    def _uses(self) -> list[Block]:
        blocks: list[Block] = []
        for one in self.reading.uses:
            rows: list[Row] = []
            for use in one.uses:
                span = self._named(use.mention)
                if span is not None:
                    rows.append([_day(use.on), [span], use.by])
            if rows:
                columns = [Column(_("Date"), 0.5), Column(one.label, 2.2), Column(_("As"), 0.8)]
                caption = ""
                if one.total > len(one.uses):
                    shown, total = format_number(len(one.uses)), format_number(one.total)
                    caption = _("The latest {shown} of {total}.").format(shown=shown, total=total)
                blocks.append(Table(columns, rows, caption))
        return [Heading(_("Used in"), 2), *blocks] if blocks else []


def _mentions(reading: ReadingLike) -> Iterable[Mention]:
    values = [fact.value for group in reading.groups for fact in group.facts]
    values += [value for table in reading.tables for row in table.rows for value in row.values]
    values += [mention for mention, _bearing in reading.objectives]
    values += [use.mention for one in reading.uses for use in one.uses]
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mention):
                yield one


def _weight(column: FactLike) -> float:
    """How much of the width a column takes."""
    kind = column.field.type if column.field is not None else "text"
    return (
        2.2
        if kind == "long"
        else 0.7
        if kind in ("day", "choice", "number", "scale", "flag", "time")
        else 1.3
    )


def _longest(label: str, rows: Sequence[Sequence[Sequence[Span]]], place: int) -> int:
    """The letters of the longest word of a column, with one to spare: no word is to be broken."""
    cells = [span.text for row in rows if place < len(row) for span in row[place]]
    words = [word for one in (label, *cells) for word in one.split()]
    return min(LONGEST, 1 + max(map(len, words), default=0))


def _gravity(severity: str) -> Severity:
    return {"critical": Severity.HIGH, "high": Severity.HIGH, "medium": Severity.MEDIUM}.get(
        severity, Severity.LOW
    )


def _day(on: date | None) -> str:
    return format_date(on) if on is not None else ""
