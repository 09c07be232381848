"""What a first look at a sheet suggests: which kind of record its rows are, and what becomes of each column."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplotrack.exchange.mapping.contents import ColumnLook
from diplotrack.exchange.mapping.mapping import Mapping


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind that the rows may be; ``score`` from 0 to 1, and ``why`` in sentences, the weightiest first."""

    kind: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping to begin with. ``kinds`` are all that were weighed, likeliest first; ``looks`` what each column
    holds; ``profile`` names the profile that the columns told, "" where the suggestion is made of them alone."""

    mapping: Mapping
    kinds: tuple[KindGuess, ...] = ()
    looks: dict[str, ColumnLook] = field(default_factory=dict)
    profile: str = ""
