"""Right-to-left order: embedding levels out of python-bidi, and the order of a line from them.

python-bidi's Rust core carries out the whole Unicode algorithm (UAX #9, with isolates and bracket pairs) but gives
back only the reordered string, not the levels that line breaking and shaping need. The algorithm sees characters only
through their bidirectional class, so the order is read out by binary search: each pass shows it a stand-in text in
which every character is one of two of its own class, according to one bit of its index. log2(n) passes tell which
character stands where; the levels follow from how the order is nested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

_Item = TypeVar("_Item")

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STAND_INS = {
    "L": "ab",
    "R": "\u05d0\u05d1",
    "AL": "\u0627\u0628",
    "EN": "01",
    "AN": "\u0660\u0661",
    "ES": "+-",
    "CS": ",.",
    "ET": "#$",
    "NSM": "\u0300\u0301",
    "WS": " \u2000",
    "S": "\t\x1f",
    "B": " \u2000",
    "ON": '!"',
    "BN": "\u00ad\u200b",
}
# Canonically equivalent brackets, so that an opening and a closing one pair whichever stand-in each is given.
_OPENING, _CLOSING = "\u2329\u3008", "\u232a\u3009"
_BIT = {pair[bit]: bit for pair in (*_STAND_INS.values(), _OPENING, _CLOSING) for bit in (0, 1)}


# The share of words from which on a text is one of right-to-left words: that of the Closure Library's
# goog.i18n.bidi.estimateDirection, which weighs the same thing.
_RIGHT_TO_LEFT_SHARE = 0.4
_CONTROL = re.compile("[\u202a\u202b\u202c\u2066-\u2069]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE, _POP = "\u2068", "\u2069", "\u202c"


def base_level(text: str) -> int:
    """1 for a paragraph of right-to-left words, else 0.

    Not the direction of the first letter (rules P2 and P3), which is for want of anything better: an English paragraph
    that begins with an Arabic name is an English one.
    """
    counts = [0, 0]
    for word in text.split():
        for char in word:
            kind = unicodedata.bidirectional(char)
            if kind in ("L", "R", "AL"):
                counts[kind != "L"] += 1
                break
    return int(counts[1] > _RIGHT_TO_LEFT_SHARE * sum(counts))


def contained(text: str, isolated: bool = False) -> str:
    """The text with every directional embedding and isolate that it opens closed, and none closed that it has not
    opened, so that it orders nothing but itself. ``isolated``: so that nothing around it orders it either."""
    if text.isascii():
        return text
    if _CONTROL.search(text):
        text = _closed(text)
    if isolated and RIGHT_TO_LEFT.search(text):
        text = f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def _closed(text: str) -> str:
    found: list[str] = []
    opened: list[str] = []
    for char in text:
        if char == _POP_ISOLATE:
            if _POP_ISOLATE not in opened:
                continue
            while opened.pop() != _POP_ISOLATE:
                pass
        elif char == _POP:
            if not opened or opened[-1] != _POP:
                continue
            opened.pop()
        elif _CONTROL.match(char):
            opened.append(_POP if char in "\u202a\u202b" else _POP_ISOLATE)
        found.append(char)
    return "".join(found) + "".join(reversed(opened))


def _brackets(text: str) -> dict[int, str]:
    """The stand-ins of the brackets that pair (BD16), by index; a bracket without its fellow is a neutral."""
    found: dict[int, str] = {}
    waiting: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        if char.isalnum() or not unicodedata.mirrored(char):
            continue
        category = unicodedata.category(char)
        if category == "Ps":
            waiting.append((chr(ord(char) + (2 if char in "[{\uff3b\uff5b" else 1)), index))
        elif category == "Pe":
            for place in range(len(waiting) - 1, -1, -1):
                if waiting[place][0] == char:
                    found[waiting[place][1]], found[index] = _OPENING, _CLOSING
                    del waiting[place:]
                    break
    return found


def _stand_ins(text: str) -> list[str]:
    """For each character the two that may stand for it; a directional control stands for itself."""
    brackets = _brackets(text)
    return [
        brackets.get(index) or _STAND_INS.get(unicodedata.bidirectional(char) or "L", char)
        for index, char in enumerate(text)
    ]


def seen(text: str) -> str:
    """Right-to-left text without numbers as it stands from left to right, brackets by the shapes that they get."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(char, char) for char in reversed(text))


def visual_order(text: str, base: int) -> list[int]:
    """The indices of one paragraph's characters as they stand from left to right, without directional controls."""
    from bidi import get_display

    stand_ins = _stand_ins(text)
    order = [0] * len(text)
    shown = ""
    for bit in range(max(1, (len(text) - 1).bit_length())):
        mask = 1 << bit
        shown = str(
            get_display(
                "".join(pair[-1] if index & mask else pair[0] for index, pair in enumerate(stand_ins)),
                base_dir="R" if base else "L",
            )
        )
        for place, char in enumerate(shown):
            if _BIT.get(char):
                order[place] |= mask
    return [index for index, char in zip(order, shown, strict=True) if char in _BIT]


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a paragraph with a base level of 0 or 1; odd levels run from right to left."""
    order = visual_order(text, base)
    seen = sorted(order)
    rank = {index: place for place, index in enumerate(seen)}
    nested = [base] * len(order)
    _nest([rank[index] for index in (reversed(order) if base else order)], 0, base, nested)
    found = [base] * len(text)
    for place, index in enumerate(seen):
        level = nested[place]
        kind = unicodedata.bidirectional(text[index])
        # One character alone looks the same in either direction; its class tells.
        if (kind in ("R", "AL") and not level & 1) or (kind == "L" and level & 1):
            level += 1
        found[index] = level
    return found


def _nest(sequence: list[int], low: int, level: int, found: list[int]) -> None:
    """Give each index in ``sequence`` (the order read in the direction of ``level``) its level: a stretch that runs
    the other way is one level deeper."""
    expected, place = low, 0
    while place < len(sequence):
        if sequence[place] == expected:
            found[expected] = level
            expected, place = expected + 1, place + 1
            continue
        end, highest = place, sequence[place]
        while end - place < highest - expected:
            end += 1
            highest = max(highest, sequence[end])
        _nest(sequence[place : end + 1][::-1], expected, level + 1, found)
        expected, place = highest + 1, end + 1


def reorder(items: Sequence[_Item], item_levels: Sequence[int]) -> list[_Item]:
    """The items of one line from left to right (rule L2): every stretch at or above each odd level is reversed."""
    line = list(items)
    depth = list(item_levels)
    lowest_odd = min((level for level in depth if level & 1), default=0)
    if not lowest_odd:
        return line
    for level in range(max(depth), lowest_odd - 1, -1):
        start = 0
        while start < len(depth):
            if depth[start] < level:
                start += 1
                continue
            end = start
            while end < len(depth) and depth[end] >= level:
                end += 1
            line[start:end] = line[start:end][::-1]
            depth[start:end] = depth[start:end][::-1]
            start = end
    return line
