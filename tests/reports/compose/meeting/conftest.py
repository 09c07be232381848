"""The workspace of the visit, made once; the tests only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplotrack.workspace import Workspace
from tests.reports.compose.desk import Desk
from tests.reports.compose.meeting.stay import Made, stay


@pytest.fixture(scope="session")
def post(
    founded_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, Made]]:
    """Everything is marked RESTRICTED unless it says so."""
    folder = tmp_path_factory.mktemp("post") / "post.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as workspace:
        with workspace.change("Set up the post") as work:
            made = stay(Desk(work))
            ids = {name: record.id for name, record in made.items()}
        yield workspace, ids
