"""The commands: one file each, loaded when they are called."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: this process's) and return its exit code.

    0 done; 1 gaps found (check) or rows rejected (import); 2 wrong use, bad input or a damaged workspace; 3 a fault
    of the program, logged; 130 interrupted; 141 nobody reads the output any more.
    """
    from diplotrack.cli.run import run

    return run(arguments)
