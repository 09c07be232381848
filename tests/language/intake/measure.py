"""How well the labelled texts are read: ``python -m tests.language.intake.measure [--split tune|test] [--misses]``.

Of the test half only the sums are printed, whatever is asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tests.language.intake.labels import SPLITS, TEXTS, Label, samples
from tests.language.intake.readers import READERS
from tests.language.intake.scoring import FIELDS, Found, score


def main() -> int:
    """Print precision and recall by field."""
    parser = argparse.ArgumentParser(description="Precision and recall of reading the labelled texts.")
    parser.add_argument("--split", choices=SPLITS, action="append", help="one half (default: both)")
    parser.add_argument("--reader", choices=sorted(READERS), default="intake", help="what reads the texts")
    parser.add_argument("--undated", action="store_true", help="do not say on which day a text was published")
    parser.add_argument("--misses", action="store_true", help="list what differs, of the tune half only")
    options = parser.parse_args()
    if not TEXTS.exists():
        parser.error(f"the texts are not here: {TEXTS} (set DIPLOTRACK_DATA to the folder that has them)")
    for split in options.split or SPLITS:
        tallies = score(_read(split, options.reader, not options.undated))
        print(f"\n{split}, read by {options.reader}, {'undated' if options.undated else 'dated'}")
        print(f"{'':15}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
        for name in FIELDS:
            tally = tallies[name]
            print(
                f"{name:15}{tally.precision:10.3f}{tally.recall:8.3f}"
                f"{tally.right:7}{tally.wrong:7}{tally.missed:8}"
            )
        if options.misses and split == "tune":
            for name in FIELDS:
                for url, found, labelled in tallies[name].differing:
                    print(f"{name} | …{url.rstrip('/').rpartition('/')[2][-70:]} | {found} | {labelled}")
    return 0


def _read(split: str, reader: str, dated: bool) -> Iterator[tuple[Label, Found]]:
    with READERS[reader]() as read:
        for sample in samples(split):
            yield sample.label, read(sample, dated)


if __name__ == "__main__":
    raise SystemExit(main())
