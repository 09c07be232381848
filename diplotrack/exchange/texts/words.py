"""The words of a file for the search: all that it says, and what the files in it say."""

from __future__ import annotations

from collections.abc import Iterator

from diplotrack.base.errors import UserError
from diplotrack.exchange.texts.opening import VERSIONS, read_bytes
from diplotrack.exchange.texts.text_file import Correspondent, TextFile

NOTHING = f"none {sum(VERSIONS.values())}"
"""What "reads" a file in which no words were found; when any reader gets better, it is tried again."""

READERS = frozenset({NOTHING, *(f"{form} {version}" for form, version in VERSIONS.items())})
"""What readers are called, with the version that they have now."""

_DEEPEST = 3
"""Files within files whose words are read."""


def words_of(content: bytes, name: str) -> tuple[str, str]:
    """What reads a file ("pdf 1"), and the words that it finds, "" where there are none. Raises nothing."""
    try:
        found = read_bytes(content, name)
    except UserError:
        return NOTHING, ""
    return f"{found.form} {VERSIONS[found.form]}", "\n".join(_said(found, 0))


def _said(found: TextFile, depth: int) -> Iterator[str]:
    people = [one for one in (found.sender, *found.recipients) if one]
    yield from (one for one in (found.title, *map(_called, people)) if one)
    yield found.text
    for one in found.enclosed:
        yield one.name
        if depth < _DEEPEST:
            try:
                yield from _said(read_bytes(one.content, one.name), depth + 1)
            except UserError:
                continue


def _called(person: Correspondent) -> str:
    return " ".join(one for one in (person.name, person.address) if one)
