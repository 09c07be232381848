"""Text is data: whatever is typed opens again as it was, once cleaned, in every office format."""

from __future__ import annotations

import csv
import io
import json

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotrack.base.formulas import harmless
from diplotrack.reports.document import Column, Document, Heading, Paragraph, Table
from diplotrack.reports.render import RENDERERS
from diplotrack.reports.render.wording import clean, one_line

HARD = st.sampled_from(
    ["<b>&amp;</b>", "{x} {0} %s", "]]>", "=1+1", "-2", "'", '"', "\r\n", "\x00\x0b", "\ufffe", "\ud800", "\U0001f54a",
     "מדינת", "مصر 2008", "ราช", "日本", "_x000D_", "\t", "  ", "e\u0301", "\u202e", "x" * 300]
)  # fmt: skip
TEXT = st.lists(st.one_of(HARD, st.text(max_size=20)), max_size=6).map("".join)
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(suffix: str, text: str) -> io.BytesIO:
    stream = io.BytesIO()
    table = Table((Column("A", key="a"),), ((text,),), name="T")
    RENDERERS[suffix](Document(text, (Heading(text), Paragraph(text), table)), stream, "A4")
    stream.seek(0)
    return stream


@OFTEN
@given(TEXT)
def test_docx_gives_back_what_was_typed(text: str) -> None:
    opened = docx.Document(written(".docx", text))
    wanted = clean(text)
    assert opened.tables[0].cell(1, 0).text == wanted
    assert [one.text for one in opened.paragraphs if one.style and one.style.name == "Heading 1"] == [wanted]
    assert opened.core_properties.title == one_line(text)[:255]


@OFTEN
@given(TEXT)
def test_xlsx_gives_back_what_was_typed(text: str) -> None:
    sheet = openpyxl.load_workbook(written(".xlsx", text))["T"]
    found = sheet.cell(sheet.max_row, 1)
    assert found.data_type in ("s", "n")
    assert (found.value or "") == clean(text)


@OFTEN
@given(TEXT)
def test_csv_gives_back_what_was_typed_or_marks_it_as_text(text: str) -> None:
    content = written(".csv", text).getvalue().decode("utf-8-sig")
    found = [row[0] if row else "" for row in csv.reader(io.StringIO(content, newline=""))]
    wanted = clean(text)
    assert found == ["A", harmless(wanted)]


@OFTEN
@given(TEXT)
def test_json_gives_back_what_was_typed(text: str) -> None:
    content = json.loads(written(".json", text).getvalue())
    assert content["tables"][0]["rows"] == [{"a": clean(text) or None}]
    assert content["text"] == [clean(text)] * 2


def test_a_hundred_thousand_letters_are_whole_in_every_format() -> None:
    text = "".join(f"{number:05} " for number in range(17_000))
    assert docx.Document(written(".docx", text)).tables[0].cell(1, 0).text == text
    assert json.loads(written(".json", text).getvalue())["tables"][0]["rows"][0]["a"] == text
    assert text in written(".csv", text).getvalue().decode("utf-8-sig")
    parts = openpyxl.load_workbook(written(".xlsx", text))["Long texts"].iter_rows(
        min_row=1, values_only=True
    )
    assert "".join(str(row[4]) for row in parts if row[1] == "T") == text
