"""Markings on their way in: as columns of a record, and held back where they would lower what is here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diplotrack.base.markings import TLP, Level
from diplotrack.records import Record

LEVEL = ("marking_scheme", "marking_rank", "marking_text")
"""The columns that say a level together."""


def columns_of(level: Level | None) -> dict[str, Any]:
    """A level as columns; those of nothing marked where there is none."""
    told = (level.scheme, level.rank, level.text) if level is not None else ("", None, "")
    return dict(zip(LEVEL, told, strict=True))


def lowered(row: Record, values: Mapping[str, Any]) -> frozenset[str]:
    """Those of the columns by which the marking of a row would fall: nothing from elsewhere ever lowers one."""
    found: set[str] = set()
    now, new = getattr(row, "marking_rank", None), values.get("marking_rank")
    if "marking_rank" in values and now is not None and (new is None or new < now):
        found.update(LEVEL)
    label = getattr(row, "tlp", "")
    if label and "tlp" in values and TLP.index(values["tlp"] or TLP[0]) < TLP.index(label):
        found.add("tlp")
    return frozenset(found)
