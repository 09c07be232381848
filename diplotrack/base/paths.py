"""Where the application's own files and the user's folders are."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

APPLICATION = "diplotrack"


@cache
def resources() -> Path:
    """The folder of shipped resources: inside a wheel or a frozen build, else beside the package in a checkout.

    Raises FileNotFoundError when the installation lacks it, which is a packaging fault.
    """
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if (folder / "markings").is_dir():
            return folder
    raise FileNotFoundError("the installation lacks its resources folder; install the application again")


def resource(*parts: str) -> Path:
    """The path of one shipped resource, for example ``resource("reference", "countries.json")``."""
    return resources().joinpath(*parts)


def log_folder() -> Path:
    """Where the application's log goes."""
    from platformdirs import user_log_path

    return user_log_path(APPLICATION, appauthor=False)


def profiles_folder() -> Path:
    """Where a person's own import profiles are kept: beside no workspace, since all of them read the same files."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "import-profiles"
