"""Records as they will be, before they are written: what a reader makes of a row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.texts.text_file import Enclosed
from diplotrack.records import Record

Values = dict[str, Any]
"""Column → value; where a column refers to a record, its identifier or the draft that will become it."""

Part = tuple[type[Record], Values]


@dataclass(slots=True, eq=False)
class Draft:
    """One record to be written, with its parts and long texts.

    ``source`` and ``key`` are its external reference, by which a later import finds it again; ``digest`` the
    fingerprint of what it was made from. ``files`` are kept with it as attachments. ``seen`` are days kept beside the
    reference. ``id`` is set once it is written,
    or where the record is already there. ``same_as`` is what it turned out to be: it is then not written itself.
    """

    kind: type[Record]
    values: Values
    source: str = ""
    key: str = ""
    digest: str = ""
    parts: list[Part] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    files: tuple[Enclosed, ...] = ()
    seen: tuple[date, date] | None = None
    id: int | None = None
    same_as: int | Draft | None = None

    @property
    def name(self) -> str:
        """The name of its kind."""
        return self.kind.__kind__.name

    @property
    def caption(self) -> str:
        """How it will be called."""
        return str(self.values.get(self.kind.__kind__.title) or "")

    def refers_to(self) -> Iterable[Draft]:
        """The drafts that must be written before it."""
        return (value for value in map(meant, self.values.values()) if isinstance(value, Draft))


def meant(value: Any) -> Any:
    """A column's value; a draft that turned out to be another record gives way to that."""
    while isinstance(value, Draft) and value.same_as is not None:
        value = value.same_as
    return value


def identifier(value: Any) -> Any:
    """A column's value with drafts replaced by the identifiers they got."""
    value = meant(value)
    if isinstance(value, Draft):
        assert value.id is not None, f"{value.name} “{value.caption}” is referred to before it is written"
        return value.id
    return value


def day(name: str, when: PartialDate | None) -> Values:
    """The two columns of a partial date; both empty where there is none."""
    return {name: when.earliest if when else None, f"{name}_latest": when.latest if when else None}


def row_digest(row: TypedRow, version: int) -> str:
    """The fingerprint of all that a row says to its reader, the same from CSV and from a workbook."""
    names = [(name.spec.column, name.text, name.identifier) for name in row.names]
    content = [version, row.key, row.values, names, row.texts]
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def text_digest(paragraphs: Iterable[str]) -> str:
    """The fingerprint of a long text."""
    return hashlib.sha256("\n\n".join(paragraphs).encode()).hexdigest()[:32]


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
