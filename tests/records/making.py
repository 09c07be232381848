"""Rows of every kind with something in every field, made from the fields themselves."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from diplotrack.records import ANYWHERE, KINDS, Field, Record, fields
from diplotrack.store.unit_of_work import Work


def sample(name: str, field: Field, token: str) -> Any:
    """A value that the column can hold; texts carry the token so that they can be searched for."""
    match field.type:
        case "text" | "long":
            return f"{name} {token}"
        case "choice":
            assert field.choices is not None
            return list(field.choices)[-1]
        case "scale":
            return field.scale[0][0]
        case "flag":
            return True
        case "day":
            return date(2008, 4, 3)
        case "time":
            return time(15, 30)
        case "moment":
            return datetime(2008, 4, 3, 15, 30)
        case "number":
            return 7
        case "money":
            return Decimal("1234.50")
        case "uid":
            return bytes(range(16))
        case "json":
            return {"a": 1}
        case _:
            raise AssertionError(field.type)


def make(work: Work, kind: type[Record], token: str = "zebrawood") -> Record:
    """One row of the kind, every field filled, what it refers to made before it."""
    values: dict[str, Any] = {}
    for name, field in fields(kind).items():
        if field.type == "reference":
            if field.refers != kind.__kind__.name and (field.required or field.refers in ("party", "person")):
                values[name] = make_bare(work, KINDS[field.refers]).id
        elif name not in ("direction", "status", "zone"):
            values[name] = sample(name, field, token)
    if kind.__kind__.name == "engagement":
        values["zone"] = "Europe/Paris"
    return work.add(kind(**values, **_unseen(work, kind)))


def make_bare(work: Work, kind: type[Record]) -> Record:
    """A row with what is required only."""
    values = {
        name: make_bare(work, KINDS[field.refers]).id
        if field.type == "reference"
        else sample(name, field, "bare")
        for name, field in fields(kind).items()
        if field.required
    }
    return work.add(kind(**values, **_unseen(work, kind)))


def _unseen(work: Work, kind: type[Record]) -> dict[str, Any]:
    name = kind.__kind__.name
    if name in ANYWHERE:
        owner = make_bare(work, KINDS["party"])
        extra: dict[str, Any] = {"owner_kind": "party", "owner_id": owner.id}
        return {**extra, "sha256": bytes(32)} if name == "attachment" else extra
    if name == "finding":
        return {"fingerprint": "f" * 64, "rule": "R13", "severity": "high"}
    return {}
