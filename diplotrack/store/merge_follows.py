"""What follows when records become one: the marking, the saved views, and what the sources were last seen to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from diplotrack.base.markings import Marking, roll_up
from diplotrack.records import ANYWHERE, KINDS, Marked, Record, fields, gathers
from diplotrack.store.collapse import owner_of
from diplotrack.store.rewriting import Rewriter, Row


def narrow_marking(
    rewriter: Rewriter, kind: type[Record], rows: Sequence[Row], came_from: Mapping[tuple[str, int], int]
) -> None:
    """Give the first of the rows the narrowest marking of all: no text goes out more widely for having been merged.

    The REL TO rows of the others belong to it already; ``came_from`` tells whose they were.
    """
    if not issubclass(kind, Marked):
        return
    keep, name = rows[0], kind.__kind__.name
    held = rewriter.with_ids("rel_to", [row["id"] for row in rows], "owner_id", of=name)
    lists: dict[int, set[str]] = defaultdict(set)
    for row in held:
        lists[came_from.get(("rel_to", row["id"]), row["owner_id"])].add(str(row["party_id"]))
    whole = roll_up(
        Marking(
            row["marking_scheme"],
            row["marking_rank"],
            row["marking_text"],
            row["tlp"],
            frozenset(lists[row["id"]]),
        )
        for row in rows
    )
    rewriter.write(
        name,
        keep,
        marking_scheme=whole.scheme,
        marking_rank=whole.rank,
        marking_text=whole.text,
        tlp=whole.tlp,
    )
    for row in held:
        if row["owner_id"] == keep["id"] and str(row["party_id"]) not in whole.rel_to:
            rewriter.remove("rel_to", row)


def point_views(rewriter: Rewriter, name: str, others: Collection[int], keep: int) -> None:
    """Let saved views that filter by a record that goes filter by the one that is kept."""
    for row in rewriter.rows("saved_view", KINDS["saved_view"].__table__.c.kind.in_(list(KINDS))):
        conditions = [
            [
                column,
                operator,
                _in_its_place(value, others, keep) if _refers(row["kind"], column) == name else value,
            ]
            for column, operator, value in row["query"].get("conditions", ())
        ]
        if "conditions" in row["query"]:
            rewriter.write("saved_view", row, query={**row["query"], "conditions": conditions})


def _refers(kind: str, column: str) -> str:
    if gathered := gathers(KINDS[kind]).get(column):
        return fields(KINDS[gathered.part])[gathered.column].refers
    field = fields(KINDS[kind]).get(column)
    return field.refers if field is not None else ""


def _in_its_place(value: Any, others: Collection[int], keep: int) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(keep if one in others else one for one in value))
    return keep if value in others else value


def point_imports(
    rewriter: Rewriter, name: str, others: Collection[int], keep: int, touched: Mapping[str, Collection[int]]
) -> None:
    """Let what was last imported name the record that is kept, so that importing again sees no difference.

    ``touched`` are the rows, by kind, that pointed at the others.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for kind_name, ids in touched.items():
        kind = KINDS[kind_name]
        owners[kind_name] |= set(ids)
        if kind.__kind__.is_part:
            for row in rewriter.with_ids(kind_name, ids):
                owner_kind, owner_id = owner_of(kind, row)
                owners[owner_kind].add(owner_id)
    for owner_kind, ids in owners.items():
        if owner_kind in ANYWHERE:
            continue
        rows = rewriter.with_ids("external_reference", ids, "owner_id", of=owner_kind)
        pointed = [(row, _pointed(row["imported"] or {}, owner_kind, name, others, keep)) for row in rows]
        rewriter.write_each("external_reference", pointed, "imported")


def _pointed(
    imported: dict[str, Any], owner_kind: str, name: str, others: Collection[int], keep: int
) -> dict[str, Any]:
    def pointed(kind_name: str, values: dict[str, Any]) -> dict[str, Any]:
        about = fields(KINDS[kind_name])
        return {
            column: keep if value in others and column in about and about[column].refers == name else value
            for column, value in values.items()
        }

    found = dict(imported)
    if "values" in found:
        found["values"] = pointed(owner_kind, found["values"])
    if "parts" in found:
        found["parts"] = [[part, pointed(part, values)] for part, values in found["parts"]]
    return found
