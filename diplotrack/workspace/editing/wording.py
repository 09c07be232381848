"""What stands at a place of a draft, in words: to hold two versions of it against each other."""

from __future__ import annotations

from typing import Any

from diplotrack.base.i18n import join_names
from diplotrack.base.markings import Marking
from diplotrack.records import KINDS, Field
from diplotrack.workspace.editing.draft import Draft, Newcomer, PartRow, default_of, written
from diplotrack.workspace.editing.portions import written_out
from diplotrack.workspace.editing.typed import write_value


def words_at(draft: Draft, place: str) -> str:
    """The words at a place as ``Draft.differences`` names it: ``values.city``, ``texts.summary``, ``tags`` …"""
    part, _dot, name = place.partition(".")
    match part:
        case "values":
            return _said(draft, written(draft.record)[name], draft.values.get(name))
        case "texts":
            return written_out(draft.texts.get(name, []))
        case "parts":
            return "\n".join(_row(draft, name, row) for row in draft.parts.get(name, []))
        case "objectives":
            return join_names([draft.caption("objective", one) for one in draft.objectives])
        case "tags":
            return join_names(draft.tags)
        case "files":
            return join_names([one.name for one in draft.files])
    return _marking(draft.marking, [draft.caption("party", one) for one in draft.rel_to])


def _said(draft: Draft, field: Field, value: Any) -> str:
    if isinstance(value, Newcomer):
        return value.name
    if field.type == "reference":
        return draft.caption(field.refers, value) if value else ""
    return write_value(field, value)


def _row(draft: Draft, name: str, row: PartRow) -> str:
    part = KINDS[name]
    said = [
        _said(draft, field, row.values.get(column))
        for column, field in written(part).items()
        if row.values.get(column) != default_of(part, column)
    ]
    return "– " + ", ".join(words for words in said if words)


def _marking(marking: Marking, parties: list[str]) -> str:
    tlp = f"TLP:{marking.tlp}" if marking.tlp else ""
    release = f"REL TO {', '.join(parties)}" if parties else ""
    return "  ".join(words for words in (marking.text, tlp, release) if words)
