"""Which records each finding shows or names: derived from its evidence, written by the unit of work alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.records import Finding
from diplotrack.store.batches import batches
from diplotrack.store.bulk import insert_rows
from diplotrack.store.capture import RowChange
from diplotrack.store.ledger_tables import FindingEvidence

FILL = """
INSERT OR IGNORE INTO finding_evidence (finding_id, kind, record_id, is_subject)
SELECT finding.id, json_extract(shown.value, '$[0]'), json_extract(shown.value, '$[1]'), 1
  FROM finding, json_each(finding.evidence, '$.subject') AS shown WHERE json_valid(finding.evidence)
UNION ALL
SELECT finding.id, json_extract(shown.value, '$[0]'), json_extract(shown.value, '$[1]'), 0
  FROM finding, json_each(finding.evidence, '$.records') AS shown WHERE json_valid(finding.evidence)
UNION ALL
SELECT finding.id, json_extract(shown.value, '$[0]'), json_extract(shown.value, '$[1]'), 0
  FROM finding, json_each(finding.evidence, '$.named') AS shown WHERE json_valid(finding.evidence)
UNION ALL
SELECT finding.id, 'party', shown.value, 0
  FROM finding, json_each(finding.evidence, '$.parties') AS shown WHERE json_valid(finding.evidence)
"""
"""The whole table from the findings; subjects come first, so that they are kept as such."""


def refresh(session: Session, changes: Iterable[RowChange]) -> None:
    """Derive again what findings show whose evidence these changes wrote; what they took away is gone with its row."""
    written = {
        change.record_id: change.after["evidence"]
        for change in changes
        if change.kind == "finding" and change.after is not None and "evidence" in change.after
    }
    for some in batches(written):
        session.execute(delete(FindingEvidence).where(FindingEvidence.finding_id.in_(some)))
    rows = [
        {"finding_id": finding, "kind": kind, "record_id": record, "is_subject": is_subject}
        for finding, evidence in written.items()
        for (kind, record), is_subject in shown(evidence or {}).items()
    ]
    insert_rows(session.connection(), FindingEvidence.__table__, rows)


def shown(evidence: Mapping[str, Any]) -> dict[tuple[str, int], bool]:
    """The records of stored evidence, by kind and identifier, and whether each is a subject."""
    found = {("party", party): False for party in evidence.get("parties", ())}
    for column in ("named", "records", "subject"):
        found |= {(one[0], one[1]): column == "subject" for one in evidence.get(column, ())}
    return found


def rebuild(session: Session) -> None:
    """Derive the whole table anew."""
    session.execute(delete(FindingEvidence))
    session.execute(text(FILL))


def faults(session: Session) -> Iterator[str]:
    """Whether the table says what the findings say."""
    columns = (
        FindingEvidence.finding_id,
        FindingEvidence.kind,
        FindingEvidence.record_id,
        FindingEvidence.is_subject,
    )
    there = {tuple(row) for row in session.execute(select(*columns))}
    due = {
        (finding, kind, record, is_subject)
        for finding, evidence in session.execute(select(Finding.id, Finding.evidence))
        for (kind, record), is_subject in shown(evidence or {}).items()
    }
    if there != due:
        yield _("{missing} records that gaps show are missing, {more} too many").format(
            missing=len(due - there), more=len(there - due)
        )
