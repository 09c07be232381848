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

from bidi import get_base_level, get_display

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


def visual_order(text: str, base: int) -> list[int]:
    """The indices of one paragraph's characters as they stand from left to right, without directional controls."""
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


def levels(text: str) -> tuple[int, list[int]]:
    """The base level of a paragraph and the level of each of its characters; odd levels run from right to left."""
    base = int(get_base_level(text))
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
    return base, found


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
