"""The table of contents: where it is, what it lists, and that it leads where it says."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from diplotrack.reports.document import Copy, Document, Heading, Paragraph
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf import page_count
from tests.reports.render import dossiers
from tests.reports.render.unpacking import streams


def chapters(count: int, words: int = 600, contents: bool | None = None) -> Document:
    """A document of chapters, each about a page long."""
    blocks: list[Heading | Paragraph] = []
    for n in range(1, count + 1):
        blocks += [Heading(f"Chapter {n:03d} here"), Heading(f"Part {n:03d} here", 2), Heading("Deep", 3)]
        blocks += [Paragraph("word " * words)]
    return Document("Book", blocks, contents=contents)


def pages_of(document: Document) -> list[str]:
    out = io.BytesIO()
    render_pdf(document, out)
    found = []
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
    return found


@pytest.mark.parametrize("count", [8, 45, 90])
def test_every_entry_gives_the_page_of_its_heading(count: int) -> None:
    pages = pages_of(chapters(count, 300 if count < 50 else 60, contents=True))
    listed = re.findall(r"((?:Chapter|Part) \d+ here)\s+(\d+)", "\n".join(pages))
    assert len(listed) == (2 * count if count <= 30 else count)
    for title, number in listed:
        assert [n for n, page in enumerate(pages, 1) if re.search(rf"{title}\s*\r?\n(?!\d)", page)][
            -1
        ] == int(number)


def test_contents_come_where_a_document_is_long() -> None:
    assert "Contents" in pages_of(chapters(6))[0]
    assert "Contents" not in pages_of(chapters(3))[0]
    assert "Contents" in pages_of(chapters(3, contents=True))[0]
    assert "Contents" not in pages_of(chapters(6, contents=False))[0]
    assert "Contents" not in pages_of(Document("T", (Paragraph("x"),), contents=True))[0]


def test_headings_of_the_third_level_are_not_listed() -> None:
    assert "Deep" not in pages_of(chapters(6))[0].split("Chapter 001")[1].split("Chapter 002")[0]


@pytest.mark.parametrize("copy", Copy)
def test_entries_lead_to_their_headings_in_either_copy(copy: Copy) -> None:
    out = io.BytesIO()
    render_pdf(replace(chapters(6), copy=copy), out)
    content = b"".join(streams(out.getvalue()))
    assert content.count(b"/Dest") >= 12
    assert content.count(b"/Subtype/Link") == 12


def test_the_pages_of_the_contents_are_counted() -> None:
    document = dossiers.dossier()
    assert page_count(document) == len(pages_of(document))
