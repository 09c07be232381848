"""Draws the pictures of the help and the README from the program itself: ``python3 packaging/dev.py screenshots``."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

TODAY = "2026-05-29"
"""The day of all pictures; the sample is dated around it."""
PAPERS = {
    "brief": "partner-brief",
    "commitment-report": "commitments",
    "meeting-brief": "meeting-brief",
    "scorecard": "scorecard",
}
"""Picture → the document whose first page it shows, with the choices of its example."""
PAGE = 720
"""Pixels across a page of paper."""


def main() -> int:
    """Make the sample, draw what is asked for, and say how large each file is; 1 where one could not be drawn."""
    options = _parser().parse_args()
    os.environ["DIPLOTRACK_TODAY"] = TODAY
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Whose machine draws the pictures must not show in them: neither settings nor the name of a home folder.
    os.environ["HOME"] = "/home/officer"
    from tests.screenshots.every_page import PAGES_IN, draw_pages
    from tests.screenshots.scenes import SCENES

    there = [*SCENES, *PAPERS, *PAGES_IN]
    wanted = options.names or there
    unknown = sorted(set(wanted) - set(there))
    if unknown:
        print(f"There is no picture {', '.join(unknown)}; choose from {', '.join(there)}.")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        sample = _sample(Path(folder) / "sample.diplotrack")
        for name in wanted:
            # Each on a copy: what one leaves behind, such as a draft, would be told of in the next.
            workspace = Path(shutil.copytree(sample, Path(folder) / name / sample.name))
            try:
                if name in PAGES_IN:
                    draw_pages(workspace, PAGES_IN[name], options.out / name)
                    continue
                size = _draw(name, workspace, options.out / f"{name}.png")
            except (KeyError, LookupError, TimeoutError, ValueError) as error:
                failed = 1
                print(f"{name}: {error}")
            else:
                print(f"{name}.png  {size // 1000} kB")
    return failed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 packaging/dev.py screenshots", description="Draw the pictures."
    )
    there = Path("resources/help/pictures")
    parser.add_argument("names", nargs="*", help="which (default: all)")
    parser.add_argument(
        "--out", type=Path, default=there, metavar="DIR", help=f"into this folder (default {there})"
    )
    return parser


def _sample(path: Path) -> Path:
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.sample import WE, fill

    with Workspace.create(path, we=WE) as workspace:
        fill(workspace)
        workspace.check.run()
    return path


def _draw(name: str, workspace: Path, path: Path) -> int:
    from tests.screenshots import png
    from tests.screenshots.scenes import SCENES

    if name in SCENES:
        return png.write(png.of_pixmap(SCENES[name](workspace)), path)
    return png.write(png.of_first_page(_paper(name, workspace), PAGE), path)


def _paper(name: str, workspace: Path) -> Path:
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.printing import REPORTS, order

    pdf = workspace.parent / f"{name}.pdf"
    report = REPORTS[PAPERS[name]]
    with Workspace.open(workspace) as opened:
        opened.printing.print(order(report.name, **report.example), pdf)
    return pdf


if __name__ == "__main__":
    raise SystemExit(main())
