"""Write the stored workspace of the present schema version: ``python -m tests.migrations.store_one``."""

from __future__ import annotations

import os
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from diplotrack.records import Commitment, CommitmentParty, Engagement, EngagementParty, Party, Person
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store import passages
from diplotrack.store.ledger import Ledger
from diplotrack.store.migrations import LATEST

FOLDER = Path(__file__).parent / "fixtures"


def fill(ledger: Ledger) -> None:
    """A party, a person, a meeting with a text, a promise that was kept, and one thing undone."""
    with ledger.change("Log engagement") as work:
        france = work.add(Party(name="France", code="FRA"))
        work.add(Person(name="Hélène Émond", family_name="Émond", native_name="إيلين", party_id=france.id))
        talks = work.add(Engagement(title="Talks on fisheries", starts_on=date(2024, 3, 1)))
        work.add(EngagementParty(engagement_id=talks.id, party_id=france.id))
        passages.write_text(work, talks, "summary", "両国は会談した。\n\nThe quota was left open.")
        promise = work.add(
            Commitment(text="Send the quota table", due_on=date(2024, 4, 1), engagement_id=talks.id)
        )
        work.add(CommitmentParty(commitment_id=promise.id, party_id=france.id))
    with ledger.change("Edit commitment") as work:
        work.get(Commitment, promise.id).status = CommitmentStatus.FULFILLED
    with ledger.change("Rename") as work:
        work.get(Party, france.id).name = "Gaul"
    ledger.undo()


def main() -> None:
    """Make it, unless that version is stored already: a released schema does not change."""
    target = FOLDER / f"version-{LATEST}.zip"
    if target.exists():
        raise SystemExit(
            f"{target.name} is stored already; a released schema gets a new version, not a new fixture."
        )
    os.environ["DIPLOTRACK_TODAY"] = "2024-05-06"
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "w.diplotrack")
        fill(ledger)
        ledger.close()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            archive.write(Path(folder) / "w.diplotrack" / "ledger.db", "ledger.db")


if __name__ == "__main__":
    main()
