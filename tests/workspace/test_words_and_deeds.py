"""Words held against deeds as a workspace tells them: ledgers, the table, and the printed report."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.consistency.scene import Scene
from diplotrack.records import Deed, Marked, Party, Statement, StatementAudience
from diplotrack.records.enumerations import DeedCategory, PartyType
from diplotrack.reports.document import Chart
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from diplotrack.workspace.saydo import PUBLIC

TODAY = date(2026, 6, 17)


@pytest.fixture
def book(workspace: Workspace) -> Iterator[Workspace]:
    """An objective with a part; words and deeds toward France, its ministry, and the public."""
    with on_day(TODAY):
        with workspace.change("Play") as work:
            _fill(Scene(work, TODAY))
        yield workspace


def _fill(scene: Scene) -> None:
    aim = scene.objective("SEC-1", title="Ports")
    part = scene.objective("SEC-1a", title="Port fees", parent_id=aim.id)
    france = scene.partner()
    ministry = scene.partner("Quai d’Orsay", type=PartyType.MINISTRY, parent_id=france.id)
    for to, stance, objective in ((france, 1, aim), (ministry, -1, aim), (None, 2, aim), (france, 1, part)):
        said = scene.add(
            Statement(quote="Words", said_on=scene.ago(9), objective_id=objective.id, stance=stance)
        )
        _mark(said, "PUBLIC", 0)
        if to is not None:
            scene.add(StatementAudience(statement_id=said.id, party_id=to.id))
    for category, marking, rank in ((DeedCategory.AID, "PUBLIC", 0), (DeedCategory.COERCE, "SECRET", 40)):
        deed = scene.add(
            Deed(
                text=f"Deed {category}",
                done_on=scene.ago(5),
                actor_id=scene.us.id,
                target_id=france.id,
                objective_id=aim.id,
                category=category,
                bearing=1 if rank else -1,
            )
        )
        _mark(deed, marking, rank)
    _mark(aim, "PUBLIC", 0)


def _mark(one: Marked, text: str, rank: int) -> None:
    one.marking_scheme, one.marking_text, one.marking_rank = "neutral", text, rank


def identifier(workspace: Workspace, name: str) -> int:
    with workspace.read() as session:
        return next(one.id for one in session.query(Party) if one.name == name)


def test_a_ministry_stands_for_its_government(book: Workspace) -> None:
    france, ministry = identifier(book, "France"), identifier(book, "Quai d’Orsay")
    account = book.saydo.account(1, france, with_parts=False)
    assert len(account.ledger.say.inputs) == 2
    assert book.saydo.account(1, ministry, with_parts=False).ledger == account.ledger
    assert book.saydo.partners(1) == {france: "France"}
    (heard,) = account.ledger.heard
    assert len(heard.reversals) == 1


def test_the_parts_count_where_they_are_wanted(book: Workspace) -> None:
    assert len(book.saydo.account(1).ledger.say.inputs) == 4
    assert len(book.saydo.account(1, with_parts=False).ledger.say.inputs) == 3
    assert len(book.saydo.account(1, PUBLIC).ledger.entries) == 1


def test_the_table_names_every_partner_and_the_public(book: Workspace) -> None:
    lines = book.saydo.lines()
    assert [(one.objective.code, one.partner is None, one.name) for one in lines] == [
        ("SEC-1", True, ""),
        ("SEC-1", False, ""),
        ("SEC-1", False, "France"),
        ("SEC-1a", True, ""),
        ("SEC-1a", False, "France"),
    ]
    assert lines[0].ledger.do.value == pytest.approx((7 - 10) / 17)
    assert not book.saydo.lines(book.saydo.window(4))


def test_windows_are_wound_back_from_today(book: Workspace) -> None:
    window = book.saydo.window()
    assert (window.first, window.last) == (date(2025, 6, 17), TODAY)
    with pytest.raises(UserError):
        book.saydo.window(10**9)
    with pytest.raises(UserError):
        book.saydo.window(first=date(2026, 6, 18))


def test_an_objective_that_is_gone_is_told(book: Workspace) -> None:
    with pytest.raises(UserError):
        book.saydo.account(99)
    with pytest.raises(UserError):
        book.records.objective("NO-1")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of the one table of a CSV file, below the lines about the document."""
    lines = path.read_text("utf-8-sig").splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("Objective,"))
    return list(csv.DictReader(lines[head:]))


