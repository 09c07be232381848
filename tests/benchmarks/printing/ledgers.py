"""The whole commitment report of a generated ledger: how long composing takes, and the document for the renderers."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from diplotrack.base.clock import on_day
from diplotrack.reports.document import Document
from tests.benchmarks.ledger import generated
from tests.benchmarks.ledger.writing import TODAY


def ledger_of(commitments: int) -> Path:
    """A generated ledger with that many commitments: three in ten of its records are."""
    return generated(-(-commitments * 10 // 3))


def commitment_report(commitments: int) -> Document:
    """The commitment report of everything in it."""
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.printing import order

    with on_day(TODAY), Workspace.open(ledger_of(commitments)) as workspace:
        return workspace.printing.compose(order("commitments")).document


def main() -> None:
    """Open, compose and print in one process, each timed; as JSON."""
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.printing import order
    from diplotrack.workspace.printing.delivery import deliver

    parser = argparse.ArgumentParser(description="One whole report.")
    parser.add_argument("rows", type=int)
    path = ledger_of(parser.parse_args().rows)
    with tempfile.TemporaryDirectory() as folder, on_day(TODAY):
        times = [time.process_time()]
        with Workspace.open(path) as workspace:
            times.append(time.process_time())
            composed = workspace.printing.compose(order("commitments"))
            times.append(time.process_time())
            printed = deliver(composed, Path(folder) / "report.pdf")
            times.append(time.process_time())
    opening, composing, rendering = (after - before for before, after in pairwise(times))
    print(
        json.dumps(
            {"opening": opening, "composing": composing, "rendering": rendering, "pages": printed.pages}
        )
    )


if __name__ == "__main__":
    main()
