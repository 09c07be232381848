"""The history of a record as one reads it: each operation once, field by field, in the words of the form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, Field, Passage, Record, fields
from diplotrack.records.display import display
from diplotrack.store import lists
from diplotrack.store.history import Step, steps_of
from diplotrack.store.values import decode_row
from diplotrack.workspace.reading.document import Chapter, Difference

MARKING = {"marking_text", "tlp"}
Names = dict[str, dict[int, str]]


def chapters(session: Session, kind: str, record_id: int) -> tuple[Chapter, ...]:
    """What was done to a record and its parts, latest first."""
    by_operation: dict[int, list[Step]] = defaultdict(list)
    steps = steps_of(session, kind, record_id)
    for step in steps:
        by_operation[step.change_set_id].append(step)
    names = _names(session, steps)
    found = []
    for number in sorted(by_operation, reverse=True):
        mine = by_operation[number]
        one = mine[0]
        differences = [
            difference
            for step in sorted(mine, key=lambda step: step.kind != kind)
            for difference in _differences(step, kind, names)
        ]
        if any(step.action == "create" and step.kind == kind for step in mine):
            differences = []  # a record is born with its parts; to list them says nothing
        operation = _(one.operation).format(**one.parameters)
        found.append(Chapter(number, one.at, one.who, operation, _counted(differences)))
    return tuple(found)


def _counted(differences: list[Difference]) -> tuple[Difference, ...]:
    """Several rows of one part that were added, told once."""
    added = _("added")
    counts = Counter(one.label for one in differences if one.after == added and not one.before)
    found: dict[tuple[str, str, str], Difference] = {}
    for one in differences:
        number = counts[one.label] if one.after == added and not one.before else 1
        words = _("{count} added").format(count=number) if number > 1 else one.after
        found[one.label, one.before, one.after] = Difference(one.label, one.before, words, one.is_long)
    return tuple(found.values())


def _differences(step: Step, kind: str, names: Names) -> list[Difference]:
    part = KINDS[step.kind]
    before = decode_row(step.kind, {key: pair[0] for key, pair in step.fields.items()})
    after = decode_row(step.kind, {key: pair[1] for key, pair in step.fields.items()})
    if step.kind == "passage":
        return _passage(step, before, after)
    if step.kind == kind:
        return [] if step.action == "create" else _fields(part, before, after, names)
    label = str(part.__kind__.label)
    match step.action:
        case "create":
            return [Difference(label, "", _("added"))]
        case "delete":
            return [Difference(label, _row(part, before, names), _("taken out"))]
        case _:
            found = _fields(part, before, after, names)
            return [Difference(f"{label}: {one.label}", one.before, one.after, one.is_long) for one in found]


def _passage(step: Step, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    was, now = str(before.get("text") or ""), str(after.get("text") or "")
    label = str(Passage.__kind__.label)
    if step.action == "create":
        return [Difference(label, "", _("added"))]
    if was != now:
        return [Difference(label, was, now, is_long=True)]
    return _markings(before, after)


def _markings(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    if not MARKING & set(after):
        return []
    was, now = (" ".join(str(row[key]) for key in sorted(MARKING) if row.get(key)) for row in (before, after))
    return [Difference(_("Marking"), was, now)]


def _fields(
    kind: type[Record], before: dict[str, Any], after: dict[str, Any], names: Names
) -> list[Difference]:
    found = []
    for name, field in fields(kind).items():
        if name in before or f"{name}_latest" in before:
            was, now = (_shown(field, name, row, names) for row in (before, after))
            if was != now:
                found.append(Difference(str(field.label), was, now, field.type == "long"))
    if "deleted_at" in before:
        found.append(
            Difference(
                "", "", _("moved to the trash") if after["deleted_at"] else _("taken out of the trash")
            )
        )
    return found + _markings(before, after)


def _shown(field: Field, name: str, row: dict[str, Any], names: Names) -> str:
    value = row.get(name)
    if field.type == "reference":
        return names.get(field.refers, {}).get(value or 0, _("unknown") if value else "")
    if field.type == "day" and field.partial:
        latest = row.get(f"{name}_latest")
        if value is None and latest is not None:
            return display(field, latest)
        value = PartialDate.of(value, latest if latest and value and latest >= value else None)
    elif field.type == "choice" and field.choices is not None and value:
        value = next((one for one in field.choices if one.value == value), value)
    return display(field, value)


def _row(part: type[Record], values: dict[str, Any], names: Names) -> str:
    """A row that is gone, as its table showed it."""
    columns = part.__kind__.columns or (part.__kind__.title,)
    own = fields(part)
    shown = [_shown(own[name], name, values, names) for name in columns if name in own]
    return " · ".join(words for words in shown if words)


def _names(session: Session, steps: Iterable[Step]) -> Names:
    """What every record that the history names is called."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        if step.kind in ANYWHERE and step.kind != "objective_link":
            continue
        for name, field in fields(KINDS[step.kind]).items():
            if field.type == "reference":
                wanted[field.refers] |= {value for value in step.fields.get(name, ()) if value}
    return {
        kind: {row_id: mention.caption for row_id, mention in lists.mentions(session, kind, ids).items()}
        for kind, ids in wanted.items()
    }
