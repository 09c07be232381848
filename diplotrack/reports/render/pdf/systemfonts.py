"""Which font files of the system hold a character: asked of fontconfig, else read from the platform's font folders."""

from __future__ import annotations

import os
import shutil
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

# The order of trust: families drawn for text, sans before serif to sit beside the house face.
_PREFERRED = (
    "noto sans cjk", "noto sans", "source han sans", "segoe ui", "nirmala ui", "microsoft yahei", "yu gothic",
    "malgun gothic", "leelawadee ui", "ebrima", "hiragino sans", "pingfang", "apple sd gothic", "kohinoor", "wenquanyi",
    "droid sans", "ipa", "vl gothic", "nanum", "dejavu sans", "freesans", "arial unicode", "noto serif",
)  # fmt: skip
_REFUSED = (
    "mono",
    "emoji",
    "condensed",
    "display",
    "handwriting",
    "nastaliq",
    "last resort",
    "lastresort",
    "unifont",
)
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
# Han characters differ by region: which suffix of a pan-CJK family a language wants.
_REGION = {"ja": " jp", "ko": " kr", "zh-tw": " tc", "zh-hant": " tc", "zh-hk": " hk"}


class FontFile(NamedTuple):
    """A face in a file of the system."""

    path: str
    number: int
    family: str
    style: str


class _Listed:
    """A face of the system with the characters that it holds, which are looked at when they are asked for."""

    __slots__ = ("_charset", "_first", "_last", "file")

    def __init__(self, file: FontFile, charset: str | None = None) -> None:
        """``charset``: as fontconfig writes it, ranges of code points in hexadecimal; None to read the file."""
        self.file = file
        self._charset = charset
        self._first: list[int] | None = None
        self._last: list[int] = []

    def holds(self, code: int) -> bool:
        """Whether there is a glyph for the code point."""
        if self._first is None:
            ranges = _written(self._charset) if self._charset is not None else _read(self.file)
            self._first, self._last, self._charset = (
                [one for one, _ in ranges],
                [last for _, last in ranges],
                None,
            )
        place = bisect_right(self._first, code) - 1
        return place >= 0 and code <= self._last[place]


def _written(charset: str) -> list[tuple[int, int]]:
    ranges = []
    for part in charset.split():
        first, _dash, last = part.partition("-")
        ranges.append((int(first, 16), int(last or first, 16)))
    return sorted(ranges)


def _read(file: FontFile) -> list[tuple[int, int]]:
    import uharfbuzz as hb

    try:
        face = hb.Face(hb.Blob.from_file_path(file.path), file.number)
        return [(code, code) for code in sorted(face.unicodes)]
    except (OSError, ValueError, hb.HarfBuzzError):
        return []


@lru_cache(4096)
def covering(char: str, bold: bool, language: str) -> tuple[FontFile, ...]:
    """The system's faces that hold the character, the best first (at most eight)."""
    region = _REGION.get(language.lower(), _REGION.get(language.lower().split("-")[0], " sc"))
    code = ord(char)
    return tuple(islice((listed.file for listed in _ranked(bold, region) if listed.holds(code)), 8))


@cache
def _ranked(bold: bool, region: str) -> tuple[_Listed, ...]:
    return tuple(sorted(_catalogue(), key=lambda listed: _rank(listed.file, bold, region)))


@cache
def _catalogue() -> tuple[_Listed, ...]:
    """Every face of the system. Asked for only when a text needs what the font package has not."""
    program = shutil.which("fc-list")
    return tuple(_by_fontconfig(program) if program else _by_folders())


def _rank(file: FontFile, bold: bool, region: str) -> tuple[bool, bool, int, int, bool, str, str, int]:
    family, style = file.family.lower(), file.style.lower()
    place = next((n for n, name in enumerate(_PREFERRED) if family.startswith(name)), len(_PREFERRED))
    wanted = "bold" if bold else "regular"
    usual = {"regular", "book", "roman", "medium", ""} if not bold else {"bold"}
    weight = 0 if style == wanted else 1 if style in usual else 2
    if style.startswith(wanted):
        weight = min(weight, 1)
    refused = any(word in family or word in style for word in _REFUSED)
    slanted = "italic" in style or "oblique" in style
    return (refused, slanted, place, weight, not family.endswith(region), family, file.path, file.number)


def _by_fontconfig(program: str) -> Iterator[_Listed]:
    """Ask fontconfig, once. Its answer names the first of several family names, which is the English one."""
    import subprocess

    form = "%{file}\t%{index}\t%{family[0]}\t%{style[0]}\t%{scalable}\t%{charset}\n"
    # A program found on the path; the arguments are ours.
    answer = subprocess.run(
        [program, "--format", form],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )
    seen: set[FontFile] = set()
    for line in answer.stdout.splitlines():
        path, number, family, style, scalable, charset = (line.split("\t") + [""] * 6)[:6]
        # The upper half of the number names an instance of a variable font; the face pins its axes itself.
        file = FontFile(path, int(number or 0) & 0xFFFF, family, style)
        if scalable == "True" and Path(path).suffix.lower() in _SUFFIXES and file not in seen:
            seen.add(file)
            yield _Listed(file, charset)


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local/share/fonts", home / ".fonts")


def _by_folders() -> Iterator[_Listed]:
    """Look through the platform's font folders for the names of the faces; what they hold is read when it matters."""
    import uharfbuzz as hb

    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() not in _SUFFIXES:
                continue
            try:
                blob = hb.Blob.from_file_path(str(path))
                for number in range(_faces_in(path)):
                    face = hb.Face(blob, number)
                    family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem
                    style = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
                    yield _Listed(FontFile(str(path), number, family, style))
            except (OSError, ValueError, hb.HarfBuzzError):
                continue


def _faces_in(path: Path) -> int:
    """How many faces a font file holds: a collection says so in its header."""
    with path.open("rb") as stream:
        head = stream.read(12)
    return int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1
