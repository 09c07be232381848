"""The virtual environment: made once, filled from the lock file, left alone until the lock file changes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"


class CannotGoOn(Exception):
    """One sentence for the person at the terminal: what is in the way, and the command that mends it."""


def tell(sentence: str) -> None:
    """Say what is happening, on standard error: standard output belongs to the command that is run."""
    print(sentence, file=sys.stderr, flush=True)


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the virtual environment is: DIPLOTRACK_VENV, else `.venv` in the checkout."""
    chosen = environ.get("DIPLOTRACK_VENV")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / ".venv"


def interpreter(venv: Path) -> Path:
    """The Python inside `venv`."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(venv: Path, *sources: Path) -> str:
    """A hash of all that decides what the environment holds: the lock, the project's own metadata, the place
    of the checkout (the editable install points there), and the Python."""
    digest = hashlib.sha256()
    for source in sources or (LOCK, PROJECT):
        digest.update(source.read_bytes())
    digest.update(f"{ROOT}|{venv}|{sys.version_info[0]}.{sys.version_info[1]}".encode())
    return digest.hexdigest()


def stamp(venv: Path) -> Path:
    """The file in `venv` that holds the fingerprint it was last filled for."""
    return venv / "diplotrack.stamp"


def is_ready(venv: Path) -> bool:
    """Whether `venv` holds what the lock file says."""
    mark = stamp(venv)
    return interpreter(venv).exists() and mark.is_file() and mark.read_text() == fingerprint(venv)


def prepare(*, quiet: bool = False) -> Path:
    """Make the environment where it is missing or stale, and return its Python."""
    venv = folder()
    if is_ready(venv):
        return interpreter(venv)
    started = time.monotonic()
    if not usable(venv):
        create(venv)
    tell(f"Installing the libraries of {LOCK.relative_to(ROOT)} into {venv} (once; a minute or two) ...")
    fill(venv, quiet=quiet)
    stamp(venv).write_text(fingerprint(venv))
    tell(f"Ready in {time.monotonic() - started:.0f} s.")
    return interpreter(venv)


def usable(venv: Path) -> bool:
    """Whether `venv` has a Python of this version that starts (an upgrade of the system may break it)."""
    python = interpreter(venv)
    if not python.exists():
        return False
    asked = [str(python), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def create(venv: Path) -> None:
    """Make an empty environment at `venv`, replacing a broken one."""
    if venv.exists() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").is_file():
        raise CannotGoOn(
            f"{venv} exists and is not a virtual environment: move it away, or name another folder in"
            " DIPLOTRACK_VENV."
        )
    tell(f"Making a virtual environment in {venv} ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(venv)], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return
    words = made.stdout + made.stderr
    if "ensurepip" in words or "No module named venv" in words:
        raise CannotGoOn(without_ensurepip(sys.version_info[:2]))
    raise CannotGoOn(f"The virtual environment could not be made in {venv}: {words.strip()}")


def without_ensurepip(version: tuple[int, ...]) -> str:
    """What to type where the system ships Python without the part that makes environments (Debian)."""
    name = "python{}.{}-venv".format(*version)
    return (
        "This Python cannot make a virtual environment: its `venv` package is missing."
        f" Type: sudo apt-get install -y {name}"
    )


def fill(venv: Path, *, quiet: bool = False) -> None:
    """Install the lock, every file checked against its hash, then the checkout itself as editable."""
    pip = [str(interpreter(venv)), "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    if quiet or not sys.stderr.isatty():
        pip += ["--quiet"]
    steps = [
        [*pip, "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCK)],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ]
    for step in steps:
        if subprocess.run(step, check=False, stdout=sys.stderr).returncode != 0:
            raise CannotGoOn(
                "The libraries could not be installed (pip's own words are above). A network, or a mirror"
                " set in pip's configuration, is needed the first time; then type the same command again."
            )
