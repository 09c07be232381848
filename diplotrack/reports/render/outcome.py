"""What a renderer reports back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendered:
    """How the printing went: ``pages`` (0 where the format has none) and the characters no font could draw."""

    pages: int = 0
    missing: tuple[str, ...] = ()

    def missing_names(self) -> list[str]:
        """The missing characters by name: "U+13000 EGYPTIAN HIEROGLYPH A001"."""
        return [f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() for char in self.missing]
