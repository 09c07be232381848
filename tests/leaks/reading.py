"""Everything that a file holds: its bytes as they are and unpacked, the text of its pages, its metadata, its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pypdfium2

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HEX = re.compile(r"<([0-9a-fA-F]{8,})>|feff([0-9a-fA-F]{8,})", re.IGNORECASE)


def held(path: Path) -> str:
    """All of it as one text. What is broken over lines, runs or cells stands in it once more without the breaks."""
    raw = path.read_bytes()
    parts = [raw]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    told = [part.decode("utf-8", "replace") for part in parts]
    if path.suffix == ".pdf":
        told += [part.decode("latin-1") for part in _inflated(raw)]
        told += [_from_hex(part) for part in list(told)]
        told += _pages(path)
    bare = [_TAG.sub("", one) for one in told]
    return "\n".join([path.name, *told, *("".join(one.split()) for one in (*told, *bare))])


def _inflated(raw: bytes) -> list[bytes]:
    found = []
    for stream in _STREAM.findall(raw):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def _from_hex(text: str) -> str:
    """What is written in hexadecimal, as UTF-16 text: titles of bookmarks, text that stands for glyphs."""
    found = []
    for plain, marked in _HEX.findall(text):
        digits = plain or marked
        found.append(bytes.fromhex(digits[: len(digits) // 4 * 4]).decode("utf-16-be", "replace"))
    return "\n".join(found)


def _pages(path: Path) -> list[str]:
    told = []
    with pypdfium2.PdfDocument(path) as document:
        told.append(str(document.get_metadata_dict()))
        told += [one.get_title() or "" for one in document.get_toc()]
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            told.append(text.get_text_bounded())
            text.close()
            page.close()
    return told
