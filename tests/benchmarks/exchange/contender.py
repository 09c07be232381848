"""One contender in a process of its own: ``python -m tests.benchmarks.exchange.contender NAME FILE FOLDER``.

Prints as JSON the seconds of the processor (its own and its children's), those of the clock, the rows, and the peak
of memory in MB. ``sqlite-utils`` is no part of the project: it is taken from the path, or from ``SQLITE_UTILS``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from diplotrack.workspace import Workspace
from diplotrack.workspace.whole import new_from

Run = Callable[[], int]


def utils() -> str | None:
    """The command of ``sqlite-utils``, where it is installed."""
    return os.environ.get("SQLITE_UTILS") or shutil.which("sqlite-utils")


def ours(file: Path, folder: Path) -> Run:
    """Take a table into a workspace with all reference parties."""
    Workspace.create(folder / "w.diplotrack", we="USA").close()

    def run() -> int:
        with Workspace.open(folder / "w.diplotrack") as workspace:
            result = workspace.exchange.import_file(file)
            assert result.written, result.errors[:3]
            return result.read

    return run


def ours_whole(file: Path, folder: Path) -> Run:
    """Make a workspace of a whole ledger."""
    return lambda: new_from(folder / "w.diplotrack", file).read


def ours_out(source: Path, folder: Path) -> Run:
    """Write a whole ledger."""

    def run() -> int:
        with Workspace.open(source) as workspace:
            return sum(workspace.exchange.export_whole(folder / "out.json").records.values())

    return run


def bare(file: Path, folder: Path) -> Run:
    """The cells of a CSV file into one plain table."""

    def run() -> int:
        with (
            sqlite3.connect(folder / "bare.db") as connection,
            file.open(newline="", encoding="utf-8") as stream,
        ):
            rows = csv.reader(stream)
            columns = next(rows)
            connection.execute(f"CREATE TABLE plain ({', '.join(map(json.dumps, columns))})")
            marks = ", ".join("?" * len(columns))
            return connection.executemany(f"INSERT INTO plain VALUES ({marks})", rows).rowcount

    return run


def bare_json(file: Path, folder: Path) -> Run:
    """The rows of a whole ledger, or of a plain list, into one plain table a kind."""

    def run() -> int:
        content = json.loads(file.read_bytes())
        kinds = content["records"] if isinstance(content, dict) else {"rows": content}
        count = 0
        with sqlite3.connect(folder / "bare.db") as connection:
            for kind, rows in kinds.items():
                columns = list(dict.fromkeys(name for row in rows for name in row)) or ["id"]
                connection.execute(f"CREATE TABLE {json.dumps(kind)} ({', '.join(map(json.dumps, columns))})")
                marks = ", ".join("?" * len(columns))
                plain = ([_plain(row.get(name)) for name in columns] for row in rows)
                connection.executemany(f"INSERT INTO {json.dumps(kind)} VALUES ({marks})", plain)
                count += len(rows)
        return count

    return run


def _plain(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict | list) else value


def sqlite_utils(file: Path, folder: Path) -> Run:
    """``sqlite-utils insert`` of the same file."""

    def run() -> int:
        command = [str(utils()), "insert", str(folder / "utils.db"), "plain", str(file)]
        subprocess.run(
            [*command, *(["--csv"] if file.suffix == ".csv" else [])], check=True, capture_output=True
        )
        with sqlite3.connect(folder / "utils.db") as connection:
            return int(connection.execute("SELECT count(*) FROM plain").fetchone()[0])

    return run


CONTENDERS = {
    "ours": ours, "ours-whole": ours_whole, "ours-out": ours_out, "bare": bare, "bare-json": bare_json,
    "sqlite-utils": sqlite_utils,
}  # fmt: skip


def spent() -> float:
    """Seconds of the processor so far, those of ended children too."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def most_memory() -> float:
    """The peak of this process in MB. Linux counts what the process that started it had into ``ru_maxrss``."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prepare, run, tell."""
    parser = argparse.ArgumentParser(description="One contender.")
    parser.add_argument("name", choices=list(CONTENDERS))
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    run = CONTENDERS[options.name](options.file, options.folder)
    began, wall = spent(), time.perf_counter()
    rows = run()
    seconds, clock = spent() - began, time.perf_counter() - wall
    peak = 0.0 if options.name == "sqlite-utils" else most_memory()
    print(json.dumps({"seconds": seconds, "wall": clock, "rows": rows, "peak": peak}))


if __name__ == "__main__":
    main()
