"""Which font files of the system hold a character: asked of fontconfig, else read from the platform's font folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
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
# Han characters differ by region: which suffix of a pan-CJK family a language wants.
_REGION = {"ja": " jp", "ko": " kr", "zh-tw": " tc", "zh-hant": " tc", "zh-hk": " hk"}


class FontFile(NamedTuple):
    """A face in a file of the system."""

    path: str
    number: int
    family: str
    style: str


@lru_cache(4096)
def covering(char: str, bold: bool, language: str) -> tuple[FontFile, ...]:
    """The system's faces that hold the character, the best first (at most twelve)."""
    found = _by_fontconfig(char) if _fontconfig() else _by_folders(ord(char))
    region = _REGION.get(language.lower(), _REGION.get(language.lower().split("-")[0], " sc"))
    return tuple(sorted(found, key=lambda file: _rank(file, bold, region))[:12])


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


@cache
def _fontconfig() -> str | None:
    return shutil.which("fc-list")


def _by_fontconfig(char: str) -> list[FontFile]:
    """Ask fontconfig. Its answer names the first of several family names, which is the English one."""
    program = _fontconfig() or "fc-list"
    form = "%{file}\t%{index}\t%{family[0]}\t%{style[0]}\t%{scalable}\n"
    # The arguments are ours: a program found on the path, and a code point in hexadecimal.
    answer = subprocess.run(
        [program, "--format", form, f":charset={ord(char):x}"],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=30,
        check=False,
    )
    files: list[FontFile] = []
    for line in answer.stdout.splitlines():
        path, number, family, style, scalable = (line.split("\t") + [""] * 5)[:5]
        # The upper half of the number names an instance of a variable font; the face pins its axes itself.
        if scalable == "True" and Path(path).suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"):
            files.append(FontFile(path, int(number or 0) & 0xFFFF, family, style))
    return list(dict.fromkeys(files))


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


@cache
def _catalogue() -> tuple[tuple[FontFile, frozenset[int]], ...]:
    """Every face in the platform's folders with the characters it holds: read once, and only when it is needed."""
    import uharfbuzz as hb

    found: list[tuple[FontFile, frozenset[int]]] = []
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() not in (".ttf", ".otf", ".ttc", ".otc"):
                continue
            try:
                blob = hb.Blob.from_file_path(str(path))
                for number in range(_faces_in(path)):
                    face = hb.Face(blob, number)
                    family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem
                    style = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
                    found.append((FontFile(str(path), number, family, style), frozenset(face.unicodes)))
            except (OSError, ValueError, hb.HarfBuzzError):
                continue
    return tuple(found)


def _faces_in(path: Path) -> int:
    """How many faces a font file holds: a collection says so in its header."""
    with path.open("rb") as stream:
        head = stream.read(12)
    return int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1


def _by_folders(code: int) -> list[FontFile]:
    return [file for file, held in _catalogue() if code in held]
