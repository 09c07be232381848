"""A backup holds everything, comes back as another copy, and nothing else is ever taken for one."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from diplotrack.base.errors import DamagedWorkspace, UserError, WrongPassphrase
from diplotrack.records import Attachment, Party
from diplotrack.store import attachments, backup, settings, verify
from diplotrack.store.content import content_hash
from diplotrack.store.history import head
from diplotrack.store.ledger import Ledger
from diplotrack.store.opening import create_ledger, open_ledger

WORDS = "correct horse battery"


def fill(ledger: Ledger, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("Compliments.")
    with ledger.change("Add") as work:
        attachments.attach(ledger, work, work.add(Party(name="France")), source)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = create_ledger(tmp_path / "w.diplotrack")
    fill(opened, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def copy(ledger: Ledger, tmp_path: Path) -> Path:
    """A backup of the ledger."""
    path = tmp_path / "w.backup"
    backup.write(ledger, path)
    return path


def fingerprints(ledger: Ledger) -> tuple[str, str]:
    with ledger.read() as session:
        return content_hash(session), head(session)


def node(ledger: Ledger) -> object:
    with ledger.read() as session:
        return settings.read(session, settings.NODE)


def test_a_restored_workspace_holds_the_same(ledger: Ledger, copy: Path, tmp_path: Path) -> None:
    backup.restore(copy, tmp_path / "again.diplotrack")
    with closing(open_ledger(tmp_path / "again.diplotrack")) as again:
        assert fingerprints(again) == fingerprints(ledger)
        assert list(verify.damage(again)) == []
        with again.read() as session:
            row = session.query(Attachment).one()
        assert b"".join(attachments.pieces(again, row.sha256)) == b"Compliments."


def test_a_restored_workspace_is_another_node(ledger: Ledger, copy: Path, tmp_path: Path) -> None:
    backup.restore(copy, tmp_path / "again.diplotrack")
    with closing(open_ledger(tmp_path / "again.diplotrack")) as again:
        assert node(again) != node(ledger)


def test_work_done_after_the_backup_is_not_in_it(ledger: Ledger, copy: Path, tmp_path: Path) -> None:
    before = fingerprints(ledger)
    with ledger.change("Add") as work:
        work.add(Party(name="Japan"))
    ledger.undo()
    backup.restore(copy, tmp_path / "again.diplotrack")
    with closing(open_ledger(tmp_path / "again.diplotrack")) as again:
        assert fingerprints(again) == before


def test_nothing_lies_beside_a_finished_backup(copy: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.txt", "w.backup", "w.diplotrack"]


def test_an_encrypted_workspace_stays_so(tmp_path: Path) -> None:
    with closing(create_ledger(tmp_path / "w.diplotrack", WORDS)) as ledger:
        fill(ledger, tmp_path)
        backup.write(ledger, tmp_path / "w.backup")
        before = fingerprints(ledger)
    assert b"Compliments" not in (tmp_path / "w.backup").read_bytes()
    backup.restore(tmp_path / "w.backup", tmp_path / "again.diplotrack", lambda: WORDS)
    with closing(open_ledger(tmp_path / "again.diplotrack", lambda: WORDS)) as again:
        assert fingerprints(again) == before


def test_a_wrong_passphrase_restores_nothing(tmp_path: Path) -> None:
    with closing(create_ledger(tmp_path / "w.diplotrack", WORDS)) as ledger:
        backup.write(ledger, tmp_path / "w.backup")
    with pytest.raises(WrongPassphrase):
        backup.restore(tmp_path / "w.backup", tmp_path / "again.diplotrack", lambda: "another one")
    assert not (tmp_path / "again.diplotrack").exists()


def test_an_existing_file_is_never_overwritten(ledger: Ledger, copy: Path) -> None:
    before = copy.read_bytes()
    with pytest.raises(UserError, match="exists already"):
        backup.write(ledger, copy)
    assert copy.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        backup.write(ledger, tmp_path / "absent" / "w.backup")


def test_a_taken_folder_is_left_alone(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        backup.restore(copy, tmp_path / "taken")
    assert (tmp_path / "taken" / "letter.txt").read_text() == "mine"


def test_an_empty_folder_is_filled(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    backup.restore(copy, tmp_path / "empty")
    assert (tmp_path / "empty" / "ledger.db").is_file()


def packed(source: Path, target: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """A backup changed by hand, its list as it was."""
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def relist(files: dict[str, bytes], name: str, content: bytes) -> None:
    """Add a file and list it, as one who knows the format would."""
    about = json.loads(files["backup.json"])
    about["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    files |= {name: content, "backup.json": json.dumps(about).encode()}


HOSTILE: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a path upwards": lambda files: relist(files, "../evil.txt", b"x"),
    "an absolute path": lambda files: relist(files, "/evil.txt", b"x"),
    "a folder": lambda files: relist(files, "backups/evil.db", b"x"),
    "a file that is not listed": lambda files: files.update({"drafts.db": b"x"}),
    "an altered ledger": lambda files: files.update({"ledger.db": files["ledger.db"][:-1] + b"?"}),
    "no ledger": lambda files: files.pop("ledger.db"),
    "no list": lambda files: files.pop("backup.json"),
    "a list that is none": lambda files: files.update({"backup.json": b"[]"}),
    "a list in no format": lambda files: files.update({"backup.json": b"{"}),
    "another program's ledger": lambda files: relist(
        files, "ledger.db", b"SQLite format 3\x00" + bytes(5000)
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_but_a_backup_is_restored(copy: Path, tmp_path: Path, what: str) -> None:
    hostile = packed(copy, tmp_path / "hostile.backup", HOSTILE[what])
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    with pytest.raises(UserError):
        backup.restore(hostile, tmp_path / "again.diplotrack")
    assert not (tmp_path / "again.diplotrack").exists()
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before


def test_a_newer_format_says_so(copy: Path, tmp_path: Path) -> None:
    newer = packed(copy, tmp_path / "n", lambda files: files.update({"backup.json": b'{"format": 2}'}))
    with pytest.raises(UserError, match="newer"):
        backup.restore(newer, tmp_path / "again.diplotrack")


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + bytes(100)])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.backup").write_bytes(content)
    with pytest.raises(UserError, match="no sound backup"):
        backup.restore(tmp_path / "letter.backup", tmp_path / "again.diplotrack")
    assert not (tmp_path / "again.diplotrack").exists()


def test_a_cut_off_backup_is_refused(copy: Path, tmp_path: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: len(content) // 2])
    with pytest.raises(UserError, match="no sound backup"):
        backup.restore(copy, tmp_path / "again.diplotrack")


def test_a_damaged_ledger_is_not_backed_up(ledger: Ledger, tmp_path: Path) -> None:
    ledger.close()
    file = tmp_path / "w.diplotrack" / "ledger.db"
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'party'"
        page = connection.execute(query).fetchone()[0]
    with file.open("rb+") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"?" * 4096)
    with closing(Ledger.open(file.parent)) as opened, pytest.raises(DamagedWorkspace):
        backup.write(opened, tmp_path / "broken.backup")
    assert not (tmp_path / "broken.backup").exists()
