"""The contenders side by side, the whole report of a ledger, the brief, and the other formats."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import time

from tests.benchmarks.printing import briefs, libreoffice
from tests.benchmarks.printing.rows import made_up

_STOCK_AT_MOST = 10_000
"""Rows up to which stock tables and LibreOffice are compared: the former take four times as long for twice the rows."""


def _run(module: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", f"tests.benchmarks.printing.{module}", *arguments]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


class Table:
    """The lines of one comparison, against bare canvas."""

    def __init__(self, rows: int, what: str) -> None:
        self._canvas = 0.0
        print(f"\n{rows:,} {what}")
        print("                         seconds    clock  x canvas   peak MB   file MB  pages  words found")

    def line(self, name: str, found: dict[str, float]) -> None:
        """One contender; the first is the measure of the others."""
        if not found:
            print(f"  {name:22} not done within {libreoffice.PATIENCE} s", flush=True)
            return
        self._canvas = self._canvas or found["seconds"]
        print(
            f"  {name:22}{found['seconds']:8.2f} {found['wall']:8.2f} {found['seconds'] / self._canvas:9.2f}"
            f" {found['peak']:9.0f} {found['bytes'] / 1e6:9.2f} {found['pages']:6.0f} {found['share']:10.1%}",
            flush=True,
        )


def side_by_side(count: int, runs: int, *, stock: bool, office: bool, ledger: bool = False) -> float:
    """All contenders on so many rows; returns our seconds."""
    table = Table(count, "commitments of a generated ledger" if ledger else "made-up rows")
    more = ["--runs", str(runs), *(["--ledger"] if ledger else [])]
    table.line("straight on a canvas", _run("contender", "canvas", str(count), *more))
    own = _run("contender", "ours", str(count), *more)
    table.line("ours", own)
    if ledger:
        table.line("ours, without links", _run("contender", "unlinked", str(count), *more))
    if stock:
        found = _run("contender", "long-table", str(count), *more[2:])
        table.line("LongTable + Paragraph", found)
    if office:
        for name in ("ods", "docx"):
            found = _run("contender", name, str(count), *more[2:])
            table.line(f"LibreOffice, {name.upper()}", found)
    return own["seconds"]


def whole_reports(counts: list[int]) -> None:
    """The commitment report from an open ledger to the file."""
    print("\nthe whole commitment report, seconds")
    for count in counts:
        found = _run("ledgers", str(count))
        parts = ", ".join(f"{name} {found[name]:.2f}" for name in ("opening", "composing", "rendering"))
        print(f"  {count:7,} commitments, {found['pages']:4.0f} pages: {parts}", flush=True)


def other_formats(count: int) -> None:
    """The same rows in the formats of an office."""
    from diplotrack.reports.render import RENDERERS

    document = made_up(count)
    print()
    for suffix in (".docx", ".xlsx", ".csv", ".json"):
        written = io.BytesIO()
        RENDERERS[suffix](made_up(5), io.BytesIO(), "A4")
        began = time.process_time()
        RENDERERS[suffix](document, written, "A4")
        spent = time.process_time() - began
        print(
            f"{count:,} made-up rows as {suffix:6}{spent:6.2f} s, {len(written.getvalue()) / 1e6:5.2f} MB",
            flush=True,
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What printing costs.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 20_000])
    parser.add_argument(
        "--without", nargs="*", default=[], choices=("rows", "ledger", "brief", "formats", "office")
    )
    options = parser.parse_args()
    if "brief" not in options.without:
        briefs.report()
    why = "Left out as asked." if "office" in options.without else libreoffice.available()
    if why:
        print(f"\n{why}")
    own: dict[int, float] = {}
    if "rows" not in options.without:
        for count in options.rows:
            few = count <= _STOCK_AT_MOST
            own[count] = side_by_side(count, 1 if count > 1_000 else 3, stock=few, office=few and not why)
        first = min(own)
        for count, seconds in own.items():
            if count > first:
                times = seconds / own[first]
                print(f"ours takes {times:.1f} times as long for {count / first:g} times the rows")
    if "ledger" not in options.without:
        for count in (1_000, 10_000):
            side_by_side(count, 3 if count <= 1_000 else 1, stock=False, office=False, ledger=True)
        whole_reports([1_000, 10_000])
    if "formats" not in options.without:
        other_formats(1_000)
        other_formats(10_000)


if __name__ == "__main__":
    main()
