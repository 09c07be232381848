"""All benchmarks, one after the other: ``python3 packaging/dev.py bench [--only NAME]``. They print ratios only."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path


def names() -> list[str]:
    """The benchmarks there are, one a file or a room."""
    here = Path(__file__).parent
    rooms = {path.parent.name for path in here.glob("*/__main__.py")}
    return sorted({path.stem for path in here.glob("[a-z]*.py")} | rooms)


def main() -> int:
    """Run those that were asked for; what follows ``--`` goes to each of them."""
    parser = argparse.ArgumentParser(
        description="Run the benchmarks; each compares with its reference in one run."
    )
    parser.add_argument(
        "--only", choices=names(), action="append", help="one of the benchmarks (may be repeated)"
    )
    options, passed = parser.parse_known_args()
    for name in options.only or names():
        print(f"\n== {name}", flush=True)
        sys.argv = [name, *passed]
        runpy.run_module(f"tests.benchmarks.{name}", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
