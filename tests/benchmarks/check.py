"""What a check costs: of everything beside the same findings by SQL written by hand, and after one edit.

Run ``python -m tests.benchmarks.check [--size 10k 100k 1m] [--edits 60]`` in the project root; ledgers are generated
once (see ``tests.benchmarks.ledger``). Each size runs in a process of its own, the rule and its SQL in turn in one run.
Seconds are of the processor, so that a busy machine matters less; trust the ratios all the same.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.clock import on_day
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import (
    Action,
    Commitment,
    Communication,
    Consultation,
    Engagement,
    EngagementParty,
    ObjectiveLink,
    Position,
    Record,
    Statement,
    Update,
)
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from tests.benchmarks.ledger import SIZES, generated
from tests.benchmarks.ledger.by_hand import HAND
from tests.benchmarks.ledger.writing import DUTY_FROM, TODAY

READ_ONLY = frozenset({"R18", "R22", "R27"})
"""Rules that compare texts, of which SQL only reads what would be compared."""

Edit = Callable[[Work, random.Random], object]


def _any(kind: type[Record], work: Work, chance: random.Random) -> Record:
    last = work.session.scalar(select(kind.id).order_by(kind.id.desc()).limit(1)) or 1
    return work.get(kind, chance.randint(1, last))


def _set(kind: type[Record], column: str, value: Callable[[random.Random], object]) -> Edit:
    return lambda work, chance: setattr(_any(kind, work, chance), column, value(chance))


def _day(chance: random.Random) -> date:
    return TODAY - timedelta(days=chance.randint(-300, 300))


def _meet(work: Work, chance: random.Random) -> None:
    met = work.add(Engagement(title="Call on ports", starts_on=_day(chance)))
    work.add(EngagementParty(engagement_id=met.id, party_id=chance.randint(1, 190)))
    work.add(ObjectiveLink(owner_kind="engagement", owner_id=met.id, objective_id=chance.randint(1, 20)))


def _report(work: Work, chance: random.Random) -> None:
    promise = _any(Commitment, work, chance)
    work.add(Update(commitment_id=promise.id, on=TODAY, text="It goes on."))


EDITS: dict[str, Edit] = {
    "title of an engagement": _set(Engagement, "title", lambda chance: f"Talks {chance.random()}"),
    "day of an engagement": _set(Engagement, "starts_on_latest", _day),
    "a new engagement": _meet,
    "due date": _set(Commitment, "due_on_latest", _day),
    "words of a commitment": _set(Commitment, "text", lambda chance: f"Send {chance.random()} advisers"),
    "an update": _report,
    "an action done": _set(Action, "status", lambda _chance: "done"),
    "reply due": _set(Communication, "reply_due_on", _day),
    "stance of a statement": _set(Statement, "stance", lambda chance: chance.choice((-1, 1, 2))),
    "a view": _set(Consultation, "view", lambda chance: f"They agree {chance.random()}."),
    "a position": _set(Position, "stance", lambda chance: chance.choice((-1, 1, 2))),
}


R = TypeVar("R")


def _own(act: Callable[[], R]) -> tuple[float, R]:
    started = time.process_time()
    result = act()
    return time.process_time() - started, result


def _best(act: Callable[[], list[Any]]) -> tuple[float, int]:
    """The shorter of two times, and how many rows there were."""
    times, rows = zip(*(_own(act) for _time in range(2)), strict=True)
    return min(times), len(rows[0])


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(bare: sqlite3.Connection, statement: str, days: dict[str, str]) -> list[Any]:
    return bare.execute(statement, days).fetchall()


def _found(rule: Rule, read: Session, settings: CheckSettings) -> list[Any]:
    return list(rule.find(read, settings, TODAY))


def full(workspace: Workspace, path: Path) -> None:
    """Print the rules beside their SQL, then the whole check, storing and with nothing new to store."""
    bare = sqlite3.connect(path / "ledger.db")
    days = {"today": TODAY.isoformat(), "duty": DUTY_FROM.isoformat()}
    first = _own(workspace.check.run)[0]
    again = _own(workspace.check.run)[0]
    settings, ours, hands = workspace.check.settings(), 0.0, 0.0
    print("rule   findings     by hand    seconds  by hand   ratio")
    with workspace.read() as read:
        for rule in workspace.check.rules():
            hand, rows = _best(partial(_rows, bare, HAND[rule.code], days))
            own, found = _best(partial(_found, rule, read, settings))
            ours, hands = ours + own, hands + hand
            told = "reads only" if rule.code in READ_ONLY else f"{rows:10}"
            print(f"{rule.code}  {found:10}  {told}  {own:9.3f}{hand:9.3f}  {own / max(hand, 1e-4):6.1f}")
    bare.close()
    print(f"rules alone {ours:.2f} s, by hand {hands:.2f} s: {ours / hands:.2f} times")
    print(
        f"whole check, storing all its findings {first:.2f} s; nothing new {again:.2f} s: {again / hands:.2f} times"
    )


def after_edits(workspace: Workspace, count: int) -> None:
    """Print what the check after one edit costs, over edits of many kinds."""
    chance, count = random.Random(3), max(count, 2 * len(EDITS))
    spent: dict[str, list[float]] = {name: [] for name in EDITS}
    for number in range(count):
        name = list(EDITS)[number % len(EDITS)]
        with workspace.change("Edit") as work:
            EDITS[name](work, chance)
        spent[name].append(_own(partial(workspace.check.run, changes=work.changed))[0] * 1000)
    # The first of each kind compiles its statements; an application does so once.
    usual = sorted(one for some in spent.values() for one in some[1:])
    p95 = usual[int(len(usual) * 0.95)]
    print(
        f"after one edit: median {statistics.median(usual):.0f} ms, p95 {p95:.0f} ms, longest {usual[-1]:.0f} ms"
    )
    for name, some in spent.items():
        print(f"  {name:26} median {statistics.median(some[1:]):6.0f} ms, first {some[0]:6.0f} ms")


def measure(size: str, edits: int) -> None:
    """All figures of one size, on a copy of its ledger."""
    source = generated(SIZES[size])
    with tempfile.TemporaryDirectory() as folder, on_day(TODAY):
        path = shutil.copytree(source, Path(folder) / "w.diplotrack")
        with Workspace.open(path) as workspace:
            print(f"\n{size}: {SIZES[size]:,} records, {(path / 'ledger.db').stat().st_size / 1e6:,.0f} MB")
            before = _peak()
            full(workspace, path)
            print(f"peak memory {_peak():.0f} MB, {before:.0f} MB before the check")
            after_edits(workspace, edits)


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", nargs="+", choices=list(SIZES), default=["10k", "100k"])
    parser.add_argument("--edits", type=int, default=66, help="how many edits, at least two of each kind")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.size[0], options.edits)
        return
    for size in options.size:
        command = [sys.executable, "-m", "tests.benchmarks.check", "--here", "--size", size]
        subprocess.run([*command, "--edits", str(options.edits)], check=True)


if __name__ == "__main__":
    main()
