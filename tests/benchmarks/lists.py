"""Lists of a million records: how soon the first rows and the whole are there, how long the window stands still.

Run ``python -m tests.benchmarks.lists`` in the project root; ``--rows N`` takes fewer (a million: two minutes, 1 GB).
The engagements are written set-based, past history and search, with one partner each. Everything happens in the real
page without a display; the stalls are those of its interface thread.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

TODAY = "2026-05-29"
PATIENCE = 120.0
"""Seconds to wait for one answer at most."""
STEPS = 60
"""Pages turned, and places jumped to, in one go."""

_ENGAGEMENTS = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :rows)
INSERT INTO engagement (id, uid, title, starts_on, starts_on_latest, zone, city, venue, country_id, format, setting,
  status, status_reason, purpose, is_public, is_confirmed, press, transport, version, created_at, updated_at, sort_key)
SELECT n, randomblob(16), 'Meeting ' || abs(random() % :rows) || ' on cables',
  date(:day, '-' || (n * 7 % 9000) || ' days'),
  date(:day, '-' || (n * 7 % 9000) || ' days'), '', 'City ' || (n % 400), '', 1 + n % 190,
  CASE n % 3 WHEN 0 THEN 'call' WHEN 1 THEN 'meeting' ELSE 'visit' END, 'bilateral',
  CASE n % 9 WHEN 0 THEN 'planned' ELSE 'held' END, '', '', 0, 0, '', '', 1, :at, :at, 'meeting ' || printf('%07d', n)
FROM number
"""
_PARTIES = """
INSERT INTO engagement_party (uid, engagement_id, party_id, side, note, version, created_at, updated_at, sort_key)
SELECT randomblob(16), id, 1 + id % 190, 'theirs', '', 1, :at, :at, '' FROM engagement
"""


def made(path: Path, rows: int) -> Path:
    """A workspace with that many engagements."""
    import sqlite3

    from diplotrack.workspace import Workspace

    Workspace.create(path, we="USA").close()
    values = {"rows": rows, "day": TODAY, "at": f"{TODAY} 12:00:00.000000"}
    with sqlite3.connect(path / "ledger.db") as connection:
        connection.execute(_ENGAGEMENTS, values)
        connection.execute(_PARTIES, values)
        connection.execute("ANALYZE")
    connection.close()
    return path


class Bench:
    """The page of engagements of such a workspace, measured by a heartbeat."""

    def __init__(self, path: Path) -> None:
        from diplotrack.desktop.app import application
        from diplotrack.desktop.context import Context
        from diplotrack.desktop.tasks import Tasks
        from diplotrack.desktop.theme import Theme
        from diplotrack.workspace import Workspace
        from tests.desk.heartbeat import Heartbeat

        theme = Theme(application())
        self.context = Context(Workspace.open(path), Tasks(), theme)
        self.heart = Heartbeat()

    def pause(self, seconds: float) -> None:
        """Let the window live."""
        from tests.desk.waiting import wait

        wait(int(seconds * 1000))

    def until(self, done: Callable[[], bool]) -> float:
        """Seconds until ``done()`` is true. Raises TimeoutError."""
        from tests.desk.waiting import wait

        start = perf_counter()
        while not done():
            wait(5)
            if perf_counter() - start > PATIENCE:
                raise TimeoutError(self.heart.doing)
        return perf_counter() - start

    def quiet(self) -> float:
        """Seconds until nothing is being read."""
        return self.until(lambda: not self.context.tasks.under_way)

    def run(self, what: str, act: Callable[[], str]) -> None:
        """Do something and print how long it took and the longest stall meanwhile."""
        if self.heart.doing:
            self.quiet()
        self.heart.doing = what
        before = len(self.heart.stalls)
        told = act()
        self.pause(0.05)
        stalls = self.heart.stalls[before:]
        worst = max(stalls, key=lambda one: one.milliseconds, default=None)
        length = f"{worst.milliseconds:4.0f} ms" if worst else "< 30 ms"
        print(
            f"{what:34} {told:30} longest stall {length:8} {worst.calls[:110] if worst else ''}", flush=True
        )


def quietly(act: Callable[[], object]) -> Callable[[], str]:
    """The act, with nothing to tell of it but its stall."""

    def run() -> str:
        act()
        return ""

    return run


