"""One pass over a text file before it is read: is it UTF-8, how do its lines end, how many records has it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 1 << 20
_FOREIGN = re.compile(rb"[\x80-\xff](?:[^\r\n]{0,28}[\x80-\xff])*")
_CONTEXT = 14
_BYTES_WANTED = 60_000
_CONTROLS = bytes(code for code in range(1, 32) if chr(code) not in "\t\n\v\f\r\x1a")
_INVALID = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass
class Survey:
    """``marked`` is the encoding that a byte-order mark or the pattern of zero bytes gives away, else None.

    ``valid`` counts characters beyond ASCII that are sound UTF-8, ``invalid`` bytes that are not; ``foreign``
    are stretches around either. ``records`` and ``ends`` count line ends outside quotes.
    """

    marked: str | None = None
    valid: int = 0
    invalid: int = 0
    foreign: list[bytes] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=lambda: {"LF": 0, "CRLF": 0, "CR": 0})
    records: int = 0
    controls: int = 0
    size: int = 0
    zero_line: int | None = None

    @property
    def line_end(self) -> str | None:
        """The commonest line end, or None when the file has but one line."""
        best = max(self.ends, key=lambda name: self.ends[name])
        return best if self.ends[best] else None


def survey(path: Path, encoding: str | None = None, limit: int | None = None) -> Survey:
    """Read the file once, in pieces. ``encoding`` is what the person says it is, if they said; ``limit`` are the bytes
    after which a mere look has seen enough (None: the whole file)."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    found = Survey(marked=_marked(start))
    wide = found.marked if encoding is None else encoding
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    lines = 0
    quoted = False
    for piece in _pieces(path, wide):
        if limit is not None and found.size >= limit:
            break
        found.size += len(piece)
        _count_characters(found, decoder, piece)
        if found.zero_line is None and b"\0" in piece:
            found.zero_line = lines + _line_ends(piece[: piece.index(b"\0")])[0] + 1
        lines += _line_ends(piece)[0]
        stretches = piece.split(b'"')
        outside = b"\x01".join(stretches[quoted::2])
        quoted ^= len(stretches) % 2 == 0
        total, crlf, cr = _line_ends(outside)
        found.records += total
        found.ends["CRLF"] += crlf
        found.ends["CR"] += cr
        found.ends["LF"] += total - crlf - cr
    else:
        found.invalid += len(_INVALID.findall(decoder.decode(b"", final=True)))
    return found


def _marked(start: bytes) -> str | None:
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half > 8 and odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if half > 8 and even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _pieces(path: Path, encoding: str | None) -> Iterator[bytes]:
    """The file in pieces that never split a CRLF; what is not ASCII-compatible turned into UTF-8 first."""
    wide = encoding is not None and "a\n".encode(encoding) != b"a\n" and encoding != "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")("replace") if wide else None
    held = b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            piece = held + (decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk)
            held = b"\r" if piece.endswith(b"\r") else b""
            yield piece[: len(piece) - len(held)]
    if held:
        yield held


def _count_characters(found: Survey, decoder: codecs.IncrementalDecoder, piece: bytes) -> None:
    found.controls += len(piece) - len(piece.translate(None, _CONTROLS))
    if piece.isascii() and not decoder.getstate()[0]:
        return
    text = decoder.decode(piece)
    invalid = len(_INVALID.findall(text))
    found.invalid += invalid
    found.valid += len(_BEYOND_ASCII.findall(text)) - invalid
    wanted = _BYTES_WANTED - sum(map(len, found.foreign))
    for stretch in _FOREIGN.finditer(piece):
        if wanted <= 0:
            break
        first = max(0, stretch.start() - _CONTEXT)
        found.foreign.append(piece[first : min(stretch.end(), first + _BYTES_WANTED) + _CONTEXT])
        wanted -= len(found.foreign[-1])


def _line_ends(piece: bytes) -> tuple[int, int, int]:
    """All line ends, those that are CRLF, and those that are a bare CR."""
    crlf = piece.count(b"\r\n")
    cr = piece.count(b"\r") - crlf
    return piece.count(b"\n") + cr, crlf, cr
