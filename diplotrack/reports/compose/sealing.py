"""The last look before a document leaves composition: no name of a protected source, wherever a section put it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from diplotrack.release import ProtectedNames
from diplotrack.reports.document import Document

T = TypeVar("T")

_SETTINGS = frozenset(
    {"uid", "style", "align", "key", "name", "language", "marking", "tlp", "copy", "form", "severity"}
)
"""Fields that say how something is set, and hold no words of a record."""


def sealed(document: Document, protected: ProtectedNames) -> Document:
    """The document with every name of a protected source replaced: in titles, tables, charts and all."""
    return _sealed(document, protected) if protected.ids else document


def _sealed(value: T, protected: ProtectedNames) -> T:
    """The value with its words changed; itself where none was."""
    found: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        found = protected.hide(value)
    elif isinstance(value, list | tuple):
        parts = [_sealed(one, protected) for one in value]
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            found = tuple(parts)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for one in fields(value):
            if one.name not in _SETTINGS:
                old = getattr(value, one.name)
                new = _sealed(old, protected)
                if new is not old:
                    changes[one.name] = new
        found = replace(value, **changes) if changes else value
    return found  # type: ignore[no-any-return]  # of the type that came in
