"""The sheets of the sample: TOML files whose tables are records, by kind, each under a key of its own."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from diplotrack.base.paths import resource

ORDER = (
    "party", "person", "partner_tier", "objective", "position", "engagement", "communication", "agreement",
    "commitment", "statement", "ask", "instruction", "consultation", "deed", "action",
)  # fmt: skip
"""Kinds in the order in which they are added: each refers to those before it, or to earlier rows of its own."""


@dataclass
class Sheets:
    """Settings of the workspace, and the entries of each kind in the order of the files."""

    settings: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))


def read_sheets() -> Sheets:
    """All sheets, in the order of their names. ``[defaults.<kind>]`` of a sheet fills in what its entries leave out."""
    sheets = Sheets()
    for path in sorted(resource("sample").glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        sheets.settings |= tables.pop("settings", {})
        defaults = tables.pop("defaults", {})
        for kind, entries in tables.items():
            sheets.entries[kind] += [{**defaults.get(kind, {}), **entry} for entry in entries]
    return sheets
