"""Pages: numbers, banners, repeated headers, headings that do not stand alone, metadata, links, equal bytes."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pypdfium2
import pytest

from diplotrack.reports.document import (
    Column,
    Copy,
    Document,
    Group,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Row,
    Spacer,
    Span,
    Table,
)
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf import page_count
from diplotrack.reports.render.pdf.shaping import Typesetter

LONG = Table(
    (Column("Commitment", 3), Column("Partner"), Column("Sum", 1, "number")),
    tuple((f"Deliver instalment {n}", "France", str(n)) for n in range(150)),
)


def pages_of(document: Document, paper: str = "A4") -> list[str]:
    written = io.BytesIO()
    render_pdf(document, written, "Letter" if paper == "Letter" else "A4")
    found = []
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
    return found


def bytes_of(document: Document) -> bytes:
    written = io.BytesIO()
    render_pdf(document, written)
    return written.getvalue()


def test_every_page_says_which_of_how_many() -> None:
    pages = pages_of(Document("Report", (LONG,)))
    assert len(pages) > 3
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_the_outcome_counts_the_pages() -> None:
    assert (
        render_pdf(
            Document("T", (PageBreak(), Paragraph("b"), PageBreak(), Paragraph("c"))), io.BytesIO()
        ).pages
        == 3
    )


@pytest.mark.parametrize(
    "document", [Document("T"), Document("T", (LONG,)), Document("T", (LONG,), language="fr")]
)
def test_the_pages_are_counted_without_writing_them(document: Document) -> None:
    typesetter = Typesetter(document.language)
    printed = render_pdf(document, io.BytesIO()).pages
    assert page_count(document) == page_count(document, typesetter=typesetter) == printed
    assert page_count(document, typesetter=typesetter) == printed


def test_the_header_of_a_table_is_repeated_on_every_page() -> None:
    assert all("Commitment" in page and "Partner" in page for page in pages_of(Document("Report", (LONG,))))


def test_every_row_of_a_long_table_is_printed_once() -> None:
    text = " ".join(pages_of(Document("Report", (LONG,))))
    assert all(
        text.count(f"Deliver instalment {n}\r") == 1 or text.count(f"Deliver instalment {n} ") == 1
        for n in range(150)
    )


def test_the_marking_stands_at_head_and_foot_of_every_page() -> None:
    pages = pages_of(Document("Report", (LONG,), marking="SECRET//REL TO FRA", tlp="red"))
    assert all(page.count("SECRET//REL TO FRA") == 2 and page.count("TLP:RED") == 2 for page in pages)


@pytest.mark.parametrize("lines", range(36, 48))
def test_a_heading_never_ends_a_page(lines: int) -> None:
    filler = tuple(Paragraph("x", style="note") for _ in range(lines))
    for page in pages_of(Document("T", (*filler, Heading("Background"), Paragraph("word " * 60)))):
        assert ("Background" in page) == ("word" in page and "Background" in page)
        body = page.split("T\r\n")[0]
        assert not body.rstrip().endswith("Background")


def test_a_group_that_runs_over_a_page_is_named_again() -> None:
    rows: tuple[Row, ...] = (
        Group(["Ours", Span("   60 rows", quiet=True)]),
        *((f"row {n}", "x") for n in range(60)),
        Group("Theirs " * 40),
        ("last", "y"),
    )
    first, second, *_rest = pages_of(Document("T", (Table((Column("A"), Column("B")), rows),)))
    assert "Ours, continued" not in first
    assert second.count("Ours, continued") == 1
    assert "Theirs" in second
    assert second.index("Ours, continued") < second.index("row 5")


def test_a_group_of_endless_name_does_not_fill_the_pages() -> None:
    rows: tuple[Row, ...] = (Group("endless " * 20_000), *((f"row {n}", "x") for n in range(60)))
    pages = pages_of(Document("T", (Table((Column("A"), Column("B")), rows),)))
    assert sum(page.count("endless") for page in pages) >= 20_000
    assert "row 59" in pages[-1]
    assert any("continued" in page for page in pages)


@pytest.mark.parametrize("lines", range(30, 44, 2))
def test_a_heading_stays_with_a_row_higher_than_a_page(lines: int) -> None:
    filler = tuple(Paragraph("x", style="note") for _ in range(lines))
    table = Table((Column("Head of column"), Column("B")), (("cell " * 1500, ""),), caption="Caption")
    pages = pages_of(Document("T", (*filler, Heading("Background"), Spacer(1), table)))
    page = next(page for page in pages if "Background" in page)
    assert "Caption" in page
    assert "Head of column" in page.replace("\r\n", " ") or "HEAD OF COLUMN" in page.upper()
    assert "cell" in page


def test_blocks_kept_together_share_a_page() -> None:
    inner = KeepTogether((Paragraph("first of two"), Paragraph("second of two")))
    for lines in range(38, 50):
        pages = pages_of(Document("T", (Spacer(lines), inner)))
        assert any("first of two" in page and "second of two" in page for page in pages)


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.276, 841.89)), ("Letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[float, float]) -> None:
    written = io.BytesIO()
    render_pdf(Document("T"), written, "Letter" if paper == "Letter" else "A4")
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        assert pdf.get_page_size(0) == pytest.approx(size, abs=0.1)


def test_headings_make_the_outline() -> None:
    document = Document("T", (Heading("One"), Heading("One and a half", 2), Heading("Two & <b>")))
    with pypdfium2.PdfDocument(bytes_of(document)) as pdf:
        outline = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
    assert outline == [(0, "One"), (1, "One and a half"), (0, "Two & <b>")]


def test_title_author_and_language_are_in_the_metadata() -> None:
    content = bytes_of(Document("Côte d\u2019Ivoire", (), author="Desk", language="fr"))
    with pypdfium2.PdfDocument(content) as pdf:
        described = pdf.get_metadata_dict()
    assert (described["Title"], described["Author"]) == ("Côte d\u2019Ivoire", "Desk")
    assert b"/Lang (fr)" in content


def test_only_an_internal_copy_links_to_records() -> None:
    blocks = (Paragraph(("See ", Span("the record", uid="01920f5e"))),)
    assert b"diplotrack:01920f5e" in _unpacked(bytes_of(Document("T", blocks, copy=Copy.INTERNAL)))
    assert b"01920f5e" not in _unpacked(bytes_of(Document("T", blocks, copy=Copy.HAND_OVER)))


def test_equal_documents_give_equal_bytes_under_a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1230768000")
    document = Document("T", (LONG, Paragraph("日本国 and भारत and مصر")), marking="U", watermark="DRAFT")
    assert bytes_of(document) == bytes_of(document)


def test_the_watermark_is_on_every_page() -> None:
    assert all("DRAFT" in page for page in pages_of(Document("T", (LONG,), watermark="DRAFT")))


def test_an_empty_document_is_one_page() -> None:
    assert len(pages_of(Document(""))) == 1


def test_a_file_is_written_with_nothing_beside_it(tmp_path: Path) -> None:
    render_pdf(Document("T"), tmp_path / "brief.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]


def _unpacked(content: bytes) -> bytes:
    """The file with its compressed streams opened."""
    found = [content]
    for part in content.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"".join(found)
