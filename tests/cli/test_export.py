"""Files that leave the workspace: complete, harmless, and without what may not leave."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from diplotrack.base.formulas import harmless
from diplotrack.exchange.calendars.outgoing import DUE
from diplotrack.records import KINDS, Appointment, ContactPoint, Party, Person, fields
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_has_a_row_for_each_record(run: Run, embassy: Path, tmp_path: Path) -> None:
    answer = run("export", "engagements", "-o", tmp_path / "e.csv", "--json")
    assert answer.json == {"file": str(tmp_path / "e.csv"), "records": {"engagement": 1}}
    (row,) = read_csv(tmp_path / "e.csv")
    assert (row["city"], row["starts_on"], row["partners"]) == ("Paris", "2008-04-02", "France")
    assert row["summary"].startswith("The reform of the Council")


def test_a_formula_is_made_a_text(run: Run, embassy: Path, tmp_path: Path) -> None:
    run("export", "engagement", "-o", tmp_path / "e.csv")
    assert read_csv(tmp_path / "e.csv")[0]["title"] == "'=Summit on the reform"
    run("export", "engagement", "-o", tmp_path / "e.xlsx")
    sheet = load_workbook(tmp_path / "e.xlsx").worksheets[0]
    column = [cell.value for cell in sheet[1]].index("title") + 1
    assert (sheet.cell(2, column).value, sheet.cell(2, column).data_type) == ("=Summit on the reform", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_every_beginning_of_a_formula_is_known(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_a_number_is_no_formula() -> None:
    assert harmless(-1) == -1


@pytest.mark.parametrize("name", ["p.csv", "p.json"])
def test_our_notes_on_a_partner_stay_here(run: Run, embassy: Path, tmp_path: Path, name: str) -> None:
    with Workspace.open(embassy) as workspace, workspace.change("Edit partner") as work:
        work.get(Party, workspace.records.party("FRA").id).notes = "Wavers on cables."
    run("export", "party", "-o", tmp_path / name)
    assert "Wavers on cables." in (tmp_path / name).read_text("utf-8")
    run("export", "party", "-o", tmp_path / name, "--max-marking", "CONFIDENTIAL")
    kept = (tmp_path / name).read_text("utf-8")
    assert "France" in kept
    assert "Wavers" not in kept


def test_all_of_the_ledger_in_one_file(run: Run, embassy: Path, tmp_path: Path) -> None:
    run("export", "all", "-o", tmp_path / "all.json")
    content = json.loads((tmp_path / "all.json").read_text("utf-8"))
    (meeting,) = content["records"]["engagement"]
    assert meeting["engagement_party"][0]["party_id"]["name"] == "France"
    (promise,) = content["records"]["commitment"]
    assert {one["party_id"]["name"]: one["side"] for one in promise["commitment_party"]} == {
        "France": "by",
        "United States": "to",
    }
    run("export", "all", "-o", tmp_path / "all.xlsx")
    assert "Commitments" in load_workbook(tmp_path / "all.xlsx", read_only=True).sheetnames


def test_a_protected_source_is_named_nowhere(run: Run, embassy: Path, tmp_path: Path) -> None:
    for name in ("all.json", "all.xlsx"):
        assert run("export", "all", "-o", tmp_path / name).code == 0
    assert "Valjean" not in (tmp_path / "all.json").read_text("utf-8")
    book = load_workbook(tmp_path / "all.xlsx", read_only=True)
    words = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [word for word in words if "Valjean" in word]
    assert "a contact, confirmed it" in (tmp_path / "all.json").read_text("utf-8")


def test_a_ceiling_leaves_out_what_is_unmarked_and_says_how_much(
    run: Run, embassy: Path, tmp_path: Path
) -> None:
    answer = run("export", "commitment", "-o", tmp_path / "c.csv", "--max-marking", "PUBLIC")
    assert read_csv(tmp_path / "c.csv") == []
    assert "1 record was kept back" in answer.err
    assert "kept back" not in answer.out
    run("export", "engagement", "-o", tmp_path / "e.csv", "--max-marking", "PUBLIC")
    assert len(read_csv(tmp_path / "e.csv")) == 1


def test_a_copy_for_a_partner_carries_no_identifier(run: Run, embassy: Path, tmp_path: Path) -> None:
    run("export", "engagement", "-o", tmp_path / "e.json", "--release-to", "FRA")
    text = (tmp_path / "e.json").read_text("utf-8")
    assert len(json.loads(text)["records"]["engagement"]) == 1
    assert '"uid"' not in text
    assert "external_reference" not in text


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (["due_on<=2009-01"], 1),
        (["due_on>=2009-02"], 0),
        (["status=open"], 1),
        (["status=fulfilled"], 0),
        (["status!=open"], 0),
        (["text~dues"], 1),
        (["text~nothing"], 0),
        (["made_by=France"], 1),
        (["made_by=FRA", "status=open"], 1),
        (["made_by=JPN"], 0),
        (["owner="], 1),
        (["owner!="], 0),
        (["made=2008"], 1),
        (["direction=theirs"], 1),
    ],
)
def test_filters(run: Run, embassy: Path, tmp_path: Path, where: list[str], count: int) -> None:
    options = [part for one in where for part in ("--where", one)]
    answer = run("export", "commitment", "-o", tmp_path / "c.json", *options, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["records"]["commitment"] == count


def test_a_file_that_cannot_be_finished_is_not_there(
    run: Run, embassy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "e.csv").write_text("the old one")
    monkeypatch.setattr(csv, "writer", lambda _stream: (_ for _ in ()).throw(OSError("disk full")))
    assert run("export", "engagement", "-o", tmp_path / "e.csv").code == 2
    assert (tmp_path / "e.csv").read_text() == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e.csv", "embassy.diplotrack"]


def test_meetings_and_due_dates_become_a_calendar(run: Run, embassy: Path, tmp_path: Path) -> None:
    from icalendar import Calendar

    assert run("export", "all", "-o", tmp_path / "all.ics").code == 0
    calendar = Calendar.from_ical((tmp_path / "all.ics").read_bytes())
    found = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    starts = {name: event.decoded("dtstart").isoformat() for name, event in found.items()}
    assert starts["=Summit on the reform"] == "2008-04-02"
    assert found["=Summit on the reform"]["location"] == "Paris"
    assert starts["Due: Pay the dues"] == "2009-01-31"


def test_people_become_cards(run: Run, embassy: Path, tmp_path: Path) -> None:
    with Workspace.open(embassy) as workspace, workspace.change("Add person") as work:
        person = work.add(Person(name="Marie, Countess; of X", family_name="X", given_name="Marie" * 20))
        work.add(ContactPoint(person_id=person.id, channel="e-mail", value="m@example.org"))
        france = workspace.records.party("FRA")
        work.add(
            Appointment(person_id=person.id, party_id=france.id, office="Envoy", from_on=date(2008, 1, 1))
        )
    assert run("export", "person", "-o", tmp_path / "people.vcf", "--json").json["records"] == {"person": 1}
    text = (tmp_path / "people.vcf").read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").splitlines()
    assert "FN:Marie\\, Countess\\; of X" in lines
    assert {"TITLE:Envoy", "ORG:France", "EMAIL:m@example.org"} <= set(lines)
    assert "Valjean" not in text


@pytest.mark.parametrize(("kind", "suffix"), [("party", "ics"), ("engagement", "vcf")])
def test_a_kind_that_does_not_fit_the_format_is_refused(
    run: Run, embassy: Path, tmp_path: Path, kind: str, suffix: str
) -> None:
    answer = run("export", kind, "-o", tmp_path / f"x.{suffix}")
    assert answer.code == 2
    assert "holds only" in answer.err


def test_every_due_date_of_a_calendar_is_a_field_of_its_kind() -> None:
    assert all(name in fields(KINDS[kind]) for kind, name in DUE.items())
