"""Attached files: written once, proven by their hash, outlived by nothing that needs them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diplotrack.base.errors import DamagedWorkspace, UserError
from diplotrack.records import Attachment, Engagement, Party
from diplotrack.store import attachments
from diplotrack.store.ledger import Ledger


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file of a little more than two pieces."""
    path = tmp_path / "note verbale.txt"
    path.write_bytes(b"The Embassy presents its compliments. " * 60_000)
    return path


def keep(ledger: Ledger, source: Path) -> Attachment:
    with ledger.change("Attach file") as work:
        party = work.add(Party(name="France"))
        return attachments.attach(ledger, work, party, source)


def stored(ledger: Ledger) -> int:
    with closing(sqlite3.connect(ledger.folder.attachments)) as connection:
        return int(connection.execute("SELECT count(*) FROM stored").fetchone()[0])


def test_a_file_comes_back_as_it_was(ledger: Ledger, note: Path, tmp_path: Path) -> None:
    row = keep(ledger, note)
    attachments.save(ledger, row.sha256, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == note.read_bytes()
    assert (row.name, row.media_type, row.size) == (note.name, "text/plain", note.stat().st_size)


def test_the_same_bytes_are_kept_once(ledger: Ledger, note: Path) -> None:
    keep(ledger, note)
    keep(ledger, note)
    assert stored(ledger) == 1


def test_an_empty_file_can_be_attached(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    row = keep(ledger, tmp_path / "empty")
    assert b"".join(attachments.pieces(ledger, row.sha256)) == b""


def test_a_copy_for_viewing_cannot_be_written_and_has_a_harmless_name(
    ledger: Ledger, note: Path, tmp_path: Path
) -> None:
    row = keep(ledger, note)
    row.name = "../../etc/passwd\u202etxt"
    copy = attachments.copy_for_viewing(ledger, row, tmp_path)
    assert copy.parent == tmp_path
    assert copy.stat().st_mode & 0o222 == 0


@pytest.mark.parametrize("name", ["CON", "a/b\\c:d", "...", "", "x" * 300, "nul.txt"])
def test_every_name_can_be_a_file(name: str, tmp_path: Path) -> None:
    safe = attachments.safe_name(name)
    (tmp_path / safe).touch()
    assert safe.split(".")[0].upper() not in ("CON", "NUL")


def test_altered_bytes_are_never_handed_out(ledger: Ledger, note: Path, tmp_path: Path) -> None:
    row = keep(ledger, note)
    with closing(sqlite3.connect(ledger.folder.attachments)) as connection:
        connection.execute("UPDATE piece SET content = x'00' WHERE ordinal = 1")
        connection.commit()
    with pytest.raises(DamagedWorkspace, match="missing or altered"):
        attachments.save(ledger, row.sha256, tmp_path / "copy.txt")
    assert not (tmp_path / "copy.txt").exists()
    assert list(attachments.damage(ledger)) == [
        "attachment “note verbale.txt”: its bytes are missing or altered"
    ]


def test_a_failed_operation_leaves_bytes_that_are_swept_after_a_day(
    ledger: Ledger, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-01")
    with pytest.raises(ValueError, match="broken"), ledger.change("Attach file") as work:
        attachments.attach(ledger, work, work.add(Engagement(title="Call")), note)
        raise ValueError("broken")
    assert attachments.sweep(ledger) == 0
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-03")
    assert attachments.sweep(ledger) == 1
    assert stored(ledger) == 0


def test_bytes_that_are_brought_again_wait_anew_for_their_row(
    ledger: Ledger, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-01")
    attachments.put(ledger, note)
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-03")
    attachments.put_all(ledger, [note.read_bytes()])
    assert attachments.sweep(ledger) == 0


def test_what_undo_may_need_is_never_swept(
    ledger: Ledger, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-01")
    row = keep(ledger, note)
    ledger.undo()
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-06-01")
    assert attachments.sweep(ledger) == 0
    ledger.redo()
    assert b"".join(attachments.pieces(ledger, row.sha256)) == note.read_bytes()


def test_a_file_that_cannot_be_read_is_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="absent"):
        attachments.put(ledger, tmp_path / "absent.pdf")
