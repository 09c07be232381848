"""What is shipped works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import diplotrack

pytest.importorskip("hatchling", reason="hatchling builds the wheel, and is not installed here")

# Away from the checkout: the target folder comes first, and what answers must be the module in it.
ASK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
import diplotrack
from diplotrack.base.paths import resource
there = Path(sys.path[0]).resolve()
assert there in Path(diplotrack.__file__).resolve().parents, diplotrack.__file__
assert there in resource("icons", "diplotrack.svg").resolve().parents, resource()
assert resource("icons", "diplotrack.svg").is_file()
from diplotrack.cli import main
sys.argv = ["diplotrack", "--version"]
main()
"""


@pytest.fixture
def wheel(project_root: Path, tmp_path: Path) -> Path:
    """The wheel of this checkout, just built."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=project_root, check=True, capture_output=True)
    (built,) = tmp_path.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_installed_wheel_finds_its_resources_and_says_its_version(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    install = [
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", ASK, str(target)]
    answer = subprocess.run(command, cwd=tmp_path, env=away, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert diplotrack.__version__ in answer.stdout


@pytest.mark.slow
def test_the_wheel_holds_all_resources_and_no_caches(wheel: Path, project_root: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tracked = ["git", "ls-files", "-z", "resources", "diplotrack"]
    if not (project_root / ".git").exists():
        pytest.skip("this is no git checkout, so what belongs in the wheel is not known")
    listed = subprocess.run(tracked, cwd=project_root, capture_output=True, text=True, check=True)
    shipped = {
        path.replace("resources/", "diplotrack/_resources/", 1) for path in listed.stdout.split("\0") if path
    }
    assert shipped <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
