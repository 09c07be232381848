"""What an entry of a sheet says, as column values: days, references by key, parties by code, markings."""

from __future__ import annotations

from collections import defaultdict
from datetime import time
from decimal import Decimal
from typing import Any

from diplotrack.base.ident import new_uid
from diplotrack.base.markings import Marking, scheme_named
from diplotrack.records import KINDS, Field, Record, fields
from diplotrack.workspace.sample.days import Days

ENDINGS = ("_id", "_on", "_uid")
"""Endings of columns that the sheets leave out: ``due`` for ``due_on``, ``owner`` for ``owner_id``."""


class Reading:
    """Turns entries into column values; ``parties`` are local identifiers by code, the sample's own among them."""

    def __init__(self, days: Days, parties: dict[str, int]) -> None:
        self.days = days
        self.parties = parties
        self.records: dict[str, Record] = {}
        self.uids: dict[str, bytes] = defaultdict(new_uid)  # a record may name one that is added after it

    def name(self, key: str, record: Record) -> None:
        """Let other entries call the record by its key. Raises ValueError where two have the same."""
        if key in self.records:
            raise ValueError(f"two entries of the sample are called {key}")
        self.records[key] = record
        if record.__kind__.name == "party":
            self.parties[key] = record.id

    def unkept(self) -> set[str]:
        """Keys that an entry named and no entry bears."""
        return set(self.uids) - set(self.records)

    def columns(self, kind: str, entry: dict[str, Any], language: str = "en") -> dict[str, Any]:
        """The column values of an entry. Raises KeyError for a name that the kind has not."""
        known = fields(KINDS[kind])
        row: dict[str, Any] = {}
        for name, value in entry.items():
            column = next((one for one in (name, *(name + end for end in ENDINGS)) if one in known), "")
            if not column:
                raise KeyError(f"{kind} has no “{name}”, which an entry of the sample gives")
            row |= self._value(column, known[column], value, language)
        return row

    def _value(self, column: str, field: Field, value: Any, language: str) -> dict[str, Any]:
        match field.type:
            case "day":
                day = self.days.day(value)
                return {column: day.earliest, **({f"{column}_latest": day.latest} if field.partial else {})}
            case "reference":
                return {column: self.parties[value] if field.refers == "party" else self._of(field, value)}
            case "uid":
                return {column: self.uids[value]}
            case "choice":
                assert field.choices is not None
                return {column: field.choices(value)}  # type: ignore[call-arg]  # a lookup by value
            case "time":
                return {column: time.fromisoformat(value)}
            case "money":
                return {column: Decimal(str(value))}
            case "text" | "long":
                return {column: self.days.words(" ".join(value.split()), language)}
            case _:
                return {column: value}

    def _of(self, field: Field, key: str) -> int:
        record = self.records[key]
        if record.__kind__.name != field.refers:
            raise ValueError(f"“{key}” of the sample is a {record.__kind__.name}, not a {field.refers}")
        return record.id


def read_marking(text: str) -> tuple[Marking, list[str]]:
    """A marking as sheets write it ("CON REL FRA DEU TLP:AMBER") with its REL TO codes; "" is unmarked."""
    words = text.split()
    tlp = next((word.removeprefix("TLP:") for word in words if word.startswith("TLP:")), "")
    words = [word for word in words if not word.startswith("TLP:")]
    if not words:
        return Marking(tlp=tlp), []
    return Marking.of(scheme_named("neutral").level(words[0]), tlp), words[2:]


def marking_columns(marking: Marking) -> dict[str, Any]:
    """The columns in which a row keeps its marking."""
    return {
        "marking_scheme": marking.scheme,
        "marking_rank": marking.rank,
        "marking_text": marking.text,
        "tlp": marking.tlp,
    }
