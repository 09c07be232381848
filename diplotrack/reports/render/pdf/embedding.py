"""Fonts inside the PDF: composite fonts whose codes stand for (glyph, text) pairs, subset by HarfBuzz.

ReportLab's own TTFont knows 256 characters a subset and no glyphs; shaped text needs glyphs. Here each document
numbers the pairs "this glyph, standing for this text" as it meets them: a map to glyphs goes in as CIDToGIDMap and a
map to text as ToUnicode, so that shaped, reordered and small-capital text is still found and copied as it was written.
"""

from __future__ import annotations

import io
import math
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.faces import Face

_LAYOUT = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "DSIG", "kern", "hdmx", "VDMX", "LTSH", "PCLT", "FFTM",
           "TTFA", "meta", "STAT", "vhea", "vmtx", "VORG", "name", "cmap", "post", "OS/2", "gasp")  # fmt: skip


# The glyphs of a cluster, each with its place from where the cluster begins: (glyph, x, y), in font units.
Glyphs: TypeAlias = tuple[tuple[int, int, int], ...]

# Glyphs put together of others are numbered from here: beyond any font's own.
_COMPOSED = 0x10000
_CODES = 0xFFFF
# The code of a space one em wide that stands for no text, see ``FontUse.stride``. Where a code has no text PDFium makes
# one up, and it drops a NUL; Poppler does likewise. Were it wider, PDFium would take the next line for the same one.
_STRIDING, _STRIDE = 2, 1.0
_SPACE = -1


class FontUse:
    """One face as one document uses it.

    A letter with its marks, or a syllable of several glyphs, becomes one glyph put together of them. Every reader of
    the PDF then takes it for what it is, which none does as well with marks that stand by themselves.
    """

    __slots__ = ("_codes", "_composed", "_space", "_widths", "face", "name", "pairs")

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._space = face.font.get_nominal_glyph(32)
        self.pairs: list[tuple[int, str]] = [(0, ""), (0, ""), (_SPACE, "")]
        self._codes: dict[tuple[Glyphs, str], str] = {}
        self._composed: dict[Glyphs, int] = {}
        self._widths: dict[int, float] = {_SPACE: _STRIDE}

    @property
    def full(self) -> bool:
        """Whether there may soon be no codes left."""
        return len(self.pairs) > _CODES - 2048

    def code(self, glyphs: Glyphs, text: str, advance: int) -> tuple[str, float]:
        """The code of the glyphs where they stand for the text, four hexadecimal digits, and their width in em.
        ``advance`` is the width of glyphs that are put together for the first time, in font units."""
        code = self._codes.get((glyphs, text))
        if code is None:
            glyph = (
                glyphs[0][0]
                if len(glyphs) == 1 and not any(glyphs[0][1:])
                else self._compose(glyphs, advance)
            )
            code = self._codes[glyphs, text] = self._number(glyph, text)
        return code, self.width(self.pairs[int(code, 16)][0])

    def marked(self, code: str, mark: str, before: bool) -> str:
        """The code of the same glyph where it stands for a mark as well, before its text or after it."""
        glyph, text = self.pairs[int(code, 16)]
        marked = mark + text if before else text + mark
        found = self._codes.get((((glyph, 0, 0),), marked))
        if found is None:
            found = self._codes[((glyph, 0, 0),), marked] = self._number(glyph, marked)
        return found

    def stride(self, width: float) -> str:
        """The content of a TJ array that leads ``width`` em to the right without showing anything; nothing where the
        face has no space to do it with."""
        if self._space is None or width <= 0:
            return ""
        self.pairs[_STRIDING] = (_SPACE, "\0")
        count = math.ceil(width / _STRIDE)
        return f"<{f'{_STRIDING:04x}' * count}> {(count * _STRIDE - width) * 1000:.0f} "

    def _number(self, glyph: int, text: str) -> str:
        self.pairs.append((glyph, text))
        return f"{len(self.pairs) - 1:04x}"

    def _compose(self, glyphs: Glyphs, advance: int) -> int:
        glyph = self._composed.get(glyphs)
        if glyph is None:
            glyph = self._composed[glyphs] = _COMPOSED + len(self._composed)
            self._widths[glyph] = advance / self.face.upem
        return glyph

    def width(self, glyph: int) -> float:
        """The glyph's own advance, in em."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = self.face.font.get_glyph_h_advance(glyph) / self.face.upem
        return width

    def _program(self) -> tuple[bytes, dict[int, int]]:
        """The font program with the glyphs used, and where each of them went."""
        own = {glyph for glyph, _text in self.pairs if 0 <= glyph < _COMPOSED} | {self._space or 0}
        parts = {part[0] for glyphs in self._composed for part in glyphs}
        program, place = _subset(self.face, own | parts)
        place[_SPACE] = place[self._space or 0]
        if self._composed:
            from diplotrack.reports.render.pdf.composing import composed

            clusters = [
                (
                    [(place[glyph], x, y) for glyph, x, y in glyphs],
                    round(self._widths[number] * self.face.upem),
                )
                for glyphs, number in self._composed.items()
            ]
            program, first = composed(program, clusters)
            place |= {number: first + offset for offset, number in enumerate(self._composed.values())}
        return program, place

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it so when the document is closed
        """Put the font's objects into the document."""
        program, place = self._program()
        base = f"{_tag(self)}+{_plain_name(self.face.name)}"
        stream = _stream(program, {"Length1": len(program)})
        units = 1000.0
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{base}",
                "Flags": 4,
                "FontBBox": f"[-500 {self.face.descent * units:.0f} 1500 {self.face.ascent * units:.0f}]",
                "ItalicAngle": 0,
                "Ascent": round(self.face.ascent * units),
                "Descent": round(self.face.descent * units),
                "CapHeight": round(self.face.cap_height * units),
                "StemV": 80,
                "FontFile2": doc.Reference(stream),
            }
        )
        glyphs = b"".join(place.get(glyph, 0).to_bytes(2, "big") for glyph, _text in self.pairs)
        widths = " ".join(f"{self.width(glyph) * units:.0f}" for glyph, _text in self.pairs)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "FontDescriptor": doc.Reference(descriptor),
                "DW": 1000,
                "W": f"[0 [{widths}]]",
                "CIDToGIDMap": doc.Reference(_stream(glyphs)),
            }
        )
        doc.idToObject[pdfdoc.BasicFonts].dict[self.name] = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(self.pairs))),
            }
        )


