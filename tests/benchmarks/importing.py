"""What importing costs: rows of a made-up file a second, beside the rows it wrote written again by bare ``sqlite3``.

Run ``python -m tests.benchmarks.importing`` in the project root; ``--data FILE`` imports a file of yours instead. The
reference copies the very rows that the import wrote, search index and history included, into an empty ledger with
``executemany``: no reading, no names, no people, no checks. All in one run on one machine; trust the ratio.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from diplotrack.workspace import Workspace

ROWS = 10_000
STATES = ("Chad", "Peru", "France", "Japan", "Kenya", "Norway", "Chile", "Ghana", "India", "Cuba")
COLUMNS = ("To", "From", "Text", "Response", "Action", "Issue", "Session")


def made_up(path: Path) -> Path:
    """A file of recommendations, three of four accepted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(ROWS):
            writer.writerow(
                (
                    STATES[number % 10], STATES[(number // 10 + 1 + number % 10) % 10],
                    f"Continue efforts number {number} to strengthen the rights of the child in all districts",
                    "Noted" if number % 4 == 0 else "Accepted", 1 + number % 5,
                    "Rights of the Child,Education", 1 + number % 9,
                )
            )  # fmt: skip
    return path


def tables_of(ledger: Path) -> dict[str, int]:
    """The plain tables of a ledger and the number of their rows."""
    with sqlite3.connect(ledger) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "search_fts"))
        ]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def written_again(source: Path, target: Path, before: dict[str, int]) -> tuple[float, int]:
    """Seconds to write the rows that an import added into a copy of the ledger as it was before, and how many."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    with sqlite3.connect(source) as connection:
        for name, count in before.items():
            query = f'SELECT * FROM "{name}" ORDER BY rowid LIMIT -1 OFFSET {count}'
            rows[name] = connection.execute(query).fetchall()
        texts = connection.execute("SELECT id, title, body FROM search_text").fetchall()
    start = time.perf_counter()
    connection = sqlite3.connect(target)
    for name, some in rows.items():
        if some and name != "setting":
            marks = ", ".join("?" * len(some[0]))
            connection.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', some)
    known = before.get("search_text", 0)
    connection.executemany("INSERT INTO search_fts(rowid, title, body) VALUES (?, ?, ?)", texts[known:])
    connection.commit()
    connection.close()
    return time.perf_counter() - start, sum(map(len, rows.values()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, help="import this file")
    options, _others = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        file = options.data or made_up(place / "rows.csv")
        Workspace.create(place / "w.diplotrack", we="USA").close()
        shutil.copytree(place / "w.diplotrack", place / "bare.diplotrack")
        before = tables_of(place / "w.diplotrack" / "ledger.db")
        with Workspace.open(place / "w.diplotrack") as workspace:
            start = time.perf_counter()
            result = workspace.exchange.import_file(file, skip_bad_rows=True, rejects=place / "rejects.csv")
            seconds = time.perf_counter() - start
            start = time.perf_counter()
            workspace.exchange.import_file(file, skip_bad_rows=True, rejects=place / "rejects.csv")
            again = time.perf_counter() - start
        bare, written = written_again(
            place / "w.diplotrack" / "ledger.db", place / "bare.diplotrack" / "ledger.db", before
        )
    print(
        f"import       {seconds:6.2f} s  {result.read / seconds:8.0f} rows/s  ({result.read} rows, {result.profile})"
    )
    print(f"import again {again:6.2f} s  {result.read / again:8.0f} rows/s")
    print(f"bare sqlite3 {bare:6.2f} s  {result.read / bare:8.0f} rows/s  ({written} rows in all tables)")
    print(f"ratio        {seconds / bare:6.1f}")


if __name__ == "__main__":
    main()
