"""An empty workspace for each test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger without records; to be copied, not to be opened."""
    folder = tmp_path_factory.mktemp("empty") / "w.diplotrack"
    Ledger.create(folder).close()
    return folder


@pytest.fixture
def workspace(empty_ledger: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace without records."""
    opened = Workspace.open(Path(shutil.copytree(empty_ledger, tmp_path / "w.diplotrack")))
    yield opened
    opened.close()
