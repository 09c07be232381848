"""The help pages as they lie in ``resources/help``: their order, titles and headings, and finding words in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diplotrack.base.paths import resource

FIRST = "index"
"""The page that opens first. The order of the links in it is the order of the pages."""

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
MARKS = re.compile(r"[`*|]|!?\[|\]\([^)]*\)|^#+ |^[-\d]+\.? ", re.MULTILINE)
AROUND = 70
"""Characters shown before and after a word that was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of a page at which words were found, and some of what stands around them."""

    page: str
    anchor: str
    heading: str
    excerpt: str


def folder() -> Path:
    """Where the pages lie."""
    return resource("help", "index.md").parent


@cache
def text(name: str) -> str:
    """The Markdown of a page. Raises KeyError for a page that is not there."""
    path = folder() / f"{name}.md"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """All pages: the first, those that it links to in that order, then any others."""
    linked = [
        target.removesuffix(".md") for _words, target in LINK.findall(text(FIRST)) if target.endswith(".md")
    ]
    there = {path.stem for path in folder().glob("*.md")}
    ordered = dict.fromkeys([FIRST, *(name for name in linked if name in there), *sorted(there)])
    return tuple(ordered)


def title(name: str) -> str:
    """The first heading of a page."""
    return next((line[2:].strip() for line in text(name).splitlines() if line.startswith("# ")), name)


def anchor(heading: str) -> str:
    """How links name a heading: small letters, hyphens for blanks, no other signs."""
    plain = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -_")
    return plain.strip().replace(" ", "-")


def folded(words: str) -> str:
    """Small letters without accents; of the same length as ``words`` wherever each letter is one code point."""
    return "".join(_plain(letter) for letter in words)


def _plain(letter: str) -> str:
    first = unicodedata.normalize("NFKD", letter)[:1].casefold()
    return first if len(first) == 1 else letter


def find(words: str, limit: int = 40) -> list[Place]:
    """Where all these words stand together in one section; sections named so come first."""
    wanted = folded(words).split()
    if not wanted:
        return []
    found: list[tuple[bool, Place]] = []
    for name in names():
        for heading, body in sections(name):
            there = folded(f"{heading}\n{body}")
            if all(word in there for word in wanted):
                named = all(word in folded(heading) for word in wanted)
                found.append((not named, Place(name, anchor(heading), heading, _excerpt(body, wanted))))
    return [place for _rank, place in sorted(found, key=lambda one: one[0])[:limit]]


def sections(name: str) -> list[tuple[str, str]]:
    """The page as (heading, text below it without marks)."""
    found: list[tuple[str, list[str]]] = []
    for line in text(name).splitlines():
        if line.startswith("#"):
            found.append((line.lstrip("# ").strip(), []))
        elif found and not line.startswith(("```", "|--")):
            found[-1][1].append(line)
    return [(heading, MARKS.sub("", "\n".join(lines)).strip()) for heading, lines in found]


def _excerpt(body: str, wanted: list[str]) -> str:
    line = " ".join(body.split())
    place = min((at for at in (folded(line).find(word) for word in wanted) if at >= 0), default=0)
    start = max(0, place - AROUND)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    shown = line[start : place + 2 * AROUND]
    return f"{'… ' if start else ''}{shown.strip()}{' …' if place + 2 * AROUND < len(line) else ''}"
