"""The labelled texts: what a careful reader found in them, and the texts where the real records are here."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from diplotrack.exchange.tables.prose import plain_paragraphs, plain_title
from diplotrack.exchange.texts.opening import pasted
from diplotrack.exchange.texts.text_file import TextFile
from tests.conftest import REAL_RECORDS

LABELS = Path(__file__).with_name("labels.csv")
TEXTS = REAL_RECORDS / "wh_readouts.csv"
SPLITS = ("tune", "test")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A person as labelled: the titles that the text uses, any of which is right, and the name at its fullest."""

    titles: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """What is in one text. ``last`` is ``first`` unless the words leave several days."""

    split: str
    source_url: str
    first: date
    last: date
    kind: str
    format: str
    parties: tuple[str, ...]
    theirs: tuple[Labelled, ...]
    ours: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled text with its words, and the day it was published."""

    label: Label
    title: str
    paragraphs: tuple[str, ...]
    published: date

    @property
    def file(self) -> TextFile:
        """The text as somebody would paste it: the title, a blank line, the paragraphs."""
        return pasted("\n\n".join((self.title, *self.paragraphs)))


def labels() -> list[Label]:
    """All labels, in the order in which the texts were drawn."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [_label(row) for row in csv.DictReader(lines)]


def samples(split: str) -> list[Sample]:
    """The texts of one half with their labels."""
    wanted = {label.source_url: label for label in labels() if label.split == split}
    with TEXTS.open(encoding="utf-8", newline="") as lines:
        return [
            Sample(
                wanted[row["source_url"]],
                plain_title(row["title"]),
                tuple(plain_paragraphs(row["text"], markdown=True)),
                date.fromisoformat(row["date"]),
            )
            for row in csv.DictReader(lines)
            if row["source_url"] in wanted
        ]


def _label(row: dict[str, str]) -> Label:
    first, _, last = row["date"].partition("/")
    return Label(
        row["split"],
        row["source_url"],
        date.fromisoformat(first),
        date.fromisoformat(last or first),
        row["kind"],
        row["format"],
        tuple(row["parties"].split(";")) if row["parties"] else (),
        _people(row["theirs"]),
        _people(row["ours"]),
    )


def _people(cell: str) -> tuple[Labelled, ...]:
    pairs = [one.split("|") for one in cell.split(";") if one]
    return tuple(Labelled(tuple(title.split("/")), name) for title, name in pairs)
