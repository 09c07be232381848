"""Seeded ledgers as a ministry would have them after 25 years, of ten thousand records or a million.

A million are 400,000 engagements, 300,000 commitments with their updates, 200,000 communications of some 2,000
characters, and 100,000 people and statements; parties, participants, links and the like come on top. Few partners have
most of the records, most promises were kept, most texts are filed. Rows are written set-based, past history.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.benchmarks.ledger.writing import write

VERSION = 2
"""Goes up when the generator writes something else, so that no stored ledger is taken for it."""

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}


def folder() -> Path:
    """Where generated ledgers are kept between runs: ``DIPLOTRACK_BENCH``, else the system's folder for caches."""
    given = os.environ.get("DIPLOTRACK_BENCH")
    if given:
        return Path(given)
    caches = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if Path.home().is_dir() else None)
    return Path(caches or tempfile.gettempdir()) / "diplotrack-bench"


def generated(records: int) -> Path:
    """The workspace with that many records: made once, then kept. Take a copy before you write to it."""
    from diplotrack.store.migrations import LATEST

    path = folder() / f"schema-{LATEST}-ledger-{VERSION}-{records}.diplotrack"
    if not path.exists():
        half = path.with_suffix(".half")
        half.parent.mkdir(parents=True, exist_ok=True)
        write(half, records)
        half.rename(path)
    return path
