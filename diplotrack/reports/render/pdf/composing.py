"""Glyphs put together of others, added to a font program: a letter with its marks, a syllable of several signs."""

from __future__ import annotations

import io
from collections.abc import Sequence

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import ttProgram
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

# The parts stand at distances, not at points of each other, on the grid of font units.
_PLACED = 0x0002 | 0x0004
# Distances are written in sixteen bits, and so is what they add up to with the outlines.
_FARTHEST = 0x3FFF


def composed(
    program: bytes, clusters: Sequence[tuple[Sequence[tuple[int, int, int]], int]]
) -> tuple[bytes, int]:
    """The font program (TrueType outlines) with a glyph for each cluster, and the number of the first of them.

    A cluster is its parts, (glyph, x, y), and its advance; all in font units.
    """
    font = TTFont(io.BytesIO(program), recalcTimestamp=False)
    names = list(font.getGlyphOrder())
    first = len(names)
    table, metrics = font["glyf"], font["hmtx"]
    for number, (parts, advance) in enumerate(clusters):
        name = f"cluster{number}"
        glyph = Glyph()
        glyph.components = [
            _component(names[part], x, y) for part, x, y in parts if table[names[part]].numberOfContours
        ]
        if glyph.components:
            glyph.numberOfContours = -1
            glyph.program = ttProgram.Program()
            glyph.program.fromBytecode(b"")
        else:
            glyph.numberOfContours = 0
        table.glyphs[name] = glyph
        metrics.metrics[name] = (min(max(advance, 0), 0xFFFF), 0)
        names.append(name)
    font.setGlyphOrder(names)
    table.glyphOrder = names
    for name in names[first:]:
        glyph = table.glyphs[name]
        if glyph.isComposite():
            glyph.recalcBounds(table)
            metrics.metrics[name] = (metrics.metrics[name][0], glyph.xMin)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue(), first


def _component(name: str, x: int, y: int) -> GlyphComponent:
    part = GlyphComponent()
    part.glyphName, part.flags = name, _PLACED
    part.x, part.y = (max(-_FARTHEST, min(place, _FARTHEST)) for place in (x, y))
    return part
