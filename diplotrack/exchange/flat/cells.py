"""Names in one cell: many of them, and which of two records of the same name is meant.

``France; Japan``: a name that holds the sign between names stands in quotation marks, as in CSV. ``Li Wei [7c01f2aa]``:
where several are called so, the last digits of the uid tell which; they are all of them where even those are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BETWEEN = "; "
SHORT = 8
"""Digits of a uid that tell records of one name apart: its last ones are random."""

_WHICH = re.compile(r"(.*?) ?\[([0-9a-f]{8}|[0-9a-f]{32})\]", re.DOTALL)


def joined(names: Iterable[str]) -> str:
    """The names as one cell; :func:`parted` gives them back."""
    return BETWEEN.join(_quoted(name) if _needs_quotes(name) else name for name in names)


def parted(cell: str) -> list[str]:
    """The names in a cell."""
    found: list[str] = []
    at = 0
    while at < len(cell):
        if cell[at] == '"' and (quoted := _end_of_quoted(cell, at)):
            found.append(cell[at + 1 : quoted - 1].replace('""', '"'))
            end = quoted
        else:
            end = cell.find(BETWEEN, at)
            end = len(cell) if end < 0 else end
            found.append(cell[at:end])
        at = end + len(BETWEEN)
    return found


def _needs_quotes(name: str) -> bool:
    return BETWEEN in name or name.startswith('"') or name != name.strip() or not name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _end_of_quoted(cell: str, at: int) -> int:
    """The place after the closing mark; 0 where the mark is part of a name that somebody typed."""
    end = at + 1
    while (end := cell.find('"', end)) >= 0:
        if cell.startswith('""', end):
            end += 2
            continue
        closed = end + 1
        return closed if closed == len(cell) or cell.startswith(BETWEEN, closed) else 0
    return 0


def told_apart(name: str, uid: str, digits: int = SHORT) -> str:
    """The name with what tells it from others of that name."""
    return f"{name} [{uid[-digits:]}]" if name else f"[{uid[-digits:]}]"


def which(cell: str) -> tuple[str, str]:
    """A name and the last digits of the uid that is meant; "" where none are given."""
    found = _WHICH.fullmatch(cell)
    return (found[1], found[2]) if found else (cell, "")
