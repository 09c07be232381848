"""DOCX, XLSX, CSV and JSON opened again: the same content, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import docx
import openpyxl
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
from diplotrack.reports.render import RENDERERS, render_csv, render_docx, render_json, render_xlsx

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "<b>&amp;</b> {x}")
TABLE = Table(
    (
        Column("Commitment", 3, key="what"),
        Column("Due", 1, "date", key="due"),
        Column("Sum", 1, "number", key="sum"),
    ),
    (
        Group("France"),
        ("Ratify", Cell("14 Feb 2009", date(2009, 2, 14)), Cell("1,250.5", 1250.5)),
        ("Répondre à القاهرة", Cell("Feb 2009"), ""),
    ),
    name="Open",
)


def written_by(suffix: str, document: Document) -> io.BytesIO:
    stream = io.BytesIO()
    RENDERERS[suffix](document, stream, "A4")
    stream.seek(0)
    return stream


def csv_of(document: Document) -> list[list[str]]:
    stream = io.BytesIO()
    render_csv(document, stream)
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def hostile() -> Document:
    return Document("T", (Table((Column("A"),), tuple((text,) for text in HOSTILE)),))


def test_csv_holds_values_and_the_group() -> None:
    assert csv_of(Document("T", (TABLE,))) == [
        ["Group", "Commitment", "Due", "Sum"],
        ["France", "Ratify", "2009-02-14", "1250.5"],
        ["France", "Répondre à القاهرة", "Feb 2009", ""],
    ]


def test_csv_marks_what_looks_like_a_formula_as_text() -> None:
    fields = [row[0] for row in csv_of(hostile())[1:]]
    assert fields == [f"'{text}" for text in HOSTILE[:-1]] + [HOSTILE[-1]]


def test_csv_leaves_a_negative_number_a_number() -> None:
    document = Document("T", (Table((Column("A", kind="number"),), ((Cell("\u22125", -5),),)),))
    assert csv_of(document)[1] == ["-5"]


def test_json_has_one_object_a_row() -> None:
    stream = io.BytesIO()
    render_json(Document("T", (TABLE,), marking="U"), stream)
    content = json.loads(stream.getvalue())
    assert content["marking"] == "U"
    assert content["tables"][0]["rows"] == [
        {"group": "France", "what": "Ratify", "due": "2009-02-14", "sum": 1250.5},
        {"group": "France", "what": "Répondre à القاهرة", "due": "Feb 2009", "sum": None},
    ]


def test_xlsx_holds_numbers_and_days_as_such() -> None:
    stream = io.BytesIO()
    render_xlsx(Document("Report", (TABLE,), marking="SECRET"), stream)
    sheet = openpyxl.load_workbook(stream)["Open"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert found == [
        ["Commitment", "Due", "Sum"],
        ["France", None, None],
        ["Ratify", datetime(2009, 2, 14), 1250.5],
        ["Répondre à القاهرة", "Feb 2009", None],
    ]
    assert "SECRET" in str(sheet.oddHeader and sheet.oddHeader.center.text)


def test_xlsx_runs_nothing() -> None:
    book = openpyxl.load_workbook(written_by(".xlsx", hostile()))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", text) for text in HOSTILE]


def test_xlsx_keeps_whole_what_no_cell_can_hold() -> None:
    text = "".join(f"{number} \U0001f54a " for number in range(20_000))
    document = Document("T", (Table((Column("A"),), ((text,),)),))
    book = openpyxl.load_workbook(written_by(".xlsx", document))
    shown = str(book.worksheets[0]["A4"].value)
    assert len(shown.encode("utf-16-le")) // 2 < 32_767
    assert shown.startswith("0 \U0001f54a 1")
    assert "Long texts" in shown[-100:]
    parts = [row[4].value for row in book["Long texts"].iter_rows(min_row=5)]
    assert "".join(map(str, parts)) == text


def test_sheets_of_equal_names_are_told_apart() -> None:
    same = Table((Column("A"),), (("1",),), name="A/very*long:name[that]goes on and on")
    book = openpyxl.load_workbook(written_by(".xlsx", Document("T", (same, same))))
    assert len(set(book.sheetnames)) == 2


def test_docx_holds_every_text() -> None:
    texts = ["<b>x</b> & {y}", "שלום עולם", "日本国", "A bullet", "A fact", "A callout"]
    document = Document(
        "Title",
        (
            Heading(texts[0]),
            Paragraph(texts[1], number="1", marking="C"),
            Paragraph(texts[2]),
            Bullets((texts[3],)),
            Facts((("Label", texts[4]),)),
            Callout(texts[5]),
            TABLE,
        ),
    )
    opened = docx.Document(written_by(".docx", document))
    found = [p.text for p in opened.paragraphs]
    found += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert all(
        any(text in part for part in found) for text in [*texts, "Title", "Ratify", "France", "1,250.5"]
    )


def test_docx_has_the_marking_in_head_and_foot() -> None:
    section = docx.Document(written_by(".docx", Document("T", marking="SECRET", tlp="RED"))).sections[0]
    assert section.header.paragraphs[0].text == "\tSECRET\tTLP:RED"
    assert any("SECRET" in paragraph.text for paragraph in section.footer.paragraphs)


def test_docx_links_only_in_an_internal_copy() -> None:
    blocks = (Paragraph(("See ", Span("it", uid="01920f5e"))),)

    def addresses(copy: Copy) -> list[str]:
        opened = docx.Document(written_by(".docx", Document("T", blocks, copy=copy)))
        return [str(rel.target_ref) for rel in opened.part.rels.values() if rel.is_external]

    assert addresses(Copy.INTERNAL) == ["diplotrack:01920f5e"]
    assert addresses(Copy.HAND_OVER) == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".json"])
def test_equal_documents_give_equal_bytes_under_a_fixed_moment(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1230768000")
    chart = Chart(ChartForm.COLUMNS, "C", ("a",), (Series("S", (1,)),), "One.")
    document = Document("T", (TABLE, Paragraph("x"), chart))
    assert written_by(suffix, document).getvalue() == written_by(suffix, document).getvalue()


def test_docx_drops_control_characters() -> None:
    stream = io.BytesIO()
    render_docx(Document("T\x00", (Paragraph("Min\x08ister\x1f"),)), stream)
    assert "Minister" in [p.text for p in docx.Document(stream).paragraphs]
