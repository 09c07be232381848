"""The long forms of tests that the suite runs in a small, seeded form: ``python3 packaging/dev.py soak``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.leaks.often import go_out_often, print_often, trace_often
from tests.soak.following import follow_often
from tests.soak.fuzzing.running import fuzz_each
from tests.soak.fuzzing.targets import TARGETS
from tests.soak.killed_typing import kill_typists
from tests.soak.killed_writer import kill_often

LONGEST = 2.0
"""Seconds of typing that a kill may cost."""


def main() -> int:
    """Run every long form and say what was lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description="Run the long forms of the tests.")
    parser.add_argument("--kills", type=int, default=500, help="how many writers to kill (default 500)")
    parser.add_argument("--typists", type=int, default=50, help="how many typists to kill (default 50)")
    parser.add_argument(
        "--leaks", type=int, default=1000, help="how many random ledgers to print (default 1000)"
    )
    parser.add_argument(
        "--follows", type=int, default=200, help="how many random ledgers to edit and follow (default 200)"
    )
    parser.add_argument(
        "--fuzz", type=float, default=20, metavar="SECONDS", help="for each reader of files (default 20)"
    )
    parser.add_argument("--seed", type=int, default=20081231, help="what the random instants follow from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        losses = kill_often(Path(folder), options.kills, options.seed)
        tolls = kill_typists(Path(folder), options.typists, options.seed)
        leaked, files = print_often(options.leaks, options.seed)
        escaped, tables = go_out_often(max(options.leaks // 4, 1), options.seed)
        traced = trace_often(options.leaks, options.seed)
        missed = follow_often(Path(folder), options.follows, options.seed)
    harmful = Path(tempfile.mkdtemp(prefix="diplotrack-fuzz-"))
    harm = fuzz_each(TARGETS, options.fuzz, options.seed, harmful)
    if not harm:
        harmful.rmdir()
    print(
        f"{len(losses)} writers killed, {sum(loss.acknowledged for loss in losses)} operations acknowledged:"
        f" {sum(loss.lost for loss in losses)} lost, {sum(loss.halves for loss in losses)} done by half,"
        f" {sum(len(loss.faults) for loss in losses)} faults"
    )
    oldest = max((toll.age for toll in tolls), default=0.0)
    most = max((toll.lost for toll in tolls), default=0)
    print(
        f"{len(tolls)} typists killed, {sum(toll.typed for toll in tolls)} characters typed:"
        f" {sum(toll.lost for toll in tolls)} lost, at most {most} in one kill, the oldest typed {oldest:.2f} s before"
    )
    print(f"{options.leaks} random ledgers printed under random ceilings, {files} files: {len(leaked)} leaks")
    for leak in leaked[:5]:
        print(leak)
    print(f"as tables, calendars and cards, {tables} files: {len(escaped)} leaks {escaped[:5]}")
    print(f"the same without what may not go out: {len(traced)} copies for others differ {traced[:5]}")
    print(f"{options.follows} random ledgers edited and followed: {len(missed)} gaps missed or told wrongly")
    for line in missed[:5]:
        print(line)
    print(f"{len(TARGETS)} readers of files, {options.fuzz:.0f} s each: {harm} did what no reader may")
    is_late = any(toll.age > LONGEST for toll in tolls)
    is_lost = any(loss.lost or loss.halves or loss.faults for loss in losses)
    return int(
        is_lost or is_late or bool(harm) or bool(leaked) or bool(escaped) or bool(traced) or bool(missed)
    )


if __name__ == "__main__":
    raise SystemExit(main())
