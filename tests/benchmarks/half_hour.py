"""Half an hour at a desk: how long the window ever stood still, and how much memory it took.

``python3 packaging/dev.py bench --only half_hour -- --workspace DIR [--minutes 30]`` works through a copy of that
workspace as a person would: walks through lists, filters, sorts, reads, follows links, searches, writes, prints,
takes back. Without ``--workspace`` it is the sample.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic


def main() -> None:
    """Print the longest stall, how many there were of which length, where, and the memory before and after."""
    options = _parser().parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        workspace = Path(folder) / "desk.diplotrack"
        if options.workspace is None:
            _sample(workspace)
        else:
            shutil.copytree(options.workspace, workspace)
        _work(workspace, options.minutes * 60, options.seed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Half an hour at a desk.")
    parser.add_argument("--workspace", type=Path, help="work on a copy of this one (default: the sample)")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (default 30)")
    parser.add_argument("--seed", type=int, default=20081231, help="what the order of work follows from")
    return parser


def _sample(path: Path) -> None:
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.sample import WE, fill

    with Workspace.create(path, we=WE) as workspace:
        fill(workspace)
        workspace.check.run()


def _work(workspace: Path, seconds: float, seed: int) -> None:
    from tests.desk.acts import ACTS, acquaint
    from tests.desk.heartbeat import Heartbeat
    from tests.screenshots.stage import Stage

    stage = Stage(workspace)
    acquaint(stage)
    order = random.Random(seed)
    before = _memory()
    done: Counter[str] = Counter()
    until = monotonic() + seconds
    with Heartbeat() as heart:
        while monotonic() < until:
            act = order.choice(ACTS)
            heart.doing = act.__name__.strip("_")
            act(stage, order)
            done[heart.doing] += 1
    print(f"{sum(done.values())} acts: {', '.join(f'{count} {name}' for name, count in done.most_common())}")
    lengths = Counter(
        next(bound for bound in (50, 100, 200, 10**9) if stall.milliseconds <= bound)
        for stall in heart.stalls
    )
    print(f"{heart.beats} beats; longest stall {heart.longest:.0f} ms;", end=" ")
    print(f"30–50 ms: {lengths[50]}, 50–100: {lengths[100]}, 100–200: {lengths[200]}, more: {lengths[10**9]}")
    own = [stall.own for stall in heart.stalls]
    print(
        f"computed by the interface thread itself: at most {max(own, default=0.0):.0f} ms at a time;", end=" "
    )
    print(f"over 50 ms: {sum(one > 50 for one in own)}, over 100: {sum(one > 100 for one in own)}")
    for stall in sorted(heart.stalls, key=lambda one: -one.own)[:20]:
        print(f"  {stall.own:6.0f} of {stall.milliseconds:5.0f} ms  {stall.doing:18}  {stall.calls}")
    print(f"memory {before} MB at the beginning, {_memory()} MB at the end")
    stage.close()


def _memory() -> int:
    """Megabytes that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    main()