def test_the_report_is_marked_as_the_records_of_its_numbers(book: Workspace, tmp_path: Path) -> None:
    printed = book.printing.print(order("words-and-deeds"), tmp_path / "whole.csv")
    assert printed.marking.startswith("SECRET")
    assert [row["Do"] for row in rows(tmp_path / "whole.csv")[:3]] == ["-0.1765", "", "-0.1765"]


def test_what_may_not_go_out_is_neither_counted_nor_named_and_the_preparer_is_told(
    book: Workspace, tmp_path: Path
) -> None:
    printed = book.printing.print(
        order("words-and-deeds", objective="SEC-1", max_marking="PUBLIC", copy="hand-over"),
        tmp_path / "out.pdf",
    )
    assert (printed.marking, printed.is_releasable) == ("PUBLIC", True)
    assert printed.left_out == {"deed": 1}
    whole = book.printing.print(order("words-and-deeds", max_marking="PUBLIC"), tmp_path / "all.csv")
    # The part itself is unmarked: neither it nor its statement is there.
    assert whole.left_out == {"deed": 1, "objective": 1, "statement": 1}
    assert rows(tmp_path / "all.csv")[0]["Do"] == "-1.0"


def test_an_objective_named_alone_comes_with_its_ledger(book: Workspace, tmp_path: Path) -> None:
    from docx import Document

    book.printing.print(order("words-and-deeds", objective="SEC-1", partner="France"), tmp_path / "one.docx")
    written = Document(str(tmp_path / "one.docx"))
    ledger = written.tables[-1]
    standings = next(
        one for one in written.tables if "Reversals" in [cell.text for cell in one.rows[0].cells]
    )
    assert any("France" in cell.text for row in standings.rows for cell in row.cells)
    words = [row.cells[5].text for row in ledger.rows]
    assert [one for one in words if one.startswith("Deed")] == ["Deed aid", "Deed coerce"]
    assert len(words) == 1 + 4


def test_a_ledger_without_entries_prints_a_sentence(book: Workspace, tmp_path: Path) -> None:
    from docx import Document

    book.printing.print(order("words-and-deeds", days=0), tmp_path / "none.docx")
    told = [one.text for one in Document(str(tmp_path / "none.docx")).paragraphs]
    assert "Nothing of ours was said, promised or done on these objectives in this time." in told


def test_the_chart_of_an_objective_draws_what_its_scores_are_made_of(book: Workspace) -> None:
    document = book.printing.compose(order("words-and-deeds", objective="SEC-1")).document
    (chart,) = [one for one in document.blocks if isinstance(one, Chart)]
    ledger = book.saydo.account(1, with_parts=False).ledger
    drawn = [[value for value in one.values if value is not None] for one in chart.series]
    mean = sum(one.value or 0 for one in ledger.say.inputs) / len(ledger.say.inputs)
    assert drawn == [[mean / 2], [ledger.do.value]]  # all in one month


def test_a_chart_toward_one_partner_says_so(book: Workspace) -> None:
    wanted = order("words-and-deeds", objective="SEC-1", partner="France")
    charts = [one for one in book.printing.compose(wanted).document.blocks if isinstance(one, Chart)]
    assert [one.unit for one in charts] == ["toward France"]


def test_several_objectives_are_drawn_beside_one_another(book: Workspace) -> None:
    document = book.printing.compose(order("words-and-deeds")).document
    (chart,) = [one for one in document.blocks if isinstance(one, Chart)]
    whole = [one for one in book.saydo.lines() if one.partner is None]
    assert list(chart.categories) == [f"{one.objective.code}  {one.objective.title}" for one in whole]
    assert list(chart.series[0].values) == [one.ledger.say.value for one in whole]
