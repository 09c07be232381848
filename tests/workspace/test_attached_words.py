"""Files on their way into a workspace are read once, and found from then on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from diplotrack.base.progress import Cancelled
from diplotrack.records import Engagement
from diplotrack.store.ledger_tables import FileText
from diplotrack.workspace import Workspace
from diplotrack.workspace.attaching import Attaching
from tests.exchange.texts.samples import docx, paragraph


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note verbale.docx"
    path.write_bytes(docx(paragraph("The herring quota")))
    return path


@pytest.fixture
def meeting(workspace: Workspace) -> int:
    with workspace.ledger.change("Add") as work:
        return work.add(Engagement(title="Talks")).id


def files_found(workspace: Workspace, words: str) -> list[str]:
    return [hit.file for hit in workspace.search(words)]


def forget(workspace: Workspace) -> None:
    """As in a workspace whose files were attached before anybody read them."""
    with workspace.ledger.deriving() as session:
        session.execute(delete(FileText))
    with workspace.ledger.deriving() as session:
        from diplotrack.store import search_index

        search_index.rebuild(session)


def test_a_file_that_is_taken_in_is_found_once_its_record_is_saved(
    workspace: Workspace, meeting: int, note: Path
) -> None:
    file = workspace.attaching.take_in(note)
    assert files_found(workspace, "herring") == []
    workspace.attaching.attach("engagement", meeting, [file])
    assert files_found(workspace, "herring") == ["note verbale.docx"]
    workspace.history.undo()
    assert files_found(workspace, "herring") == []


def test_a_file_attached_within_an_operation_is_found(workspace: Workspace, note: Path) -> None:
    with workspace.ledger.change("Log") as work:
        workspace.safekeeping.attach(work, work.add(Engagement(title="Talks")), note)
    assert files_found(workspace, "herring") == ["note verbale.docx"]


def test_files_from_before_are_read_later(
    workspace: Workspace, meeting: int, note: Path, tmp_path: Path
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    files = [workspace.attaching.take_in(path) for path in (note, tmp_path / "picture.png")]
    workspace.attaching.attach("engagement", meeting, files)
    forget(workspace)
    assert files_found(workspace, "herring") == []

    def stop(done: int, total: int | None, what: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.attaching.read_words(stop)
    assert len(workspace.attaching.unread()) == 1  # what was read until then is kept
    assert workspace.attaching.read_words() == 1
    assert files_found(workspace, "herring") == ["note verbale.docx"]
    assert workspace.attaching.read_words() == 0
    reading = workspace.reading("engagement", meeting)
    assert [(one.name, one.is_mute) for one in reading.files] == [
        ("note verbale.docx", False),
        ("picture.png", True),
    ]


def test_a_better_reader_reads_again(
    workspace: Workspace, meeting: int, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.attaching.attach("engagement", meeting, [workspace.attaching.take_in(note)])
    monkeypatch.setattr("diplotrack.exchange.texts.words.READERS", frozenset({"docx 2"}))
    monkeypatch.setattr(
        "diplotrack.exchange.texts.words.words_of", lambda _content, _name: ("docx 2", "Salmon")
    )
    assert workspace.attaching.read_words() == 1
    assert (files_found(workspace, "herring"), files_found(workspace, "salmon")) == (
        [],
        ["note verbale.docx"],
    )


def test_a_file_is_taken_in_while_another_program_writes(
    workspace: Workspace, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diplotrack.store.engine.BUSY_SECONDS", 0.05)
    others = Workspace.open(workspace.path)
    written, taken = threading.Event(), threading.Event()

    def write() -> None:
        with others.ledger.change("Write") as work:
            work.add(Engagement(title="Elsewhere"))
            written.set()
            taken.wait(5)

    thread = threading.Thread(target=write)
    thread.start()
    written.wait(5)
    file = Attaching(workspace.ledger).take_in(note)
    taken.set()
    thread.join()
    others.close()
    assert file.size == note.stat().st_size
    with workspace.read() as session:
        assert session.scalars(select(FileText)).all() == []


def test_words_are_swept_with_the_bytes(
    workspace: Workspace, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-01")
    workspace.attaching.take_in(note)
    workspace.safekeeping.sweep()
    with workspace.read() as session:
        assert session.scalars(select(FileText)).all() == []
