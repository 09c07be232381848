"""Files made nearly right: the same for the same seed."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from random import Random

LARGEST = 1 << 20
"""Bytes of a file that was made."""
TOKENS = (
    b"\x00", b"\xff", b"\r\n", b"\n\n", b"%s", b"<", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"{", b"}", b"\\",
    b"--", b"=?", b"?=", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"obj", b"99999999999", b"-1", b"0000",
    b"10000", b"\xf0\x9f\x98\x80", b"BEGIN:", b"END:", b";", b":", b",", b'"', b"T", b"Z", b"\t", b"=", b"../",
    b"\xed\xa0\x80", b"1e999", b"NaN", b"[", b"]",
)  # fmt: skip
"""What breaks readers of one form or another."""


def mutated(seeds: Sequence[bytes], random: Random, packed: bool = False) -> bytes:
    """A file that is nearly one of these."""
    content = random.choice(seeds)
    if packed and random.random() < 0.8:
        return _repacked(content, random)
    return _mutated(content, seeds, random)


def _mutated(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    found = bytearray(content)
    for _time in range(random.choice((1, 1, 2, 3, 8))):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.choice((1, 1, 2, 4, 16, 100, 1000)))
        match random.randrange(8):
            case 0:
                del found[start:end]
            case 1:
                found[start:start] = random.choice(TOKENS)
            case 2:
                found[start:end] = random.choice(TOKENS)
            case 3:
                found[start:start] = found[start:end] * random.choice((1, 2, 50))
            case 4 if start < len(found):
                found[start] ^= 1 << random.randrange(8)
            case 5:
                found[start:end] = random.randbytes(end - start)
            case 6:
                other = random.choice(seeds)
                cut = random.randrange(len(other) + 1)
                found[start:] = other[cut:]
            case _:
                found[start:] = b""
    return bytes(found[:LARGEST])


def _repacked(content: bytes, random: Random) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        entries = old.infolist()
        chosen = random.choice(entries)
        parts = [old.read(one) for one in entries]
        for entry, part in zip(entries, parts, strict=True):
            new.writestr(entry, _mutated(part, parts, random) if entry is chosen else part)
    return held.getvalue()
