"""Every released schema opens in this version, a copy having been taken; a failed upgrade leaves nothing behind."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from diplotrack.base.errors import NewerWorkspace
from diplotrack.records import Base, Commitment, Party
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store import evidence_index, history, search_index
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import FindingEvidence
from diplotrack.store.migrations import LATEST, differences, steps
from diplotrack.store.search import search

STORED = sorted((Path(__file__).parent / "fixtures").glob("version-*.zip"))


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    folder = tmp_path / "stored.diplotrack"
    folder.mkdir()
    (folder / "backups").mkdir()
    return folder


def unpack(stored: Path, folder: Path) -> Path:
    with zipfile.ZipFile(stored) as archive:
        archive.extract("ledger.db", folder)
    return folder


def test_every_version_is_stored() -> None:
    assert len(steps()) == LATEST
    assert [path.stem for path in STORED] == [f"version-{number}" for number in range(1, LATEST + 1)]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_it_opens_with_all_that_it_holds(stored: Path, unpacked: Path) -> None:
    ledger = Ledger.open(unpack(stored, unpacked))
    with ledger.read() as session:
        assert differences(session.connection(), Base.metadata) == []
        assert list(history.faults(session)) == []
        assert list(search_index.index_faults(session)) == []
        assert session.scalars(select(Party.name)).all() == ["France"]
        assert session.scalars(select(Commitment.status)).all() == [CommitmentStatus.FULFILLED]
        assert [hit.kind for hit in search(session, "会談")] == ["engagement"]
    assert ledger.undo().operation == "Edit commitment"
    ledger.close()


def test_what_findings_show_is_known_after_the_upgrade(unpacked: Path) -> None:
    folder = unpack(STORED[0], unpacked)
    exhibit = ["commitment", 1, "", "Send the quota table", ""]
    evidence = {
        "subject": [exhibit],
        "records": [exhibit, ["engagement", 1, "", "Talks", ""]],
        "parties": [1],
    }
    with sqlite3.connect(folder / "ledger.db") as connection:
        connection.execute(
            "INSERT INTO finding (uid, version, created_at, updated_at, fingerprint, rule, severity, severity_rank,"
            " state, subject_kind, subject_id, digest, evidence)"
            " VALUES (x'00', 1, '2024-05-06', '2024-05-06', 'f', 'R13', 'high', 3, 'new', 'commitment', 1, '', ?)",
            (json.dumps(evidence),),
        )
    connection.close()
    ledger = Ledger.open(folder)
    with ledger.read() as session:
        rows = session.execute(
            select(FindingEvidence.kind, FindingEvidence.record_id, FindingEvidence.is_subject)
        )
        assert {tuple(row) for row in rows} == {
            ("commitment", 1, True),
            ("engagement", 1, False),
            ("party", 1, False),
        }
        assert list(evidence_index.faults(session)) == []
    ledger.close()
    assert list((folder / "backups").glob("before-version-2-*.db"))


def test_a_failed_upgrade_leaves_the_file_as_it_was_and_a_copy_beside_it(unpacked: Path) -> None:
    folder = unpack(STORED[0], unpacked)
    with sqlite3.connect(folder / "ledger.db") as connection:
        connection.execute(
            "PRAGMA user_version=0"
        )  # its tables are there, so that making them again must fail
    connection.close()
    before = _schema(folder / "ledger.db")
    with pytest.raises(Exception, match="already exists"):
        Ledger.open(folder)
    assert _schema(folder / "ledger.db") == before
    (copy,) = (folder / "backups").glob("before-version-1-*.db")
    assert _schema(copy) == before


def test_a_newer_file_is_refused_in_a_sentence(unpacked: Path) -> None:
    folder = unpack(STORED[-1], unpacked)
    with sqlite3.connect(folder / "ledger.db") as connection:
        connection.execute(f"PRAGMA user_version={LATEST + 1}")
    connection.close()
    with pytest.raises(NewerWorkspace, match="newer Diplotrack"):
        Ledger.open(folder)


def _schema(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        return [str(connection.execute("PRAGMA user_version").fetchone()[0]), *(str(row[0]) for row in rows)]
    finally:
        connection.close()
