"""Writing a draft into the ledger: only what differs, as one operation."""

from __future__ import annotations

from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.records import KINDS, Marked, ObjectiveLink, Record, RelTo, Tag, fields
from diplotrack.store.events import say_whole
from diplotrack.store.passages import paragraphs, write_text
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.clearing import stamp
from diplotrack.workspace.editing.anchoring import anchor, tie
from diplotrack.workspace.editing.checking import faults_of
from diplotrack.workspace.editing.draft import (
    Draft,
    Newcomer,
    PartRow,
    Portion,
    Unsound,
    blank_row,
    default_of,
    is_blank,
)
from diplotrack.workspace.editing.files import write_files
from diplotrack.workspace.editing.load import blank, load, owned
from diplotrack.workspace.editing.merging import merged
from diplotrack.workspace.editing.newcomers import settle_newcomers

OPERATIONS: dict[str, tuple[Label, Label]] = {
    "engagement": (N_("Log engagement"), N_("Edit engagement")),
    "commitment": (N_("Record commitment"), N_("Edit commitment")),
    "communication": (N_("File communication"), N_("Edit communication")),
    "statement": (N_("Record statement"), N_("Edit statement")),
    "objective": (N_("Add objective"), N_("Edit objective")),
    "position": (N_("Add line to take"), N_("Edit line to take")),
    "party": (N_("Add partner"), N_("Edit partner")),
    "person": (N_("Add person"), N_("Edit person")),
    "agreement": (N_("Record agreement"), N_("Edit agreement")),
    "ask": (N_("Record ask"), N_("Edit ask")),
    "instruction": (N_("Record instruction"), N_("Edit instruction")),
    "action": (N_("Add action"), N_("Edit action")),
    "deed": (N_("Record deed"), N_("Edit deed")),
    "consultation": (N_("Record consultation"), N_("Edit consultation")),
}
"""What undo and history call the making and the editing of each kind."""


def operation_of(draft: Draft) -> str:
    """The message key of the operation that saving this draft is."""
    return OPERATIONS[draft.kind][0 if draft.is_new else 1].message


def save(work: Work, draft: Draft) -> int:
    """Write the draft and what follows it; returns its record's identifier.

    Raises Unsound where something is missing or wrong, ChangedMeanwhile where the record has moved on, UserError where
    it is gone. Then nothing is written and the draft stays as it is.
    """
    _entitle(work, draft)
    if faults := faults_of(draft):
        raise Unsound(faults)
    newcomers = settle_newcomers(work, draft)
    if draft.id is None:
        before = blank(draft.kind)
        values = {name: _settled(value, newcomers) for name, value in draft.values.items()}
        if any(row.values.get("new_status") for row in draft.parts.get("update", [])):
            del values["status"]  # its updates say it; a status beside them would be one more update
        record = draft.record(**_columns(draft.record, values))
        if isinstance(record, Marked):
            record.mark(draft.marking)
        work.add(record)
        target = draft
    else:
        before = load(work.session, draft.kind, draft.id)
        target = merged(draft, before)
        record = work.get(draft.record, draft.id)
        _write_values(work, record, target.values, before.values, newcomers)
        if isinstance(record, Marked) and target.marking != before.marking:
            record.mark(target.marking)
    _write_around(work, record, target, before, newcomers)
    if draft.id is None and draft.quoted is not None:
        anchor(work.session, record, draft.quoted)
    for column, follow in draft.follows:
        if not is_blank(follow.record, PartRow({**follow.values, column: None})):
            tie(follow, column, record)
            save(work, follow)
    work.session.flush()
    return record.id


def _entitle(work: Work, draft: Draft) -> None:
    """A new engagement that was given no title is called after those who met."""
    if draft.kind == "engagement" and draft.is_new and not draft.values.get("title"):
        from diplotrack.workspace.suggesting.proposing import title_for

        draft.values["title"] = title_for(work.session, draft)


