"""The words of charts: their sizes, and labels that keep to the room they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotrack.reports.render.pdf import style
from diplotrack.reports.render.pdf.breaking import clusters, tokens
from diplotrack.reports.render.pdf.lines import Line, Stretch, compose, one_line
from diplotrack.reports.render.wording import one_line as bare_line

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.shaping import Typesetter

LABEL = style.Look(7.6, style.QUIET)
AXIS = style.Look(7.4, style.QUIET, style.NUMERIC)
VALUE = style.Look(7.4, style.INK, style.NUMERIC)
NAME = style.Look(8.4, style.INK)
LEGEND = style.Look(8.0, style.INK)
LEADING = 9.6

_LONGEST = 400
"""Characters of a label that are looked at; the data table has the rest."""


def word(text: str, look: style.Look, typesetter: Typesetter) -> Line:
    """A text on one line."""
    return one_line([Stretch(bare_line(text), look)], typesetter)


def fitted(text: str, look: style.Look, width: float, most: int, typesetter: Typesetter) -> Sequence[Line]:
    """The text in so many lines of a width at most, cut with an ellipsis where it is longer."""
    bare = bare_line(text[: _LONGEST * 2])[:_LONGEST]

    def lines(shown: str) -> Sequence[Line]:
        return compose([Stretch(shown, look)], width, typesetter)

    whole = lines(bare)
    if len(whole) <= most:
        return whole
    parts = list(clusters(bare))
    least, too_many = 0, len(parts)
    while too_many - least > 1:
        middle = (least + too_many) // 2
        if len(lines("".join(parts[:middle]).rstrip() + "…")) <= most:
            least = middle
        else:
            too_many = middle
    return lines("".join(parts[:least]).rstrip() + "…")[:most]


def widest_word(text: str, look: style.Look, typesetter: Typesetter) -> float:
    """The width of the widest of the words, below which the text would break within one."""
    bare = bare_line(text[:_LONGEST])
    words = [bare[start:end] for start, end, is_space in tokens(bare) if not is_space]
    return max((word(one, look, typesetter).width for one in words), default=0.0)
