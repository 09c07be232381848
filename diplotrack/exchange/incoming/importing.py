"""An import from the file to the ledger: read, judge, and write as one operation, or leave everything as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, row_digest
from diplotrack.exchange.incoming.writing import Written, merge_people, split, write
from diplotrack.exchange.profiles.profile import Profile, profiles, recognise
from diplotrack.exchange.profiles.typed_rows import TypedRow, typed_rows
from diplotrack.exchange.readers import reader_for
from diplotrack.exchange.tables.rejects import write_rejects
from diplotrack.exchange.tables.rows import Row, RowError, RowNote, Table
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work

OPERATION = "Import {profile}"
STEP = 200


@dataclass
class ImportResult:
    """What became of a file. ``read`` … ``skipped`` count source rows, ``records`` the records made, by kind.

    ``skipped`` are rows that were not taken: those with ``errors``, and those ``left_out`` for a reason that is
    counted. ``unresolved`` counts names of parties that nothing resolved. ``written`` is False after a dry run, and
    where errors kept everything out. ``rejects`` is the file to which refused rows were written.
    """

    profile: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    errors: list[RowError] = field(default_factory=list)
    records: dict[str, int] = field(default_factory=dict)
    notes: list[RowNote] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    unresolved: dict[str, int] = field(default_factory=dict)
    tally: dict[str, int] = field(default_factory=dict)
    table_notes: list[str] = field(default_factory=list)
    written: bool = False
    rejects: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as ``import --json`` prints it."""
        return {
            "profile": self.profile,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "errors": [
                {"row": one.row, "column": one.column, "value": one.value, "message": one.message}
                for one in self.errors
            ],
            "records": dict(self.records),
        }


def profile_for(table: Table, name: str | Path | None = None, kind: str | None = None) -> Profile:
    """The profile named, or the one that the table's columns tell. Raises UserError where none, or more, would do."""
    if name is not None:
        return Profile.load(name)
    found = recognise(table, [one for one in profiles() if kind in (None, one.kind)])
    if found is None:
        sentence = _(
            "No import profile fits “{file}” (columns: {columns}); name one with --profile, or write one (--map)."
        )
        raise UserError(sentence.format(file=table.path.name, columns=", ".join(table.columns)))
    return found


class Import:
    """One run. :meth:`run` may be called once."""

    def __init__(
        self,
        ledger: Ledger,
        table: Table,
        profile: Profile,
        *,
        skip_bad_rows: bool = False,
        progress: Progress = quiet,
    ) -> None:
        self.ledger, self.table, self.profile = ledger, table, profile
        self.skip_bad_rows, self.progress = skip_bad_rows, progress
        self.result = ImportResult(profile.name, table_notes=list(table.notes))
        self.rejected: list[Row] = []

    def run(self, *, dry_run: bool = False, rejects: Path | None = None) -> ImportResult:
        """Import, or only tell what would happen. Raises UserError for a file that cannot be read, Cancelled."""
        if dry_run:
            with self.ledger.read() as session:
                self._plan(session)
                return self._told()
        try:
            with self.ledger.change(OPERATION, profile=self.profile.name, file=self.table.path.name) as work:
                drafts = self._plan(work.session)
                if self.result.errors and not self.skip_bad_rows:
                    raise _Refused
                self._write(work, drafts)
                if self.rejected and rejects is not None:
                    # Before the commit: rows that could be kept nowhere must not be lost.
                    write_rejects(rejects, self.table, self.rejected, self.result.errors)
                    self.result.rejects = rejects
        except _Refused:
            self.result.created = self.result.updated = 0
            self.result.records = {}
        else:
            self.result.written = True
            self.progress(self.result.read, self.result.read, _("Done"))
        return self._told()

    # Reading ---------------------------------------------------------------------------------------------------------

    def _plan(self, session: Session) -> list[Draft]:
        """The records that the file asks for; counts and errors go to the result."""
        desk = self.desk = Desk(session, self.profile)
        reader = reader_for(self.profile, desk)
        sound: list[TypedRow] = []
        for row in typed_rows(self.table, self.profile):
            self.result.read += 1
            if self.result.read % STEP == 0:
                self.progress(self.result.read, self.table.count or None, _("Reading"))
            self.result.notes += row.notes
            if row.errors:
                self._refuse(row, row.errors)
            else:
                sound.append(row)
        reader.look_over(sound)
        sound = reader.in_order(sound)
        self.primary: list[Draft] = []
        drafts: list[Draft] = []
        for done, row in enumerate(sound):
            if done % STEP == 0:
                self.progress(done, len(sound), _("Understanding"))
            digest = row_digest(row, reader.version)
            if desk.references.has(self.profile.source, row.key, digest):
                self.result.unchanged += 1
                continue
            before = len(desk.errors)
            made = reader.read(row)
            if len(desk.errors) > before:
                self._refuse(row, desk.errors[before:])
                continue
            if not made:
                self.result.skipped += 1
                continue
            for draft in made:
                draft.source = draft.source or self.profile.source
                if draft.source == self.profile.source:
                    draft.digest = draft.digest or digest
            self.primary.append(made[0])
            drafts += made
        if drafts:
            desk.name_the_unnamed()
            drafts = [*desk.new_parties.values(), *desk.people.drafts(), *reader.finish(), *drafts]
        for draft in drafts:
            draft.source = draft.source or self.profile.source
        new, _old = split(drafts, desk.references)
        created = {id(draft) for draft in new if draft.id is None}
        self.result.created = sum(id(draft) in created for draft in self.primary)
        self.result.records = dict(Counter(draft.name for draft in new if id(draft) in created))
        return drafts

    def _refuse(self, row: TypedRow, errors: Sequence[RowError]) -> None:
        self.result.errors += errors
        self.result.skipped += 1
        self.rejected.append(row.row)

    # Writing ---------------------------------------------------------------------------------------------------------

    def _write(self, work: Work, drafts: list[Draft]) -> None:
        written = write(work, drafts, self.desk.references, self.progress)
        merge_people(work, self.desk.people.merged)
        self._count(written)
        self.progress(self.result.read, self.result.read, _("Indexing"))

    def _count(self, written: Written) -> None:
        self.result.created = sum(id(draft) in written.new for draft in self.primary)
        self.result.updated = sum(id(draft) in written.updated for draft in self.primary)
        self.result.unchanged += len(self.primary) - self.result.created - self.result.updated
        self.result.records = dict(written.created)
        numbers = {id(draft): place for place, draft in enumerate(self.primary)}
        for draft, sentence in written.kept:
            if id(draft) in numbers:
                self.result.notes.append(RowNote(0, "", f"{draft.key}: {sentence}"))

    def _told(self) -> ImportResult:
        self.result.notes += self.desk.notes
        self.result.left_out = dict(self.desk.left_out)
        self.result.unresolved = dict(self.desk.unresolved)
        self.result.tally = dict(self.desk.tally)
        return self.result


class _Refused(Exception):
    """Leaves the unit of work without writing: bad rows, and nobody said to skip them."""
