"""What countries are called in the official languages of the world, for cells and fields that hold nothing else.

The book of names has these names in English, in the languages of the United Nations and in those of the country itself.
The others are many and seldom asked for: they are read when a name is met that the book does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from diplotrack.base.paths import resource
from diplotrack.language.names_fold import name_key


@cache
def worldwide() -> Mapping[str, str]:
    """Names, spelling set aside (see :func:`name_key`) → the key of the one country or territory that has it."""
    found: dict[str, str] = {}
    several: set[str] = set()
    entries = json.loads(resource("reference", "worldwide.json").read_text(encoding="utf-8"))
    for entry in entries:
        for key in {
            name_key.__wrapped__(name) for name in entry["names"]
        }:  # once each: not worth remembering
            if found.setdefault(key, entry["key"]) != entry["key"]:
                several.add(key)
    return {key: party for key, party in found.items() if key and key not in several}
