"""One edit of many records at once: all of them, or none where one of them does not take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.base.markings import Marking
from diplotrack.base.progress import Progress, quiet
from diplotrack.records import KINDS, Field, Marked, ObjectiveLink, Record, Tag, fields
from diplotrack.store.batches import batches
from diplotrack.store.events import say_whole
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work, existing
from diplotrack.workspace.editing.checking import faults_of_values

TOGETHER = frozenset({"choice", "scale", "flag", "day", "reference"})
"""Types of fields of which many records have the same value."""
AT_ONCE = 250
NAMED = 3
"""How many of the records that refuse are named."""


@dataclass(frozen=True, slots=True)
class Edited:
    """How many records an edit changed, and how many were so already."""

    changed: int
    unchanged: int

    def sentence(self) -> str:
        """What the person who edited is told."""
        told = ngettext("{count} record changed.", "{count} records changed.", self.changed)
        said = told.format(count=format_number(self.changed))
        if self.unchanged:
            so = ngettext("{count} was so already.", "{count} were so already.", self.unchanged)
            said += " " + so.format(count=format_number(self.unchanged))
        return said


Change = Callable[[Work, Record], bool]
"""Changes one record; whether that made a difference. Raises UserError where the record does not take it."""


class Bulk:
    """Edits of many records; each is one operation, which undo takes back as a whole."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @staticmethod
    def fields(kind: str) -> dict[str, Field]:
        """The fields of the kind that can be edited together, by name."""
        own = fields(KINDS[kind])
        return {name: one for name, one in own.items() if one.editable and one.type in TOGETHER}

    def edit(
        self, kind: str, ids: Sequence[int], name: str, value: Any, progress: Progress = quiet
    ) -> Edited:
        """Give a field of all the records that value (None empties it).

        Raises UserError, with the records that do not take it by name; then nothing is changed. Cancelled from
        ``progress`` changes nothing either.
        """
        cls, field = KINDS[kind], self.fields(kind)[name]
        after = _columns(name, field, value)

        def change(work: Work, record: Record) -> bool:
            if all(getattr(record, column) == new for column, new in after.items()):
                return False
            if field.refers == kind and value == record.id:
                raise UserError(_("a record cannot stand under itself"))
            before = {_key(fault) for fault in faults_of_values(cls, _values(record))}
            for column, new in after.items():
                setattr(record, column, new)
            faults = [one for one in faults_of_values(cls, _values(record)) if _key(one) not in before]
            if faults:
                raise UserError(faults[0].sentence)
            if f"{name}_latest" in after:
                say_whole(work.session, record, name)
            return True

        return self._each(kind, ids, change, progress)

    def mark(self, kind: str, ids: Sequence[int], marking: Marking, progress: Progress = quiet) -> Edited:
        """Mark all the records so; their REL TO lists and labels of the Traffic Light Protocol stay."""

        def change(_work: Work, record: Record) -> bool:
            assert isinstance(record, Marked)
            new = Marking(marking.scheme, marking.rank, marking.text, record.tlp)
            if record.marking() == new:
                return False
            record.mark(new)
            return True

        return self._each(kind, ids, change, progress)

    def link(
        self, kind: str, ids: Sequence[int], objective_id: int, *, take_out: bool, progress: Progress = quiet
    ) -> Edited:
        """Put an objective on all the records, or take it off them."""
        return self._rows(kind, ids, ObjectiveLink, {"objective_id": objective_id}, take_out, progress)

    def tag(
        self,
        kind: str,
        ids: Sequence[int],
        add: Sequence[str],
        remove: Sequence[str],
        progress: Progress = quiet,
    ) -> Edited:
        """Put tags on all the records, and take others off them."""
        changed: set[int] = set()
        with self._ledger.change("Tag {count} records", count=len(ids)) as work:
            for names, take_out in ((add, False), (remove, True)):
                for word in dict.fromkeys(" ".join(name.split()) for name in names if name.strip()):
                    changed |= _write_rows(work, kind, ids, Tag, {"name": word}, take_out, progress)
        return Edited(len(changed), len(ids) - len(changed))

    def tags(self, kind: str, ids: Sequence[int]) -> dict[str, int]:
        """The tags of the records: name → on how many of them it is, the most frequent first."""
        found: dict[str, int] = {}
        with self._ledger.read() as session:
            for some in batches(ids):
                query = (
                    select(Tag.name, func.count(Tag.owner_id.distinct()))
                    .where(Tag.owner_kind == kind, Tag.owner_id.in_(some), Tag.deleted_at.is_(None))
                    .group_by(Tag.name)
                )
                for name, count in session.execute(query):
                    found[name] = found.get(name, 0) + count
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0].casefold())))

    def known_tags(self) -> list[str]:
        """Every tag of the workspace, the most frequent first."""
        query = (
            select(Tag.name)
            .where(Tag.deleted_at.is_(None))
            .group_by(Tag.name)
            .order_by(func.count().desc(), Tag.name)
        )
        with self._ledger.read() as session:
            return list(session.scalars(query))

    def _rows(
        self,
        kind: str,
        ids: Sequence[int],
        part: type[Any],
        values: dict[str, Any],
        take_out: bool,
        progress: Progress,
    ) -> Edited:
        with self._change(kind, ids) as work:
            changed = _write_rows(work, kind, ids, part, values, take_out, progress)
        return Edited(len(changed), len(ids) - len(changed))

    def _change(self, kind: str, ids: Sequence[int]) -> Any:
        about = KINDS[kind].__kind__
        plural = str(about.plural if len(ids) > 1 else about.label).lower()
        return self._ledger.change("Edit {count} {records}", count=len(ids), records=plural)

    def _each(self, kind: str, ids: Sequence[int], change: Change, progress: Progress) -> Edited:
        changed, refused = 0, []
        with self._change(kind, ids) as work:
            for start in range(0, len(ids), AT_ONCE):
                progress(start, len(ids), _("Editing"))
                found = existing(work.session, kind, ids[start : start + AT_ONCE])
                for record in found.values():
                    try:
                        changed += change(work, record)
                    except UserError as error:
                        refused.append(f"“{record.caption}”: {error.sentence}")
                if not refused:
                    work.session.flush()
            if refused:
                raise UserError(_refusal(refused, len(ids)))
            progress(len(ids), len(ids), _("Saving"))
        return Edited(changed, len(ids) - changed)


