"""The consistency report: gaps with their evidence, waivers, what was closed, the rules; for nobody outside."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.base.ident import new_uid
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, Finding
from diplotrack.reports.compose.consistency import GapChoice, GapEntry, consistency_report
from diplotrack.reports.compose.consistency.details import MOST
from diplotrack.reports.compose.consistency.report import MOST_LISTED
from diplotrack.reports.document import Callout, Document, Group, Heading, Table, cell, plain
from diplotrack.reports.terms import Composed, Terms
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.spoken import headings, links, statements, words

TODAY = date(2026, 6, 17)
SECRET, PUBLIC = ("neutral", 40, "SECRET"), ("neutral", 0, "PUBLIC")


@pytest.fixture(scope="module")
def book(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Overdue promises to three partners: one waived, one given to somebody, one kept since, one secret."""
    folder = tmp_path_factory.mktemp("gaps") / "w.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as workspace, on_day(TODAY):
        with workspace.change("Play") as work:
            _fill(Scene(work, TODAY))
        with on_day(TODAY - timedelta(days=4)):
            workspace.check.run(["R13"])
        workspace.check.waive(
            _gap(workspace, "Archives"), reason="Parliament sits again in July", expires_on=date(2026, 7, 9)
        )
        workspace.check.assign(_gap(workspace, "Advisers"), to="Ada Desk")
        with workspace.change("Keep") as work:
            kept = next(one for one in work.session.query(Commitment) if one.text == "Boats")
            kept.due_on = kept.due_on_latest = TODAY + timedelta(days=90)
        workspace.check.run(["R13", "R01"])
        yield workspace


def _fill(scene: Scene) -> None:
    promises = (("Advisers", "France", 45, PUBLIC), ("Archives", "Mali", 45, PUBLIC))
    more = (("Boats", "Chad", 45, PUBLIC), ("Cipher", "France", 200, SECRET), ("Radios", "France", 3, PUBLIC))
    for text, partner, days, marking in (*promises, *more):
        one = scene.commitment(
            text=text,
            to=scene.partner(partner),
            made_on=scene.ago(400),
            due_on=scene.ago(days),
            due_on_latest=scene.ago(days),
            created_at=scene.moment_ago(400),
        )
        one.marking_scheme, one.marking_rank, one.marking_text = marking


def _gap(workspace: Workspace, text: str) -> str:
    return next(one.fingerprint for one in workspace.check.findings() if text in one.title.text(TODAY))


def composed(book: Workspace, machine: bool = False, **asked: Any) -> Composed:
    return book.printing.compose(order("consistency", **asked), machine=machine)


def said(book: Workspace, **asked: Any) -> str:
    return words(composed(book, **asked).document)


def tables(document: Document) -> list[list[list[str]]]:
    """The rows of each table as bare text, without those that head others."""
    return [
        [[plain(cell(one).text) for one in row] for row in block.rows if not isinstance(row, Group)]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_a_gap_says_why_on_what_evidence_how_to_mend_it_since_when_and_whose_it_is(book: Workspace) -> None:
    document = composed(book).document
    text = words(document)
    assert "Overdue: Advisers" in text
    assert "45 days" in text
    assert "since Jun 13, 2026 (4 days), assigned to Ada Desk" in text
    assert "Deliver, or renegotiate the date." in text
    with book.read() as session:
        promise = next(one for one in session.query(Commitment) if one.text == "Advisers")
        assert promise.uid.hex() in {one.replace("-", "") for one in links(document)}


def test_the_counts_add_up_with_the_ledger(book: Workspace) -> None:
    counts = book.check.counts()
    rows = tables(composed(book).document)[0]
    severities = [
        str(counts[one]) for one in sorted(counts, key=lambda severity: -severity.rank) if counts[one]
    ]
    assert rows[-1][2:-2] == severities
    assert rows[0][:2] == ["R13", "Overdue commitment"]


def test_a_waiver_says_why_by_whom_and_until_when_and_asks_for_nothing_meanwhile(book: Workspace) -> None:
    document = composed(book).document
    waivers = next(
        rows for rows in tables(document) if any("Parliament sits again in July" in row for row in rows)
    )
    assert waivers == [
        ["R13", "Overdue: Archives", "Parliament sits again in July", book.gaps.me(), "Jul 9, 2026"]
    ]
    assert "Overdue: Archives" not in "\n".join(plain(one) for one in _callouts(document))
    later = composed(book, on=date(2026, 7, 10)).document
    assert "Waivers" not in headings(later)
    assert "Overdue: Archives" in "\n".join(plain(one) for one in _callouts(later))


def _callouts(document: Document) -> list[Any]:
    return [block.title for block in document.blocks if isinstance(block, Callout)]


def test_what_was_closed_is_told_from_the_day_on(book: Workspace) -> None:
    closed = next(
        rows for rows in tables(composed(book).document) if any("Overdue: Boats" in row for row in rows)
    )
    assert closed == [["R13", "High", "Overdue: Boats", "Jun 13, 2026", "Jun 17, 2026"]]
    assert "Overdue: Boats" in said(book, since="2026-06-17")
    assert "Overdue: Boats" not in said(book, on=date(2026, 8, 1))


def test_the_legend_is_made_from_the_rules_that_appear(book: Workspace) -> None:
    legend = tables(composed(book).document)[-1]
    assert [row[0] for row in legend] == ["R13"]
    rule = next(one for one in book.check.rules() if one.code == "R13")
    assert legend[0][1].startswith(f"{rule.title}\n{rule.worded(rule.fires)}")


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ({"severity": "high"}, {"Advisers", "Cipher"}, {"Radios"}),
        ({"partner": "France"}, {"Advisers", "Cipher", "Radios"}, {"Archives", "Boats"}),
        ({"assignee": "ada desk"}, {"Advisers"}, {"Radios", "Cipher"}),
        ({"unassigned": True}, {"Radios", "Cipher"}, {"Advisers"}),
        ({"state": ["waived"]}, {"Archives"}, {"Advisers", "Boats"}),
        ({"since": "2026-06-14"}, {"Boats"}, {"Advisers", "Archives"}),
        ({"rule": "overdue-commitment"}, {"Advisers"}, set()),
        ({"rule": "R01"}, set(), {"Advisers", "Boats"}),
    ],
)
def test_the_choices_choose(
    book: Workspace, asked: dict[str, Any], there: set[str], absent: set[str]
) -> None:
    text = said(book, **asked)
    assert {one for one in there | absent if f"Overdue: {one}" in text} == there


