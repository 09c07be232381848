"""Words held against deeds, and compliance averaged, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Deed,
    Objective,
    ObjectiveLink,
    Score,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import Assessment, CommitmentSide, DeedCategory
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def book(embassy: Path) -> Path:
    """Words to France and to the public, deeds toward France, a scored promise to it; today is 1 March 2009."""
    with Workspace.open(embassy) as workspace:
        france, ours = workspace.records.party("FRA"), workspace.records.party("USA")
        with workspace.change("Log") as work:
            aim = work.add(
                Objective(code="SEC-1", title="Ports", proposition="The port treaty enters into force.")
            )
            part = work.add(Objective(code="SEC-1a", title="Port fees", parent_id=aim.id))
            for day, stance, public in ((1, 2, False), (2, -1, False), (3, 1, True)):
                said = work.add(
                    Statement(
                        quote=f"Words of day {day}",
                        said_on=date(2009, 2, day),
                        objective_id=aim.id,
                        stance=stance,
                    )
                )
                said.marking_scheme, said.marking_rank, said.marking_text = "neutral", 0, "PUBLIC"
                if not public:
                    work.add(StatementAudience(statement_id=said.id, party_id=france.id))
            for objective, bearing, category in (
                (aim, -1, DeedCategory.AID),
                (aim, 1, DeedCategory.CONSULT_VISIT),
                (part, 1, DeedCategory.AID),
            ):
                work.add(
                    Deed(
                        text=f"Deed on {objective.code}",
                        done_on=date(2009, 2, 10),
                        actor_id=ours.id,
                        target_id=france.id,
                        objective_id=objective.id,
                        category=category,
                        bearing=bearing,
                    )
                )
            promise = work.add(
                Commitment(text="Cut the fees", made_on=date(2009, 1, 1), area="Trade", reference="C-1")
            )
            work.add(CommitmentParty(commitment_id=promise.id, party_id=ours.id, side=CommitmentSide.BY))
            work.add(CommitmentParty(commitment_id=promise.id, party_id=france.id, side=CommitmentSide.TO))
            work.add(ObjectiveLink(owner_kind="commitment", owner_id=promise.id, objective_id=aim.id))
            for report, score, end in (
                (Assessment.INTERIM, -1, date(2009, 1, 31)),
                (Assessment.FINAL, 0, date(2009, 2, 28)),
            ):
                work.add(
                    Score(
                        commitment_id=promise.id,
                        party_id=ours.id,
                        score=score,
                        cycle_end_on=end,
                        report=report,
                    )
                )
    return embassy


def test_objectives_stand_against_partners(book: Path, run: Run) -> None:
    answer = run("saydo")
    assert answer.code == 0
    heads, *lines = [line.split("\t") for line in answer.out.splitlines()]
    assert heads[:5] == ["Objective", "Partner", "Say", "Do", "Gap"]
    assert [line[:5] for line in lines] == [
        ["SEC-1", "all partners", "+0.50", "-1.00", "+1.50"],
        ["SEC-1", "the public, nobody named", "+1.00", "–", "–"],
        ["SEC-1", "France", "+0.33", "-1.00", "+1.33"],
        ["SEC-1a", "all partners", "–", "+1.00", "–"],
        ["SEC-1a", "France", "–", "+1.00", "–"],
    ]
    assert "Mar 1, 2008" in answer.err


def test_the_parts_of_an_objective_count_where_asked_for(book: Path, run: Run) -> None:
    (line,) = run("saydo", "--objective", "SEC-1", "--with-parts", "--json").json["lines"][:1]
    assert (line["do"], line["deeds"], line["inputs"]["do_weight"]) == (0, 2, 20)


def test_the_ledger_of_a_partner_is_in_order_of_time(book: Path, run: Run) -> None:
    answer = run("saydo", "--objective", "SEC-1", "--partner", "FRA", "--json").json
    assert answer["partner"]["code"] == "FRA"
    assert [(one["date"], one["act"], one["value"]) for one in answer["entries"]] == [
        ("2009-01-01", "promised", None),
        ("2009-02-01", "said", 2),
        ("2009-02-02", "said", -1),
        ("2009-02-10", "done", -1),
        ("2009-02-10", "done", 1),
    ]
    assert [one["why_not"] for one in answer["entries"]] == ["promise", "", "", "", "talk"]
    assert (answer["reversals"], answer["mean_step"]) == (1, 3)
    told = run("saydo", "--objective", "SEC-1", "--partner", "FRA").out
    assert "1 reversal, mean step 3.00" in told
    assert "consulting and requesting are not counted as doing" in told


def test_a_window_has_both_its_days(book: Path, run: Run) -> None:
    ledger = ("saydo", "--objective", "SEC-1", "--entries", "--json")
    days = run(*ledger, "--from", "2009-02-02", "--until", "2009-02-03").json
    assert [one["date"] for one in days["entries"]] == ["2009-02-02", "2009-02-03"]
    assert len(run(*ledger, "--days", "19").json["entries"]) == 2
    assert run(*ledger, "--from", "2009-02-03", "--until", "2009-02-02").code == 2
    assert run(*ledger, "--days", "3", "--from", "2009-02-03").code == 2


def test_what_may_not_go_out_is_not_counted(book: Path, run: Run) -> None:
    lines = run("saydo", "--max-marking", "PUBLIC", "--json").json["lines"]
    # The objective itself is unmarked: it is not named, and nothing about it is.
    assert lines == []
    with Workspace.open(book) as workspace, workspace.change("Mark") as work:
        aim = work.get(Objective, 1)
        aim.marking_scheme, aim.marking_rank, aim.marking_text = "neutral", 0, "PUBLIC"
    line = run("saydo", "--max-marking", "PUBLIC", "--json").json["lines"][0]
    assert (line["statements"], line["deeds"], line["do"]) == (3, 0, None)


def test_compliance_is_averaged_and_its_history_kept(book: Path, run: Run) -> None:
    assert run("compliance").out.splitlines()[1] == "United States\t0.00\t50.0\t1"
    assert (
        run("compliance", "--by", "area", "--on", "2009-02-27").out.splitlines()[1] == "Trade\t-1.00\t0.0\t1"
    )
    assert (
        run("compliance", "--by", "commitment").out.splitlines()[1].startswith("C-1\tCut the fees\tPolitical")
    )
    answer = run("compliance", "--objective", "SEC-1", "--member", "USA", "--json").json
    assert answer["by_year"] == [{"year": "2009", "score": 0, "percent": 50, "count": 1}]
    (commitment,) = answer["by_commitment"]
    (member,) = commitment["members"]
    assert [(one["report"], one["score"]) for one in member["history"]] == [("interim", -1), ("final", 0)]
    assert run("compliance", "--member", "FRA", "--json").json["overall"] is None
