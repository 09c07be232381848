"""The messages in a file of mail: one, or all those of a folder in the form mbox (RFC 4155)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from diplotrack.base.i18n import _
from diplotrack.exchange.limits import LARGEST_DOCUMENT, LARGEST_MAILBOX, MEGABYTE
from diplotrack.exchange.refusing import mind_size

_BEGIN = re.compile(rb"From \S+.*\d{2}:\d{2}")
"""The line before each message: who sent it, and when it came."""
_QUOTED = re.compile(rb">+From ")
_LINE = MEGABYTE


def is_mailbox(path: Path) -> bool:
    """Whether a file holds a folder of messages. Raises OSError."""
    with path.open("rb") as stream:
        return _BEGIN.match(stream.readline(500)) is not None


def messages(path: Path) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large.

    Raises UserError where the whole is far too large, and OSError.
    """
    size = path.stat().st_size
    if not is_mailbox(path):
        mind_size(path, size, LARGEST_DOCUMENT, _("Export fewer messages at once."))
        yield path.read_bytes()
        return
    mind_size(path, size, LARGEST_MAILBOX, _("Export fewer messages at once."))
    yield from _apart(path)


def _apart(path: Path) -> Iterator[bytes | None]:
    held, length, is_blank, has_begun = bytearray(), 0, True, False
    with path.open("rb") as stream:
        is_start = True  # of a line; a longer one comes in pieces
        while line := stream.readline(_LINE):
            if is_start and is_blank and _BEGIN.match(line):
                if has_begun:
                    yield bytes(held) if length <= LARGEST_DOCUMENT else None
                held.clear()
                length, has_begun = 0, True
            else:
                length += len(line)
                if length <= LARGEST_DOCUMENT:
                    held += line[1:] if is_start and _QUOTED.match(line) else line
                is_blank = is_start and not line.strip()
            is_start = line.endswith(b"\n")
    if has_begun:
        yield bytes(held) if length <= LARGEST_DOCUMENT else None
