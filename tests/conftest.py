"""What every test may rely on: an environment of its own, and the real records where they are there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from diplotrack.store.ledger import Ledger
    from diplotrack.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
REAL_RECORDS = Path(os.environ.get("DIPLOTRACK_DATA") or ROOT.parent / "shared" / "data").expanduser()

# Before any Qt module is imported: no test may need, or open a window on, a real display.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A busy machine makes an example slow without making it wrong.
settings.register_profile("diplotrack", deadline=None, print_blob=True)
settings.load_profile("diplotrack")


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than there are cores: tests of windows wait nearly as long as they work."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No setting, folder, keyring or language of the person who runs the tests reaches them.

    Returns the empty home folder of the test.
    """
    for name in os.environ:
        if name.startswith("DIPLOTRACK_"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for variable, folder in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_RUNTIME_DIR", ".run"),
        ("APPDATA", "AppData/Roaming"),
        ("LOCALAPPDATA", "AppData/Local"),
    ):
        path = home / folder
        path.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(variable, str(path))
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home


@pytest.fixture
def project_root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture
def real_records() -> Callable[[str], Path]:
    """Gives `real_records(name)`: the path of a file of the real records, which are no part of the project.

    DIPLOTRACK_DATA names their folder; a test whose file is absent is skipped and says so.
    """

    def find(name: str) -> Path:
        path = REAL_RECORDS / name
        if not path.exists():
            pytest.skip(
                f"real records are not here: {path} (set DIPLOTRACK_DATA to the folder that has them)"
            )
        return path

    return find


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace folder, made once: copying one is faster than making one."""
    from diplotrack.store.ledger import Ledger

    folder = tmp_path_factory.mktemp("template") / "empty.diplotrack"
    Ledger.create(folder).close()
    return folder


@pytest.fixture(scope="session")
def founded_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the United States with all reference parties, made once."""
    from diplotrack.workspace import Workspace

    folder = tmp_path_factory.mktemp("template") / "founded.diplotrack"
    Workspace.create(folder, we="USA", who="Ada Officer", post="Embassy Paris").close()
    return folder


@pytest.fixture
def ledger(empty_template: Path, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of the test's own."""
    from diplotrack.store.ledger import Ledger

    folder = tmp_path / "ledger.diplotrack"
    shutil.copytree(empty_template, folder)
    opened = Ledger.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def workspace(founded_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of the test's own: we are the United States, the reference parties are there."""
    from diplotrack.workspace import Workspace

    folder = tmp_path / "workspace.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as opened:
        yield opened
