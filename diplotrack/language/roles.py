"""Role slugs of appointment lists put into words: "director-office-medical-services" → "Director, Office of
Medical Services".

The table is `resources/reference/roles.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from diplotrack.base.paths import resource
from diplotrack.language.titles import Office

_SMALL = frozenset("of for and the to in at with on".split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("reference", "roles.toml").read_text(encoding="utf-8"))


def role_label(slug: str) -> str:
    """The office in words that a role slug means: the table's label, else the slug's words behind a known
    beginning."""
    slug = slug.strip().casefold()
    table = _table()
    if known := table["label"].get(slug):
        return str(known)
    for prefix, words in table["prefix"].items():
        if slug.startswith(prefix) and len(slug) > len(prefix):
            return str(words) + _in_words(slug[len(prefix) :])
    return _in_words(slug)


def role_office(slug: str) -> Office:
    """The office of a role slug with its level."""
    slug = slug.strip().casefold()
    level = next(level for prefix, level in _table()["level"].items() if slug.startswith(prefix))
    return Office(role_label(slug), level)


def _in_words(slug: str) -> str:
    pieces = [piece for piece in slug.split("-") if piece]
    words = [str(_table()["words"].get(piece, piece)) for piece in pieces]
    return " ".join(
        word if (index and word in _SMALL) or not word.islower() else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
