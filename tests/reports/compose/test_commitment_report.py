"""The commitment report."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import Commitment, CommitmentParty, Objective, ObjectiveLink, Party, Score
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Direction, PartyType
from diplotrack.release import ReleaseFilter
from diplotrack.reports.compose.commitments.choice import CommitmentChoice, GroupBy
from diplotrack.reports.compose.commitments.report import commitment_report
from diplotrack.reports.document import Copy, Document, Group, Table, cell, plain
from diplotrack.reports.terms import Terms
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import ON
from tests.reports.compose.spoken import links, statements, words

TODAY = date(2026, 5, 29)


def report(desk: Workspace, copy: Copy = Copy.INTERNAL, machine: bool = False, **choice: Any) -> Document:
    with desk.read() as session:
        release = ReleaseFilter(marked_only=copy is Copy.HAND_OVER)
        terms = Terms(ON, copy, release)
        return commitment_report(session, terms, CommitmentChoice(**choice), machine=machine).document


def table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def rows(document: Document) -> list[dict[str, str]]:
    found = table(document)
    keys = [column.key for column in found.columns]
    return [
        dict(zip(keys, (plain(cell(one).text) for one in row), strict=True))
        for row in found.rows
        if not isinstance(row, Group)
    ]


def test_the_longest_overdue_comes_first(desk: Workspace) -> None:
    late = [row["due"].split("\n")[1:2] for row in rows(report(desk))]
    assert late == [["184 days overdue"], ["92 days overdue"], [], [], []]


def test_rows_stand_under_their_partner(desk: Workspace) -> None:
    groups = [plain(row.text) for row in table(report(desk)).rows if isinstance(row, Group)]
    assert groups == ["France   4 commitments, 2 overdue", "France and Japan   1 commitment"]


def about(document: Document, words_of_it: str) -> dict[str, str]:
    return next(row for row in rows(document) if words_of_it in row["commitment"])


def test_status_due_date_and_update_are_those_of_the_day(desk: Workspace) -> None:
    fund = about(report(desk), "Second tranche")
    assert fund["status"] == "In progress"
    assert fund["last_update"] == "Jul 1, 2008  The Assembly has voted half of the sum.  (Budgeted)"
    assert about(report(desk), "Share")["due"] == "Jan 15, 2009"


def test_a_row_tells_who_promised_whom_and_where(desk: Workspace) -> None:
    fund = about(report(desk), "Second tranche")
    assert fund["parties"] == "France → United States"
    day, title = fund["made"].split("\n")
    assert day == "Apr 3, 2008"
    assert title
    assert fund["score"] == "0"


def test_a_moved_due_date_keeps_what_it_was(desk: Workspace) -> None:
    with desk.read() as session:
        later = commitment_report(session, Terms(date(2009, 3, 1)), CommitmentChoice()).document
    assert about(later, "Share")["due"] == "Jun 30, 2009\nmoved from Jan 15, 2009, agreed"


def test_who_keeps_us_waiting_longest_stands_before_the_others(workspace: Workspace) -> None:
    with workspace.change("Set up") as work:
        for code, due in (("ALB", date(2027, 1, 1)), ("FRA", date(2026, 5, 1)), ("PER", date(2026, 4, 1))):
            one = work.add(Commitment(text="Tell", made_on=date(2025, 1, 1), due_on=due, due_on_latest=due))
            party = workspace.records.party(code).id
            work.add(CommitmentParty(commitment_id=one.id, party_id=party, side=CommitmentSide.BY))
    document = workspace.printing.compose(order("commitments", on=TODAY)).document
    heads = [plain(row.text).split("  ")[0] for row in table(document).rows if isinstance(row, Group)]
    assert heads == ["Peru", "France", "Albania"]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (GroupBy.STATUS, ["Open", "In progress", "Fulfilled"]),
        (GroupBy.OBJECTIVE, ["No objective"]),
        (GroupBy.OWNER, ["", "Nobody’s"]),
    ],
)
def test_rows_stand_under_what_was_asked(desk: Workspace, by: GroupBy, groups: list[str]) -> None:
    heads = [plain(row.text) for row in table(report(desk, by=by)).rows if isinstance(row, Group)]
    assert len(heads) == len(groups)
    assert all(head.startswith(group) for head, group in zip(heads, groups, strict=True))


def test_who_serves_two_objectives_stands_under_both_and_is_counted_once(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = work.add(Commitment(text="Deliver", quote="We shall deliver.", made_on=date(2008, 1, 1)))
        scored = work.add(Party(name="France", type=PartyType.COUNTRY)).id
        work.add(
            Score(
                commitment_id=one.id,
                party_id=scored,
                score=1,
                assessor="G20 Research Group",
                cycle_end_on=date(2009, 1, 1),
            )
        )
        for code in ("A", "B"):
            aim = work.add(Objective(code=code, title="Aim"))
            work.add(ObjectiveLink(owner_kind="commitment", owner_id=one.id, objective_id=aim.id))
    with ledger.read() as session:
        choice = CommitmentChoice(objective_id=1, by=GroupBy.OBJECTIVE)
        document = commitment_report(session, Terms(TODAY), choice).document
    said = words(document)
    assert "A  Aim" in said
    assert "B  Aim" in said
    assert "1, of which 1 running" in said
    assert len(rows(document)) == 2
    assert "“We shall deliver.”" in said
    assert "G20 Research Group" in said


def test_a_copy_to_hand_over_is_not_grouped_by_owner(desk: Workspace) -> None:
    with pytest.raises(UserError, match="who looks after what"):
        report(desk, Copy.HAND_OVER, by=GroupBy.OWNER)


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({"status": frozenset({CommitmentStatus.FULFILLED})}, 1),
        ({"direction": Direction.OURS}, 2),
        ({"is_overdue": True}, 2),
        ({"owner_ids": frozenset()}, 0),
    ],
)
def test_a_choice_narrows_the_report(desk: Workspace, choice: dict[str, Any], count: int) -> None:
    document = report(desk, **choice)
    assert sum(isinstance(block, Table) for block in document.blocks) == bool(count)
    if count:
        assert len(rows(document)) == count


def test_totals_count_what_is_in_the_table(desk: Workspace) -> None:
    said = words(report(desk))
    assert "5, of which 4 running" in said
    assert "2, the longest by 184 days" in said


def test_the_owner_and_identifiers_stay_inside(desk: Workspace) -> None:
    inside, out = report(desk, machine=True), report(desk, Copy.HAND_OVER, machine=True)
    assert {"owner", "uid"} <= {column.key for column in table(inside).columns}
    assert not {"owner", "uid"} & {column.key for column in table(out).columns}
    assert links(out) == set()
    assert "Bush" not in words(out)


def test_machines_get_stored_words_and_iso_days(desk: Workspace, tmp_path: Path) -> None:
    desk.printing.print(order("commitments", on=ON), tmp_path / "c.json")
    first = json.loads((tmp_path / "c.json").read_text("utf-8"))["tables"][0]["rows"][0]
    assert first["due"] == "2008-06-30"
    assert (first["status"], first["direction"], first["days_overdue"]) == ("open", "ours", 184)
    assert len(first["uid"]) == 32


def test_a_csv_is_one_flat_table(desk: Workspace, tmp_path: Path) -> None:
    desk.printing.print(order("commitments", on=ON), tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 6


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "csv", "json"])
def test_every_format_is_written(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    printed = desk.printing.print(order("commitments", partner="FRA", on=ON), tmp_path / f"c.{suffix}")
    assert printed.path.stat().st_size > 500
    assert printed.marking == "RESTRICTED"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"status": ["finished"]}, "not one of"),
        ({"direction": "sideways"}, "not one of"),
        ({"owner": "Nobody at all"}, "Nobody in this workspace"),
        ({"partner": "Atlantis"}, "Atlantis"),
        ({"copy": "loose"}, "no kind of copy"),
        ({"max_marking": "very secret"}, "no marking"),
    ],
)
def test_a_wrong_choice_is_told(desk: Workspace, tmp_path: Path, wrong: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        desk.printing.print(order("commitments", on=ON, **wrong), tmp_path / "c.pdf")


def test_a_suffix_that_nothing_prints_to_is_told(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="use one of"):
        desk.printing.print(order("partner-brief", partner="FRA", on=ON), tmp_path / "brief.odt")


def test_many_commitments_take_few_statements(workspace: Workspace) -> None:
    with workspace.change("Fill") as work:
        france = work.session.query(Party.id).where(Party.code == "FRA").scalar()
        ids = work.add_all(
            Commitment, [{"text": f"Promise {n}", "made_on": date(2008, 1, 1)} for n in range(700)]
        )
        work.add_all(CommitmentParty, [{"commitment_id": one, "party_id": france} for one in ids])
    assert statements(workspace, lambda: report(workspace)) <= 20
