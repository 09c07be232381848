"""PySide6 6.12 takes a reference from None at every void call under Python 3.11, until the process aborts."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

SOUND_ON_3_11 = Version("6.12")
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
VOID_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for turn in range(20_000):
    thing.setObjectName("name")
print(turn + 1)
"""


def for_python(requirements: list[Requirement], version: str) -> list[Requirement]:
    """Those of `requirements` that hold for Python `version`."""
    place = {"python_version": version, "python_full_version": f"{version}.0"}
    return [one for one in requirements if one.marker is None or one.marker.evaluate(place)]


def locked(root: Path, name: str) -> list[Requirement]:
    """The lines of the lock file for the distribution `name`."""
    lines = (root / "packaging" / "requirements.lock").read_text().splitlines()
    wanted = re.compile(rf"{name}==", re.IGNORECASE)
    return [Requirement(line.rstrip("\\ ")) for line in lines if wanted.match(line)]


def declared(root: Path, name: str) -> list[Requirement]:
    """The dependencies of the project on the distribution `name`."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    every = [Requirement(line) for line in project["dependencies"]]
    return [one for one in every if one.name.lower() == name]


@pytest.mark.parametrize("python", PYTHONS)
def test_the_project_asks_for_a_sound_qt(project_root: Path, python: str) -> None:
    (asked,) = for_python(declared(project_root, "pyside6-essentials"), python)
    allows_the_newest = asked.specifier.contains("6.12.0")
    assert allows_the_newest == (python != "3.11")


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", ["pyside6-essentials", "shiboken6"])
def test_the_lock_holds_a_sound_qt(project_root: Path, name: str, python: str) -> None:
    (pinned,) = for_python(locked(project_root, name), python)
    (version,) = (Version(one.version) for one in pinned.specifier)
    assert (version < SOUND_ON_3_11) == (python == "3.11")


def test_the_installed_qt_survives_many_void_calls() -> None:
    answer = subprocess.run([sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.strip()) == (0, "20000"), answer.stderr[-500:]
