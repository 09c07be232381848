"""The published JSON Schema (draft 2020-12) of the file, made from what the kinds of record say of themselves."""

from __future__ import annotations

from typing import Any

from diplotrack.exchange.whole.forms import LARGEST, Schema, as_schema
from diplotrack.exchange.whole.layout import (
    CHANGES,
    FORMAT,
    HEAD,
    NUMBERED,
    OPERATIONS,
    SECTIONS,
    VERSION,
    Slot,
    slots,
)
from diplotrack.records import ANYWHERE, KINDS, TOP_KINDS, Record
from diplotrack.store.attachments import PIECE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = f"ledger-{VERSION}.schema.json"
"""The file under ``resources/schema`` that holds it."""

OF_ANY_ROW = {
    "id": "The number of the row in this ledger, by which other rows refer to it.",
    "uid": "The identity of the row everywhere (UUID version 7).",
    "version": "How often the row was written.",
    "created_at": "When it was made (UTC).",
    "updated_at": "When it was last written (UTC).",
    "deleted_at": "Since when it lies in the trash (UTC).",
    "merged_into": "The row of its kind that it turned out to be.",
    "owner_kind": "The kind of the record that the row belongs to.",
    "owner_id": "The number of that record.",
}
"""What columns mean that have no label, since no form shows them."""


def published() -> Schema:
    """The schema as it is published. What the file leaves out is empty; unknown members are told and passed over."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:diplotrack:ledger:{VERSION}",
        "title": "A whole Diplotrack ledger",
        "description": (
            "Written by “diplotrack export ledger”, read by “diplotrack new DIR --from FILE”. Rows refer to one "
            "another by number; days are ISO 8601, moments UTC; a day known only to a month or a year has its latest "
            "possible day beside it (…_latest)."
        ),
        "type": "object",
        "required": [*HEAD, *SECTIONS],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "ledger_schema": {"type": "integer", "minimum": 1},
            "settings": {"type": "object", "description": "Settings of the workspace that belong to the ledger."},
            "identifiers": {
                "type": "object",
                "description": "The highest number that a row of each table ever had; none is given twice.",
                "properties": {table.name: {"type": "integer", "maximum": LARGEST} for table in NUMBERED},
            },
            "records": {
                "type": "object",
                "properties": {
                    name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in KINDS
                },
            },
            "operations": {"type": "array", "items": {"$ref": "#/$defs/operation"}},
            "changes": {"type": "array", "items": {"$ref": "#/$defs/change"}},
            "files": {"type": "array", "items": {"$ref": "#/$defs/file"}},
        },
        "$defs": {
            **{name: _kind(kind) for name, kind in KINDS.items()},
            "operation": _row(
                slots(OPERATIONS), "One operation; its digest covers the one before, its header and its changes."
            ),
            "change": _row(slots(CHANGES), "What an operation did to one row: its values before and after."),
            "file": _FILE,
        },
    }  # fmt: skip


def _kind(kind: type[Record]) -> Schema:
    about = kind.__kind__
    words = str(about.help) or str(about.label)
    if about.name in ANYWHERE:
        words += " (belongs to a record of any kind)"
    elif about.name not in TOP_KINDS and about.part_of:
        words += f" (belongs to: {about.part_of})"
    return _row(slots(kind.__table__), words)


def _row(own: tuple[Slot, ...], words: str) -> Schema:
    properties: dict[str, Any] = {}
    for slot in own:
        properties[slot.name] = as_schema(slot.form, slot.field)
        if slot.field is None and slot.name in OF_ANY_ROW:
            properties[slot.name]["description"] = OF_ANY_ROW[slot.name]
    return {
        "description": words,
        "type": "object",
        "required": [slot.name for slot in own if not slot.may_lack],
        "properties": properties,
    }


_FILE: Schema = {
    "description": "One piece of the bytes of an attached file, the pieces of a file following one another.",
    "type": "object",
    "required": ["sha256", "size"],
    "properties": {
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of the whole file."},
        "size": {"type": "integer", "minimum": 0, "description": "Bytes of the whole file."},
        "piece": {"type": "integer", "minimum": 0, "description": "The place of this piece, from 0."},
        "base64": {
            "type": "string",
            "contentEncoding": "base64",
            "maxLength": -(-PIECE // 3) * 4,
            "description": "Its bytes; absent where the file was left out.",
        },
    },
    "additionalProperties": False,
}