def _refusal(refused: list[str], total: int) -> str:
    sentence = _("Nothing was changed, because {count} of {total} do not take it: {first}")
    named = " ".join(refused[:NAMED]) + (" …" if len(refused) > NAMED else "")
    return sentence.format(count=format_number(len(refused)), total=format_number(total), first=named)


def _write_rows(
    work: Work,
    kind: str,
    ids: Sequence[int],
    part: type[Any],
    values: dict[str, Any],
    take_out: bool,
    progress: Progress,
) -> set[int]:
    """Add a row with those values to all the records that have none, or take it from those that have it."""
    tests = [getattr(part, column) == value for column, value in values.items()]
    have: dict[int, list[int]] = {}
    for some in batches(ids):
        query = select(part.owner_id, part.id).where(
            part.owner_kind == kind, part.owner_id.in_(some), part.deleted_at.is_(None), *tests
        )
        for owner_id, row_id in work.session.execute(query):
            have.setdefault(owner_id, []).append(row_id)
    if take_out:
        rows = existing(work.session, part.__kind__.name, [one for some in have.values() for one in some])
        for number, row in enumerate(rows.values()):
            if number % AT_ONCE == 0:
                progress(number, len(rows), _("Editing"))
            work.session.delete(row)
        return set(have)
    new = [one for one in dict.fromkeys(ids) if one not in have]
    progress(0, len(ids), _("Saving"))
    work.add_all(part, [{"owner_kind": kind, "owner_id": one, **values} for one in new])
    return set(new)


def _columns(name: str, field: Field, value: Any) -> dict[str, Any]:
    """The value as the columns hold it: a day as its earliest and latest."""
    if field.type != "day":
        return {name: value}
    day = value if isinstance(value, PartialDate) else None
    found: dict[str, Any] = {name: day.earliest if day else None}
    if field.partial:
        found[f"{name}_latest"] = day.latest if day else None
    return found


def _values(record: Record) -> dict[str, Any]:
    """The values of a record as a draft has them."""
    found: dict[str, Any] = {}
    for name, field in fields(type(record)).items():
        value = getattr(record, name)
        if field.type == "day":
            value = PartialDate.of(value, getattr(record, f"{name}_latest", None) if field.partial else None)
        found[name] = value
    return found


def _key(fault: Any) -> tuple[Any, str]:
    return fault.place, fault.sentence
