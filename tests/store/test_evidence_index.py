from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from diplotrack.records import Finding
from diplotrack.store import evidence_index
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import FindingEvidence


def evidence(*subjects: int, records: tuple[int, ...] = (), **more: Any) -> dict[str, Any]:
    shown = [["commitment", one, "", "", ""] for one in (*subjects, *records)]
    return {"subject": shown[: len(subjects)], "records": shown, "parties": [], **more}


def add(ledger: Ledger, **values: Any) -> int:
    with ledger.change("Check") as work:
        return work.add(Finding(fingerprint="f" * 64, rule="R13", **values)).id


def rows(session: Session) -> set[tuple[int, str, int, bool]]:
    columns = (
        FindingEvidence.finding_id,
        FindingEvidence.kind,
        FindingEvidence.record_id,
        FindingEvidence.is_subject,
    )
    return {(row[0], row[1], row[2], row[3]) for row in session.execute(select(*columns))}


def test_a_finding_leads_to_what_it_shows_and_names(ledger: Ledger) -> None:
    one = add(ledger, evidence=evidence(1, records=(2,), parties=[3], named=[["person", 4]]))
    with ledger.read() as session:
        assert rows(session) == {
            (one, "commitment", 1, True),
            (one, "commitment", 2, False),
            (one, "party", 3, False),
            (one, "person", 4, False),
        }
        assert list(evidence_index.faults(session)) == []


def test_it_follows_the_evidence_through_edits_undo_and_removal(ledger: Ledger) -> None:
    one = add(ledger, evidence=evidence(1))
    with ledger.change("Edit") as work:
        work.get(Finding, one).evidence = evidence(1, 2)
    with ledger.read() as session:
        assert rows(session) == {(one, "commitment", 1, True), (one, "commitment", 2, True)}
    ledger.undo()
    with ledger.read() as session:
        assert rows(session) == {(one, "commitment", 1, True)}
    with ledger.change("Remove") as work:
        work.session.delete(work.get(Finding, one))
    with ledger.read() as session:
        assert rows(session) == set()


def test_it_is_rebuilt_as_it_was_kept(ledger: Ledger) -> None:
    add(ledger, evidence=evidence(1, 2, records=(5,), parties=[3], named=[["person", 4], ["party", 3]]))
    with ledger.change("Rebuild") as work:
        before = rows(work.session)
        work.session.execute(delete(FindingEvidence))
        (fault,) = evidence_index.faults(work.session)
        assert fault.startswith("5 records")
        evidence_index.rebuild(work.session)
        assert rows(work.session) == before
