"""Words as glyphs: fallback between faces, shaping, and the PDF operators that show them.

A ``Typesetter`` belongs to one document. It remembers every word that it has shaped, so that a table of ten thousand
rows pays for each different word once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import uharfbuzz as hb

from diplotrack.reports.render.pdf.breaking import clusters
from diplotrack.reports.render.pdf.embedding import FontUse
from diplotrack.reports.render.pdf.faces import Face, Weight, face_for, house_face, script

# Characters that direct the layout and have no shape of their own.
DIRECTING = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\u00ad]")
_PLAIN = re.compile("[ -~\u00a1-\u02af\u0370-\u052f\u2010-\u203a\u20a0-\u20bf]*")

_FIGURES = re.compile("[0-9][0-9.,]*")


class Manner(NamedTuple):
    """How text is cut: weight, and whether in small capitals or with figures of one width."""

    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    tabular: bool = False


class Run(NamedTuple):
    """Glyphs of one font and one level. ``width`` in em; ``parts`` are (rise in em, content of a TJ array).

    ``told``: whether the glyphs do not tell the text by themselves, so that it has to be given as ActualText.
    """

    font: FontUse
    level: int
    width: float
    parts: tuple[tuple[float, str], ...]
    text: str
    told: bool


class Word(NamedTuple):
    """A stretch that does not break: its width in em and its runs in logical order."""

    width: float
    runs: tuple[Run, ...]


class Typesetter:
    """Shapes the words of one document. ``missing`` collects the characters that no face of this machine has.

    ``measured`` and ``remembered`` are the line breaker's notes: tokens and short texts that it has met before.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.fonts: dict[str, FontUse] = {}
        self.missing: dict[str, None] = {}
        self.measured: dict[Any, Any] = {}
        self.remembered: dict[Any, Any] = {}
        self._words: dict[tuple[Manner, str, tuple[int, ...] | None], Word] = {}
        self._features: dict[Manner, dict[str, bool]] = {}

    def word(self, text: str, manner: Manner, levels: Sequence[int] | None = None) -> Word:
        """Shape a word; ``levels`` are those of its characters, None where all run from left to right."""
        key = (manner, text, tuple(levels) if levels is not None else None)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._shape(text, manner, key[2])
        return found

    def _shape(self, text: str, manner: Manner, levels: tuple[int, ...] | None) -> Word:
        if levels is None and len(text) > 1 and _FIGURES.fullmatch(text):
            return self._figures(text, manner)
        weight = Weight(manner.bold, manner.italic)
        house = house_face(weight)
        if levels is None and _PLAIN.fullmatch(text) and house.covers(text):
            runs = [self._run(text, house, 0, manner)] if text else []
        else:
            runs = [
                self._run(part, face, level, manner)
                for part, face, level in self._itemise(text, weight, levels)
            ]
        return Word(sum(run.width for run in runs), tuple(runs))

    def _figures(self, text: str, manner: Manner) -> Word:
        """A number, put together from its figures: a long table has a different one in every row."""
        runs = [self.word(char, manner).runs[0] for char in text]
        shown = "".join(run.parts[0][1] for run in runs)
        width = sum(run.width for run in runs)
        return Word(width, (Run(runs[0].font, 0, width, ((0.0, shown),), text, False),))

    def _itemise(
        self, text: str, weight: Weight, levels: tuple[int, ...] | None
    ) -> list[tuple[str, Face, int]]:
        """The word in stretches of one face, one script and one level."""
        items: list[tuple[str, Face, int]] = []
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
            previous = items[-1] if items else None
            same_level = previous is not None and previous[2] == level
            if previous is not None and same_level and neutral and previous[1].covers(shown):
                items[-1] = (previous[0] + shown, previous[1], level)
                continue
            face = face_for(shown, weight, self.language)
            if face is None:
                face, shown = house_face(weight), self._replacement(shown)
            elif not face.covers(shown):
                shown = "".join(char if face.covers(char) else self._replacement(char) for char in shown)
            joins = same_level and previous is not None and previous[1] is face
            if joins and previous is not None and (neutral or not current or own == current):
                items[-1] = (previous[0] + shown, face, level)
            else:
                items.append((shown, face, level))
                current = ""
            if not neutral:
                current = own
        return items

    def _replacement(self, text: str) -> str:
        """What stands on paper for characters without a glyph: their code points, never a silent box."""
        shown = ""
        for char in text:
            self.missing.setdefault(char)
            shown += f"[U+{ord(char):04X}]"
        return shown

    def _run(self, text: str, face: Face, level: int, manner: Manner) -> Run:
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = FontUse(face, f"F{len(self.fonts) + 1}")
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        rtl = bool(level & 1)
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(face.font, buffer, self._feature_set(manner))
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = [info.cluster for info in infos]
        texts = _texts(text, starts, rtl)
        upem = face.upem
        parts: list[tuple[float, list[str]]] = []
        total = 0.0
        open_string = False
        disordered = False
        for info, position, stands_for in zip(infos, positions, texts, strict=True):
            glyph = info.codepoint
            across, up, advance = (
                position.x_offset / upem,
                position.y_offset / upem,
                position.x_advance / upem,
            )
            if not parts or parts[-1][0] != up:
                if open_string:
                    parts[-1][1].append(">")
                    open_string = False
                parts.append((up, []))
            body = parts[-1][1]
            if across:
                if open_string:
                    body.append(">")
                    open_string = False
                body.append(f" {-across * 1000:.0f}")
            if not open_string:
                body.append("<")
                open_string = True
            body.append(font.code(glyph, stands_for))
            rest = font.width(glyph) - advance + across
            if abs(rest) > 0.0005:
                body.append(f">{rest * 1000:.0f} ")
                open_string = False
            total += advance
            disordered = disordered or bool(across or up) or not stands_for
        if open_string:
            parts[-1][1].append(">")
        shown = tuple((up, "".join(body)) for up, body in parts)
        told = _composed(text) or (disordered and not rtl)
        return Run(font, level, total, shown, text, told)

    def _feature_set(self, manner: Manner) -> dict[str, bool]:
        features = self._features.get(manner)
        if features is None:
            features = {"kern": True, "liga": True}
            if manner.small_caps:
                features |= {"smcp": True, "c2sc": False}
            if manner.tabular:
                features |= {"tnum": True, "lnum": True}
            self._features[manner] = features
        return features


def _composed(text: str) -> bool:
    """Whether the text has marks or joiners: readers of a PDF do not reliably put such glyphs together again."""
    return not text.isascii() and any(
        char in "\u200c\u200d" or unicodedata.category(char)[0] == "M" for char in text
    )


def _texts(text: str, starts: list[int], rtl: bool) -> list[str]:
    """For each glyph, in the order shown, the text that it stands for.

    A cluster's characters are dealt out one to each of its glyphs in reading order; the last takes what is left.
    Glyphs without any stand for nothing. Right-to-left text is handed out as it is seen, since readers of a PDF
    put it into reading order again.
    """
    count = len(starts)
    order = range(count - 1, -1, -1) if rtl else range(count)
    bounds = sorted(set(starts))
    following = dict(zip(bounds, [*bounds[1:], len(text)], strict=True))
    last = {starts[place]: place for place in order}
    given: dict[int, int] = {}
    found = [""] * count
    for place in order:
        start = starts[place]
        begin = given.get(start, start)
        end = following[start] if place == last[start] else min(begin + 1, following[start])
        given[start] = end
        found[place] = text[begin:end][::-1] if rtl else text[begin:end]
    return found
