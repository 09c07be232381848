"""The names of the United Nations' members in their own languages, printed in one table and read out again.

Run ``python -m tests.reports.render.un_members FOLDER`` to see the pages and how many of the names two programs read
out as they were written. Compared are NFC texts in which every stretch of white space is one space, without the
directional marks and embeddings that show nothing (pdftotext puts them around right-to-left text); nothing else is
folded.
"""

from __future__ import annotations

import difflib
import io
import itertools
import json
import random
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from diplotrack.reports.document import Column, Document, Paragraph, Table
from diplotrack.reports.render import render_pdf

_REFERENCE = Path(__file__).parents[3] / "resources" / "reference"
_DIRECTING = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c"))
_TITLE = "Members of the United Nations"
COLUMNS = (Column("Member", 1), Column("Name", 3))


class Name(NamedTuple):
    """A member's name in one of its languages; ``key`` names both: "ETHam"."""

    key: str
    text: str


def names() -> list[Name]:
    """Every member in each of its languages, official in fact, by law or in a region, that CLDR names it in."""
    countries = json.loads((_REFERENCE / "countries.json").read_text("utf-8"))
    memberships = json.loads((_REFERENCE / "memberships.json").read_text("utf-8"))
    members = {row["party"] for row in memberships if row["organization"] == "UN" and "to" not in row}
    found: list[Name] = []
    for country in sorted((row for row in countries if row["key"] in members), key=lambda row: row["key"]):
        territory = country["alpha2"]
        for language in get_official_languages(territory, regional=True, de_facto=True):
            try:
                name = Locale.parse(language).territories.get(territory)
            except UnknownLocaleError:
                continue
            if name:
                found.append(Name(f"{country['key']}{language}".replace("_", ""), name))
    return found


def table(rows: Sequence[Name]) -> Document:
    """The names as a document: each row has its key and the name."""
    return Document(_TITLE, (Table(COLUMNS, rows),))


def fold(text: str) -> str:
    """The text as it is compared: composed, white space as single spaces, no directional marks."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_DIRECTING)).split())


def pdfium(content: bytes, left: float = 0.0) -> list[str]:
    """The text of each page, from ``left`` points on, as pypdfium2 reads it."""
    pages = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            read = page.get_textpage()
            pages.append(read.get_text_bounded(left=left))
            read.close()
            page.close()
    return pages


def _column(content: bytes) -> float:
    """Where the column of names begins, in points from the left edge of the paper."""
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        read = page.get_textpage()
        index, _count = read.search(COLUMNS[1].label).get_next()
        left = float(read.get_charbox(index)[0])
        read.close()
        page.close()
    return left - 1


def misread_cells(rows: Sequence[Name], content: bytes) -> dict[str, str]:
    """As ``misread``, of the cells alone: what pypdfium2 reads from the column of names, a line a row."""
    left = _column(content)
    columns = (page.partition("Name")[2].partition("Page ")[0] for page in pdfium(content, left))
    texts = (fold(line) for column in columns for line in column.splitlines() if line.strip())
    written = dict(rows)
    found = dict(itertools.zip_longest((row.key for row in rows), texts, fillvalue=""))
    return {key: read for key, read in found.items() if read != fold(written.get(key, ""))}


def poppler(content: bytes, *options: str) -> list[str]:
    """The text of each page as pdftotext reads it."""
    # The program is found on the path, its arguments are ours, the document goes in by its standard input.
    read = subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", *options, "-enc", "UTF-8", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return read.stdout.decode("utf-8").split("\f")[:-1]


def misread(rows: Sequence[Name], pages: Sequence[str]) -> dict[str, str]:
    """What does not stand between a row's key and the next as it was written: key -> what was read instead.

    The last row of a page is followed by the page's foot.
    """
    wrong: dict[str, str] = {}
    remaining = list(rows)
    for page in pages:
        text = fold(page)
        while remaining and remaining[0].key in text:
            key, name = remaining.pop(0)
            _before, text = text.split(key, 1)
            read = text.split(remaining[0].key, 1)[0] if remaining else text
            if read is text:
                read = text.split(_TITLE, 1)[0]
            if read.strip() != fold(name):
                wrong[key] = read.strip()
    return wrong | {row.key: "" for row in remaining}


def printed(rows: Sequence[Name]) -> tuple[bytes, list[str]]:
    """The PDF, and the names of the characters that no font of this machine has."""
    written = io.BytesIO()
    outcome = render_pdf(table(rows), written)
    return written.getvalue(), outcome.missing_names()


def paragraphs(count: int = 100) -> list[str]:
    """English sentences with members' names in their own scripts, numbers, brackets and quotation marks."""
    chance = random.Random(1945)
    rows = [row.text for row in names() if max(row.text) > "\u0530"]
    sentence = "The delegations of {} ({}) and of {}, {} met on 15 January {} in “{}”; note 12/{} of {} was read. {}."
    return [
        sentence.format(
            *chance.sample(rows, 4), 1946 + number, *chance.sample(rows, 1), number, *chance.sample(rows, 2)
        )
        for number in range(count)
    ]


def in_order(texts: Sequence[str], read: str) -> tuple[float, float]:
    """The share of the texts that stand in what was read as they were written, and that of their words that stand in
    their order."""
    words, found = fold(" ".join(texts)).split(), fold(read).split()
    same = difflib.SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
    return sum(fold(text) in fold(read) for text in texts) / len(texts), sum(b.size for b in same) / len(
        words
    )


def main(folder: Path) -> None:
    """Print the figures and leave the pages in the folder."""
    out = sys.stdout.write
    rows = names()
    folder.mkdir(parents=True, exist_ok=True)
    content, missing = printed(rows)
    (folder / "un-members.pdf").write_bytes(content)
    with pypdfium2.PdfDocument(content) as pdf:
        for number, page in enumerate(pdf, 1):
            page.render(scale=110 / 72).to_pil().save(folder / f"un-members-{number}.png")
    out(
        f"{len(rows)} names of {len({row.key[:3] for row in rows})} members; missing: {missing or 'nothing'}\n"
    )
    reading = {
        "pypdfium2": misread(rows, pdfium(content)),
        "pypdfium2, cells": misread_cells(rows, content),
    }
    if shutil.which("pdftotext"):
        for options in ((), ("-layout",), ("-raw",)):
            reading[" ".join(("pdftotext", *options))] = misread(rows, poppler(content, *options))
    written = dict(rows)
    for program, wrong in reading.items():
        out(f"{program:20}{100 * (1 - len(wrong) / len(rows)):7.2f} %  as written\n")
        for key, read in wrong.items():
            out(f"    {key}: {written[key]!r} read as {read!r}\n")
    texts = paragraphs()
    mixed = io.BytesIO()
    render_pdf(Document("Mixed", [Paragraph(text) for text in texts]), mixed)
    (folder / "mixed.pdf").write_bytes(mixed.getvalue())
    programs = {"pypdfium2": pdfium} | ({"pdftotext": poppler} if shutil.which("pdftotext") else {})
    for program, reader in programs.items():
        whole, words = in_order(texts, " ".join(reader(mixed.getvalue())))
        out(
            f"{program:20}{100 * whole:7.2f} % of mixed paragraphs, {100 * words:.2f} % of their words in order\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
