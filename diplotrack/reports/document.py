"""What is printed, apart from how: a document is a tree of frozen values without behaviour.

Everything that is text is *data*: ``<b>``, ``&`` and ``{}`` print as themselves in every format. Composition
(records to document) and rendering (document to PDF, DOCX, XLSX, CSV) meet here and nowhere else, so that neither
knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias


class Copy(StrEnum):
    """Who holds the copy: only an internal one carries links to records."""

    INTERNAL = "internal"
    HAND_OVER = "hand-over"


class Severity(StrEnum):
    """What a callout is about; it gives the colour of its bar."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one manner; ``uid`` links it to its record in an internal copy."""

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    uid: str | None = None


Text: TypeAlias = "str | Span | Sequence[str | Span]"
Value: TypeAlias = "int | float | Decimal | date | None"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 to 3. It goes into the outline and never stands alone at the foot of a page."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``number`` hangs in the margin, ``marking`` is the portion mark that follows it."""

    text: Text
    number: str = ""
    marking: str = ""
    style: Literal["body", "lead", "quote", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Point:
    """One of several points, with its portion mark."""

    text: Text
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points, one of them a text; ``ordered`` numbers them."""

    items: Sequence[Text | Point]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, one pair a line."""

    rows: Sequence[tuple[Text, Text]]


@dataclass(frozen=True, slots=True)
class Callout:
    """Something set apart: a gap with its severity, a line to take, a warning."""

    text: Text
    title: Text = ""
    severity: Severity = Severity.NOTE
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``weight`` shares out the width; ``key`` names the column in machine-readable output.

    ``align`` "auto" sets numbers right and the rest at the start.
    """

    label: str
    weight: float = 1.0
    kind: Literal["text", "number", "date"] = "text"
    align: Literal["auto", "left", "right", "center"] = "auto"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text`` is what is read, ``value`` the number or day behind it, for spreadsheets."""

    text: Text = ""
    value: Value = None


@dataclass(frozen=True, slots=True)
class Group:
    """A row across the whole table that heads the rows after it."""

    text: Text


CellLike: TypeAlias = "Cell | Text"
Row: TypeAlias = "Sequence[CellLike] | Group"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; a short row is filled up with empty cells. The header is repeated on every page."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: Text = ""
    zebra: bool = False
    name: str = ""


class Tone(StrEnum):
    """What a series or a moment is about; it gives its colour, and never its colour alone."""

    OURS = "ours"
    THEIRS = "theirs"
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a timeline: ``when`` in words, what happened, and its portion mark."""

    when: str
    text: Text
    marking: str = ""
    tone: Tone = Tone.OURS


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments below one another, each beside its day."""

    moments: Sequence[Moment]


class ChartForm(StrEnum):
    """How a chart is drawn: columns side by side, columns on one another, or a bar a category lying down."""

    COLUMNS = "columns"
    STACKED = "stacked"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values, one for each category of the chart; None where there is none (which is not nought)."""

    label: str
    values: Sequence[float | None]
    tone: Tone = Tone.OURS


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as a picture. ``title`` heads it, ``told`` says in a sentence what it shows to who cannot see it.

    ``lowest`` and ``highest`` fix the axis of values (None: as the values are); ``decimals`` is how its numbers are
    written; ``note`` says under it how to read it. Every format that cannot draw prints it as a table.
    """

    form: ChartForm
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    told: str
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    decimals: int = 0
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height, in lines of running text."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where they fit on one."""

    blocks: Sequence[Block]


Block: TypeAlias = (
    "Heading | Paragraph | Bullets | Facts | Callout | Table | Timeline | Chart"
    " | Spacer | PageBreak | KeepTogether"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``marking`` is the banner at head and foot of every page, rolled up already by whoever composed it. ``tlp`` is the
    Traffic Light Protocol label ("AMBER", "TLP:AMBER+STRICT"). ``front`` holds lines under the title ("Prepared for":
    ...).
    ``language`` is a BCP 47 tag; it chooses the words of the page furniture and the regional forms of Han characters.
    ``contents`` asks for a table of contents, or for none; None leaves it to the length.
    """

    title: str
    blocks: Sequence[Block] = ()
    subtitle: str = ""
    kind: str = ""
    language: str = "en"
    marking: str = ""
    tlp: str = ""
    copy: Copy = Copy.INTERNAL
    front: Sequence[tuple[str, str]] = ()
    author: str = ""
    dated: str = ""
    watermark: str | None = None
    landscape: bool = False
    keywords: Sequence[str] = field(default=())
    contents: bool | None = None


def spans(text: Text) -> tuple[Span, ...]:
    """The text as spans, whichever way it was given."""
    if isinstance(text, str):
        return (Span(text),) if text else ()
    if isinstance(text, Span):
        return (text,)
    return tuple(Span(part) if isinstance(part, str) else part for part in text)


def point(item: Text | Point) -> Point:
    """The item as a point, whichever way it was given."""
    return item if isinstance(item, Point) else Point(item)


def plain(text: Text) -> str:
    """The bare words of a text."""
    return text if isinstance(text, str) else "".join(span.text for span in spans(text))


def cell(content: CellLike) -> Cell:
    """The content as a cell, whichever way it was given."""
    return content if isinstance(content, Cell) else Cell(content)
