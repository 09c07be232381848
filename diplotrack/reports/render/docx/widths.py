"""How wide the columns of a table are: by weight, put right by what stands in them."""

from __future__ import annotations

from diplotrack.reports import document as model
from diplotrack.reports.render import cells

_ROWS = 300
"""Rows that are looked at: enough to know a long table by."""
_LETTER, _SIDES = 4.9, 8.0
"""Points: what a letter of a table's text takes, rather more than less, and the air at both sides of a cell."""
_WIDEST_WORD = 0.3
"""The share of the measure up to which a word, a number or a day claims to stand on one line."""


def shared(block: model.Table, measure: float) -> list[float]:
    """Widths in points, as many as there are columns, which fill the measure.

    Nobody gets more than its longest line needs while another needs more, nor, where there is room, less than its
    longest word.
    """
    whole, least = _needs(block, measure)
    weights = [max(column.weight, 0.05) for column in block.columns]
    if sum(least) > measure:
        least = [0.0] * len(least)
    widths = [0.0] * len(weights)
    free, rest = set(range(len(weights))), measure
    while free:
        total = sum(weights[place] for place in free)
        shares = {place: rest * weights[place] / total for place in free}
        settled = {place: least[place] for place in free if shares[place] < least[place]} or {
            place: whole[place] for place in free if shares[place] > whole[place]
        }
        for place, width in (settled or shares).items():
            widths[place] = width
        rest -= sum(settled.values())
        free = free - settled.keys() if settled else set()
    return _filled(widths, weights, measure)


def _filled(widths: list[float], weights: list[float], measure: float) -> list[float]:
    """What nobody needs goes to all of them, by weight."""
    left = max(0.0, measure - sum(widths))
    return [width + left * weight / sum(weights) for width, weight in zip(widths, weights, strict=True)]


def _needs(block: model.Table, measure: float) -> tuple[list[float], list[float]]:
    whole = [_width(column.label) for column in block.columns]
    least = [_longest_word(column.label) for column in block.columns]
    for row in cells.sample(block, _ROWS):
        for place, (content, column) in enumerate(zip(row, block.columns, strict=False)):
            text = model.plain(content.text)
            whole[place] = max(whole[place], *map(_width, text.split("\n")))
            unbroken = _width(text) if column.kind != "text" else _longest_word(text)
            if unbroken <= measure * _WIDEST_WORD:
                least[place] = max(least[place], unbroken)
    return whole, least


def _width(text: str) -> float:
    return len(text) * _LETTER + _SIDES


def _longest_word(text: str) -> float:
    return _width(max(text.split(), key=len, default=""))
