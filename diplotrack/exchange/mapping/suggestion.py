"""What a first look at a sheet suggests: which kind of record its rows are, and what becomes of each column."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplotrack.exchange.mapping.contents import ColumnLook
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.profiles.profile import Profile


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind that the rows may be; ``score`` from 0 to 1, and ``why`` in sentences, the weightiest first."""

    kind: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping to begin with.

    ``kinds`` are all that were weighed, likeliest first; ``looks`` what each column holds. ``profile`` is the one by
    which the columns were recognised, None where the suggestion is made of them alone. Where ``is_read_by_it``, the
    profile's reader understands more of these files than any mapping says, and is better used as it is.
    """

    mapping: Mapping
    kinds: tuple[KindGuess, ...] = ()
    looks: dict[str, ColumnLook] = field(default_factory=dict)
    profile: Profile | None = None
    is_read_by_it: bool = False
