"""What a page says of itself to who cannot see it: headings, lists, tables and pictures; the rest is adornment."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from diplotrack.reports.document import (
    Bullets,
    Callout,
    Cell,
    Chart,
    ChartForm,
    Column,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    Paragraph,
    Series,
    Span,
    Table,
)
from diplotrack.reports.render import render_pdf
from tests.reports.render import dossiers, samples
from tests.reports.render.tagged import Found, elements, marks_of
from tests.reports.render.unpacking import streams

CHART = Chart(
    ChartForm.COLUMNS, "Kept", ("2007", "2008"), (Series("Kept", (3, 5)),), told="Kept rose from 3 to 5."
)
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "dossier": lambda: dossiers.dossier(3),
    "report": lambda: samples.report(60),
    "arabic": dossiers.right_to_left,
    "draft": lambda: replace(samples.brief(), watermark="DRAFT", copy=Copy.HAND_OVER),
    "chart": lambda: Document("T", (Heading("H"), CHART)),
    "empty texts": lambda: Document(
        "",
        (
            Heading(""),
            Paragraph(""),
            Paragraph((Span("", uid="01"), " ")),
            Bullets(("",)),
            Callout(""),
            Facts((("", ""),)),
            Table((Column(""), Column("")), ((), ("",), Group(""))),
            Table((), ()),
        ),
    ),
}


@cache
def written(name: str) -> bytes:
    """The PDF of one of the documents."""
    return pdf_of(DOCUMENTS[name]())


def pdf_of(document: Document) -> bytes:
    out = io.BytesIO()
    render_pdf(document, out)
    return out.getvalue()


def all_of(document: Document) -> list[Found]:
    """The elements of a document of one page, the document's own first."""
    with pypdfium2.PdfDocument(pdf_of(document)) as pdf:
        assert len(pdf) == 1
        return [one for top in elements(pdf, 0) for one in top.walk()]


def kinds(found: Found) -> list[str]:
    return [one.kind for one in found.kids]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_mark_of_a_page_is_in_the_tree_once(name: str) -> None:
    with pypdfium2.PdfDocument(written(name)) as pdf:
        for number in range(len(pdf)):
            in_tree = Counter(mark for top in elements(pdf, number) for mark in top.marks)
            on_page = {mark for _names, mark in marks_of(pdf, number) if mark >= 0}
            assert in_tree == Counter(on_page)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whatever_is_painted_is_told_or_adornment(name: str) -> None:
    with pypdfium2.PdfDocument(written(name)) as pdf:
        for number in range(len(pdf)):
            for names, mark in marks_of(pdf, number):
                assert names
                assert ("Artifact" in names) == (mark < 0)
                assert len([one for one in names if one != "Span"]) == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_marks_begin_and_end_in_pairs_within_or_around_text(name: str) -> None:
    for content in streams(written(name)):
        if not content.startswith((b"/Artifact", b"/P<<")):
            continue
        depth: list[str] = []
        for word in re.findall(rb"\((?:\\.|[^\\)])*\)|<[0-9a-f]*>|\b(?:BDC|BMC|EMC|BT|ET)\b", content):
            if word in (b"BDC", b"BMC", b"BT"):
                depth.append("BT" if word == b"BT" else "mark")
            elif word in (b"EMC", b"ET"):
                assert depth.pop() == ("BT" if word == b"ET" else "mark")
        assert not depth


def test_the_marks_stand_in_the_order_of_reading() -> None:
    with pypdfium2.PdfDocument(written("dossier")) as pdf:
        for number in range(len(pdf)):
            marks = [mark for top in elements(pdf, number) for mark in top.marks]
            assert marks == sorted(marks)


def test_headings_paragraphs_and_lists_are_what_they_are() -> None:
    [document, *_rest] = all_of(
        Document(
            "T",
            (
                Heading("One"),
                Heading("Two", 2),
                Heading("Three", 3),
                Paragraph("text", number="1", marking="C"),
                Paragraph("said", style="quote"),
                Bullets(("a", "b"), ordered=True),
                Facts((("Label", "value"),)),
                Callout("text", title="title"),
            ),
        )
    )
    assert document.kind == "Document"
    assert kinds(document) == ["P", "H1", "H2", "H3", "P", "BlockQuote", "L", "L", "Div"]
    assert [kinds(item) for item in document.kids[6].kids] == [["Lbl", "LBody"]] * 2
    assert kinds(document.kids[8]) == ["P", "P"]


