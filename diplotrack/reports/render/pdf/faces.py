"""The faces this machine can print with: FiraGO and Noto from a package, the rest from the system.

No font is committed to the project. FiraGO (OFL, package pymupdf-fonts) sets Latin, Cyrillic, Greek, Arabic, Hebrew,
Devanagari, Georgian and Thai; what it lacks is looked for in Noto Sans of the same package, then among the system's
fonts. Faces are read-only and shared by every document of the process.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from diplotrack.reports.render.pdf import systemfonts

_PACKAGED = {
    (False, False): ("figo", "notos", "symbol1", "symbol2", "math"),
    (True, False): ("figbo", "notosbo", "symbol1", "symbol2", "math"),
    (False, True): ("figit", "notosit", "symbol1", "symbol2", "math"),
    (True, True): ("figbi", "notosbi", "symbol1", "symbol2", "math"),
}


class Weight(NamedTuple):
    """Which cut of a family."""

    bold: bool = False
    italic: bool = False


class Face:
    """One face: its shaping font, the characters it covers, its metrics in em."""

    __slots__ = ("ascent", "cap_height", "covered", "descent", "face", "font", "name", "pinned", "upem")

    def __init__(self, name: str, blob: hb.Blob, number: int = 0, weight: Weight | None = None) -> None:
        self.name = name
        self.face = hb.Face(blob, number)
        self.font = hb.Font(self.face)
        self.upem = self.face.upem
        self.pinned = self._pin(weight or Weight())
        self.covered = frozenset(self.face.unicodes)
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender / self.upem
        self.descent = extents.descender / self.upem
        height = self.font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
        self.cap_height = (height or 0.7 * self.upem) / self.upem

    def _pin(self, weight: Weight) -> dict[str, float]:
        """Set a variable font to a fixed place on each axis, the weight to what is asked for."""
        if not self.face.has_var_data:
            return {}
        place = {axis.tag: axis.default_value for axis in self.face.axis_infos}
        for axis in self.face.axis_infos:
            if axis.tag == "wght":
                place["wght"] = min(max(700.0 if weight.bold else 400.0, axis.min_value), axis.max_value)
        self.font.set_variations(place)
        return place

    def covers(self, text: str) -> bool:
        """Whether every character has a glyph here; joiners and variation selectors need none."""
        return all(ord(char) in self.covered or char in INVISIBLE for char in text)


_REPRESENTATIVES = {"Thai": "\u0e01", "Hani": "\u4e00", "Hira": "\u3042", "Kana": "\u30a2", "Hang": "\uac00"}
# FiraGO sets the upper marks of Thai too far to the right: a font of the system is better where there is one.
_SYSTEM_FIRST = frozenset({"Thai"})
INVISIBLE = frozenset("\u200c\u200d\u2060\u00ad" + "".join(map(chr, range(0xFE00, 0xFE10))))


@cache
def packaged(name: str) -> Face:
    """A face of the font package."""
    import pymupdf_fonts

    return Face(name, hb.Blob(pymupdf_fonts.myfont(name)))


@cache
def installed(path: str, number: int, weight: Weight) -> Face | None:
    """A face of a font file of the system; None where the file cannot be read as one."""
    try:
        return Face(f"{path}#{number}", hb.Blob.from_file_path(path), number, weight)
    except (OSError, ValueError, hb.HarfBuzzError):
        return None


@lru_cache(65536)
def face_for(cluster: str, weight: Weight, language: str) -> Face | None:
    """The first face with glyphs for the whole cluster; failing that, for its first character; else None."""
    own = script(cluster[0])
    searches = [_in_package, _in_system]
    if own in _SYSTEM_FIRST:
        searches.reverse()
    for search in searches:
        found = search(cluster, own, weight, language)
        if found is not None:
            return found
    return face_for(cluster[0], weight, language) if len(cluster) > 1 else None


def _in_package(cluster: str, _own: str, weight: Weight, _language: str) -> Face | None:
    return next((face for face in map(packaged, _PACKAGED[weight]) if face.covers(cluster)), None)


def _in_system(cluster: str, own: str, weight: Weight, language: str) -> Face | None:
    # One character speaks for its script, so that a passage is not put together out of several faces.
    for char in dict.fromkeys((_REPRESENTATIVES.get(own, cluster[0]), cluster[0])):
        for file in systemfonts.covering(char, weight.bold, language):
            face = installed(file.path, file.number, weight)
            if face is not None and _draws(face) and face.covers(cluster):
                return face
    return None


@lru_cache(65536)
def script(char: str) -> str:
    """The ISO 15924 code of the character's script; Zyyy and Zinh belong to whatever is around them."""
    from fontTools import unicodedata as scripts

    return str(scripts.script(char))


def _draws(face: Face) -> bool:
    """Whether the face has outlines: colour bitmaps cannot go on paper."""
    tags = face.face.table_tags
    return "glyf" in tags or "CFF " in tags or "CFF2" in tags


def house_face(weight: Weight) -> Face:
    """The house face itself."""
    return packaged(_PACKAGED[weight][0])
