"""Colours for figures on a map: one hue from faint to strong, each step as far from the next in contrast.

Only lightness tells the classes apart, so that they are read with any sense of colour, in print, and in both themes.
"""

from __future__ import annotations

from diplotrack.desktop.theme.palette import Palette, contrast, luminance


def ramp(palette: Palette, steps: int) -> tuple[str, ...]:
    """So many colours, from the one nearest to :func:`bare` to the strongest."""
    ground = bare(palette)
    start, end = palette.tones["accent"].ground, palette.accent_strong
    each = contrast(end, ground) ** (1 / steps)
    sign = 1 if luminance(end) > luminance(ground) else -1
    found = []
    for step in range(1, steps):
        wanted = (luminance(ground) + 0.05) * each ** (sign * step) - 0.05
        found.append(_between(start, end, wanted))
    return (*found, end)


def bare(palette: Palette) -> str:
    """The colour of land that has no figure."""
    return _mixed(palette.tones["plain"].ground, palette.edge, 0.4)


def water(palette: Palette) -> str:
    """The colour of the sea."""
    return _mixed(palette.surface, palette.tones["accent"].ground, 0.45)


def _between(start: str, end: str, wanted: float) -> str:
    """The mixture of both colours that has that luminance."""
    low, high = 0.0, 1.0
    rising = luminance(end) > luminance(start)
    for _turn in range(24):
        middle = (low + high) / 2
        if (luminance(_mixed(start, end, middle)) < wanted) == rising:
            low = middle
        else:
            high = middle
    return _mixed(start, end, (low + high) / 2)


def _mixed(start: str, end: str, share: float) -> str:
    parts = [
        round(int(start[at : at + 2], 16) * (1 - share) + int(end[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)
