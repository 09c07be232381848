"""Where a line may break: at spaces, after hyphens, between Han characters, between the words of unspaced scripts.

Not the whole of Unicode's Annex #14, but its substance for what a ministry writes: brackets and closing punctuation
stay with what they belong to (in Japanese and Chinese too), a number keeps its unit, a dash does not begin a line, an
address breaks at its signs, a soft hyphen is a place to break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

SOFT_HYPHEN = "\u00ad"

# Brackets and quotation marks: none ends a line after which it opens, none begins one that it closes.
_OPENING = "\u300c\u300e\uff08\u3010\u3008\u300a\u3014\u3016\u3018\u301a\u301d\uff3b\uff5b"
_CLOSING = (
    "\u300d\u300f\uff09\u3011\u3009\u300b\u3015\u3017\u3019\u301b\u301e\u301f\uff3d\uff5d"
    # Stops, marks of length and iteration, middle dots, small kana.
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\u30fb\uff65\u30fc\u3005\u303b\u309d\u309e\u30fd\u30fe\u2025\u2026"
    "\uff05\u2030\u2103\uff61-\uff64\uff70"
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u31f0-\u31ff"
)
_FIRST = rf"[{_OPENING}(\[{{\u201c\u2018]*"
_LAST = rf"[{_CLOSING},.:;?!)\]}}%\u2019\u201d]*"
# Scripts in which any character may begin a line: Hangul jamo, CJK radicals, kana, ideographs, Yi, Hangul syllables,
# compatibility and full-width forms, the supplementary planes.
_HAN = (
    rf"(?![{_OPENING}{_CLOSING}])[\u1100-\u11ff\u2e80-\u2fff\u3003-\u9fff\ua000-\ua4cf\ua960-\ua97f"
    r"\uac00-\ud7ff\uf900-\ufaff\uff01-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
# What a number counts stays with it.
_COUNTED = r"\d[\d.,]*[年月日号號時时分秒回次条條项項名円元％]"
# Thai, Lao, Burmese, Khmer: no spaces between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
# Without a dictionary, Thai and Lao break only before a vowel written before its consonant, since that always begins a
# syllable; Khmer and Burmese before a letter that is neither stacked nor killed.
_SYLLABLE = re.compile(
    "(?<=.)(?:[\u0e40-\u0e44\u0ec0-\u0ec4]|(?<![\u1039\u17d2])[\u1780-\u17b3\u1000-\u102a](?!\u1037?\u103a|\u1039))"
)

# Spaces that break; the no-break ones (U+00A0, U+2007, U+202F) are letters here.
_SPACE = "\t \u1361\u2000-\u2006\u2008-\u200b\u205f\u3000"
_BREAKING = "\\-\u2010\u2013\u2014/\u00ad\u0f0b"
# Space, a word without any sign to break at, any other word.
_WORDS = re.compile(rf"([{_SPACE}]+)|([^{_BREAKING}{_SPACE}]+)(?![^{_SPACE}])|[^{_SPACE}]+")
# After a hyphen or dash between letters ("COVID-19" and "2008\u20132012" stay whole), after a slash, a soft hyphen, the
# dot between Tibetan syllables.
_WITHIN = re.compile(
    r"(?<=[^\W\d_][-\u2010\u2013])(?=[^\W\d_])|(?<=\u2014)(?=\w)|(?<=[^\d/]/)(?=[^/\d])|(?<=[\u00ad\u0f0b])(?=\w)"
)
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.)\S", re.IGNORECASE)
_WITHIN_ADDRESS = re.compile(r"(?<=[/?&=#_%~+:;,.-])(?=\w)")
# Spaces at which a line does not break: before a spaced dash and before the marks that French sets apart, between the
# groups of a number, between a number and its unit, a currency or a numeral's word and its number.
_GLUE = re.compile(
    r"""[ ](?:(?=[\u2013\u2014][ ]|[:;?!\u00bb%\u2030](?:\s|$))
    |(?<=\u00ab[ ])
    |(?<=\d[ ])(?=\d{3}(?!\d)|(?:[kcm]?m[\u00b2\u00b3]?|km/h|ha|[kmM]?[gW]|[kMGT]Wh|[kMGT]?[tB]|
        [kMG]?Hz|\u00b0[CF]?|[\u20ac$\u00a3\u00a5]|[ap]\.m\.|[ap]m|[mbt]n|[kM]t)(?![^\W_]))
    |(?=\d)(?:(?<=[\u20ac$\u00a3\u00a5\u00a7\u2116][ ])|(?<=\b[A-Z]{3}[ ])
        |(?<=\b(?:No|Nr|pp)\.[ ])|(?<=\bArt\.[ ])|(?<=\bp\.[ ])))""",
    re.VERBOSE,
)


@cache
def _special() -> re.Pattern[str]:
    """A letter of a script with rules of its own."""
    return re.compile(rf"{_HAN}|[{_UNSPACED}]")


@cache
def _full() -> re.Pattern[str]:
    """The stretches of a paragraph that has such letters. Few have; compiling takes time."""
    special = rf"(?:{_HAN}|[{_UNSPACED}]|[{_OPENING}])"
    return re.compile(
        rf"([{_SPACE}]+)"
        rf"|{_FIRST}{_COUNTED}{_LAST}"
        rf"|{_FIRST}{_HAN}{_LAST}"
        rf"|{_FIRST}[{_UNSPACED}]+{_LAST}"
        rf"|{_FIRST}(?:(?!{special})[^{_SPACE}])+{_LAST}"
        rf"|[^{_SPACE}]"
    )


def tokens(paragraph: str) -> list[tuple[int, int, bool]]:
    """The paragraph's stretches between break opportunities: (start, end, whether it is space)."""
    pattern = _WORDS
    if not paragraph.isascii() and _special().search(paragraph):
        pattern = _full()
    found: list[tuple[int, int, bool]] = []
    for match in pattern.finditer(paragraph):
        start, end = match.span()
        kind = match.lastindex
        if kind is not None:
            found.append((start, end, kind == 1))
            continue
        for after in _ends(match.group()):
            found.append((start, match.start() + after, False))
            start = match.start() + after
    glued = {match.start() for match in _GLUE.finditer(paragraph)}
    return _joined(found, glued) if glued else found


