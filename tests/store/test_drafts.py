"""What is being typed is kept beside the ledger: durable, two processes apart, never in the way of opening."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.store import backup, conversion, drafts, verify
from diplotrack.store.drafts import Drafts
from diplotrack.store.folder import Folder
from diplotrack.store.ledger import Ledger
from diplotrack.store.opening import create_ledger, open_ledger

WORDS = "correct horse battery"
WRITE = """
import sys
from pathlib import Path
from diplotrack.store.drafts import Drafts
from diplotrack.store.ledger import Ledger
kept = Drafts(Ledger.open(Path(sys.argv[1])))
key = kept.keep(sys.argv[2], "action", None, "theirs", "{}").key
print(key, flush=True)
sys.stdin.read()
"""


def test_a_draft_is_kept_changed_and_forgotten(ledger: Ledger) -> None:
    kept = Drafts(ledger)
    assert kept.all() == []
    key = kept.keep("", "action", None, "Call", "one").key
    assert kept.keep(key, "action", None, "Call them", "two").key == key

    (row,) = Drafts(ledger).all()
    assert (row.title, row.kind, row.record_id, kept.payload(key)) == ("Call them", "action", None, "two")
    assert row.saved_at >= row.started_at
    kept.forget(key)
    assert kept.all() == []
    with pytest.raises(UserError):
        kept.payload(key)


def test_what_was_discarded_can_be_brought_back(ledger: Ledger) -> None:
    kept = Drafts(ledger)
    key = kept.keep("", "action", None, "Call", "one").key
    kept.discard(key)
    assert kept.all() == []
    kept.tidy()
    assert [one.key for one in kept.all(discarded=True)] == [key]
    kept.bring_back(key)
    assert [one.key for one in kept.all()] == [key]


def test_a_killed_process_leaves_its_draft_and_two_do_not_overwrite_each_other(ledger: Ledger) -> None:
    kept = Drafts(ledger)
    mine = kept.keep("", "action", None, "mine", "{}").key
    command = [sys.executable, "-c", WRITE, str(ledger.folder.path), mine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        theirs = other.stdout.readline().strip()
        assert drafts.is_at_work(next(one.owner for one in kept.all() if one.key == theirs))
        other.kill()
    assert theirs != mine
    assert {one.title for one in kept.all()} == {"mine", "theirs"}
    assert not drafts.is_at_work(next(one.owner for one in kept.all() if one.key == theirs))
    kept.take_over(theirs)
    assert kept.keep(theirs, "action", None, "ours now", "{}").key == theirs


@pytest.mark.parametrize("damage", [b"nonsense" * 600, b"", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_damaged_drafts_are_put_aside_and_others_begin(ledger: Ledger, damage: bytes) -> None:
    ledger.folder.drafts.write_bytes(damage)
    with closing(Ledger.open(ledger.folder.path)) as opened:
        kept = Drafts(opened)
        assert kept.all() == []
        key = kept.keep("", "action", None, "Call", "one").key
        assert [one.key for one in kept.all()] == [key]
        assert (kept.put_aside is not None) == bool(damage)
        if kept.put_aside is not None:
            assert kept.put_aside.read_bytes() == damage


def test_drafts_that_break_while_they_are_open_are_put_aside_too(ledger: Ledger) -> None:
    kept = Drafts(ledger)
    kept.keep("", "action", None, "Call", "one")
    ledger.folder.drafts.write_bytes(b"nonsense" * 600)
    assert kept.keep("", "action", None, "again", "two").title == "again"
    assert [one.title for one in kept.all()] == ["again"]


def test_drafts_are_encrypted_and_decrypted_with_the_workspace(tmp_path: Path) -> None:
    path = tmp_path / "w.diplotrack"
    with closing(create_ledger(path)) as ledger:
        key = Drafts(ledger).keep("", "action", None, "Call", "secret words").key
    (path / "drafts-damaged-20260101-000000.db").write_bytes(b"secret words")
    conversion.encrypt(Folder(path), WORDS)
    assert not any(b"secret" in one.read_bytes() for one in path.rglob("*") if one.is_file())
    with closing(open_ledger(path, lambda: WORDS)) as ledger:
        kept = Drafts(ledger)
        assert kept.payload(key) == "secret words"
        kept.keep(key, "action", None, "Call", "more secret words")
        assert list(verify.damage(ledger)) == []
    assert b"secret" not in (path / "drafts.db").read_bytes()
    conversion.decrypt(Folder(path), WORDS)
    with closing(open_ledger(path)) as ledger:
        assert Drafts(ledger).payload(key) == "more secret words"


def test_a_backup_holds_the_drafts_and_damaged_ones_do_not_prevent_it(ledger: Ledger, tmp_path: Path) -> None:
    key = Drafts(ledger).keep("", "action", None, "Call", "one").key
    backup.write(ledger, tmp_path / "sound.backup")
    backup.restore(tmp_path / "sound.backup", tmp_path / "restored.diplotrack")
    with closing(open_ledger(tmp_path / "restored.diplotrack")) as restored:
        assert Drafts(restored).payload(key) == "one"
    ledger.folder.drafts.write_bytes(b"nonsense" * 600)
    assert backup.write(ledger, tmp_path / "without.backup") > 0


def test_a_workspace_that_may_only_be_read_shows_its_drafts(ledger: Ledger, tmp_path: Path) -> None:
    key = Drafts(ledger).keep("", "action", None, "Call", "one").key
    copy = Path(shutil.copytree(ledger.folder.path, tmp_path / "copy.diplotrack"))
    read_only = Ledger(Folder(copy), read_only=True)
    with closing(read_only):
        assert Drafts(read_only).payload(key) == "one"
        with pytest.raises(UserError):
            Drafts(read_only).keep(key, "action", None, "Call", "two")
