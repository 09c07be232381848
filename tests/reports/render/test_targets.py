"""Where a document cannot be written, one sentence says so and nothing is left behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.reports.document import Column, Document, Paragraph, Table
from diplotrack.reports.render import RENDERERS

DOCUMENT = Document("T", (Paragraph("x"), Table((Column("A"),), (("b",),))))


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_missing_folder_is_told(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UserError, match="does not exist"):
        RENDERERS[suffix](DOCUMENT, tmp_path / "nowhere" / f"x{suffix}", "A4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_folder_as_target_is_told(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / f"x{suffix}"
    folder.mkdir()
    with pytest.raises(UserError, match="is a folder"):
        RENDERERS[suffix](DOCUMENT, folder, "A4")
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        RENDERERS[".csv"](DOCUMENT, tmp_path / f"{'x' * 300}.csv", "A4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", RENDERERS)
def test_an_existing_file_is_replaced_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"old" * 100_000)
    RENDERERS[suffix](DOCUMENT, path, "A4")
    assert b"oldold" not in path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_stream_is_written_to(suffix: str) -> None:
    written = io.BytesIO()
    RENDERERS[suffix](DOCUMENT, written, "A4")
    assert written.getvalue()
