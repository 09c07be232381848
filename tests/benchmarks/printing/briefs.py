"""The brief of two pages: from the start of the command, where that time goes, and in a workspace that is open."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

DAY = date(2026, 5, 29)
PARTNER = "FRA"
_RUNS = 7

# What the command does, step by step; the clock begins before the interpreter does.
_STEPS = """
import os, sys, time
from pathlib import Path
marks = [("interpreter", time.time())]
from diplotrack.cli import main
marks.append(("import of the command", time.time()))
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
marks.append(("import of the workspace", time.time()))
with Workspace.open(Path(sys.argv[1])) as workspace:
    marks.append(("opening", time.time()))
    composed = workspace.printing.compose(order("partner-brief", partner=sys.argv[2]))
    marks.append(("composing", time.time()))
    from diplotrack.reports.render import render_pdf
    import diplotrack.reports.render.pdf
    marks.append(("import of the renderer", time.time()))
    render_pdf(composed.document, Path(sys.argv[3]))
    marks.append(("rendering", time.time()))
for (name, after), before in zip(marks, [float(os.environ["BEGAN"]), *(mark for _name, mark in marks)]):
    print(f"{name}\\t{after - before}")
"""


def sample(folder: Path) -> Path:
    """The sample workspace, without encryption as a laptop's disk has its own."""
    from diplotrack.base.clock import on_day
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.sample import WE, fill

    path = folder / "sample.diplotrack"
    with on_day(DAY):
        Workspace.create(path, we=WE).close()
        with Workspace.open(path) as workspace:
            fill(workspace)
            workspace.check.run()
    return path


def _environment(folder: Path) -> dict[str, str]:
    homes = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **homes, "DIPLOTRACK_TODAY": DAY.isoformat()}


def by_command(path: Path, folder: Path) -> list[tuple[float, float]]:
    """Seconds of the clock until the command has ended, and of the processor; the quickest run first."""
    command = [
        sys.executable,
        "-m",
        "diplotrack",
        "-w",
        str(path),
        "brief",
        PARTNER,
        "-o",
        str(folder / "brief.pdf"),
    ]
    times = []
    for _run in range(_RUNS):
        began, before = time.perf_counter(), _of_children()
        subprocess.run(command, check=True, capture_output=True, env=_environment(folder))
        times.append((time.perf_counter() - began, _of_children() - before))
    return sorted(times)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def steps(path: Path, folder: Path) -> dict[str, float]:
    """Seconds of each step, of the run that was over first."""
    found: list[dict[str, float]] = []
    for _run in range(_RUNS):
        environment = {**_environment(folder), "BEGAN": repr(time.time())}
        command = [sys.executable, "-c", _STEPS, str(path), PARTNER, str(folder / "steps.pdf")]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        found.append({name: float(spent) for name, spent in (line.split("\t") for line in told.splitlines())})
    return min(found, key=lambda one: sum(one.values()))


def when_open(path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds of composing, rendering, both, and drawing the pages as the window does: first and middle one."""
    import io

    import pypdfium2

    from diplotrack.base.clock import on_day
    from diplotrack.reports.render import render_pdf
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.printing import order

    spent: dict[str, list[float]] = {"compose": [], "render": [], "both": [], "pages as pictures": []}
    with on_day(DAY), Workspace.open(path) as workspace:
        for _run in range(2 * _RUNS):
            marks = [time.perf_counter()]
            composed = workspace.printing.compose(order("partner-brief", partner=PARTNER))
            marks.append(time.perf_counter())
            written = io.BytesIO()
            render_pdf(composed.document, written)
            marks.append(time.perf_counter())
            with pypdfium2.PdfDocument(written.getvalue()) as pdf:
                for page in pdf:
                    page.render(scale=1.5)
            marks.append(time.perf_counter())
            spans = [(after - before) * 1000 for before, after in pairwise(marks)]
            for name, value in zip(spent, (spans[0], spans[1], spans[0] + spans[1], spans[2]), strict=True):
                spent[name].append(value)
    return {name: (times[0], sorted(times)[len(times) // 2]) for name, times in spent.items()}


def report() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = sample(folder)
        times = by_command(path, folder)
        (clock, processor), middle = times[0], times[len(times) // 2][0]
        print(
            f"\nthe brief by command: {clock:.2f} s from its start, {processor:.2f} s of the processor;",
            end=" ",
        )
        print(f"middle {middle:.2f} s; aim 1.50 (load of the machine {os.getloadavg()[0]:.1f})")
        for step, spent in steps(path, folder).items():
            print(f"  {step:26}{spent * 1000:7.0f} ms")
        print("the brief in an open workspace: first, then the middle; aim 300 ms")
        for step, (first, usual) in when_open(path).items():
            print(f"  {step:26}{first:7.0f} ms {usual:7.0f} ms")
