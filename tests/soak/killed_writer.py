"""A writer that is killed: it commits one operation after the other and says so after each commit."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from diplotrack.records import Commitment, Engagement, EngagementParty, Party, Update
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store import history, passages, search_index
from diplotrack.store.ledger import Ledger


def write_for_ever(folder: Path) -> None:
    """Log engagements, each with a party, a text, a commitment and its update, until somebody kills the process."""
    ledger = Ledger.open(folder)
    number = 0
    while True:
        number += 1
        with ledger.change("Log engagement") as work:
            party = work.add(Party(name=f"party {number}"))
            talks = work.add(Engagement(title=f"talks {number}"))
            work.add(EngagementParty(engagement_id=talks.id, party_id=party.id))
            passages.write_text(work, talks, "summary", f"first {number}\n\nsecond {number}")
            work.add(Commitment(text=f"promise {number}", status=CommitmentStatus.IN_PROGRESS))
        print(f"talks {number}", flush=True)


@dataclass(frozen=True)
class Loss:
    """What was wrong after a kill."""

    acknowledged: int
    lost: int
    halves: int
    faults: list[str]


def kill_once(folder: Path, after: float) -> Loss:
    """Start the writer on an empty ledger, kill it ``after`` seconds of its first commit, and look at what it left."""
    Ledger.create(folder).close()
    command = [sys.executable, "-m", "tests.soak.killed_writer", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        try:
            writer.wait(timeout=after)
        except subprocess.TimeoutExpired:
            writer.kill()
        said = {line.strip() for line in (first, *writer.stdout) if line.endswith("\n")}
    ledger = Ledger.open(folder)
    with ledger.read() as session:
        kept = set(session.scalars(select(Engagement.title)))
        count = len(kept)
        others = [
            len(session.scalars(select(kind.id)).all())
            for kind in (Party, EngagementParty, Commitment, Update)
        ]
        faults = [*history.faults(session), *search_index.index_faults(session)]
        faults += [row[0] for row in session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    ledger.close()
    return Loss(len(said), len(said - kept), sum(other != count for other in others), faults)


def kill_often(folder: Path, times: int, seed: int) -> list[Loss]:
    """Kill ``times`` writers at random instants."""
    dice = random.Random(seed)
    return [kill_once(folder / f"{turn}.diplotrack", dice.uniform(0, 0.25)) for turn in range(times)]


if __name__ == "__main__":
    write_for_ever(Path(sys.argv[1]))
