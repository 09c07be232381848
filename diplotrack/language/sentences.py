"""Prose cut into sentences, with offsets: abbreviations, initials, wrapped lines, headings and bullets told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Sentence(NamedTuple):
    """``text[start:end]`` (code points) is the sentence; ``words`` is the same on one line."""

    start: int
    end: int
    words: str


_BREAK = re.compile(r"\n[ \t]*\n\s*|\r?\n(?=[ \t]*(?:[-–—•*‣▪●]|\(?[0-9a-z]{1,3}[.)])[ \t]+\S)")
_STOP = re.compile(r"(?:[.!?…]+|[。！？])(?:[\"”’')\]»*_]*)(?=\s|$|[^\W\d_])|;(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:(?:^|[\s(\[“\"])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Adm|Amb|Capt|Maj|Sgt|Gov|Sen|Rep|Hon|Rev|St|Jr|Sr|No|Nos|Art|"
    r"arts|para|paras|cf|vs|approx|ca|fig|vol|pp|ed|eds|etc|e\.g|i\.e|viz|Inc|Ltd|Corp|Co|Bros|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]))$"
)
_CAN_END = re.compile(r"(?:\b(?:Jr|Sr|Inc|Ltd|Corp|Co|etc|[ap]\.m)|\b[A-Z]\.[A-Z](?:\.[A-Z])*)$")
_STARTER = re.compile(
    r"(?:The|This|These|Those|That|We|It|They|He|She|I|In|On|At|As|For|And|But|Both|Our|Their|His|Her|To|If|When|While)\b"
)
_MARK = re.compile(r"[-–—•*‣▪●]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+|\\?#+\s*|[“\"‘«(\[]+(?=\S)")
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})$")
_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"[\W_]*$")


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order. A line that is only wrapped does not end one; a blank line or a bullet does.

    Parts between semicolons count as sentences of their own: resolutions and communiqués are written so.
    """
    found = []
    for start, end in _blocks(text):
        for first, last in _cut(text, start, end):
            first, last = _trim(text, first, last)
            if first < last and not _NO_WORD.match(text[first:last]):
                found.append(Sentence(first, last, _SPACE.sub(" ", text[first:last])))
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop ends the sentence, and not an abbreviation, an initial, a number or a heading's dots."""
    if stop[0] in ("。", "！", "？"):
        return True
    following = text[stop.end() : end]
    if following[:1] and not following[0].isspace():
        return False
    following = following.lstrip()
    if not following:
        return True
    if stop[0] == ";":
        return True
    opening = following.lstrip("“\"‘'(«[")[:1]
    if stop[0].startswith((".", "…")):
        so_far = text[begin : stop.start()]
        if _NUMBERED.match(so_far):
            return False
        if _ABBREVIATION.search(so_far):
            return bool(_CAN_END.search(so_far) and _STARTER.match(following))
        return not opening.islower()
    # "“Will you?” he asked": what goes on in small letters is the same sentence.
    return not opening.islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and (mark := _MARK.match(text, start, end)):
        if mark[0][0] in '“"‘«([' and _closes(text[mark.end() : end]):
            break
        start = mark.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] == ";"):
        end -= 1
    return start, end


def _closes(rest: str) -> bool:
    """Whether a quotation or bracket that opens the sentence also closes within it."""
    return any(sign in rest for sign in '”"’»)]')
