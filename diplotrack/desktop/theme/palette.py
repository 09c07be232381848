"""The colours of the window, light and dark. A test computes every contrast that :data:`READ_ON` promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scheme = Literal["light", "dark"]
Tone = Literal["plain", "accent", "good", "warn", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Tint:
    """A soft ground and the ink that is read on it."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as ``#rrggbb``."""

    window: str
    sidebar: str
    surface: str
    raised: str
    field: str
    hover: str
    selected: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    focus: str
    tones: dict[Tone, Tint]


LIGHT = Palette(
    window="#f5f3ee",
    sidebar="#eeebe4",
    surface="#fffefc",
    raised="#ffffff",
    field="#ffffff",
    hover="#f4f2ec",
    selected="#e3ecf4",
    line="#ece9e2",
    edge="#cfcabf",
    text="#1d2329",
    muted="#5c646c",
    accent="#1f5583",
    accent_strong="#173f63",
    on_accent="#ffffff",
    focus="#2f76b3",
    tones={
        "plain": Tint("#efede7", "#424a51"),
        "accent": Tint("#e0ebf5", "#1b4c77"),
        "good": Tint("#e1f0e4", "#22603a"),
        "warn": Tint("#f8ebcf", "#7a4d00"),
        "bad": Tint("#fae4df", "#a02c1f"),
        "quiet": Tint("#f1efea", "#5c646c"),
    },
)

DARK = Palette(
    window="#14181c",
    sidebar="#191e23",
    surface="#1c2127",
    raised="#252b32",
    field="#15191e",
    hover="#232930",
    selected="#243a50",
    line="#2a3037",
    edge="#454e58",
    text="#e9e7e2",
    muted="#a4adb5",
    accent="#8dbde8",
    accent_strong="#b0d3f2",
    on_accent="#0d1b28",
    focus="#69a7de",
    tones={
        "plain": Tint("#2e353d", "#ccd2d7"),
        "accent": Tint("#213a53", "#a9d0f4"),
        "good": Tint("#1e3b2a", "#9fd8b1"),
        "warn": Tint("#40331a", "#efc878"),
        "bad": Tint("#48251f", "#f6aea2"),
        "quiet": Tint("#282e35", "#a9b1b9"),
    },
)

PALETTES: dict[Scheme, Palette] = {"light": LIGHT, "dark": DARK}

GROUNDS = ("window", "sidebar", "surface", "raised", "field", "hover", "selected")
"""What text is laid on."""

READ_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", GROUNDS),
    ("muted", GROUNDS),
    ("accent", GROUNDS),
    ("on_accent", ("accent", "accent_strong")),
)
"""Each ink and the grounds on which it is read: 4.5 to 1 or better on all of them."""


def luminance(colour: str) -> float:
    """The relative luminance (0 to 1) of ``#rrggbb``, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, ground: str) -> float:
    """The contrast ratio (1 to 21) of two colours."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
