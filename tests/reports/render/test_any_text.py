"""Text is data: whatever it is, it prints; what cannot be drawn is told by its code point; ASCII stays what it was."""

from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.reports.document import Cell, Column, Document, Paragraph, Span, Table
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf import faces, systemfonts
from diplotrack.reports.render.pdf.lines import Stretch, compose, one_line
from diplotrack.reports.render.pdf.shaping import Typesetter
from diplotrack.reports.render.pdf.style import BODY, INK, QUIET
from tests.reports.render.un_members import fold, pdfium

HARD = (
    "\x00\u202e\u2066\u2069\u200d\u00ad\ufeff\U0001f600\U0001f1eb\U0001f1f7\u0301\u0e33\u1039\u0dca\u200c"
    "\U00013000\ue000\u05d0\u0627\u4e00\u0915\u094d(<[\u00ab\n\t \u3000"
)


def document(text: str) -> Document:
    return Document("T", (Paragraph((Span(text, bold=True), text)), Table((Column("A"),), ((Cell(text),),))))


@settings(max_examples=30, deadline=None)
@given(st.text(st.one_of(st.sampled_from(HARD), st.characters()), max_size=60))
def test_any_text_prints(text: str) -> None:
    assert render_pdf(document(text), io.BytesIO()).pages >= 1


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=50))
def test_ascii_is_read_as_it_was_written(text: str) -> None:
    written = io.BytesIO()
    render_pdf(Document("T", (Paragraph(f"begin {text} end"),)), written)
    read = fold(pdfium(written.getvalue())[0]).partition("begin ")[2].rpartition(" end")[0]
    assert read == text


@pytest.mark.parametrize(
    ("char", "name"),
    [("\U000e1234", "U+E1234"), ("\ue123", "U+E123"), ("\U00013000", "U+13000 EGYPTIAN HIEROGLYPH A001")],
)
def test_a_character_without_a_glyph_is_told_and_shown_by_its_code_point(
    char: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systemfonts, "covering", lambda *_asked: ())
    faces.face_for.cache_clear()
    written = io.BytesIO()
    outcome = render_pdf(Document("T", (Paragraph(f"The sign {char} is read קרא {char}"),)), written)
    faces.face_for.cache_clear()
    assert outcome.missing_names() == [name]
    shown = f"[U+{ord(char):04X}]"
    assert f"The sign {shown} is read קרא {shown}" in fold(pdfium(written.getvalue())[0])


def test_what_stands_for_a_missing_character_is_quiet() -> None:
    operators = one_line([Stretch("a\U000e1234b", BODY.look)], Typesetter()).operators
    assert operators.index(f"{INK} rg") < operators.index(f"{QUIET} rg") < operators.rindex(f"{INK} rg")


@pytest.mark.parametrize("text", ["word of treaty ", "x", "محمد وقال ", "กขไทย", "a\u0301\u0302"])
def test_ten_times_the_text_takes_some_ten_times_as_long(text: str) -> None:
    def seconds(count: int) -> float:
        long = Document("T", (Paragraph(text * count),))
        begin = time.process_time()
        render_pdf(long, io.BytesIO())
        return time.process_time() - begin

    seconds(10)
    few = seconds(3_000 // len(text))
    assert seconds(30_000 // len(text)) < 30 * max(few, 0.02)


def test_latin_text_asks_nothing_of_the_systems_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> None:
        raise AssertionError("asked for the system's fonts")

    monkeypatch.setattr(systemfonts, "_catalogue", asked)
    systemfonts._ranked.cache_clear()
    text = "Réunion à Łódź: «1\u202f200\u00a0€» – 50 % → ½ … Київ, Αθήνα ✓ •"
    assert not render_pdf(document(text), io.BytesIO()).missing


def read(text: str, width: float) -> list[str]:
    """The paragraph's lines as their fonts' maps to text tell them."""
    typesetter = Typesetter()
    lines = compose([Stretch(text, BODY.look)], width, typesetter)
    (font,) = typesetter.fonts.values()
    codes = [
        re.findall("[0-9a-f]{4}", "".join(re.findall("<([0-9a-f]+)>", line.operators))) for line in lines
    ]
    return ["".join(font.pairs[int(code, 16)][1] for code in line) for line in codes]


def test_a_soft_hyphen_is_seen_only_where_a_line_ends() -> None:
    assert read("ratifi\u00adcation", 200) == ["ratification"]
    assert read("ratifi\u00adcation", 40) == ["ratifi\u00ad", "cation"]


def test_a_figure_somewhat_too_wide_is_not_cut_in_two() -> None:
    assert read("10,000", 28) == ["10,000"]
    assert len(read("10,000,000,000", 28)) > 1
