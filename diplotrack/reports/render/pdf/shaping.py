"""Words as glyphs: fallback between faces, shaping, and the PDF operators that show them.

A ``Typesetter`` belongs to one document. It remembers every word that it has shaped, so that a table of ten thousand
rows pays for each different word once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from diplotrack.reports.render.pdf import bidi
from diplotrack.reports.render.pdf.breaking import SOFT_HYPHEN, clusters
from diplotrack.reports.render.pdf.embedding import FontUse, Glyphs
from diplotrack.reports.render.pdf.faces import INVISIBLE, Face, Weight, face_for, house_face, script

# Characters that direct the layout and have no shape of their own.
DIRECTING = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\u00ad]")
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02af\u0370-\u052f\u2010-\u2027\u202f-\u203a\u20a0-\u20bf]*")

FIGURES = re.compile("[0-9][0-9.,]*")
# What a reader of the PDF takes from one code: Poppler cuts off after eight.
_READ = 8
_REMEMBERED = 4_096
"""Words whose glyphs are kept from one document to the next: those of some briefs, and a few megabytes."""


class Manner(NamedTuple):
    """How text is cut: weight, and whether in small capitals or with figures of one width."""

    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    tabular: bool = False


class Run(NamedTuple):
    """Glyphs of one font and one level. ``width`` in em; ``shown`` is the content of a TJ array.

    ``told``: whether the glyphs do not tell the text by themselves, so that it has to be given as ActualText.
    ``missing``: whether it is a code point, for want of a glyph of what it stands for.
    """

    font: FontUse
    level: int
    width: float
    shown: str
    text: str
    told: bool
    missing: bool = False

    def marked(self, mark: str, first: bool) -> Run:
        """The same run, where the glyph of its first (or last) character stands for a directional mark as well."""
        at_left = first != bool(self.level & 1)
        shown = self.shown
        place = shown.index("<") + 1 if at_left else shown.rindex(">") - 4
        code = self.font.marked(shown[place : place + 4], mark, at_left)
        return self._replace(shown=f"{shown[:place]}{code}{shown[place + 4 :]}")


class _Part(NamedTuple):
    """A stretch of a word to be shaped at once; ``text`` is what it is put together of."""

    text: list[str]
    face: Face
    level: int
    missing: bool = False


class Word(NamedTuple):
    """A stretch that does not break: its width in em and its runs in logical order."""

    width: float
    runs: tuple[Run, ...]


class Typesetter:
    """Shapes the words of one document. ``missing`` collects the characters that no face of this machine has.

    ``measured`` and ``remembered`` are the line breaker's notes: tokens and short texts met before; while it
    ``rehearses``, texts of any length, for they will come again.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.rehearses = False
        self.fonts: dict[str, FontUse] = {}
        self.missing: dict[str, None] = {}
        self.measured: dict[Any, Any] = {}
        self.remembered: dict[Any, Any] = {}
        self._words: dict[tuple[Manner, str, tuple[int, ...] | None, str], Word] = {}
        self._current: dict[str, FontUse] = {}

    def word(self, text: str, manner: Manner, levels: Sequence[int] | None = None) -> Word:
        """Shape a word; ``levels`` are those of its characters, None where all run from left to right."""
        key = (manner, text, tuple(levels) if levels is not None else None, "")
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._shape(text, manner, key[2])
        return found

    def _shape(self, text: str, manner: Manner, levels: tuple[int, ...] | None) -> Word:
        if levels is None and len(text) > 1 and FIGURES.fullmatch(text):
            return self._figures(text, manner)
        weight = Weight(manner.bold, manner.italic)
        house = house_face(weight)
        if levels is None and _PLAIN.fullmatch(text) and house.covers(text):
            runs = [self._run(text, house, 0, manner)] if text else []
        else:
            runs = [self._set(part, manner) for part in self._itemise(text, weight, levels)]
        return Word(sum(run.width for run in runs), tuple(runs))

    def _figures(self, text: str, manner: Manner) -> Word:
        """A number, put together from its figures: a long table has a different one in every row."""
        runs = [self.word(char, manner).runs[0] for char in text]
        shown = "".join(run.shown for run in runs)
        width = sum(run.width for run in runs)
        return Word(width, (Run(runs[0].font, 0, width, shown, text, False),))

    def _set(self, part: _Part, manner: Manner) -> Run:
        text = "".join(part.text)
        if not part.missing:
            return self._run(text, part.face, part.level, manner)
        # What stands for it is Latin, from left to right whatever is around it.
        run = self._run(text, part.face, part.level + (part.level & 1), Manner(manner.bold, manner.italic))
        return run._replace(missing=True)

    def _itemise(self, text: str, weight: Weight, levels: tuple[int, ...] | None) -> list[_Part]:
        """The word in stretches of one face, one script and one level."""
        parts: list[_Part] = []
        current = ""
        place = 0
        for cluster in clusters(text):
            level = levels[place] if levels else 0
            place += len(cluster)
            shown = DIRECTING.sub("", cluster)
            if not shown:
                continue
            own = script(shown[0])
            neutral = own in ("Zyyy", "Zinh")
            before = parts[-1] if parts and parts[-1].level == level and not parts[-1].missing else None
            if unicodedata.category(shown[0])[0] == "M":
                # More marks than any letter bears; HarfBuzz would put all of them on one.
                before = None
            if level and before is not None and _lettered(shown) != _lettered(before.text[-1]):
                # A sign is shown apart from the letters beside it, so that it can be told apart from them.
                before = None
            if before is not None and neutral and before.face.covers(shown):
                before.text.append(shown)
                continue
            face = face_for(shown, weight, self.language)
            if face is None or not face.covers(shown):
                parts += self._replaced(shown, face, weight, level)
                current = ""
            elif before is not None and before.face is face and (neutral or not current or own == current):
                before.text.append(shown)
            else:
                parts.append(_Part([shown], face, level))
                current = ""
            if not neutral:
                current = own
        return parts

    def _replaced(self, cluster: str, face: Face | None, weight: Weight, level: int) -> Iterator[_Part]:
        """A cluster some of whose characters have no glyph: their code points stand for them, never a silent box."""
        for char in cluster:
            if face is not None and face.covers(char):
                yield _Part([char], face, level)
            elif char not in INVISIBLE:
                self.missing.setdefault(char)
                yield _Part([f"[U+{ord(char):04X}]"], house_face(weight), level, missing=True)

    def _run(self, text: str, face: Face, level: int, manner: Manner) -> Run:
        font = self._font(face)
        rtl = bool(level & 1)
        upem = face.upem
        body: list[str] = []
        total = 0
        told = False
        for glyphs, advance, stands_for in _shaped(text, face, rtl, manner.small_caps, manner.tabular):
            told = told or len(stands_for) > _READ
            code, width = font.code(glyphs, stands_for, advance)
            rest = width - advance / upem
            body.append(f"{code}> {rest * 1000:.0f} <" if abs(rest) > 0.0005 else code)
            total += advance
        shown = f"<{''.join(body)}>".removesuffix(" <>")
        return Run(font, level, total / upem, shown, text, told and not rtl)

    def soft_hyphen(self, manner: Manner) -> Run:
        """A hyphen that readers of the PDF know for a soft one."""
        run = self.word("-", manner).runs[0]
        glyph, _text = run.font.pairs[int(run.shown[1:5], 16)]
        code, _width = run.font.code(((glyph, 0, 0),), SOFT_HYPHEN, 0)
        return run._replace(shown=f"<{code}>", text=SOFT_HYPHEN)

    def run_in(self, face: Face, run: Run, manner: Manner) -> Run:
        """The same text in another face, where that covers it."""
        if not face.covers(run.text):
            return run
        key = (manner, run.text, (run.level,), face.name)
        found = self._words.get(key)
        if found is None:
            other = self._run(run.text, face, run.level, manner)
            found = self._words[key] = Word(other.width, (other,))
        return found.runs[0]

    def _font(self, face: Face) -> FontUse:
        """The face as this document uses it; another use of it where the codes of the first have run out."""
        font = self._current.get(face.name)
        if font is None or font.full:
            name = f"F{len(self.fonts) + 1}"
            font = self._current[face.name] = self.fonts[name] = FontUse(face, name)
        return font


