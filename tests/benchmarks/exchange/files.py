"""The files that are taken in, and the workspaces into which they go."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from diplotrack.workspace import Workspace
from tests.benchmarks.ledger import generated

STATES = ("Chad", "Peru", "France", "Japan", "Kenya", "Norway", "Chile", "Ghana", "India", "Cuba")


def recommendations(path: Path, count: int) -> None:
    """A file from elsewhere, which a profile reads: recommendations between states, three of four accepted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("To", "From", "Text", "Response", "Action", "Issue", "Session"))
        for number in range(count):
            writer.writerow(
                (
                    STATES[number % 10], STATES[(number // 10 + 1 + number % 10) % 10],
                    f"Continue efforts number {number} to strengthen the rights of the child in all districts",
                    "Noted" if number % 4 == 0 else "Accepted", 1 + number % 5,
                    "Rights of the Child,Education", 1 + number % 9,
                )
            )  # fmt: skip


def own_table(path: Path, count: int) -> None:
    """Engagements as our own export writes them."""
    columns = ("uid", "title", "starts_on", "format", "status", "city", "purpose", "partners", "tags")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for number in range(count):
            writer.writerow(
                (
                    f"{number + 1:032x}", f"Talks number {number} on trade and transit", f"{2000 + number % 9}-04",
                    "meeting", "held", "Paris", "Agree on the next round of talks, and on who prepares it",
                    STATES[number % 10], "trade; transit",
                )
            )  # fmt: skip


def whole_ledger(path: Path, count: int) -> int:
    """A generated ledger of so many records as JSON; returns how many rows it has."""
    with Workspace.open(generated(count)) as workspace:
        return sum(workspace.exchange.export_whole(path).records.values())


def one_kind(source: Path, target: Path) -> None:
    """The engagements of a whole ledger as a plain list, the only form that ``sqlite-utils`` takes."""
    rows = json.loads(source.read_text("utf-8"))["records"]["engagement"]
    target.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
