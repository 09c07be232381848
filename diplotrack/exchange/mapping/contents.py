"""What the cells of a column hold: days, numbers, names, choices, addresses, long texts; told by reading them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column by its cells.

    ``seen`` rows were looked at, ``filled`` have something there, ``distinct`` different texts; ``samples`` are the
    commonest ones. Shares of the filled cells, 0 to 1: ``days``, ``times``, ``numbers``, ``whole`` numbers, ``flags``,
    ``emails``, ``phones``, ``links``, ``parties`` (names that the book knows), ``people`` (written like, or known as,
    a person), ``objectives`` (their codes). ``pattern`` is the order of figures in days ("" where they need none),
    ``is_ambiguous`` where day and month cannot be told apart by any cell. ``separator`` stands between several names
    of a cell. ``longest`` and ``usual`` are lengths in characters.
    """

    column: str
    seen: int = 0
    filled: int = 0
    distinct: int = 0
    samples: tuple[str, ...] = ()
    days: float = 0.0
    times: float = 0.0
    numbers: float = 0.0
    whole: float = 0.0
    flags: float = 0.0
    emails: float = 0.0
    phones: float = 0.0
    links: float = 0.0
    parties: float = 0.0
    people: float = 0.0
    objectives: float = 0.0
    pattern: str = ""
    is_ambiguous: bool = False
    decimal: str = ""
    separator: str = ""
    longest: int = 0
    usual: int = 0
