"""What a column of a spreadsheet can become in a record of a kind, derived from what the kind says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from diplotrack.base.i18n import N_, Label
from diplotrack.exchange.profiles.beside import BESIDE, PARTY_PARTS, PERSON_PARTS
from diplotrack.records import KINDS, TOP_KINDS, fields
from diplotrack.records.choice import Choice
from diplotrack.records.field import NONE, Field

NAMED = ("party", "person", "objective")
"""The kinds that a cell can name."""

PARTIES, PEOPLE, TEXTS = N_("Partners"), N_("People"), N_("Long texts")


class Use(Choice):
    """What becomes of a column."""

    FIELD = "field", N_("Field")
    NAME = "name", N_("Name")
    TEXT = "text", N_("Long text")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column can become.

    ``name`` is the field (``starts_on``, ``contact_point.e-mail`` for a row beside the record), the role of a name or
    of a long text. ``names`` is the kind that a name names: party, person or objective. ``field`` is the field's own
    metadata, None for names and long texts. ``label`` may stand under the heading ``group`` where targets are chosen.
    """

    use: Use
    name: str
    label: Label
    group: Label = NONE
    names: str = ""
    required: bool = False
    field: Field | None = None

    @property
    def key(self) -> str:
        """What tells it from the other targets of its kind: ``field:title``, ``party:theirs``, ``text:summary``."""
        return f"{self.names or self.use}:{self.name}"


def mappable() -> tuple[str, ...]:
    """The record kinds that a row can become."""
    return tuple(name for name in TOP_KINDS if targets(name))


@cache
def targets(kind: str) -> tuple[Target, ...]:
    """All that a column can become in a record of that kind: its fields first, then names and long texts."""
    about = KINDS[kind].__kind__
    found: list[Target] = []
    for name, one in fields(KINDS[kind]).items():
        if not one.editable or one.type in ("uid", "json"):
            continue
        if one.type != "reference":
            found.append(Target(Use.FIELD, name, one.label, one.group, "", one.required, one))
        elif one.refers in NAMED:
            role = name.removesuffix("_id")
            found.append(Target(Use.NAME, role, one.label, one.group, one.refers, one.required))
    found += [
        Target(Use.FIELD, one.name, one.label, one.group, field=Field(one.label))
        for one in BESIDE.get(kind, ())
    ]
    found += _roles("party", PARTY_PARTS.get(kind), PARTIES)
    found += _roles("person", PERSON_PARTS.get(kind), PEOPLE)
    if about.linkable:
        found.append(Target(Use.NAME, "", KINDS["objective"].__kind__.plural, NONE, "objective"))
    found += [Target(Use.TEXT, text.role, text.label, TEXTS) for text in about.texts]
    return tuple(found)


def target(kind: str, key: str) -> Target | None:
    """The target of that key, None where the kind has none such."""
    return next((one for one in targets(kind) if one.key == key), None)


def _roles(names: str, part: tuple[str, str, Any] | None, group: Label) -> list[Target]:
    """One target for each role that a named party or person can have beside the record."""
    if part is None:
        return []
    name, column, usual = part
    label = KINDS[name].__kind__.plural
    if not column:
        return [Target(Use.NAME, name.rpartition("_")[2], label, group, names)]
    choices = fields(KINDS[name])[column].choices
    assert choices is not None
    ordered = sorted(choices, key=lambda one: one is not usual)
    return [Target(Use.NAME, str(one.value), one.label, group, names) for one in ordered]
