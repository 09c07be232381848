"""Out, into a new workspace and out again: the same bytes, and a ledger that is whole and goes on working."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.progress import Cancelled
from diplotrack.records import KINDS, Attachment, Engagement, Tag
from diplotrack.store import attachments
from diplotrack.store.content import content_hash
from diplotrack.store.ledger_tables import SearchText
from diplotrack.workspace import Workspace
from diplotrack.workspace.whole import new_from


def content(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_a_new_workspace_writes_the_same_bytes(sown: Path, exported: Path, tmp_path: Path) -> None:
    taken = new_from(tmp_path / "again.diplotrack", exported)
    with Workspace.open(tmp_path / "again.diplotrack") as again, Workspace.open(sown) as first:
        again.exchange.export_whole(tmp_path / "again.json")
        again.attaching.read_words()  # what files say is read from them, not carried
        assert list(again.safekeeping.damage()) == []
        with first.read() as one, again.read() as other:
            assert content_hash(one) == content_hash(other)
            searched = select(SearchText.kind, SearchText.record_id, SearchText.title, SearchText.body)
            assert set(one.execute(searched)) == set(other.execute(searched))
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()
    assert taken.table_notes == []


def test_an_encrypted_workspace_comes_out_and_goes_in_the_same(exported: Path, tmp_path: Path) -> None:
    new_from(tmp_path / "locked.diplotrack", exported, "correct horse")
    with Workspace.open(tmp_path / "locked.diplotrack", passphrase=lambda: "correct horse") as workspace:
        workspace.exchange.export_whole(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()


def test_every_kind_stands_in_the_file(exported: Path) -> None:
    records = content(exported)["records"]
    assert list(records) == list(KINDS)
    assert all(records.values())


def test_work_goes_on_where_it_was_left(exported: Path, tmp_path: Path) -> None:
    new_from(tmp_path / "again.diplotrack", exported)
    gone = max(one["record_id"] for one in content(exported)["changes"] if one["kind"] == "tag")
    with Workspace.open(tmp_path / "again.diplotrack") as workspace:
        with workspace.change("Tag") as work:
            tag = work.add(Tag(owner_kind="engagement", owner_id=1, name="new"))
        assert tag.id > gone  # the number of the tag that was taken out is not given again
        workspace.ledger.undo()
        workspace.ledger.undo()  # and further back, into what came with the file
        with workspace.read() as session:
            (note,) = session.scalars(select(Attachment).where(Attachment.name == "note.txt"))
            assert b"".join(attachments.pieces(workspace.ledger, note.sha256)) == b"words"
            trashed = select(Engagement.id).where(Engagement.deleted_at.is_not(None))
            assert len(session.scalars(trashed).all()) <= 1
        assert list(workspace.safekeeping.damage()) == []


def test_what_belongs_to_the_place_stays_there(exported: Path, tmp_path: Path) -> None:
    assert "backup_folder" not in content(exported)["settings"]
    new_from(tmp_path / "again.diplotrack", exported)
    with Workspace.open(tmp_path / "again.diplotrack") as workspace:
        settings = workspace.settings()
        assert (settings["zone"], settings["backup_folder"], settings["we"]) == ("Asia/Tokyo", "", "USA")


def test_any_layout_of_the_same_json_is_read(exported: Path, tmp_path: Path) -> None:
    turned = dict(reversed(content(exported).items()))
    turned["records"] = dict(sorted(turned["records"].items()))
    (tmp_path / "turned.json").write_text("\ufeff" + json.dumps(turned, indent=1), "utf-8")
    new_from(tmp_path / "again.diplotrack", tmp_path / "turned.json")
    with Workspace.open(tmp_path / "again.diplotrack") as workspace:
        workspace.exchange.export_whole(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()


def test_without_files_it_says_so(sown: Path, tmp_path: Path) -> None:
    with Workspace.open(sown) as workspace:
        done = workspace.exchange.export_whole(tmp_path / "bare.json", with_files=False)
    assert done.files == 0
    taken = new_from(tmp_path / "bare.diplotrack", tmp_path / "bare.json")
    assert taken.table_notes == ["The bytes of 3 attached files are not in the file."]


def test_a_founded_workspace_takes_it_and_one_with_work_does_not(
    exported: Path, workspace: Workspace, tmp_path: Path
) -> None:
    result = workspace.exchange.import_file(exported, dry_run=True)
    assert (result.written, result.created) == (False, result.read)
    workspace.exchange.import_file(exported)
    workspace.exchange.export_whole(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()
    with pytest.raises(UserError, match=r"holds records already.*--from"):
        workspace.exchange.import_file(exported)


def test_whoever_cancels_keeps_nothing(exported: Path, workspace: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        new_from(tmp_path / "again.diplotrack", exported, progress=stop)
    assert not (tmp_path / "again.diplotrack").exists()
    with pytest.raises(Cancelled):
        workspace.exchange.export_whole(tmp_path / "half.json", progress=stop)
    assert list(tmp_path.glob("*.json*")) == []
