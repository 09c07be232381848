"""Tables and whole ledgers in and out, each beside what costs least."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.exchange import files
from tests.benchmarks.exchange.contender import utils
from tests.benchmarks.ledger import generated


def _run(name: str, file: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.exchange.contender", name, str(file), folder]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


class Comparison:
    """The lines of one comparison; the first is the measure of the others."""

    def __init__(self, title: str) -> None:
        self._each = 0.0
        print(f"\n{title}\n{'':34}seconds    clock       rows   rows/s   x bare   peak MB")

    def line(self, name: str, found: dict[str, float]) -> None:
        """One contender."""
        each = found["seconds"] / found["rows"]
        self._each = self._each or each
        print(
            f"  {name:30}{found['seconds']:9.2f} {found['wall']:8.2f} {found['rows']:10,.0f} {1 / each:8,.0f}"
            f" {each / self._each:8.1f} {found['peak']:9.0f}",
            flush=True,
        )


def _beside(title: str, file: Path, bare: str, *named: tuple[str, str]) -> None:
    table = Comparison(title)
    table.line("bare sqlite3, one plain table", _run(bare, file))
    if utils():
        table.line("sqlite-utils insert", _run("sqlite-utils", file))
    for name, contender in named:
        table.line(name, _run(contender, file))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What taking in and writing out costs.")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--without", nargs="*", default=[], choices=("profile", "own", "json"))
    options = parser.parse_args()
    if not utils():
        print(
            "sqlite-utils is not installed (pip install sqlite-utils, or SQLITE_UTILS=…/sqlite-utils): left out."
        )
    with tempfile.TemporaryDirectory() as made:
        for count in options.rows:
            if "profile" not in options.without:
                files.recommendations(Path(made) / "rows.csv", count)
                _beside(
                    f"{count:,} rows from elsewhere",
                    Path(made) / "rows.csv",
                    "bare",
                    ("ours, by a profile", "ours"),
                )
            if "own" not in options.without:
                files.own_table(Path(made) / "own.csv", count)
                _beside(f"{count:,} rows of our own table", Path(made) / "own.csv", "bare", ("ours", "ours"))
            if "json" not in options.without:
                _json(Path(made), count)


def _json(made: Path, count: int) -> None:
    files.whole_ledger(made / "ledger.json", count)
    files.one_kind(made / "ledger.json", made / "engagements.json")
    table = Comparison(f"a whole ledger of {count:,} records as JSON")
    table.line("bare sqlite3, a table a kind", _run("bare-json", made / "ledger.json"))
    table.line("bare sqlite3, engagements", _run("bare-json", made / "engagements.json"))
    if utils():
        table.line("sqlite-utils, engagements", _run("sqlite-utils", made / "engagements.json"))
    table.line("ours, a new workspace", _run("ours-whole", made / "ledger.json"))
    table.line("ours, written out", _run("ours-out", generated(count)))


if __name__ == "__main__":
    main()
