"""`lint`: what it answers, and what bad input gets."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from diplotrack.exchange.texts.draft import read_draft
from diplotrack.records import Objective, Position
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run

CONDEMNS = "We strongly condemn deliberate damage to undersea cables."
WEAKER = "We are concerned about deliberate damage to undersea cables."


@pytest.fixture
def ledger(embassy: Path) -> Path:
    """The workspace with an objective and a line to take."""
    with Workspace.open(embassy) as workspace, workspace.change("Add position") as work:
        cables = work.add(Objective(code="SEC-1", title="Undersea cables"))
        made = work.add(
            Position(objective_id=cables.id, line=CONDEMNS, stance=1, valid_from=date(2009, 1, 1))
        )
        made.marking_scheme, made.marking_rank, made.marking_text = "neutral", 2, "CONFIDENTIAL"
    return embassy


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft that departs from the line."""
    path = tmp_path / "draft.txt"
    path.write_text(f"Dear Minister,\n\n{WEAKER}\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("ledger")
def test_a_finding_ends_with_1_and_shows_both_passages(run: Run, draft: Path) -> None:
    answer = run("lint", draft, "--to", "France", "--objective", "SEC-1")
    assert answer.code == 1
    assert WEAKER in answer.out
    assert CONDEMNS in answer.out
    assert "line 3" in answer.out
    assert "[-strongly condemn-] {+are concerned about+}" in answer.out


@pytest.mark.usefixtures("ledger")
def test_json_holds_places_differences_and_records(run: Run, draft: Path) -> None:
    answer = run("lint", draft, "--to", "FRA", "--json")
    assert answer.code == 1
    (one,) = answer.json["findings"]
    text = draft.read_text(encoding="utf-8")
    assert text[one["draft"]["start"] : one["draft"]["end"]] == WEAKER
    assert (one["check"], one["severity"]) == ("departure", "high")
    assert [record["kind"] for record in one["records"]] == ["position"]
    assert one["evidence"] == [{"uid": one["records"][0]["uid"], "quote": CONDEMNS}]
    assert {part["what"] for part in one["difference"]} == {"changed", "same"}


@pytest.mark.usefixtures("ledger")
def test_a_draft_without_findings_ends_with_0(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(CONDEMNS, encoding="utf-8")
    answer = run("lint", path)
    assert (answer.code, answer.out) == (0, "")
    assert "0 findings" in answer.err


@pytest.mark.usefixtures("ledger")
def test_notes_alone_end_with_0(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Thank you for the visit.", encoding="utf-8")
    answer = run("lint", path, "--objective", "sec-1")
    assert answer.code == 0
    assert answer.out.startswith("NOTE")


@pytest.mark.usefixtures("ledger")
def test_what_rests_on_records_above_the_ceiling_is_left_out(run: Run, draft: Path) -> None:
    answer = run("lint", draft, "--max-marking", "PUBLIC")
    assert answer.code == 0
    assert "condemn" not in answer.out


@pytest.mark.usefixtures("ledger")
def test_a_draft_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WEAKER.encode())))
    assert run("lint", "-", "--json").json["findings"][0]["draft"]["text"] == WEAKER


