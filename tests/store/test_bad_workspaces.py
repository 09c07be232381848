"""What cannot be opened gets one sentence, and nothing about it is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diplotrack.base.errors import (
    DamagedWorkspace,
    NewerWorkspace,
    NotAWorkspace,
    UserError,
    WorkspaceBusy,
)
from diplotrack.records import Party
from diplotrack.store.ledger import Ledger
from diplotrack.store.opening import open_ledger

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
AS_NOBODY = """
import sys
from pathlib import Path
from diplotrack.base.errors import ReadOnlyWorkspace
from diplotrack.records import Party
from diplotrack.store.opening import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
with ledger.read() as session:
    print(session.query(Party).count())
try:
    with ledger.change("Add") as work:
        work.add(Party(name="Atlantis"))
except ReadOnlyWorkspace as error:
    print(error.sentence)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with one party in it; to be copied, not to be opened."""
    path = tmp_path_factory.mktemp("made") / "embassy.diplotrack"
    ledger = Ledger.create(path)
    with ledger.change("Add") as work:
        work.add(Party(name="France", code="FRA"))
    ledger.close()
    return path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "embassy.diplotrack"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder: Path, kind: type[UserError]) -> str:
    """Open the folder, which must fail with that error and change no byte; returns the sentence."""
    before = contents(folder)
    with pytest.raises(kind) as told:
        open_ledger(folder)
    assert contents(folder) == before
    sentence = told.value.sentence
    assert str(folder) in sentence
    assert sentence.count("\n") == 0
    return sentence


def spoil(change: Callable[[bytearray], None], folder: Path) -> None:
    """Change the bytes of the ledger."""
    ledger = folder / "ledger.db"
    content = bytearray(ledger.read_bytes())
    change(content)
    ledger.write_bytes(content)


def test_a_newer_file_is_refused(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        connection.execute("PRAGMA user_version=999")
    assert "newer" in refused(folder, NewerWorkspace)


def test_a_folder_without_a_ledger_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here")
    assert "not a Diplotrack workspace" in refused(tmp_path, NotAWorkspace)


def test_a_path_that_is_not_there_is_no_workspace_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace):
        open_ledger(tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


def test_a_file_instead_of_a_folder_is_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "embassy.diplotrack"
    path.write_bytes(b"a file")
    with pytest.raises(NotAWorkspace):
        open_ledger(path)
    assert path.read_bytes() == b"a file"


def test_another_program_s_database_is_no_workspace(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    refused(tmp_path, NotAWorkspace)


def test_random_bytes_are_damage(folder: Path) -> None:
    (folder / "ledger.db").write_bytes(os.urandom(200_000))
    assert "salvage" in refused(folder, DamagedWorkspace)


def test_an_empty_ledger_is_damage(folder: Path) -> None:
    (folder / "ledger.db").write_bytes(b"")
    refused(folder, DamagedWorkspace)


def test_a_truncated_ledger_is_damage(folder: Path) -> None:
    spoil(lambda content: content.__delitem__(slice(len(content) // 3, None)), folder)
    refused(folder, DamagedWorkspace)


def test_a_ledger_cut_within_its_first_page_is_damage(folder: Path) -> None:
    spoil(lambda content: content.__delitem__(slice(1000, None)), folder)
    refused(folder, DamagedWorkspace)


def test_an_overwritten_header_is_damage(folder: Path) -> None:
    spoil(lambda content: content.__setitem__(slice(0, 100), bytes(100)), folder)
    refused(folder, DamagedWorkspace)


def test_an_overwritten_list_of_tables_is_damage(folder: Path) -> None:
    spoil(lambda content: content.__setitem__(slice(100, 4096), os.urandom(3996)), folder)
    refused(folder, DamagedWorkspace)


def test_damage_inside_is_told_when_it_is_read(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'party'"
        page = connection.execute(query).fetchone()[0]
    spoil(
        lambda content: content.__setitem__(slice((page - 1) * 4096, page * 4096), os.urandom(4096)), folder
    )
    with closing(open_ledger(folder)) as ledger, pytest.raises(DamagedWorkspace), ledger.read() as session:
        session.query(Party).all()


def test_a_key_file_that_is_none_is_damage(folder: Path) -> None:
    (folder / "key.json").write_text("{}")
    before = contents(folder)
    with pytest.raises(DamagedWorkspace, match="key file"):
        open_ledger(folder, lambda: "correct horse")
    assert contents(folder) == before


def test_a_read_only_workspace_can_be_read_and_says_why_it_cannot_be_changed(
    folder: Path, project_root: Path
) -> None:
    for one in (folder, folder / "backups"):
        one.chmod(0o555)
    (folder / "ledger.db").chmod(0o444)
    before = contents(folder)
    command = [sys.executable, "-c", AS_NOBODY, str(folder)]
    if os.name == "posix" and os.geteuid() == 0:
        # The superuser may write anything: without that power for the length of the test.
        if shutil.which("setpriv") is None:
            pytest.skip("the superuser may write anything, and there is no setpriv to lay that power down")
        powers = "-dac_override,-dac_read_search,-fowner"
        command = ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}", *command]
    answer = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False)
    assert answer.stdout.splitlines()[:1] == ["1"], answer.stderr
    assert "can only be read here" in answer.stdout
    assert contents(folder) == before
    for one in (folder, folder / "backups"):
        one.chmod(0o755)


def test_a_second_writer_waits_and_then_says_who_is_in_its_way(folder: Path) -> None:
    ledger = open_ledger(folder)
    command = [sys.executable, "-c", HOLD, str(folder / "ledger.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        started = time.monotonic()
        with pytest.raises(WorkspaceBusy) as told, ledger.change("Add") as work:
            work.add(Party(name="Atlantis"))
        assert time.monotonic() - started > 4
        assert "Another program is writing" in told.value.sentence
        with ledger.read() as session:  # a reader waits for nobody
            assert [party.name for party in session.query(Party)] == ["France"]
        other.communicate("")
    ledger.close()


def test_a_workspace_is_never_made_over_something_else(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(UserError, match="exists already"):
        Ledger.create(folder)
    assert contents(folder) == before