def measure(bench: Bench, rows: int) -> None:
    """Open the list and use it as somebody does who is looking for something."""
    from diplotrack.desktop.views.list_page import ListPage
    from diplotrack.records import Engagement
    from diplotrack.store.lists import Condition

    page = ListPage(bench.context, "engagement")
    page.resize(1280, 760)

    def opened() -> str:
        start = perf_counter()
        page.show()
        bench.until(lambda: page.is_populated)
        first = perf_counter() - start
        bench.until(lambda: page.table.is_complete)
        return f"first rows {first:.2f} s, all {perf_counter() - start:.2f} s"

    bench.run("open", opened)
    table, view = page.table, page.view
    assert table.record_count == rows

    def reloaded(act: Callable[[], object]) -> str:
        start = perf_counter()
        table.is_complete = False
        shown: list[float] = []
        table.populated.connect(lambda: shown.append(perf_counter() - start))
        act()
        bench.until(lambda: table.is_complete)
        return f"first rows {shown[0]:.2f} s, all {perf_counter() - start:.2f} s"

    def is_there(row: int) -> bool:
        return table.record_at(row) is not None

    def jumps() -> str:
        waits = []
        for step in range(STEPS):
            view.go_to_row((step * 7919 * 131) % rows)
            row = view.currentIndex().row()
            waits.append(bench.until(partial(is_there, row)))
        return f"rows there after {1000 * sum(waits) / len(waits):.0f} ms"

    def pages() -> str:
        bar = view.verticalScrollBar()
        for _step in range(STEPS):
            bar.setValue(bar.value() + bar.pageStep())
            bench.pause(0.01)
        bench.quiet()
        return f"{STEPS} pages"

    def dragged() -> str:
        bar = view.verticalScrollBar()
        for step in range(STEPS * 2):
            bar.setValue(bar.maximum() * step // (STEPS * 2))
            bench.pause(0.01)
        return f"all read {bench.quiet():.2f} s later"

    def ends() -> str:
        waits = []
        for row in (rows - 1, 0, rows - 1):
            view.go_to_row(row)
            waits.append(bench.until(partial(is_there, row)))
        return f"last rows after {1000 * waits[0]:.0f} ms"

    def edited() -> str:
        row = rows // 2
        record_id = table.id_at(row)
        start = perf_counter()
        table.is_complete = False
        bench.context.change(
            "Edit engagement",
            lambda work: setattr(work.get(Engagement, record_id), "title", f"Title {start}"),
        )
        bench.until(lambda: table.is_complete)
        return f"list in order {perf_counter() - start:.2f} s later"

    bench.run("jump to the ends", ends)
    bench.run(f"jump to {STEPS} places", jumps)
    bench.run("turn pages", pages)
    bench.run("drag the bar from end to end", dragged)
    for column in [column.name for column in table.columns if column.sortable]:
        bench.run(f"sort by {column}", partial(reloaded, partial(page._sort, column)))
    bench.run("edit one of them", edited)
    bench.run(
        "filter by a choice",
        lambda: reloaded(lambda: page.show_conditions([Condition("status", "is", "planned")])),
    )
    bench.run("all again", lambda: reloaded(page.filters.clear))
    for group in ("status", "starts_on:month", "partners"):
        bench.run(f"group by {group}", partial(reloaded, partial(page.group_by, group)))
        bench.run("  fold the first group", quietly(lambda: table.fold(0, folded=True)))
        bench.run("  unfold it", quietly(lambda: table.fold(0, folded=False)))
    bench.run("not grouped", lambda: reloaded(lambda: page.group_by("")))
    bench.run("select all", quietly(view.selectAll))
    bench.run("who is selected", lambda: f"{len(view.selected_ids())} rows")


def main() -> None:
    """Make the workspace, measure and print."""
    parser = argparse.ArgumentParser(description="Lists of a million records.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many (default 1000000)")
    parser.add_argument("--keep", type=Path, help="make the workspace here, or use the one that is here")
    options, _others = parser.parse_known_args()
    os.environ["DIPLOTRACK_TODAY"] = TODAY
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        path = options.keep or Path(folder) / "million.diplotrack"
        start = perf_counter()
        if not path.exists():
            made(path, options.rows)
            print(f"{options.rows} engagements written in {perf_counter() - start:.0f} s")
        bench = Bench(path)
        with bench.heart:
            measure(bench, options.rows)
        print(f"longest stall {bench.heart.longest:.0f} ms, {bench.heart.beats} beats")
        bench.context.tasks.drain()
        bench.context.workspace.close()


if __name__ == "__main__":
    main()
