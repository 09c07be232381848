"""Where a line may break: at spaces, after hyphens and slashes, between Han characters, before a Thai syllable."""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces in which any character may begin a line (with the exceptions below): Hangul jamo, CJK
# radicals, kana, ideographs, Yi, Hangul syllables, compatibility and full-width forms, the supplementary planes.
_HAN = (
    "\u1100-\u11ff\u2e80-\u2fff\u3003-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
# Must not begin a line: closing punctuation, small kana, iteration and length marks.
_NOT_FIRST = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\u300d\u300f\uff09\u3011\u3009\u300b\u3015\u3017\u2019\u201d"
    "\u30fb\u30fc\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u30a1\u30a3\u30a5\u30a7\u30a9"
    "\u30c3\u30e3\u30e5\u30e7\u30ee,.:;?!)\\]\\}%\u2026"
)
# Must not end a line: opening brackets and quotation marks.
_NOT_LAST = "\u300c\u300e\uff08\u3010\u3008\u300a\u3014\u3016(\\[\\{\u201c\u2018"
# Thai and Lao: only before a vowel written before its consonant, since that always begins a syllable; without a
# dictionary no other place is sure. Khmer and Burmese: before a letter that is neither stacked nor killed.
_SYLLABIC = "\u0e40-\u0e44\u0ec0-\u0ec4\u1780-\u17b3\u1000-\u102a"

_SPACE = "\t \u1361\u2000-\u2006\u2008-\u200b\u205f\u3000"
_AFTER = rf"[-\u2010\u2013](?=\w)|/(?=[^/])|(?=[{_SPACE}])|$"
_SIMPLE = re.compile(rf"([{_SPACE}]+)|[^{_SPACE}]+?(?:{_AFTER})")
_FULL = re.compile(
    rf"([{_SPACE}]+)"
    rf"|[{_NOT_LAST}]*[{_HAN}][{_NOT_FIRST}]*"
    rf"|[{_NOT_LAST}]*[{_SYLLABIC}](?:[\u1039\u17d2].|[{_SYLLABIC}](?=\u1037?\u103a)|[^{_SPACE}{_SYLLABIC}{_HAN}])*"
    rf"|[^{_SPACE}{_HAN}{_SYLLABIC}]+?(?:(?=[{_HAN}{_SYLLABIC}])|{_AFTER})"
)
_UNSPACED = re.compile(f"[{_HAN}{_SYLLABIC}]")
_JOINERS = frozenset("\u200c\u200d")


def tokens(paragraph: str) -> list[tuple[int, int, bool]]:
    """The paragraph's stretches between break opportunities: (start, end, whether it is space)."""
    pattern = _FULL if not paragraph.isascii() and _UNSPACED.search(paragraph) else _SIMPLE
    return [(*match.span(), match.lastindex == 1) for match in pattern.finditer(paragraph)]


def clusters(text: str) -> list[str]:
    """The text in what a reader takes for characters: a base with its marks, joiners with what they join."""
    found: list[str] = []
    joined = False
    for char in text:
        marks = (
            char in _JOINERS or unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if found and (joined or marks):
            found[-1] += char
        else:
            found.append(char)
        joined = char == "\u200d"
    return found
