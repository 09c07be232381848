"""Direction and script: which stretches of a text run from right to left, and which font and language they ask for."""

from __future__ import annotations

import re
from functools import lru_cache

from diplotrack.reports.render.wording import clean

_RTL = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LTR = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0300-\u058f\u0900-\u1fff\u200e"
    "\u2c00-\u2dff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\ua4cf\ua4d0-\ud7ff\uf900-\ufb1c"
)
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}]")
# Numbers and signs between two stretches of a direction go with them, and numbers after a stretch (UAX #9, N1, W7).
_AGAINST_LTR = re.compile(rf"[{_RTL}](?:[^{_LTR}]*[{_RTL}\d])?")
_AGAINST_RTL = re.compile(rf"[{_LTR}](?:[^{_RTL}]*[{_LTR}\d])?")

_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_FONTS = {
    "ja-JP": "Yu Gothic",
    "ko-KR": "Malgun Gothic",
    "zh-CN": "Microsoft YaHei",
    "zh-TW": "Microsoft JhengHei",
}
COMPLEX_FONT = "Arial"


def runs_right_to_left(text: str) -> bool:
    """Whether a paragraph of this text runs from right to left: its first letter does (UAX #9, P2)."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    from bidi import get_base_level

    return bool(get_base_level(clean(text)))


def stretches(text: str, base: bool) -> list[tuple[str, bool]]:
    """The text cut where its direction changes: each stretch, and whether it runs from right to left."""
    if not base and (text.isascii() or not _RIGHT_TO_LEFT.search(text)):
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    end = 0
    for match in (_AGAINST_RTL if base else _AGAINST_LTR).finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], base))
        found.append((match[0], not base))
        end = match.end()
    if end < len(text):
        found.append((text[end:], base))
    return found


def complex_language(text: str) -> str:
    """The language tag of a right-to-left stretch, by its script."""
    return "he-IL" if _HEBREW.search(text) else "ar-SA"


@lru_cache(maxsize=64)
def east_asian_of(language: str) -> tuple[str, str]:
    """Font and tag of Han characters in a document of this language: Chinese ones unless it writes others."""
    tag = {"ja": "ja-JP", "ko": "ko-KR"}.get(language[:2].lower(), "zh-CN")
    parts = set(re.split("[-_]", language.lower()))
    if language[:2].lower() == "zh" and parts & {"tw", "hk", "mo", "hant"}:
        tag = "zh-TW"
    return _FONTS[tag], tag


def east_asian(text: str) -> tuple[str, str] | None:
    """Font and tag that the letters themselves ask for: Japanese by kana, Korean by hangul; None where none does."""
    if not _EAST_ASIAN.search(text):
        return None
    for letters, tag in ((_KANA, "ja-JP"), (_HANGUL, "ko-KR")):
        if letters.search(text):
            return _FONTS[tag], tag
    return None


def full_tag(language: str) -> str:
    """The tag with its usual region, as word processors look for their dictionaries: "en" is "en-US"."""
    from babel.core import get_global

    language = language.replace("_", "-")
    if "-" in language:
        return language
    likely = str(get_global("likely_subtags").get(language, ""))
    region = likely.rpartition("_")[2]
    return f"{language}-{region}" if len(region) == 2 else language