def _stream(content: bytes, entries: dict[str, Any] | None = None) -> Any:
    found = pdfdoc.PDFStream(content=zlib.compress(content, 6))
    found.dictionary["Filter"] = "/FlateDecode"
    for key, value in (entries or {}).items():
        found.dictionary[key] = value
    return found


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font program with only these glyphs, outlines as TrueType has them; and where each glyph went."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in _LAYOUT)
    wanted.layout_feature_tag_set.clear()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    for axis, value in face.pinned.items():
        wanted.pin_axis_location(face.face, axis, value)
    plan = hb.SubsetPlan(face.face, wanted)
    cut = plan.execute()
    moved = plan.old_to_new_glyph_mapping
    program = bytes(cut.blob.data)
    if "glyf" not in face.face.table_tags:
        program = _quadratic(program)
    return program, {glyph: moved[glyph] for glyph in glyphs}


def _quadratic(program: bytes) -> bytes:
    """A font with cubic outlines (CFF) as one with quadratic ones: the one kind of font program used here."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(io.BytesIO(program))
    names = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    tolerance = font["head"].unitsPerEm / 1000
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        glyphs[name] = pen.glyph()
    table = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    table.glyphs, table.glyphOrder = glyphs, names
    for name in names:
        glyphs[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours",
                  "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):  # fmt: skip
        setattr(profile, field, 0)
    profile.maxZones = 1
    for outline in ("CFF ", "CFF2"):
        if outline in font:
            del font[outline]
    font.sfntVersion = "\x00\x01\x00\x00"
    font.recalcTimestamp = False
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _to_unicode(pairs: list[tuple[int, str]]) -> bytes:
    """The ToUnicode map from codes to text."""
    rows = [
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
        for code, (_glyph, text) in enumerate(pairs)
        if text
    ]
    blocks = [
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (rows[start : start + 100] for start in range(0, len(rows), 100))
    ]
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _tag(use: FontUse) -> str:
    """Six capitals that tell this subset from others of the same face."""
    number = zlib.crc32(repr(use.pairs).encode("utf-8", "surrogatepass"))
    return "".join(chr(65 + (number // 26**place) % 26) for place in range(6))


def _plain_name(name: str) -> str:
    """The face's name as a PDF name may be spelt."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0]
    return "".join(char for char in stem if char.isascii() and (char.isalnum() or char == "-")) or "Font"
