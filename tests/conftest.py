"""What every test may rely on: an environment of its own, and the real records where they are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
REAL_RECORDS = Path(os.environ.get("DIPLOTRACK_DATA") or ROOT.parent / "shared" / "data").expanduser()

# Before any Qt module is imported: no test may need, or open a window on, a real display.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A busy machine makes an example slow without making it wrong.
settings.register_profile("diplotrack", deadline=None, print_blob=True)
settings.load_profile("diplotrack")


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
