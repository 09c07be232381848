"""Short ways to write the parts of a record on a sheet: ``by = ["FRA"]`` is a row for each party named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

SIGNS = {"+": 1, "-": -1, "=": 0}


class PartList(NamedTuple):
    """That a list of names stands for parts: which column each name fills, and what every row has besides."""

    part: str
    column: str
    also: dict[str, Any]


LISTS: dict[tuple[str, str], PartList] = {
    ("engagement", "with"): PartList("engagement_party", "party", {"side": "theirs"}),
    ("engagement", "also"): PartList("engagement_party", "party", {"side": "third"}),
    ("commitment", "by"): PartList("commitment_party", "party", {"side": "by"}),
    ("commitment", "to"): PartList("commitment_party", "party", {"side": "to"}),
    ("communication", "from"): PartList("communication_party", "party", {"part": "from"}),
    ("communication", "to"): PartList("communication_party", "party", {"part": "to"}),
    ("communication", "copy"): PartList("communication_party", "party", {"part": "copy"}),
    ("communication", "about"): PartList("communication_party", "party", {"part": "about"}),
    ("position", "scope"): PartList("position_partner", "party", {"duty": "scope"}),
    ("position", "notify"): PartList("position_partner", "party", {"duty": "notify"}),
    ("position", "consult"): PartList("position_partner", "party", {"duty": "consult"}),
    ("statement", "audience"): PartList("statement_audience", "party", {}),
    ("ask", "raised"): PartList("ask_raised", "engagement", {}),
    ("agreement", "parties"): PartList("agreement_party", "party", {}),
    ("agreement", "duties"): PartList("agreement_duty", "objective", {}),
}


def expanded(kind: str, entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts for which the lists of an entry stand, as (kind of part, its columns); the lists are taken out."""
    for name in [name for name in entry if (kind, name) in LISTS]:
        spec = LISTS[kind, name]
        for value in entry.pop(name):
            yield spec.part, {**spec.also, spec.column: value}
    if kind == "engagement":
        for value in entry.pop("people", []):
            person, _colon, role = value.partition(":")
            yield "participant", {"person": person, **({"role": role} if role else {})}
        for sequence, title in enumerate(entry.pop("agenda", []), 1):
            yield "agenda_item", {"sequence": sequence, "title": title}
    for value in entry.pop("objectives", []):
        sign = SIGNS.get(value[-1])
        yield "objective_link", {"objective": value if sign is None else value[:-1], "bearing": sign}
    for value in entry.pop("tags", []):
        yield "tag", {"name": value}