@lru_cache(_REMEMBERED)
def _shaped(
    text: str, face: Face, rtl: bool, small_caps: bool, tabular: bool
) -> tuple[tuple[Glyphs, int, str], ...]:
    """The text cluster by cluster from left to right: its glyphs with their places, its advance, what it stands for; in
    font units. They are the same in every document, so that one that is tried again and again is set quickly."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    features = {"kern": True, "liga": True}
    if small_caps:
        features |= {"smcp": True, "c2sc": False}
    if tabular:
        features |= {"tnum": True, "lnum": True}
    hb.shape(face.font, buffer, features)
    return tuple(
        (glyphs, advance, bidi.seen(text[begin:end]) if rtl else text[begin:end])
        for glyphs, advance, begin, end in _clusters(buffer, len(text))
    )


def _lettered(cluster: str) -> bool:
    return unicodedata.category(cluster[0])[0] in "LM"


def _clusters(buffer: hb.Buffer, length: int) -> Iterator[tuple[Glyphs, int, int, int]]:
    """The shaped text cluster by cluster from left to right: its glyphs with their places, its advance, and the
    characters that it stands for, from begin to end. In font units."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [info.cluster for info in infos]
    bounds = sorted(set(starts))
    following = dict(zip(bounds, [*bounds[1:], length], strict=True))
    glyphs: list[tuple[int, int, int]] = []
    advance = 0
    for place, (info, position) in enumerate(zip(infos, positions, strict=True)):
        glyphs.append((info.codepoint, advance + position.x_offset, position.y_offset))
        advance += position.x_advance
        start = starts[place]
        if place + 1 == len(starts) or starts[place + 1] != start:
            yield tuple(glyphs), advance, start, following[start]
            glyphs, advance = [], 0
