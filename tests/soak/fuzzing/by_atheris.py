"""Mutations chosen by what code they reach, by Google's Atheris.

It is no dependency of the project: it goes into a folder of its own, which PYTHONPATH names beside the project's
environment (``pip install --target FOLDER atheris``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from diplotrack.base.errors import UserError
from tests.soak.fuzzing.mutating import mutated
from tests.soak.fuzzing.running import LONGEST
from tests.soak.fuzzing.target import Target

WATCHED = (
    "diplotrack.exchange",
    "diplotrack.workspace.intake",
    "diplotrack.workspace.whole",
    "diplotrack.language",
    "diplotrack.consistency.draft",
    "email",
    "csv",
    "tomllib",
    "olefile",
    "zipfile",
)
"""Packages whose code tells where a mutation came to."""


def fuzz_by_atheris(target: Target, seconds: float, folder: Path) -> None:
    """Read files for so long, and end the process; the file that did harm stands in ``folder``."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # of an environment of its own

    corpus, own = folder / f"{target.name}-corpus", folder / f"{target.name}-own"
    corpus.mkdir(exist_ok=True)
    own.mkdir(exist_ok=True)
    with atheris.instrument_imports(include=list(WATCHED)):
        seeds = list(target.seeds())
        read = target.open(own)
        for seed in seeds:
            with suppress(UserError):
                read(seed)  # readers load their modules when they first read
    for number, seed in enumerate(seeds):
        (corpus / f"seed{number}").write_bytes(seed)

    def one(content: bytes) -> None:
        with suppress(UserError):
            read(content)

    # A file of hundreds of kilobytes takes long, and has little more to reach.
    longest = max(20_000, *(2 * len(seed) for seed in seeds))
    limits = [
        f"-max_total_time={seconds:.0f}",
        f"-timeout={4 * LONGEST}",
        "-rss_limit_mb=3000",
        f"-max_len={longest}",
    ]
    told = [sys.argv[0], str(corpus), f"-artifact_prefix={folder}/{target.name}-", *limits]
    atheris.Setup(told, one, custom_mutator=_mutator(seeds) if target.packed else None)
    atheris.Fuzz()


def _mutator(seeds: list[bytes]) -> Callable[[bytes, int, int], bytes]:
    """Mutations of the parts of a packed file: one that is packed no more is refused at its door."""

    def change(content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        with suppress(Exception):  # a file that was no packed one before
            return mutated([content], random, packed=True)[:most]
        return mutated(seeds, random, packed=True)[:most]

    return change
