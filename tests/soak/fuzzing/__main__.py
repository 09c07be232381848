"""Files that are nearly right, given to every reader of files from outside: ``python3 -m tests.soak.fuzzing``.

A reader may refuse a file in a sentence (UserError) or read it. Whatever else it does is found here: any other error, a
crash of the process, more than five seconds, and records that are there after an import that was refused. What did it
is kept in a folder, to be looked at and made a test of.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from tests.soak.fuzzing.running import fuzz_each
from tests.soak.fuzzing.targets import TARGETS


def main() -> int:
    """Fuzz all readers or some; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    names = [one.name for one in TARGETS]
    parser.add_argument(
        "targets",
        nargs="*",
        choices=[*names, []],
        metavar="READER",
        help=f"default all of {', '.join(names)}",
    )
    parser.add_argument("--seconds", type=float, default=60, help="for each reader (default 60)")
    parser.add_argument("--seed", type=int, default=20081231)
    parser.add_argument("--out", type=Path, default=None, help="where files that did harm are kept")
    parser.add_argument("--atheris", action="store_true", help="let Atheris mutate the files of one reader")
    options = parser.parse_args()
    chosen = [one for one in TARGETS if not options.targets or one.name in options.targets]
    folder = options.out or Path(tempfile.mkdtemp(prefix="diplotrack-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if options.atheris:
        from tests.soak.fuzzing.by_atheris import fuzz_by_atheris

        fuzz_by_atheris(chosen[0], options.seconds, folder)
        return 0
    broken = fuzz_each(chosen, options.seconds, options.seed, folder)
    if not broken and options.out is None:
        shutil.rmtree(folder)
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
