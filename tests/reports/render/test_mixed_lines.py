"""Several scripts in one line stand in the right order, and are read out in the right order."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.reports.document import Column, Document, Paragraph, Span, Table, Text
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf.lines import Stretch, compose
from diplotrack.reports.render.pdf.shaping import Typesetter
from diplotrack.reports.render.pdf.style import BODY
from tests.reports.render.un_members import fold, pdfium

LINES = (
    "The Egyptian side (جمهورية مصر العربية) met France; the memo (مذكرة 2008) cites it.",
    "Ambassador محمد المهدي, France, spoke.",
    "قال الوزير جون سميث (John Smith) إن الاتفاق في 15 يناير 2009 في Paris، ثم",
    "قال مُحَمَّد (John Smith) في 15 يناير",
    "עלה ב-12.5% עד 2009 (ראו WTO)",
    "日本国 and مصر and भारत met שלום in 2008.",
    "سلطنة عُمان و ہِندوستان",
    "שָׁלוֹם עולם",
    "ދިވެހި ރާއްޖެ",
)


def read(*texts: Text) -> str:
    written = io.BytesIO()
    render_pdf(Document("T", [Paragraph(text) for text in texts]), written)
    return fold(" ".join(pdfium(written.getvalue())))


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_it_was_written(line: str) -> None:
    assert fold(line) in read(line)


def test_a_long_paragraph_is_read_in_order() -> None:
    words = (
        "The 中国 and the Egyptian (جمهورية مصر العربية) side met Foreign Minister שמעון פרס and others in "
        "«القاهرة» on 15 January 2009; the memo (مذكرة رقم 2008) cites भारत गणराज्य and سلطنة عمان at length."
    )
    assert fold(words) in read(words)


def boxes(text: Text, *words: str) -> list[float]:
    """How far from the left each of the words begins, in points."""
    written = io.BytesIO()
    render_pdf(Document("T", (Paragraph(text),)), written)
    found = []
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        page = pdf[0]
        page_text = page.get_textpage()
        for word in words:
            index, count = page_text.search(word).get_next()
            found.append(min(page_text.get_charbox(place)[0] for place in range(index, index + count)))
        page_text.close()
        page.close()
    return found


def test_an_english_sentence_that_begins_with_an_arabic_name_is_english() -> None:
    places = boxes("محمد spoke of the treaty", "محمد", "spoke", "treaty")
    assert places == sorted(places)


def test_an_override_in_a_record_turns_nothing_round() -> None:
    places = boxes((Span("abc\u202edef"), " ghi jkl"), "abc", "def", "ghi", "jkl")
    assert places == sorted(places)


def test_an_embedding_ends_with_its_span() -> None:
    places = boxes((Span("one \u202btwo"), " three four"), "one", "three", "four")
    assert places == sorted(places)


def test_a_number_after_a_record_with_an_arabic_name_stays_in_the_sentence() -> None:
    places = boxes(("Talks with ", Span("مصر", uid="u"), ", 15 January"), "with", "مصر", "15", "January")
    assert places == sorted(places)


def test_links_are_where_their_words_are() -> None:
    written = io.BytesIO()
    text = ("Minister ", Span("شمعون بيريز", uid="u"), " and others")
    render_pdf(Document("T", (Table((Column("A"),), ((text,),)),)), written)
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        page = pdf[0]
        page_text = page.get_textpage()
        index, count = page_text.search("شمعون بيريز").get_next()
        left = min(page_text.get_charbox(place)[0] for place in range(index, index + count))
        right = max(page_text.get_charbox(place)[2] for place in range(index, index + count))
        page_text.close()
        annotation = pypdfium2.raw.FPDFPage_GetAnnot(page, 0)
        area = pypdfium2.raw.FS_RECTF()
        pypdfium2.raw.FPDFAnnot_GetRect(annotation, area)
        pypdfium2.raw.FPDFPage_CloseAnnot(annotation)
        page.close()
    assert area.left == pytest.approx(left, abs=2)
    assert area.right == pytest.approx(right, abs=2)


PART = st.tuples(
    st.text("abc אבגمحمد 12,.()[]中भारत\u0301\u064f\U000e1234-\u00ad", max_size=14),
    st.sampled_from([None, "u", "v"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PART, max_size=5), st.integers(20, 200))
def test_what_a_line_opens_it_closes(parts: list[tuple[str, str | None]], width: int) -> None:
    for line in compose([Stretch(text, BODY.look, uid) for text, uid in parts], width, Typesetter()):
        for shown in (line.operators, *(line.operators[link.shown] for link in line.links)):
            assert shown.count("BDC") == shown.count("EMC")
            assert shown.count("[") == shown.count("]TJ")
        assert all(link.start <= link.end for link in line.links)
