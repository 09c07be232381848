"""The developer's command is a script and no package; its modules are loaded here for one test at a time."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

MODULES = ("apt", "commands", "dev", "environment", "fonts", "help_pages", "qtlibs", "sample")


@pytest.fixture
def house(project_root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """Gives `house(name)`: the module `name` of packaging/, loaded afresh and forgotten after the test."""
    monkeypatch.syspath_prepend(str(project_root / "packaging"))
    yield importlib.import_module
    for name in MODULES:
        sys.modules.pop(name, None)
