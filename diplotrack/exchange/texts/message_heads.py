"""The heads of a message (RFC 5322, 2047, 2231) as words, people and moments; a bad one costs only itself."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from typing import Any

from diplotrack.exchange.texts.plain import likely
from diplotrack.exchange.texts.text_file import Correspondent

_LONGEST_HEAD = 20_000
_LONGEST_PARAMETER = 1_000
_MOST_PEOPLE = 2_000
_PEOPLE = re.compile(r"(?:\"(?:[^\"\\\\]|\\\\.){0,400}\"|\([^()]{0,400}\)|<[^<>]{0,400}>|[^,;])+")
"""Each of several people, parted by commas outside of quotes."""
_YEAR_NAUGHT = re.compile(r"\b0\d{3} \d\d:")


def head(message: Message, name: str) -> str:
    """A head as words: encoded ones decoded, line ends and controls out."""
    raw = message.get(name)
    return "" if raw is None else decoded(str(raw)[:_LONGEST_HEAD])


def decoded(raw: str) -> str:
    """Words as they stand in a head, in whatever encodings, as one line that can be shown."""
    # Bytes that are no ASCII come as lone surrogates.
    if any("\udc80" <= letter <= "\udcff" for letter in raw):
        raw = likely(
            raw.encode("ascii", "surrogateescape") if _is_bytes(raw) else raw.encode("utf-8", "replace")
        )
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError):
        pieces = [(raw, None)]
    text = "".join(one if isinstance(one, str) else likely(one, codec or "") for one, codec in pieces)
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _is_bytes(raw: str) -> bool:
    return all(letter < "\x80" or "\udc80" <= letter <= "\udcff" for letter in raw)


def parameter(part: Message, name: str) -> str:
    """What the content type of a part says of that name; "" where it says nothing."""
    try:
        found = part.get_param(name)
    except (ValueError, LookupError, IndexError):
        return ""
    return _unpacked(found)


def _unpacked(found: Any) -> str:
    if isinstance(found, tuple):
        found = (*found[:-1], found[-1][:_LONGEST_PARAMETER])  # whatever decodes it, it takes no time
    try:
        text = collapse_rfc2231_value(found) if found else ""
    except (ValueError, LookupError, TypeError):
        text = found[-1] if isinstance(found, tuple) else ""
    return str(text)


def file_name(part: Message) -> str:
    """The name of a file as its part says; "" where it says none."""
    for place, called in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            found = part.get_param(called, header=place)
        except (ValueError, LookupError, IndexError):
            continue
        if text := _unpacked(found):
            return decoded(text)
    return ""


def people(message: Message, name: str) -> list[Correspondent]:
    """Those whom the heads of a name list."""
    found: list[Correspondent] = []
    for raw in (message.get_all(name) or [])[:20]:
        before = ""
        # Taken apart before decoding: a name may hold an encoded comma.
        for piece in _PEOPLE.findall(str(raw)[:_LONGEST_HEAD]):
            whole = f"{before}, {piece.strip()}".lstrip(", ")
            if "@" not in whole and "=?" not in whole:
                before = whole  # a comma within a name that nobody quoted
                continue
            before = ""
            found.append(_person(whole))
        if before:
            found.append(_person(before))
    return found[:_MOST_PEOPLE]


def _person(written: str) -> Correspondent:
    """Somebody from ``Name <address>``, ``address (Name)``, or either alone."""
    words = decoded(written).replace('\\"', "'")
    angled = re.search(r"<([^<>]{0,400})>", words)
    if angled:
        address, name = angled[1], words[: angled.start()]
    elif "@" in words:
        address, _blank, name = words.partition(" ")
    else:
        address, name = "", words
    name = name.strip(" \t\"'()")
    address = address.strip(" '\"").lower()
    return Correspondent("" if name.lower() == address else name, address if "@" in address else "")


def moment(written: str) -> datetime | None:
    """When it was sent; None for a day that no calendar has, and for years that mail did not see."""
    if _YEAR_NAUGHT.search(written):
        return None  # read as of this millennium otherwise
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
