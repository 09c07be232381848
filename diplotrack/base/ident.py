"""Global identity of rows: UUID version 7 (RFC 9562), 16 bytes, ordered by time so that indexes grow at their end."""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_uid() -> bytes:
    """A new identifier, greater than every one made before it in this process."""
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 of sub-millisecond time: bumped where the clock stands still or goes back.
        stamp = max(int(time.time_ns() * 4096 // 1_000_000), _last + 1)
        _last = stamp
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62
    return (value | int.from_bytes(os.urandom(8)) >> 2).to_bytes(16)


def uid_text(uid: bytes) -> str:
    """How an identifier is written: 32 hexadecimal digits."""
    return uid.hex()


def uid_from_text(text: str) -> bytes:
    """Read what :func:`uid_text` wrote (hyphens allowed). Raises ValueError."""
    uid = bytes.fromhex(text.replace("-", "").strip())
    if len(uid) != 16:
        raise ValueError(text)
    return uid
