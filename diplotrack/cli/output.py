"""Answers: JSON for machines, plain lines and tables for people; colour and fitting only on a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from diplotrack.base.progress import Progress, quiet

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    """The text without what could steer a terminal: a record's words are never orders to it."""
    return _CONTROL.sub("", str(text))


def show_json(value: Any) -> None:
    """Print one JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def show(text: object = "") -> None:
    """Print one line of an answer."""
    print(clean(text))


def tell(text: object) -> None:
    """Print one line that is no part of the answer."""
    print(clean(text), file=sys.stderr)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table: fitted and ruled on a terminal, else one tab-separated line a row, headings first."""
    lines = [[re.sub(r"\s+", " ", clean(cell)) for cell in row] for row in (headings, *rows)]
    if not sys.stdout.isatty():
        for line in lines:
            print("\t".join(line))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column, heading in enumerate(lines[0]):
        # An identifier or a date is copied: it must not be broken.
        is_whole = all(" " not in line[column] for line in lines[1:])
        drawn.add_column(heading, overflow="fold", no_wrap=is_whole)
    for line in lines[1:]:
        drawn.add_row(*(Text(cell) for cell in line))
    Console(file=sys.stdout, highlight=False).print(drawn)


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on the terminal while long work goes on; silence where there is none."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int | None, what: str) -> None:
            bar.update(task, completed=done, total=total, description=clean(what))

        yield report
