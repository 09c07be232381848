"""The streams of a PDF, opened."""

from __future__ import annotations

import zlib


def streams(content: bytes) -> list[bytes]:
    """What every stream of the file holds; those that are not compressed as they are."""
    found = []
    for part in content.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            found.append(part.split(b"\nendstream")[0])
    return found
