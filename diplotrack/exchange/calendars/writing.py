"""Content lines on their way out: escaped, folded, and without anything that could begin a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_LINE = 75
"""Bytes of a line without its end (RFC 5545, 3.1; RFC 6350, 3.2)."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """A text as a value: backslash, comma, semicolon and line ends escaped, other control characters dropped."""
    plain = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return _CONTROL.sub("", plain.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")


def quoted(text: str) -> str:
    """A text as a parameter in quotation marks; marks and line ends in it as RFC 6868 writes them."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return '"' + plain.replace("^", "^^").replace("\n", "^n").replace('"', "^'") + '"'


def folded(line: str) -> str:
    """A line broken so that no part has more than 75 bytes and no character is cut."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return line
    parts, width = [""], 0
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if width + size > LONGEST_LINE:
            parts.append(" ")
            width = 1
        parts[-1] += character
        width += size
    return "\r\n".join(parts)


def written(lines: Iterable[str]) -> Iterator[str]:
    """The lines as a file holds them; a half character (a lone surrogate) becomes a question mark."""
    for line in lines:
        yield folded(line.encode("utf-8", "replace").decode()) + "\r\n"
