"""An encrypted workspace: the passphrase opens the key, the key opens the files, and conversions lose nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from diplotrack.base.errors import DamagedWorkspace, UserError, WorkspaceBusy, WrongPassphrase
from diplotrack.records import Party
from diplotrack.store import atomic, attachments, conversion, encryption, verify
from diplotrack.store.content import content_hash
from diplotrack.store.folder import Folder
from diplotrack.store.history import head
from diplotrack.store.ledger import Ledger
from diplotrack.store.opening import create_ledger, open_ledger

WORDS = "correct horse battery"
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM party").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


def fill(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Compliments.")
    with ledger.change("Add") as work:
        attachments.attach(ledger, work, work.add(Party(name="Ruritania")), tmp_path / "note.txt")


def fingerprints(path: Path, words: str | None = None) -> tuple[str, str]:
    with closing(open_ledger(path, (lambda: words) if words else None)) as ledger, ledger.read() as session:
        return content_hash(session), head(session)


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed")
    with closing(create_ledger(path / "w.diplotrack", WORDS)) as ledger:
        fill(ledger, path)
    return path / "w.diplotrack"


@pytest.fixture
def sealed(sealed_once: Path, tmp_path: Path) -> Path:
    """An encrypted workspace, closed."""
    return Path(shutil.copytree(sealed_once, tmp_path / "w.diplotrack"))


@pytest.fixture
def clear(tmp_path: Path) -> Path:
    """A workspace in the clear, closed."""
    with closing(create_ledger(tmp_path / "w.diplotrack")) as ledger:
        fill(ledger, tmp_path)
    return tmp_path / "w.diplotrack"


def test_no_word_of_it_can_be_read_in_its_files(sealed: Path) -> None:
    for path in sealed.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Ruritania" not in content
            assert b"Compliments" not in content
            assert b"SQLite format 3" not in content


def test_it_opens_with_its_passphrase_and_is_sound(sealed: Path) -> None:
    with closing(open_ledger(sealed, lambda: WORDS)) as ledger:
        assert list(verify.damage(ledger)) == []


def test_one_spelling_of_an_accent_opens_what_another_closed(tmp_path: Path) -> None:
    create_ledger(tmp_path / "w.diplotrack", "caf\u00e9 au lait").close()
    open_ledger(tmp_path / "w.diplotrack", lambda: "cafe\u0301 au lait").close()


def test_a_wrong_passphrase_is_told_apart_from_damage(sealed: Path) -> None:
    with pytest.raises(WrongPassphrase):
        open_ledger(sealed, lambda: "wrong horse")
    with (sealed / "ledger.db").open("rb+") as stream:
        stream.write(bytes(4096))
    with pytest.raises(DamagedWorkspace):
        open_ledger(sealed, lambda: WORDS)


def test_without_a_passphrase_it_says_that_it_is_encrypted(sealed: Path) -> None:
    with pytest.raises(UserError, match="encrypted"):
        open_ledger(sealed)


def test_another_passphrase_opens_it_and_the_old_one_no_longer(sealed: Path) -> None:
    before = fingerprints(sealed, WORDS)
    ledger = (sealed / "ledger.db").read_bytes()
    encryption.change_passphrase(Folder(sealed), WORDS, "another horse")
    assert (sealed / "ledger.db").read_bytes() == ledger
    assert fingerprints(sealed, "another horse") == before
    with pytest.raises(WrongPassphrase):
        open_ledger(sealed, lambda: WORDS)


def test_a_wrong_old_passphrase_changes_nothing(sealed: Path) -> None:
    before = (sealed / "key.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        encryption.change_passphrase(Folder(sealed), "wrong horse", "another horse")
    assert (sealed / "key.json").read_bytes() == before


def test_a_key_file_cannot_ask_for_all_the_memory(sealed: Path) -> None:
    content = json.loads((sealed / "key.json").read_text())
    content["kdf"]["n"] = 2**30
    (sealed / "key.json").write_text(json.dumps(content))
    with pytest.raises(DamagedWorkspace, match="key file"):
        open_ledger(sealed, lambda: WORDS)


def test_encrypting_and_decrypting_keep_everything(clear: Path) -> None:
    before = fingerprints(clear)
    conversion.encrypt(Folder(clear), WORDS)
    assert b"SQLite" not in (clear / "ledger.db").read_bytes()[:16]
    assert b"SQLite" not in (clear / "attachments.db").read_bytes()[:16]
    assert fingerprints(clear, WORDS) == before
    conversion.decrypt(Folder(clear), WORDS)
    assert fingerprints(clear) == before
    with closing(open_ledger(clear)) as ledger:
        assert list(verify.damage(ledger)) == []
    assert sorted(path.name for path in clear.iterdir()) == ["attachments.db", "backups", "ledger.db"]


def test_copies_taken_before_migrations_are_encrypted_too(clear: Path) -> None:
    shutil.copyfile(clear / "ledger.db", clear / "backups" / "before.db")
    conversion.encrypt(Folder(clear), WORDS)
    assert b"Ruritania" not in (clear / "backups" / "before.db").read_bytes()


def test_a_failure_half_way_leaves_the_old_workspace(clear: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        if done:
            raise KeyboardInterrupt

    before = fingerprints(clear)
    with pytest.raises(KeyboardInterrupt):
        conversion.encrypt(Folder(clear), WORDS, stop)
    assert not [path for path in clear.rglob("*") if path.name.endswith((".new", "key.json"))]
    assert fingerprints(clear) == before


def test_a_conversion_cut_off_after_its_point_of_no_return_is_finished_on_opening(
    clear: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprints(clear)
    real = Path.replace
    moved: list[Path] = []

    def power_cut(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            if moved:
                raise OSError("power cut")
            moved.append(path)
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", power_cut)
        with pytest.raises(OSError, match="power cut"):
            conversion.encrypt(Folder(clear), WORDS)
    assert (clear / conversion.NOTE).exists()
    assert fingerprints(clear, WORDS) == before
    assert not (clear / conversion.NOTE).exists()


def test_an_open_window_is_in_the_way_of_encrypting(clear: Path) -> None:
    before = (clear / "ledger.db").read_bytes()
    command = [sys.executable, "-c", HOLD, str(clear / "ledger.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceBusy):
            conversion.encrypt(Folder(clear), WORDS)
        other.communicate("")
    assert (clear / "ledger.db").read_bytes() == before
    assert not (clear / "key.json").exists()


def test_what_is_encrypted_is_not_encrypted_again(sealed: Path) -> None:
    with pytest.raises(UserError, match="already"):
        conversion.encrypt(Folder(sealed), WORDS)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("old")
    with pytest.raises(ValueError, match="stop"), atomic.writing(tmp_path / "kept") as stream:
        stream.write(b"new")
        raise ValueError("stop")
    assert (tmp_path / "kept").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
