"""The desk's workspace, made once; the tests only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diplotrack.workspace import Workspace
from tests.reports.compose.desk import make


@pytest.fixture(scope="session")
def desk(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """France in full, Egypt and Japan a little, Chad not at all; everything marked RESTRICTED unless it says so."""
    with make(tmp_path_factory.mktemp("desk") / "w.diplotrack", founded_template) as workspace:
        yield workspace
