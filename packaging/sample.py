"""The main job on the sample workspace, for a machine without a display."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from environment import ROOT, CannotGoOn, tell

# Relative to the checkout, in which the steps run, so that what is shown can be typed again.
FOLDER = Path("build")
WORKSPACE = FOLDER / "sample.diplotrack"
BRIEF = FOLDER / "brief-FRA.pdf"
REPORT = FOLDER / "commitments.pdf"
PICTURE = FOLDER / "window.png"
RESULTS = {"brief": BRIEF, "report": REPORT, "window": PICTURE}
FINDINGS = 1  # `check` answers 1 where it found gaps, and in the sample it must


def steps() -> list[tuple[str, list[str], tuple[int, ...]]]:
    """What is done, as (what it is, arguments of `diplotrack`, exit codes that are well)."""
    there = ["-w", str(WORKSPACE)]
    return [
        ("Making the sample workspace", ["new", str(WORKSPACE), "--sample", "--no-encryption"], (0,)),
        ("Looking for gaps", [*there, "check"], (0, FINDINGS)),
        ("Printing the brief on France", [*there, "brief", "FRA", "-o", str(BRIEF)], (0,)),
        ("Printing the commitment report", [*there, "report", "commitments", "-o", str(REPORT)], (0,)),
        ("Drawing the window", [*there, "--snapshot", str(PICTURE)], (0,)),
    ]


def show(python: Path) -> int:
    """Run the steps with `python`; returns 0, or the exit code of the step that failed."""
    tell("There is no display here, so this does the same job from the command line.")
    (ROOT / FOLDER).mkdir(exist_ok=True)
    for path in RESULTS.values():
        (ROOT / path).unlink(missing_ok=True)
    if (ROOT / WORKSPACE).exists():
        # Made anew each time: the sample's dates are relative to today.
        shutil.rmtree(ROOT / WORKSPACE)
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for what, arguments, well in steps():
        tell(f"\n{what}: diplotrack {' '.join(arguments)}")
        command = [str(python), "-m", "diplotrack", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
        if code not in well:
            raise CannotGoOn(f"That step ended with exit code {code}; what it said is above.")
    absent = [str(path) for path in RESULTS.values() if not (ROOT / path).is_file()]
    if absent:
        raise CannotGoOn(f"Every step said it was done, but there is no {' and no '.join(absent)}.")
    tell(f"\nDone. Look at these, in {ROOT}:")
    for what, path in {**RESULTS, "workspace": WORKSPACE}.items():
        tell(f"  {what:10} {path}")
    return 0
