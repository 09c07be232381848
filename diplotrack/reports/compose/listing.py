"""What lists of records have in common: reading rows, the head of the document, portion marks, days and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, current_locale, format_date
from diplotrack.records import Record
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.document import Block, Cell, CellLike, Column, Document, Span
from diplotrack.reports.terms import Composed
from diplotrack.store.batches import batches

_CARRIED = ("id", "uid", "marking_scheme", "marking_rank", "marking_text", "tlp")


def admitted_rows(
    frame: Frame,
    kind: type[Record],
    columns: Iterable[str],
    *conditions: ColumnElement[bool],
    among: Iterable[int] | None = None,
    order: Sequence[str] = (),
) -> list[Any]:
    """The live rows of a kind that may be printed, with these columns; ``among`` these identifiers, where given.

    A list of thousands reads columns, not records.
    """
    table = kind.__table__
    wanted = [table.c[name] for name in dict.fromkeys((*_CARRIED, *columns))]
    query = select(*wanted).where(table.c.deleted_at.is_(None), table.c.merged_into.is_(None), *conditions)
    query = query.order_by(*(table.c[name] for name in order), table.c.id)
    queries = (
        [query] if among is None else [query.where(table.c.id.in_(some)) for some in batches(set(among))]
    )
    rows = [row for one in queries for row in frame.session.execute(one)]
    return frame.admit(kind.__kind__.name, rows)


def listing(
    frame: Frame,
    kind: str,
    title: str,
    blocks: Sequence[Block],
    *,
    subtitle: str = "",
    front: Sequence[tuple[str, str]] = (),
    landscape: bool = False,
    dated: str = "",
) -> Composed:
    """A document of that kind as of the frame's day; ``dated`` where it covers more than a day."""
    document = Document(
        title=title,
        kind=kind,
        subtitle=subtitle,
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=dated or _("as of {day}").format(day=format_date(frame.on)),
        front=((_("As of"), format_date(frame.on, "long")), *front),
        blocks=blocks,
        landscape=landscape,
    )
    return document_of(frame, document)


def marked(portion: str) -> tuple[Span, ...]:
    """The portion mark that stands before an entry of a table; nothing where it is unmarked."""
    return (Span(f"({portion})  ", quiet=True),) if portion else ()


def whole_day(day: PartialDate | None) -> date | None:
    """The day as a value to reckon with; None where no more is known than the month or year."""
    return day.earliest if day is not None and day.precision == "day" else None


def iso_day(day: PartialDate | None) -> CellLike:
    """A day as machines read it."""
    return Cell(day.iso(), whole_day(day)) if day is not None else ""


def keyed_columns(
    labels: Mapping[str, str],
    *,
    days: Collection[str],
    numbers: Collection[str] = (),
    without: Collection[str],
) -> list[Column]:
    """The columns of a flat table for machines, by key and label; ``without`` these keys."""
    return [
        Column(label, 1, "date" if key in days else "number" if key in numbers else "text", key=key)
        for key, label in labels.items()
        if key not in without
    ]
