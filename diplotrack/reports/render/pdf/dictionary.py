"""Words of scripts written without spaces (Thai, Lao, Khmer, Burmese), out of the dictionaries of the system's ICU.

ICU is on every Windows since 10 (icu.dll), every macOS (libicucore) and most Linux desktops (libicuuc, whose functions
carry its version in their names). None comes with the project; without one ``word_ends`` knows nothing, and lines
break where a syllable surely begins.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from functools import cache

_LINE_BREAKS = 2  # UBRK_LINE
_DONE = -1


# ICU has raised its major version once or twice a year since 2010; those to come are looked for too.
_VERSIONS = range(99, 49, -1)


def _names() -> Iterator[tuple[str, str]]:
    """Where ICU may be on this platform, and what the names of its functions end in."""
    if sys.platform == "win32":
        yield from (("icu.dll", ""), ("icuuc.dll", ""))
    elif sys.platform == "darwin":
        yield "/usr/lib/libicucore.A.dylib", ""
    else:
        yield from ((f"libicuuc.so.{version}", f"_{version}") for version in _VERSIONS)


@cache
def _library() -> tuple[ctypes.CDLL, str] | None:
    for name, ending in _names():
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        if hasattr(library, f"ubrk_open{ending}"):
            return library, ending
    return None


def word_ends(text: str) -> list[int] | None:
    """Where a line may break within a text of one of these scripts: indices, the last its length; None without ICU.

    Source: ICU's line break iterator (Unicode Standard Annex #14, with dictionaries for what it calls SA).
    """
    found = _library()
    if found is None:
        return None
    library, ending = found
    units = text.encode("utf-16-le")
    buffer = ctypes.create_string_buffer(units, len(units) + 2)
    error = ctypes.c_int(0)
    opened = getattr(library, f"ubrk_open{ending}")
    opened.restype = ctypes.c_void_p
    # The dictionary follows from the script; the locale only chooses how strictly punctuation is kept.
    breaks = ctypes.c_void_p(
        opened(_LINE_BREAKS, b"en", buffer, ctypes.c_int32(len(units) // 2), ctypes.byref(error))
    )
    if error.value > 0 or not breaks.value:
        return None
    following = getattr(library, f"ubrk_next{ending}")
    following.argtypes, following.restype = [ctypes.c_void_p], ctypes.c_int32
    ends: list[int] = []
    while (place := following(breaks)) != _DONE:
        ends.append(place)
    closing = getattr(library, f"ubrk_close{ending}")
    closing.argtypes, closing.restype = [ctypes.c_void_p], None
    closing(breaks)
    return ends