def _write_around(
    work: Work, record: Record, target: Draft, before: Draft, newcomers: dict[Newcomer, int]
) -> None:
    for name, rows in target.parts.items():
        _write_rows(work, record, name, rows, before.parts.get(name, []), newcomers)
    work.session.flush()
    for role, written in target.texts.items():
        if written != before.texts.get(role, []):
            marked = [Portion(words, one.marking) for one in written for words in paragraphs(one.text)]
            passages = write_text(work, record, role, "\n\n".join(one.text for one in marked))
            for passage, portion in zip(passages, marked, strict=True):
                if passage.marking() != portion.marking:
                    passage.mark(portion.marking)
    stamp(work.session, record, before.parts.get("clearance", []))
    _write_objectives(work, record, target.objectives, before.objectives)
    write_files(work, record, target.files, before.files)
    _write_set(work, record, Tag, "name", set(target.tags), set(before.tags), target.tags)
    _write_set(work, record, RelTo, "party_id", set(target.rel_to), set(before.rel_to), target.rel_to)


def _settled(value: Any, newcomers: dict[Newcomer, int]) -> Any:
    return newcomers[value] if isinstance(value, Newcomer) else value


def _columns(kind: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a draft as columns hold them: a day as its earliest and latest."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        field = fields(kind)[name]
        if field.type != "day":
            empty = value is None and not kind.__table__.columns[name].nullable
            found[name] = default_of(kind, name) if empty else value
            continue
        found[name] = value.earliest if isinstance(value, PartialDate) else None
        if field.partial:
            found[f"{name}_latest"] = value.latest if isinstance(value, PartialDate) else None
    return found


def _write_values(
    work: Work, record: Record, values: dict[str, Any], before: dict[str, Any], newcomers: dict[Newcomer, int]
) -> None:
    changed = {name: value for name, value in values.items() if value != before.get(name)}
    settled = {name: _settled(value, newcomers) for name, value in changed.items()}
    for name, value in _columns(type(record), settled).items():
        setattr(record, name, value)
        if f"{name}_latest" in record.__table__.columns:
            say_whole(work.session, record, name)


def _write_rows(
    work: Work,
    record: Record,
    name: str,
    rows: list[PartRow],
    before: list[PartRow],
    newcomers: dict[Newcomer, int],
) -> None:
    part = KINDS[name]
    stored = {row.id: row for row in before}
    for row in rows:
        if row.id in stored:
            if row.values != stored[row.id].values:
                assert row.id is not None
                _write_values(work, work.get(part, row.id), row.values, stored[row.id].values, newcomers)
        elif not is_blank(part, row):
            values = {**blank_row(part).values, **row.values}
            settled = {key: _settled(value, newcomers) for key, value in values.items()}
            work.session.add(part(**{part.__kind__.owner: record.id}, **_columns(part, settled)))
    kept = {row.id for row in rows}
    for row_id in stored:
        if row_id is not None and row_id not in kept:
            work.session.delete(work.get(part, row_id))


def _write_objectives(
    work: Work, record: Record, links: dict[int, int | None], before: dict[int, int | None]
) -> None:
    if links == before:
        return
    stored = {link.objective_id: link for link in work.session.scalars(owned(ObjectiveLink, record))}
    for objective_id, bearing in links.items():
        if objective_id in stored:
            stored[objective_id].bearing = bearing
        else:
            work.session.add(
                ObjectiveLink(
                    owner_kind=record.__kind__.name,
                    owner_id=record.id,
                    objective_id=objective_id,
                    bearing=bearing,
                )
            )
    for objective_id, link in stored.items():
        if objective_id not in links:
            work.session.delete(link)


def _write_set(
    work: Work, record: Record, kind: Any, column: str, wanted: set[Any], before: set[Any], order: Any
) -> None:
    if wanted == before:
        return
    for value in dict.fromkeys(order):
        if value not in before:
            own = {"owner_kind": record.__kind__.name, "owner_id": record.id, column: value}
            work.session.add(kind(**own))
    for row in work.session.scalars(owned(kind, record)):
        if getattr(row, column) not in wanted:
            work.session.delete(row)
