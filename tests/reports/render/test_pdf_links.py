"""Links: where on the page they can be clicked, and where they lead."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pypdfium2.raw as c

from diplotrack.reports.document import Column, Document, Paragraph, Span, Table, Text
from diplotrack.reports.render import render_pdf
from tests.reports.render.unpacking import streams

LONG = "Meeting on the demarcation of the border and the passage of herders " * 4


def printed(*texts: Text) -> bytes:
    written = io.BytesIO()
    render_pdf(
        Document("T", (Table((Column("A"), Column("B", 6)), [(text, "x") for text in texts]),)), written
    )
    return written.getvalue()


def areas(content: bytes) -> list[tuple[float, float, float, float]]:
    """Left, foot, right and head of every link of the first page."""
    found = []
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        for place in range(c.FPDFPage_GetAnnotCount(page)):
            annotation = c.FPDFPage_GetAnnot(page, place)
            area = c.FS_RECTF()
            c.FPDFAnnot_GetRect(annotation, area)
            c.FPDFPage_CloseAnnot(annotation)
            found.append((area.left, area.bottom, area.right, area.top))
        page.close()
    return found


def test_a_link_of_several_whole_lines_is_one_place_to_click() -> None:
    [(left, foot, right, head)] = areas(printed(Span(LONG, uid="u")))
    assert head - foot > 20
    assert right - left > 40


def test_a_link_that_begins_within_a_line_has_a_place_there_and_one_for_the_lines_after() -> None:
    first, rest = areas(printed(("See ", Span(LONG, uid="u"))))
    assert first[3] - first[1] < 12 < rest[3] - rest[1]
    assert first[0] > rest[0]
    assert first[1] > rest[3] - 2


def test_links_to_one_record_in_cells_below_each_other_stay_apart() -> None:
    found = areas(printed(Span("Paris", uid="u"), Span("Paris", uid="u")))
    assert len(found) == 2
    assert found[0][1] > found[1][3]


def test_a_line_between_two_to_one_record_is_no_part_of_either() -> None:
    found = areas(printed((Span("Paris", uid="u"), "\nLyon\n", Span("Paris", uid="u"))))
    assert [round(head - foot) for _left, foot, _right, head in found] == [10, 10]


def test_a_reader_of_the_pdf_finds_the_record_under_the_pointer() -> None:
    content = printed(Span(LONG, uid="0192ab"))
    [(left, foot, right, head)] = areas(content)
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        link = c.FPDFLink_GetLinkAtPoint(page, (left + right) / 2, (foot + head) / 2)
        action = c.FPDFLink_GetAction(link)
        length = c.FPDFAction_GetURIPath(pdf, action, None, 0)
        room = ctypes.create_string_buffer(length)
        c.FPDFAction_GetURIPath(pdf, action, room, length)
        page.close()
    assert room.value == b"diplotrack:0192ab"


def test_whatever_a_record_is_called_its_link_is_an_address() -> None:
    written = io.BytesIO()
    render_pdf(Document("T", (Paragraph(Span("x", uid="a)>>(\\é")),)), written)
    assert b"URI(diplotrack:a%29%3E%3E%28%5C%C3%A9)" in b"".join(streams(written.getvalue()))
