"""What a check costs, by rule, beside reading the rows that it judges through the bare driver in the same run.

Run ``python -m tests.benchmarks.check [COMMITMENTS]`` in the project root (20,000 unless said). Seconds are
of the processor, so that a busy machine matters less; trust the ratios all the same.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from diplotrack.base.clock import on_day
from diplotrack.records import (
    Action,
    Agreement,
    Commitment,
    CommitmentParty,
    Communication,
    Engagement,
    EngagementParty,
    Objective,
    ObjectiveLink,
    PartnerTier,
    Party,
    Passage,
    Position,
    Score,
    Statement,
    Update,
)
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace

TODAY = date(2026, 6, 17)
READ = (
    "commitment",
    "commitment_party",
    "update",
    "score",
    "engagement",
    "communication",
    "agreement",
    "statement",
)


def fill(work: Work, count: int) -> None:
    """A ledger of ``count`` commitments and what goes with them, the same each time."""
    chance = random.Random(7)

    def ago(first: int, last: int) -> date:
        return TODAY - timedelta(days=chance.randint(first, last))

    us = work.add(Party(name="Freedonia", code="FRE", is_own=True)).id
    partners = work.add_all(Party, [{"name": f"Partner {n}", "code": f"P{n}"} for n in range(200)])
    objectives = work.add_all(
        Objective,
        [{"code": f"O-{n}", "title": f"Objective {n}", "valid_from": ago(100, 900)} for n in range(60)],
    )
    stances = [-2, -1, 1, 2]
    work.add_all(
        Position,
        [
            {
                "objective_id": one,
                "stance": chance.choice(stances),
                "line": "Line",
                "valid_from": ago(400, 900),
            }
            for one in objectives
        ],
    )
    rows = []
    for n in range(count):
        made = ago(10, 400)
        due = made + timedelta(days=chance.randint(300, 900)) if n % 3 else None
        rows.append(
            {"text": f"Commitment {n}", "made_on": made, "due_on": due, "action": "do", "target": "all"}
        )
    commitments = work.add_all(Commitment, rows)
    sides = [{"commitment_id": one, "party_id": us, "side": "by"} for one in commitments]
    sides += [
        {"commitment_id": one, "party_id": chance.choice(partners), "side": "to"} for one in commitments
    ]
    work.add_all(CommitmentParty, sides)
    told = [None, None, "in_progress", "fulfilled"]
    work.add_all(
        Update,
        [
            {"commitment_id": one, "on": ago(0, 100), "text": "It went on", "new_status": chance.choice(told)}
            for one in commitments
        ],
    )
    cycle = {"cycle_start_on": ago(500, 700), "cycle_end_on": ago(1, 300)}
    work.add_all(
        Score,
        [
            {"commitment_id": one, "party_id": us, "score": chance.randint(-1, 1), **cycle}
            for one in commitments
        ],
    )
    served = [one for one in commitments if one % 10]
    work.add_all(
        ObjectiveLink,
        [
            {"owner_kind": "commitment", "owner_id": one, "objective_id": chance.choice(objectives)}
            for one in served
        ],
    )
    met = work.add_all(
        Engagement, [{"title": f"Meeting {n}", "starts_on": ago(0, 900)} for n in range(count // 4)]
    )
    work.add_all(
        EngagementParty, [{"engagement_id": one, "party_id": chance.choice(partners)} for one in met]
    )
    texts = [{"owner_kind": "engagement", "owner_id": one, "text": "Said"} for one in met if one % 20]
    work.add_all(Passage, texts)
    work.add_all(Agreement, [{"title": f"Treaty {n}", "signed_on": ago(0, 9000)} for n in range(count // 3)])
    notes = [{"title": f"Note {n}", "traffic": "incoming", "sent_on": ago(0, 900)} for n in range(count // 6)]
    work.add_all(Communication, notes)
    said = [
        {"quote": "Words", "said_on": ago(0, 300), "objective_id": one, "stance": 1}
        for one in objectives * 50
    ]
    work.add_all(Statement, said)
    work.add_all(Action, [{"text": f"Do {n}", "due_on": ago(-300, 20)} for n in range(count // 10)])
    work.add_all(PartnerTier, [{"party_id": one, "months": 12} for one in partners])


def bare(path: Path) -> float:
    """Seconds to read the judged rows once, every column, through the driver alone."""
    started = time.process_time()
    with sqlite3.connect(path) as connection:
        for table in READ:
            connection.execute(f'SELECT * FROM "{table}"').fetchall()
    return time.process_time() - started


def main() -> None:
    """Print seconds and findings by rule, and the whole against the bare reading."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder, on_day(TODAY):
        path = Path(folder) / "w.diplotrack"
        with Workspace(Ledger.create(path)) as workspace:
            workspace.ledger.set(duty_from="2020-01-01")
            with workspace.change("Fill") as work:
                fill(work, count)
            reading = min(bare(path / "ledger.db") for _ in range(3))
            first = workspace.check.run()
            started = time.process_time()
            again = workspace.check.run()
            whole = time.process_time() - started
            print(
                f"{count} commitments, {len(first.findings)} findings, {len(again.new)} new when checked again"
            )
            total = sum(again.seconds.values())
            for code, seconds in again.seconds.items():
                print(f"{code}  {seconds / total:6.1%} of the rules' time  {again.counts()[code]} findings")
            print(
                f"all  {whole:6.2f} s  {whole / reading:6.1f} × reading ({reading:.2f} s), storing nothing new"
            )
            with workspace.change("Edit") as work:
                work.get(Commitment, 1).text = "Changed"
            started = time.process_time()
            workspace.check.run(changes=work.changed)
            print(f"one  {time.process_time() - started:6.2f} s  after an edit of one commitment")


if __name__ == "__main__":
    main()
