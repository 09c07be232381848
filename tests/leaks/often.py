"""The long form: many random ledgers, each printed whole on terms of its own."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tests.leaks.absence import traces
from tests.leaks.printing import CEILINGS, RECEIVERS, Leak, turn
from tests.leaks.ways_out import Escaped, go_out


def print_often(ledgers: int, seed: int) -> tuple[list[Leak], int]:
    """Print so many ledgers; returns what leaked, and how many files were looked through."""
    leaks: list[Leak] = []
    files = 0
    for number in range(ledgers):
        dice = random.Random(seed + number)
        with tempfile.TemporaryDirectory() as folder:
            found = turn(Path(folder), dice, dice.choice(CEILINGS), dice.choice(RECEIVERS))
        leaks += found.leaks
        files += found.files
    return leaks, files


def go_out_often(ledgers: int, seed: int) -> tuple[list[Escaped], int]:
    """Write so many ledgers in every other form; returns what leaked, and how many files were looked through."""
    leaks: list[Escaped] = []
    files = 0
    for number in range(ledgers):
        dice = random.Random(seed + number)
        with tempfile.TemporaryDirectory() as folder:
            gone = go_out(Path(folder), dice, dice.choice(CEILINGS), dice.choice(RECEIVERS))
        leaks += gone.leaks
        files += gone.files
    return leaks, files


def trace_often(ledgers: int, seed: int) -> list[tuple[int, str]]:
    """Of so many ledgers, the seeds and documents for others that show what may not go out by what they count."""
    found = []
    for number in range(ledgers):
        dice = random.Random(seed + number)
        with tempfile.TemporaryDirectory() as folder:
            ceiling = dice.choice(("PUBLIC", "RESTRICTED", "CONFIDENTIAL"))
            found += [(seed + number, name) for name, *_both in traces(Path(folder), dice, ceiling)]
    return found
