"""DOCX opened again: real styles, lists and tables, markings on every page, nothing of the house in what leaves it."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from diplotrack.reports.document import (
    Bullets,
    Callout,
    Cell,
    Chart,
    ChartForm,
    Column,
    Copy,
    Document,
    Group,
    Heading,
    KeepTogether,
    Moment,
    PageBreak,
    Paragraph,
    Point,
    Series,
    Span,
    Table,
    Timeline,
    Tone,
)
from diplotrack.reports.render import render_docx

CHART = Chart(
    ChartForm.BARS,
    "Compliance <by> partner",
    ("France", "Japan", "Chad"),
    (Series("Mean", (0.5, None, -1.25)),),
    "Chad is & stays behind.",
    lowest=-2,
    highest=2,
    decimals=2,
)
TABLE = Table(
    (Column("Commitment", 3), Column("Sum", 1, "number")),
    (Group("France"), ("Ratify", Cell("1,250", 1250)), ("Write " * 1000, "")),
    caption="What is owed",
)


def packed(document: Document, paper: str = "A4") -> zipfile.ZipFile:
    stream = io.BytesIO()
    render_docx(document, stream, paper)  # type: ignore[arg-type]
    return zipfile.ZipFile(stream)


def part(document: Document, name: str) -> str:
    return packed(document).read(name).decode()


def body(*blocks: object, copy: Copy = Copy.INTERNAL, **more: object) -> str:
    return part(Document("T", blocks, copy=copy, **more), "word/document.xml")  # type: ignore[arg-type]


def opened(*blocks: object, **more: object) -> docx.document.Document:
    stream = io.BytesIO()
    render_docx(Document("T", blocks, **more), stream)  # type: ignore[arg-type]
    return docx.Document(stream)


def paragraph_of(text: str, *blocks: object, **more: object) -> etree._Element:
    found = [one for one in opened(*blocks, **more).paragraphs if one.text == text]
    return found[0]._p


def test_headings_are_found_by_the_navigation_pane() -> None:
    styles = [
        one.style.name
        for one in opened(Heading("A"), Heading("B", 2), Heading("C", 3)).paragraphs
        if one.style
    ]
    assert [style for style in styles if style.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
    ]
    assert "Title" in styles


def test_contents_list_the_headings_and_ask_to_be_brought_up_to_date() -> None:
    content = body(Heading("Purpose"), Heading("Talks", 2), Heading("Detail", 3), contents=True)
    field, _sign, rest = content.partition('w:fldCharType="end"')
    assert 'w:dirty="true"' in field
    assert "TOC \\o" in field
    assert (
        re.findall(r'w:anchor="(\w+)"', field) == re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', rest)[:2]
    )


def test_a_short_document_has_no_contents_unless_asked() -> None:
    assert "TOC" not in body(Heading("Purpose"))


def test_ordered_lists_begin_anew() -> None:
    lists = opened(Bullets(("a", "b"), ordered=True), Bullets(("c",), ordered=True), Bullets(("d",)))
    found = {one.text: one._p.find(f".//{qn('w:numId')}") for one in lists.paragraphs}
    numbers = [found[text].get(qn("w:val")) for text in "abcd"]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    numbering = part(Document("T", (Bullets(("a",), ordered=True),)), "word/numbering.xml")
    assert numbering.count("startOverride") == 1


def test_portion_marks_follow_the_number() -> None:
    blocks = (
        Paragraph("Say this.", number="1", marking="C//NF"),
        Bullets((Point("Point.", "(S)"),)),
        Callout("Mind.", marking="U"),
        Timeline((Moment("May", "Met.", "R", Tone.THEIRS),)),
    )
    document = opened(*blocks)
    texts = [one.text for one in document.paragraphs]
    assert {"1\t(C//NF) Say this.", "(S) Point.", "(U) Mind."} <= set(texts)
    assert [one.text for one in document.tables[0].rows[0].cells] == ["May", "(R) Met."]


def test_a_number_hangs_in_the_margin_whatever_the_style() -> None:
    lead = paragraph_of("1\tWin.", Paragraph("Win.", number="1", style="lead"))
    indent = lead.find(f".//{qn('w:ind')}")
    assert indent is not None
    assert indent.get(qn("w:hanging")) == indent.get(qn("w:left")) != "0"


def test_a_table_repeats_its_header_and_keeps_rows_whole_but_for_giants() -> None:
    rows = opened(TABLE).tables[0].rows
    properties = [
        {child.tag for child in row._tr.trPr} if row._tr.trPr is not None else set() for row in rows
    ]
    assert properties == [
        {qn("w:cantSplit"), qn("w:tblHeader")},
        {qn("w:cantSplit")},
        {qn("w:cantSplit")},
        set(),
    ]


def test_a_table_ends_before_the_next_one_begins() -> None:
    content = body(TABLE, TABLE)
    assert "</w:tbl><w:tbl>" not in content
    assert "</w:tbl><w:sectPr>" not in content


def test_what_is_kept_together_leads_on_to_its_last() -> None:
    kept = KeepTogether((Paragraph("first"), Paragraph("second"), Paragraph("last")))
    keeps = [
        paragraph_of(text, kept).find(f".//{qn('w:keepNext')}") is not None
        for text in ("first", "second", "last")
    ]
    assert keeps == [True, True, False]


def test_a_page_break_begins_the_page_of_what_follows() -> None:
    following = paragraph_of("B", Paragraph("A"), PageBreak(), Heading("B"))
    assert following.find(f".//{qn('w:pageBreakBefore')}") is not None
    assert body(PageBreak(), TABLE).count("w:pageBreakBefore") == 1


def test_a_chart_is_drawn_from_a_workbook_of_its_own_and_told() -> None:
    package = packed(Document("T", (CHART,)))
    drawing = package.read("word/document.xml").decode()
    assert 'descr="Chad is &amp; stays behind."' in drawing
    chart = etree.fromstring(package.read("word/charts/chart1.xml"))
    assert [node.text for node in chart.iterfind(".//{*}val//{*}v")] == ["0.5", "-1.25"]
    assert chart.find(".//{*}externalData") is not None
    numbers = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart1.xlsx"))).worksheets[0]
    assert [[one.value for one in row] for row in numbers.iter_rows()] == [
        [None, "Mean"],
        ["France", 0.5],
        ["Japan", None],
        ["Chad", -1.25],
    ]


def test_the_numbers_of_a_chart_stand_below_it() -> None:
    rows = opened(CHART).tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows][1:] == [
        ["France", "0.50"],
        ["Japan", ""],
        ["Chad", "-1.25"],
    ]


def test_every_page_has_its_marking_its_number_and_its_watermark() -> None:
    document = Document("T", (), marking="SECRET", tlp="red", watermark="NOT FOR <RELEASE>")
    header, footer = part(document, "word/header1.xml"), part(document, "word/footer1.xml")
    assert 'string="NOT FOR &lt;RELEASE&gt;"' in header
    for shown in (header, footer):
        assert "SECRET" in shown
        assert "TLP:RED" in shown
    assert {" PAGE ", " NUMPAGES "} <= set(re.findall(r"<w:instrText[^>]*>([^<]*)<", footer))


def test_right_to_left_text_runs_so() -> None:
    arabic, mixed = "قال الوزير", "The memo (مذكرة 2008) of Paris"
    assert paragraph_of(arabic, Paragraph(arabic)).find(f".//{qn('w:bidi')}") is not None
    within = paragraph_of(mixed, Paragraph(mixed))
    assert within.find(f"./{qn('w:pPr')}/{qn('w:bidi')}") is None
    turned = [run for run in within.iter(qn("w:r")) if run.find(f"./{qn('w:rPr')}/{qn('w:rtl')}") is not None]
    assert [run.findtext(qn("w:t")) for run in turned] == ["مذكرة 2008"]


def test_half_a_character_beside_arabic_is_left_out() -> None:
    assert [one.text for one in opened(Paragraph("مصر\ud800")).paragraphs if one.text.startswith("م")] == [
        "مصر"
    ]


@pytest.mark.parametrize(
    ("text", "font"),
    [("福田康夫、コート", "Yu Gothic"), ("대한민국", "Malgun Gothic"), ("中华人民共和国", None)],
)
def test_east_asian_letters_ask_for_their_own_font(text: str, font: str | None) -> None:
    found = paragraph_of(text, Paragraph(text)).find(f".//{qn('w:rFonts')}")
    assert (None if found is None else found.get(qn("w:eastAsia"))) == font


def test_the_file_names_its_language() -> None:
    assert 'w:lang w:val="fr-FR"' in part(Document("T", language="fr"), "word/styles.xml")
    assert opened(language="fr").core_properties.language == "fr"


def test_a_hand_over_copy_names_nobody_and_leads_nowhere() -> None:
    blocks = (Paragraph(("See ", Span("it", uid="01920f5e"))), CHART)
    handed = packed(Document("T", blocks, copy=Copy.HAND_OVER, author="Desk officer Quill", dated="today"))
    content = {name: handed.read(name) for name in handed.namelist()}
    for name, inner in list(content.items()):
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(inner)) as book:
                content |= {f"{name}/{one}": book.read(one) for one in book.namelist()}
    for token in (b"Quill", b"01920f5e", b"diplotrack:", b"rsid"):
        assert [name for name, inner in content.items() if token in inner] == []
    assert not any(name.startswith(("customXml", "docProps/thumbnail", "word/comments")) for name in content)
    assert b"removePersonalInformation" in content["word/settings.xml"]


def test_an_internal_copy_names_its_author() -> None:
    assert opened(author="Desk officer Quill").core_properties.author == "Desk officer Quill"


@pytest.mark.parametrize(
    ("paper", "landscape", "size"), [("A4", False, (11906, 16838)), ("Letter", True, (15840, 12240))]
)
def test_the_sheet_is_what_was_asked_for(paper: str, landscape: bool, size: tuple[int, int]) -> None:
    content = packed(Document("T", landscape=landscape), paper).read("word/document.xml").decode()
    found = re.search(r'w:pgSz w:w="(\d+)" w:h="(\d+)"', content)
    assert found
    assert tuple(map(int, found.groups())) == size