@pytest.mark.usefixtures("ledger")
def test_a_word_document(run: Run, tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Talking points")
    document.add_table(1, 1).cell(0, 0).text = WEAKER
    path = tmp_path / "draft.docx"
    document.save(str(path))
    assert run("lint", path).code == 1


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml

    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    paragraph = document.add_paragraph("We ")
    for change in (
        f"<w:del {name}><w:r><w:delText>condemn</w:delText></w:r></w:del>",
        f"<w:moveFrom {name}><w:r><w:t>regret</w:t></w:r></w:moveFrom>",
        f"<w:ins {name}><w:r><w:t>deplore</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(change))
    paragraph.add_run(" it.")
    path = tmp_path / "tracked.docx"
    document.save(str(path))
    assert read_draft(path) == "We deplore it."


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The communiqué of the café owners’ union.".encode("cp1252"))
    assert read_draft(path) == "The communiqué of the café owners’ union."


def test_utf16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes("We pay.".encode("utf-16"))
    assert read_draft(path) == "We pay."


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return held.getvalue()


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "holds no words"),
        ("blank.txt", b" \n\t\n", "holds no words"),
        ("dots.txt", b"...\n---", "holds no words"),
        ("binary.txt", b"abc\x00\x01def", "is no text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n123", "is no text"),
        ("paper.pdf", b"%PDF-1.7 abc", "damaged document"),
        ("rich.rtf", b"{\\rtf1 ...}", "holds no words"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc", "an old or a protected"),
        ("cut.docx", _zip("word/document.xml")[:60], "damaged document"),
        ("hollow.docx", _zip("word/document.xml"), "damaged document"),
        ("other.docx", _zip("xl/workbook.xml"), "no Word document"),
        ("wide.txt", b"\xff\xfea", "damaged UTF-16"),
        ("french.txt", "Le Gouvernement versera la somme promise à ses partenaires cette année.".encode(), "English"),
    ],
    # A zip holds the moment at which it was made, and the name of a test must stay the same.
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_holds_no_draft_is_refused_with_a_sentence(
    run: Run, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = run("lint", path)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["missing.txt"], "There is no file"),
        (["."], "is a folder"),
        (["DRAFT", "--to", "Frnace"], "did you mean France"),
        (["DRAFT", "--to", "USA"], "your own side"),
        (["DRAFT", "--objective", "SEC1"], "did you mean SEC-1"),
        (["DRAFT", "--objective", "cables"], "did you mean SEC-1"),
        (["DRAFT", "--objective", "zzz"], "use one of: SEC-1"),
        (["DRAFT", "--max-marking", "nonsense"], "nonsense"),
        ([], "DRAFT"),
    ],
)
def test_wrong_arguments_get_a_sentence(run: Run, draft: Path, arguments: list[str], told: str) -> None:
    answer = run("lint", *(str(draft) if one == "DRAFT" else one for one in arguments))
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_a_workspace_without_objectives_says_so(run: Run, embassy: Path, draft: Path) -> None:
    answer = run("-w", embassy, "lint", draft, "--objective", "SEC-1")
    assert answer.code == 2
    assert "no objectives yet" in answer.err


@pytest.mark.usefixtures("ledger")
def test_an_intended_change_is_no_finding_and_says_who_comes_first(run: Run, draft: Path) -> None:
    answer = run("lint", draft, "--to", "FRA", "--intended-change", "SEC-1=-1", "--on", "2026-09-01")
    assert answer.code == 0
    assert "INTENDED CHANGE on SEC-1" in answer.out
    assert "Nobody is on record" in answer.out
    assert CONDEMNS in answer.out
    told = run("lint", draft, "--to", "FRA", "--intended-change", "SEC-1", "--json").json
    assert told["findings"] == []
    assert [(one["objective"], one["stance"], one["old_stance"]) for one in told["changes"]] == [
        ("SEC-1", None, 1)
    ]


@pytest.mark.usefixtures("ledger")
def test_a_severity_decides_how_it_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "promise.txt"
    path.write_text("We will open the strait.", encoding="utf-8")
    assert run("lint", path, "--severity", "medium").code == 1
    high = run("lint", path, "--severity", "high")
    assert (high.code, high.out) == (0, "")


@pytest.mark.usefixtures("ledger")
def test_a_stance_and_several_audiences(run: Run, draft: Path) -> None:
    told = run("lint", draft, "--to", "FRA", "--to", "public", "--stance", "SEC-1=-2", "--json").json
    assert told["audience"] == ["France", ""]
    stance = next(one for one in told["findings"] if one["check"] == "stance")
    assert (stance["severity"], stance["toward"]) == ("high", ["France", "everyone"])
    assert [one["quote"] for one in stance["evidence"]] == [CONDEMNS]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--stance", "SEC-1=7"], "A stance is one of"),
        (["--stance", "SEC-1=much"], "A stance is one of"),
        (["--stance", "SEC-1"], "says no stance"),
        (["--intended-change", "SEC9"], "did you mean SEC-1"),
        (["--on", "someday"], "someday"),
    ],
)
def test_wrong_stances_and_days_get_a_sentence(
    run: Run, draft: Path, arguments: list[str], told: str
) -> None:
    answer = run("lint", draft, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
