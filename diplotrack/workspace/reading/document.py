"""A record as a document: plain values that a pane, a page or a print can show. Made by ``compose.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from diplotrack.base.markings import UNMARKED, Marking
from diplotrack.records import Field
from diplotrack.records.display import Mention

Key = tuple[str, int]
"""A record: its kind and its local identifier."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value. ``value`` is as lists have it: PartialDate, a Choice member, Mention, a list of Mentions…

    ``field`` tells how to show it (:func:`diplotrack.records.display.display`); None for a plain text.
    """

    name: str
    label: str
    value: Any
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under one heading; the heading is "" for those that stand first."""

    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage; ``portion`` is the marking that it carries itself, such as ``C``; "" where it takes its record's."""

    uid: bytes
    text: str
    portion: str = ""


@dataclass(frozen=True, slots=True)
class LongText:
    """One of the long texts of a record."""

    role: str
    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One row of a table: its identifier, its values by column, and its portion marking where it has one."""

    id: int
    values: tuple[Any, ...]
    portion: str = ""


@dataclass(frozen=True, slots=True)
class PartTable:
    """The parts of one kind: participants, updates, scores. Columns in which no row says anything are left out."""

    kind: str
    label: str
    columns: tuple[Fact, ...]
    rows: tuple[PartRow, ...]
    of: str = ""
    """The kind of the rows where these are records of their own that have their place here; else they are parts."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A gap that was found: about the record itself, or (``about``) about another, with this one as evidence."""

    id: int
    severity: str
    headline: str
    state: str
    about: Mention | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its name, type and size in bytes; ``is_mute`` where it was read and holds no words."""

    id: int
    name: str
    media_type: str
    size: int
    portion: str = ""
    is_mute: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A record that points here: what it is, its day, and by which of its fields it points."""

    mention: Mention
    on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class Uses:
    """The records of one kind that point here, latest first; ``total`` counts those that are not listed too.

    ``column`` is the column by which a list can be filtered to show exactly these; "" where no single one does.
    """

    kind: str
    label: str
    total: int
    uses: tuple[Use, ...]
    column: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one field; "" where there was, or is, nothing."""

    label: str
    before: str
    after: str
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One operation as the history of a record tells it; ``at`` is UTC."""

    change_set_id: int
    at: datetime
    who: str
    operation: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Our readout and theirs of one engagement."""

    ours: Mention
    theirs: Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """All that there is to read of a record."""

    kind: str
    id: int
    uid: bytes
    version: int
    kind_label: str
    title: str
    subtitle: tuple[Fact, ...] = ()
    lead: str = ""
    groups: tuple[FactGroup, ...] = ()
    texts: tuple[LongText, ...] = ()
    tables: tuple[PartTable, ...] = ()
    objectives: tuple[tuple[Mention, str], ...] = ()
    tags: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    findings: tuple[Notice, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    marking: Marking = UNMARKED
    is_trashed: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
    uses: tuple[Uses, ...] = field(default=())
    history: tuple[Chapter, ...] = field(default=())
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen first of a record. ``facts`` are its day and its subtitle, ``lead`` its first words."""

    kind: str
    id: int
    kind_label: str
    title: str
    facts: tuple[Fact, ...] = ()
    lead: str = ""
    marking: Marking = UNMARKED
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record is called now, and whether it lies in the trash."""

    title: str
    is_trashed: bool