def _ends(word: str) -> Iterator[int]:
    """Where the parts of a stretch without spaces end between which a line may break."""
    if _UNSPACED_LETTER.search(word):
        yield from _word_ends(word)
        return
    within = _WITHIN_ADDRESS if _ADDRESS.search(word) else _WITHIN
    yield from (match.start() for match in within.finditer(word))
    yield len(word)


_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")


def _word_ends(text: str) -> Iterator[int]:
    from diplotrack.reports.render.pdf.dictionary import word_ends

    ends = word_ends(text)
    yield from ends if ends is not None else (match.start() for match in _SYLLABLE.finditer(text))
    if not ends or ends[-1] != len(text):
        yield len(text)


def _joined(found: list[tuple[int, int, bool]], glued: set[int]) -> list[tuple[int, int, bool]]:
    """The stretches with those made one that stand on either side of a space at which no line breaks."""
    joined: list[tuple[int, int, bool]] = []
    open_end = False
    for start, end, space in found:
        if space and start in glued and end == start + 1 and joined:
            joined[-1] = (joined[-1][0], end, False)
            open_end = True
        elif open_end:
            joined[-1] = (joined[-1][0], end, False)
            open_end = False
        else:
            joined.append((start, end, space))
    return joined


def clusters(text: str) -> list[str]:
    """The text in what a reader takes for characters: a base with its marks (up to a number that no script comes near),
    joiners with what they join."""
    found: list[str] = []
    joined = False
    for char in text:
        marks = (
            char in _JOINERS or unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if found and (joined or marks) and len(found[-1]) < _MARKS:
            found[-1] += char
        else:
            found.append(char)
        joined = char == "\u200d"
    return found


_JOINERS = frozenset("\u200c\u200d")
_MARKS = 24