def test_a_rule_that_is_none_is_refused(book: Workspace) -> None:
    with pytest.raises(UserError, match="R99"):
        composed(book, rule="R99")


def test_it_is_never_handed_over(book: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="never leave the house"):
        composed(book, copy="hand-over")
    with pytest.raises(UserError, match="never leave the house"):
        book.printing.print(order("consistency", copy="hand-over"), tmp_path / "gaps.pdf")
    assert not list(tmp_path.iterdir())


def test_a_gap_whose_evidence_may_not_be_printed_is_counted_nowhere(book: Workspace) -> None:
    found = composed(book, max_marking="PUBLIC")
    text = words(found.document)
    assert "Cipher" not in text
    assert found.left_out == {"finding": 1}
    assert found.document.marking == "PUBLIC"
    whole, some = (tables(one.document)[0][-1] for one in (composed(book), found))
    assert sum(int(one or 0) for one in some[2:-2]) == sum(int(one or 0) for one in whole[2:-2]) - 1


def test_machines_get_one_flat_table_with_keys(book: Workspace, tmp_path: Path) -> None:
    book.printing.print(order("consistency"), tmp_path / "gaps.csv")
    with (tmp_path / "gaps.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["Gap"]: row["State"] for row in rows} == {
        "Overdue: Advisers": "assigned",
        "Overdue: Archives": "waived",
        "Overdue: Boats": "resolved",
        "Overdue: Cipher": "open",
        "Overdue: Radios": "new",
    }
    (document,) = composed(book, machine=True).document.blocks
    assert isinstance(document, Table)
    assert len({one.key for one in document.columns}) == len(document.columns)


def test_beyond_what_a_reader_takes_in_it_counts_honestly(book: Workspace) -> None:
    def many(count: int) -> Composed:
        seen = book.check.findings()[0].state
        rows = [
            Finding(
                id=number,
                uid=new_uid(),
                rule="R13",
                severity="high",
                severity_rank=3,
                state=seen,
                evidence={},
                assignee="",
            )
            for number in range(1, count + 1)
        ]
        entries = [GapEntry(one, f"Gap {one.id}", "Why", "Fix") for one in rows]
        with book.read() as session:
            return consistency_report(session, Terms(TODAY), entries, (), GapChoice((), TODAY, "today"))

    count = MOST + MOST_LISTED + 400
    document = many(count).document
    text = words(document)
    assert f"The first {MOST} of {count:,} gaps in full" in text
    assert "400 more are in this report as a spreadsheet" in text
    assert len(_callouts(document)) == MOST
    assert [len(rows) for rows in tables(document)][1] == MOST_LISTED
    assert "more are in this report" not in words(many(MOST + 1).document)


def test_statements_do_not_grow_with_the_gaps(book: Workspace) -> None:
    few = statements(book, lambda: composed(book, state=["waived"]))
    assert statements(book, lambda: composed(book)) <= few + 2


def test_where_nothing_was_checked_it_says_so(workspace: Workspace) -> None:
    assert "Nothing was checked yet" in said(workspace)


def test_nothing_that_fits_is_said(book: Workspace) -> None:
    document = composed(book, rule="R01").document
    assert words(document).endswith("No gap fits this choice.")
    assert not [one for one in document.blocks if isinstance(one, Heading)]
