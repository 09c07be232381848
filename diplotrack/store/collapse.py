"""Parts that say the same after two records became one: the same partner twice, the same name twice."""

from __future__ import annotations

from functools import cache
from typing import Any

from diplotrack.records import ANYWHERE, KINDS, Marked, Record, fields
from diplotrack.store.rewriting import Row
from diplotrack.store.values import kept_columns

_ROW = frozenset({"uid", "created_at", "deleted_at", "merged_into", "owner_kind", "owner_id"})
_MARKS = ("marking_scheme", "marking_rank", "marking_text", "tlp")


@cache
def saying(kind: type[Record]) -> tuple[str, ...]:
    """The columns in which a part says something of its owner."""
    owner = kind.__kind__.owner
    return tuple(one.key for one in kept_columns(kind) if one.key not in _ROW and one.key != owner)


@cache
def _unsaid(kind: type[Record]) -> dict[str, Any]:
    """What each column holds where nobody said anything."""
    found: dict[str, Any] = {}
    for column in kept_columns(kind):
        default: Any = column.default
        found[column.key] = default.arg if default is not None and not default.is_callable else None
    return found


def is_unsaid(kind: type[Record], column: str, value: Any) -> bool:
    """Whether a value is empty or the column's own default."""
    return value is None or value == "" or value == _unsaid(kind)[column]


def owner_of(kind: type[Record], row: Row) -> tuple[str, int]:
    """The record that a part belongs to."""
    about = kind.__kind__
    return (row["owner_kind"] if about.name in ANYWHERE else about.part_of, row[about.owner])


def says_the_same(kind: type[Record], one: Row, other: Row) -> bool:
    """Whether two parts of one owner can be one row.

    They agree in what tells such parts apart (``Kind.once``), or wherever both say something.
    """
    if one["deleted_at"] != other["deleted_at"]:
        return False
    if issubclass(kind, Marked) and any(one[name] != other[name] for name in _MARKS):
        return False
    columns, once = saying(kind), kind.__kind__.once
    if once and any(one[name] not in (None, "") for name in once):
        return all(one[name] == other[name] for name in once)
    if all(one[name] == other[name] for name in columns):
        return True
    if once:
        return False
    about = fields(kind)
    named = [name for name in columns if name in about and about[name].required] or [kind.__kind__.title]
    if any(one[name] in (None, "") or one[name] != other[name] for name in named):
        return False
    return all(
        one[name] == other[name]
        or is_unsaid(kind, name, one[name])
        or is_unsaid(kind, name, other[name])
        or name in ("ordinal", "sequence")
        for name in columns
    )


def completed(kind: type[Record], kept: Row, gone: Row) -> dict[str, Any]:
    """What the row that stays takes from the one that goes: what it left unsaid, and a further note."""
    found: dict[str, Any] = {}
    for name in saying(kind):
        if name == "ordinal":
            continue  # 0 is the first place, not the lack of one
        if is_unsaid(kind, name, kept[name]) and not is_unsaid(kind, name, gone[name]):
            found[name] = gone[name]
    note = kind.__kind__.title
    if note == "note" and kept[note] and gone[note] and gone[note] not in kept[note]:
        found[note] = f"{kept[note]}; {gone[note]}"
    for name in [name for name in found if f"{name}_latest" in kept]:
        found[f"{name}_latest"] = gone[f"{name}_latest"]
    return found


def name_kind(kind: type[Record]) -> type[Record] | None:
    """The part that holds further names of a kind; None where it has none."""
    return next(
        (
            part
            for part in KINDS.values()
            if part.__kind__.part_of == kind.__kind__.name and {"name", "use"} <= set(fields(part))
        ),
        None,
    )
