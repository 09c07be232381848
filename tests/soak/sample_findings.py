"""Findings to read by hand: a few per rule, chosen by a printed seed, with their records and the rows they came from.

Run ``python -m tests.soak.sample_findings WORKSPACE [--rule R21] [-n 10] [--seed 20081231]`` in the project root.
The workspace is only read; ``DIPLOTRACK_TODAY`` fixes the day, ``DIPLOTRACK_DATA`` names the folder of the
source files.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.consistency import engine
from diplotrack.consistency.finding import Exhibit, Finding
from diplotrack.consistency.settings import read_settings
from diplotrack.exchange.outgoing.records import Outgoing
from diplotrack.records import KINDS, ExternalReference
from diplotrack.release import EVERYTHING
from diplotrack.workspace import Workspace

KEYS = ("id", "source_url")
"""The columns by which the source files name their rows."""
LONGEST = 500
"""Characters shown of one value."""
ITEMS = 4
"""Parts shown of one record."""
UNREAD = ("uid", "marking_scheme", "marking_text", "external_reference", "digest")


def chosen(found: Sequence[Finding], count: int, seed: int) -> list[Finding]:
    """The same few for the same findings and seed, whatever the order in which they were found."""
    ordered = sorted(found, key=lambda one: (one.rule, [exhibit.id for exhibit in one.subject]))
    return random.Random(seed).sample(ordered, min(count, len(ordered)))


def source_rows(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the source files by file stem and key; files without a key column are left out."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    csv.field_size_limit(sys.maxsize)
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline=None) as file:
            for row in csv.DictReader(file):
                key = next((row[name] for name in KEYS if row.get(name)), None)
                if key is not None:
                    rows[path.stem, key.strip()] = {
                        str(name): str(value) for name, value in row.items() if value
                    }
    return rows


STEMS = {
    "history.state.gov/travels": "us_travels",
    "history.state.gov/visits": "us_visits",
    "history.state.gov/people": "us_people",
    "history.state.gov/appointments": "us_appointments",
    "whitehouse.gov/statements-releases": "wh_readouts",
    "g20-compliance": "g20_compliance",
    "treaties.fcdo.gov.uk": "uk_treaties",
}


def _shown(exhibit: Exhibit, read: Session, rows: dict[tuple[str, str], dict[str, str]]) -> Iterable[str]:
    kind = KINDS[exhibit.kind]
    # A part is shown within its record, which stands beside it.
    if not kind.__kind__.is_part:
        whole = next(Outgoing(read, EVERYTHING).records(kind, [exhibit.id]), {})
        yield f"  {exhibit.kind} {exhibit.uid}: {_compact(whole)}"
    references = select(ExternalReference).where(
        ExternalReference.owner_kind == exhibit.kind, ExternalReference.owner_id == exhibit.id
    )
    for one in read.scalars(references):
        row = rows.get((STEMS.get(one.source, ""), one.source_id))
        yield f"    from {one.source} {one.source_id}: {_compact(row or one.imported)}"


def _compact(value: Any) -> str:
    """A value without its blanks, long texts cut."""
    if isinstance(value, dict):
        if "name" in value and "uid" in value:
            return str(value["name"])
        kept = {key: _compact(one) for key, one in value.items() if one not in (None, "", [], {}, False)}
        return "{" + "; ".join(f"{key}={one}" for key, one in kept.items() if key not in UNREAD) + "}"
    if isinstance(value, list):
        rest = f" | {len(value) - ITEMS} more" if len(value) > ITEMS else ""
        return "[" + " | ".join(_compact(one) for one in value[:ITEMS]) + rest + "]"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def show(workspace: Workspace, codes: list[str] | None, count: int, seed: int, today: date) -> None:
    """Print figures per rule, then the findings chosen."""
    rows = source_rows(Path(os.environ.get("DIPLOTRACK_DATA", "../shared/data")))
    with workspace.read() as read:
        settings = read_settings(read, engine.threshold_defaults())
        run = engine.run(read, settings, today, engine.chosen(codes))
        for rule in run.rules:
            found = [one for one in run.findings if one.rule == rule.code]
            print(
                f"\n== {rule.code} {rule.title}: {len(found)} findings, {run.seconds.get(rule.code, 0):.3f} s"
            )
            for number, one in enumerate(chosen(found, count, seed), 1):
                print(f"\n{rule.code} {number}. [{one.severity.value}] {one.title.text(today)}")
                print(f"  why: {one.why.text(today)}\n  fix: {one.fix.text(today)}")
                for quote in one.quotes:
                    print(f"  quote: “{quote.quote}”")
                for exhibit in one.records:
                    for line in _shown(exhibit, read, rows):
                        print(line)


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--rule", action="append", help="only these rules (default: all)")
    parser.add_argument("-n", "--count", type=int, default=10, help="findings per rule (default 10)")
    parser.add_argument("--seed", type=int, default=20081231, help="what the choice follows from")
    options = parser.parse_args()
    today = clock.today()
    print(f"seed {options.seed}, {options.count} per rule, as of {today.isoformat()}, {options.workspace}")
    with Workspace.open(options.workspace) as workspace:
        show(workspace, options.rule, options.count, options.seed, today)


if __name__ == "__main__":
    main()
