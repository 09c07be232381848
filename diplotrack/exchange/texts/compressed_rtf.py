"""RTF as Outlook packs it (MS-OXRTFCP)."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every packer and unpacker has seen already."""
_RING = 4096
_LONGEST = 8 << 20
"""Bytes that are unpacked; a byte at a time, so more would take many seconds."""


def unpacked(packed: bytes) -> bytes:
    """The RTF; as much of it as a damaged packing gives, b"" where it is no packing."""
    if len(packed) < 16:
        return b""
    kind = struct.unpack_from("<I", packed, 8)[0]
    if kind == _PLAIN:
        return packed[16 : 16 + _LONGEST]
    return _unpacked(packed[16:]) if kind == _PACKED else b""


def _unpacked(packed: bytes) -> bytes:
    seen = bytearray(_BEGINNING)
    place, size = 0, len(packed)
    while place < size and len(seen) < _LONGEST:
        flags = packed[place]
        place += 1
        for bit in range(8):
            if not flags >> bit & 1:
                if place >= size:
                    break
                seen.append(packed[place])
                place += 1
                continue
            if place + 1 >= size:
                return bytes(seen[len(_BEGINNING) :])
            token = packed[place] << 8 | packed[place + 1]
            place += 2
            write = len(seen) % _RING
            back = (write - (token >> 4)) % _RING
            if back == 0:  # it points at itself: the end
                return bytes(seen[len(_BEGINNING) :])
            for _copied in range((token & 0xF) + 2):
                seen.append(seen[-back] if back <= len(seen) else 0x20)
    return bytes(seen[len(_BEGINNING) :])
