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
WORD = re.compile(r"[^\W_]+")
AROUND = 60
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
    """Where all these words, or what begins so, stand together in one section; sections named so come first."""
    wanted = WORD.findall(folded(words))
    if not wanted:
        return []
    found: list[tuple[bool, Place]] = []
    for name in names():
        for heading, body in sections(name):
            if _begin(wanted, f"{heading}\n{body}"):
                named = _begin(wanted, heading)
                found.append((not named, Place(name, anchor(heading), heading, _excerpt(body, wanted))))
    return [place for _rank, place in sorted(found, key=lambda one: one[0])[:limit]]


def _begin(wanted: list[str], text: str) -> bool:
    """Whether each of these begins a word of the text."""
    there = WORD.findall(folded(text))
    return all(any(word.startswith(one) for word in there) for one in wanted)


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
    there = folded(line)
    place = min(
        (word.start() for word in WORD.finditer(there) if word[0].startswith(tuple(wanted))), default=0
    )
    start = max(0, place - AROUND)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    shown = line[start : place + 2 * AROUND]
    return f"{'… ' if start else ''}{shown.strip()}{' …' if place + 2 * AROUND < len(line) else ''}"
