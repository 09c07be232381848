"""How the window looks: colours, sizes, the style sheet made from them, icons."""

from __future__ import annotations

from diplotrack.desktop.theme.palette import DARK, LIGHT, Palette, Tint, Tone, contrast
from diplotrack.desktop.theme.scale import Scale
from diplotrack.desktop.theme.theme import Theme

__all__ = ["DARK", "LIGHT", "Palette", "Scale", "Theme", "Tint", "Tone", "contrast"]