def test_a_table_has_a_caption_headers_of_columns_and_of_rows() -> None:
    table = Table(
        (Column("No.", 1, "number"), Column("What"), Column("Sum", 1, "number")),
        (Group("Ours"), ("1", "Ships", Cell("5", 5)), Group("Theirs"), ("2", "Planes", "")),
        caption="Due",
    )
    found = next(one for one in all_of(Document("T", (table,))) if one.kind == "Table")
    assert kinds(found) == ["Caption", "THead", "TBody", "TBody"]
    head, body = found.kids[1].kids[0], found.kids[2]
    assert [(cell.kind, cell.scope) for cell in head.kids] == [("TH", "Column")] * 3
    assert [(cell.kind, cell.scope) for cell in body.kids[0].kids] == [("TH", "Column")]
    assert [(cell.kind, cell.scope) for cell in body.kids[1].kids] == [("TD", ""), ("TH", "Row"), ("TD", "")]
    tree = b"".join(streams(pdf_of(Document("T", (table,)))))
    assert (tree.count(b"/S/TD/"), tree.count(b"/S/TH/"), tree.count(b"/S/TR/")) == (4, 7, 5)


def test_a_header_is_told_on_the_first_page_only() -> None:
    with pypdfium2.PdfDocument(written("report")) as pdf:
        heads = [
            sum(one.kind == "THead" for top in elements(pdf, number) for one in top.walk())
            for number in range(len(pdf))
        ]
    assert heads[0] == 1
    assert len(heads) > 2
    assert not any(heads[1:])


def test_a_picture_is_told_in_words() -> None:
    with pypdfium2.PdfDocument(written("chart")) as pdf:
        figures = [one for top in elements(pdf, 0) for one in top.walk() if one.kind == "Figure"]
    assert [one.alt for one in figures] == ["Kept rose from 3 to 5."]
    assert figures[0].marks


def test_a_paragraph_over_two_pages_is_one() -> None:
    content = pdf_of(Document("T", (Paragraph("word " * 900),)))
    found = [stream for stream in streams(content) if b"/S/P" in stream]
    assert b"".join(found).count(b"/S/P/") == 1
    assert b"/Type/MCR" in b"".join(found)


def test_what_stands_from_right_to_left_is_given_in_the_order_of_reading() -> None:
    table = Table((Column("Name"), Column("المبلغ")), (Group("مصر"), ("الأردن", "Jordan")))
    blocks = (Heading("السلام"), Paragraph("قال (Smith) نعم", number="1", marking="C"), table)
    found = all_of(Document("T", blocks))
    assert [one.read_as for one in found if one.read_as] == [
        "السلام", "1 (C) قال (Smith) نعم", "المبلغ", "مصر", "الأردن",
    ]  # fmt: skip


def test_a_link_is_an_element_with_its_text_and_its_place() -> None:
    block = Paragraph(("See ", Span("the record", uid="0192"), " for more."))
    [paragraph] = [one for one in all_of(Document("T", (block,))) if one.kind == "P" and one.kids]
    assert kinds(paragraph) == ["Link"]
    assert len(paragraph.kids[0].marks) == 1
    content = b"".join(streams(pdf_of(Document("T", (block,)))))
    assert b"/OBJR" in content
    assert b"/StructParent 1/" in content
    assert b"/OBJR" not in b"".join(streams(pdf_of(Document("T", (block,), copy=Copy.HAND_OVER))))


def test_the_catalog_says_that_it_is_tagged_and_in_what_language() -> None:
    content = pdf_of(Document("T", language="pt_BR"))
    assert b"/Marked true" in content
    assert b"/Lang (pt-BR)" in content
    assert b"/Tabs /S" in content
    assert content.count(b"/StructParents ") == 1
