"""Fonts for the scripts that the fonts from PyPI do not have, on Linux."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable

import apt
from environment import tell

# A language whose script is wanted -> Debian's and Ubuntu's package that has it.
WANTED = {"ja": "fonts-noto-cjk", "am": "fonts-noto-core", "hy": "fonts-noto-core"}


def covers(language: str) -> bool:
    """Whether a font of this system is made for the language, as fontconfig sees it."""
    found = subprocess.run(
        ["fc-list", f":lang={language}", "file"], capture_output=True, text=True, check=False
    )
    return bool(found.stdout.strip())


def absent(has: Callable[[str], bool] = covers) -> list[str]:
    """The packages that would bring what is not there."""
    return sorted({package for language, package in WANTED.items() if not has(language)})


def ensure() -> None:
    """Install fonts for further scripts where that may be done; without them the app runs and names what it lacks."""
    if not sys.platform.startswith("linux"):
        return
    if not shutil.which("fc-list"):
        apt.install(["fontconfig"])
    packages = absent() if shutil.which("fc-list") else sorted(set(WANTED.values()))
    if not packages:
        return
    tell(
        "Installing fonts for Chinese, Japanese, Korean, Armenian and Ethiopic: "
        + ", ".join(packages)
        + " ..."
    )
    if not apt.install(packages) or (shutil.which("fc-list") and absent()):
        tell(f"Names in those scripts print as code points until you type: {apt.command(packages)}")
