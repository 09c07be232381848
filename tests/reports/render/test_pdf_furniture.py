"""Around the text: markings that leave nothing out, watermarks under it, and what a file says of itself."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import pypdfium2
import pytest

from diplotrack.reports.document import Column as Col
from diplotrack.reports.document import Copy, Document, Heading, Paragraph, Table
from diplotrack.reports.render import render_pdf
from tests.reports.render import dossiers

LONG_MARKING = (
    "TOP SECRET//REL TO USA, AUS, CAN, GBR, NZL, FRA, DEU, ITA, ESP, POL, NOR, DNK, SWE, FIN, EST, LVA, LTU"
    "//ORCON//NOFORN"
)


def pdf_of(document: Document) -> pypdfium2.PdfDocument:
    out = io.BytesIO()
    render_pdf(document, out)
    return pypdfium2.PdfDocument(out.getvalue())


def words_of(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    found = str(text.get_text_range())
    text.close()
    return found


def boxes(page: pypdfium2.PdfPage, wanted: str) -> list[tuple[float, float, float, float]]:
    """Where a text stands on a page, one box for each line of it: left, foot, right, head."""
    text = page.get_textpage()
    search = text.search(wanted, match_case=True)
    found = []
    while (hit := search.get_next()) is not None:
        found += [text.get_rect(place) for place in range(text.count_rects(*hit))]
    search.close()
    text.close()
    return found


@pytest.mark.parametrize("tlp", ["", "AMBER+STRICT"])
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("marking", [LONG_MARKING, LONG_MARKING[:60], LONG_MARKING * 3])
def test_a_long_marking_is_whole_and_touches_nothing(marking: str, landscape: bool, tlp: str) -> None:
    text = "text from edge to edge " * 400
    document = Document("Title", (Paragraph(text),), marking=marking, tlp=tlp, landscape=landscape)
    with pdf_of(document) as pdf:
        for page in pdf:
            lines = words_of(page).replace("\ufffe", "").split("\r\n")
            joined = "".join("".join(lines).split())
            assert joined.count("".join(marking.split())) == 2
            marks = boxes(page, "REL TO") + boxes(page, "ORCON")
            others = boxes(page, "edge to edge") + boxes(page, "Page ") + boxes(page, "TLP:")
            assert marks
            for left, foot, right, head in marks:
                assert left > 0
                assert right < page.get_width()
                assert foot > 4
                assert head < page.get_height() - 4
                assert not [
                    one
                    for one in others
                    if one[0] < right and left < one[2] and one[1] < head and foot < one[3]
                ]
            page.close()


def test_the_watermark_lies_under_the_text_on_every_page() -> None:
    with pdf_of(Document("T", (Paragraph("word " * 1200),), watermark="NOT FOR RELEASE")) as pdf:
        assert len(pdf) > 1
        for page in pdf:
            words = words_of(page)
            assert words.index("NOT FOR RELEASE") < words.index("word")
            page.close()


def test_a_copy_that_is_handed_over_says_only_what_it_is() -> None:
    document = Document(
        "France",
        (Paragraph("x"),),
        kind="Readout",
        subtitle="for the desk",
        marking="UNCLASSIFIED",
        tlp="GREEN",
        author="A. Officer",
        keywords=("secret plan",),
        copy=Copy.HAND_OVER,
    )
    out = io.BytesIO()
    render_pdf(document, out)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        said = {name: value for name, value in pdf.get_metadata_dict().items() if value}
    assert said == {
        "Title": "France",
        "Subject": "Readout",
        "Keywords": "UNCLASSIFIED, TLP:GREEN",
        "Creator": "Diplotrack",
        "Producer": "Diplotrack",
    }
    for told in (b"Officer", b"secret plan", b"for the desk", b"CreateDate", b"CreationDate"):
        assert told not in out.getvalue()
    assert b"<rdf:li>en</rdf:li>" in out.getvalue()


def test_an_internal_copy_says_the_same_twice() -> None:
    out = io.BytesIO()
    document = Document(
        "A & <b>", (), subtitle="Sub", author="Desk", keywords=("one", "two"), language="pt_BR"
    )
    render_pdf(document, out)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        said = pdf.get_metadata_dict()
    assert (said["Title"], said["Subject"], said["Author"], said["Keywords"]) == (
        "A & <b>", "Sub", "Desk", "one, two",
    )  # fmt: skip
    for told in (b"A &amp; &lt;b&gt;", b"<rdf:li>Desk</rdf:li>", b'"one, two"', b"<rdf:li>pt-BR</rdf:li>"):
        assert told in out.getvalue()


def test_two_processes_print_the_same_bytes() -> None:
    code = (
        "import io,hashlib,sys\n"
        "from tests.reports.render import dossiers\n"
        "from diplotrack.reports.render import render_pdf\n"
        "out=io.BytesIO(); render_pdf(dossiers.dossier(1), out)\n"
        "sys.stdout.write(hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1230768000"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(next(iter(found))) == len(hashlib.sha256(b"").hexdigest())


def test_a_mirrored_page_begins_at_the_right() -> None:
    with pdf_of(dossiers.right_to_left()) as pdf:
        page = pdf[0]
        assert [round(left) for left, *_rest in boxes(page, "TLP:AMBER")] == [70, 70]
        assert all(right > page.get_width() - 90 for _left, _foot, right, _head in boxes(page, "ما جرى"))
        page.close()


@pytest.mark.parametrize("before", ["as of ", "حتى "])
def test_a_day_of_arabic_figures_is_not_torn_apart(before: str) -> None:
    day = "29\u200f/05\u200f/2026"
    with pdf_of(Document(title="التزامات", language="ar", dated=f"{before}{day}")) as pdf:
        page = pdf[0]
        places = [boxes(page, part)[-1][0] for part in ("2026", "05", "29")]
        page.close()
    assert places == sorted(places)
    assert places[2] - places[0] < 40


def test_a_cell_higher_than_a_page_is_printed_whole() -> None:
    words = [f"w{n:05d}" for n in range(14_300)]
    text = " ".join(words)
    assert len(text) > 100_000
    table = Table((Col("A"), Col("B", 3)), (("first", "x"), ("long", text), ("last", "y")))
    with pdf_of(Document("T", (Heading("H"), table))) as pdf:
        found: list[str] = []
        for page in pdf:
            found += words_of(page).split()
            page.close()
    assert [word for word in found if word.startswith(("w0", "w1"))] == words
    assert found.count("last") == 1
