"""By which columns the rows of a table may be known again when it comes once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplotrack.exchange.mapping.contents import ColumnLook
from diplotrack.exchange.mapping.header_words import KEY, header_scores
from diplotrack.exchange.mapping.mapping import ColumnUse
from diplotrack.exchange.mapping.targets import Use

LONGEST_KEY = 80
"""Characters of an identifier: a text is none."""

_DESCRIBING = ("title", "text", "name", "code", "starts_on", "sent_on", "made_on", "signed_on", "asked_on")
"""What tells two records apart where no column identifies them."""


@dataclass(frozen=True, slots=True)
class Key:
    """The columns, and whether they are an identifier or only what rows say."""

    columns: tuple[str, ...]
    is_identifier: bool


def find_key(kind: str, uses: Sequence[ColumnUse], looks: dict[str, ColumnLook]) -> Key:
    """An identifier: a column called so whose cells are all there, all different and short. Else the used columns."""
    fit = [
        (header_scores(column, kind).get(KEY, 0.0), -place, column)
        for place, (column, look) in enumerate(looks.items())
        if look.filled and look.filled == look.seen == look.distinct and look.longest <= LONGEST_KEY
    ]
    score, _place, column = max(fit, default=(0.0, 0, ""))
    if score >= 0.6:
        return Key((column,), True)
    used = [use for use in uses if use.target is not None]
    describing = [
        use.column
        for use in used
        if use.target is not None and use.target.use is Use.FIELD and use.target.name in _DESCRIBING
    ]
    return Key(tuple(describing or (use.column for use in used)), False)
