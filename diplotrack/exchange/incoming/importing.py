"""An import from the file to the ledger: read, judge, and write as one operation, or leave everything as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.incoming.joining import Same, settle
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.incoming.writing import Written, merge_people, split, write
from diplotrack.exchange.likeness.newcomers import alike, surest
from diplotrack.exchange.tables.rows import RowError, RowNote
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work

OPERATION = "Import {profile}"
STEP = 200
NOTHING = 101
"""A likeness that nothing reaches."""


class Import:
    """One run. :meth:`run` may be called once."""

    def __init__(
        self,
        ledger: Ledger,
        incoming: Incoming,
        *,
        skip_bad_rows: bool = False,
        same: Same | None = None,
        join: int = NOTHING,
        progress: Progress = quiet,
    ) -> None:
        """``same`` says which newcomers are the same as a record, or as one another; ``join`` that all are which look
        it by at least that score. Nothing is joined unasked."""
        self.ledger, self.incoming = ledger, incoming
        self.skip_bad_rows, self.progress = skip_bad_rows, progress
        self.same: Same = same or {}
        self.join = join
        self.result = ImportResult(incoming.name, table_notes=list(incoming.notes))
        self.rejected: list[Item] = []

    def run(self, *, dry_run: bool = False, rejects: Path | None = None) -> ImportResult:
        """Import, or only tell what would happen. Raises UserError for a file that cannot be read, Cancelled."""
        if dry_run:
            with self.ledger.read() as session:
                self._plan(session)
                return self._told()
        name, path = self.incoming.name, self.incoming.path
        try:
            with self.ledger.change(OPERATION, profile=name, file=path.name) as work:
                drafts = self._plan(work.session)
                if self.result.errors and not self.skip_bad_rows:
                    raise _Refused
                self._write(work, drafts)
                if self.rejected and rejects is not None:
                    # Before the commit: items that could be kept nowhere must not be lost.
                    self.incoming.reject(rejects, self.rejected, self.result.errors)
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
        desk = self.desk = Desk(session, self.incoming.source, self.incoming.marking)
        self.primary: list[Draft] = []
        drafts: list[Draft] = []
        for item in self.incoming.items(desk, self.progress):
            if self.result.read % STEP == 0:
                self.progress(self.result.read, self.incoming.count or None, _("Understanding"))
            self.result.read += 1
            drafts += self._drafts_of(item)
        if drafts:
            desk.name_the_unnamed()
            drafts = [*desk.new_parties.values(), *desk.people.drafts(), *self.incoming.finish(), *drafts]
        for draft in drafts:
            draft.source = draft.source or self.incoming.source
        new, _old = split(drafts, desk.references)
        self.result.joined = settle(new, self.same)
        found = alike(session, new, self.progress) if new else []
        answers = surest(found, self.join)
        self.result.joined += settle(new, answers)
        self.result.alike = [one for one in found if one.key not in answers]
        created = {id(draft) for draft in new if draft.id is None and draft.same_as is None}
        self.result.created = sum(id(draft) in created for draft in self.primary)
        self.result.records = dict(Counter(draft.name for draft in new if id(draft) in created))
        return drafts

    def _drafts_of(self, item: Item) -> list[Draft]:
        """What one item makes; none where it is refused, left out, or known with just that content."""
        desk, source = self.desk, self.incoming.source
        if item.errors:
            self._refuse(item, item.errors)
            return []
        if desk.references.has(source, item.key, item.digest):
            self.result.unchanged += 1
            return []
        before = len(desk.errors)
        made = self.incoming.read(item)
        if len(desk.errors) > before:
            self._refuse(item, desk.errors[before:])
            return []
        if not made:
            self.result.skipped += 1
            return []
        for draft in made:
            draft.source = draft.source or source
            if draft.source == source:
                draft.digest = draft.digest or item.digest
        self.primary.append(made[0])
        return made

    def _refuse(self, item: Item, errors: Sequence[RowError]) -> None:
        self.result.errors += errors
        self.result.skipped += 1
        self.rejected.append(item)

    # Writing ---------------------------------------------------------------------------------------------------------

    def _write(self, work: Work, drafts: list[Draft]) -> None:
        written = write(work, drafts, self.desk.references, self.progress)
        if any(draft.files for draft in drafts):
            from diplotrack.exchange.incoming.files import keep_files

            keep_files(self.ledger, work, drafts, self.progress)
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


def rejects_beside(path: Path) -> Path:
    """The file to which what was refused of a file goes, unless somebody names another."""
    return path.with_name(f"{path.stem}.rejects.csv")


class _Refused(Exception):
    """Leaves the unit of work without writing: bad items, and nobody said to skip them."""
