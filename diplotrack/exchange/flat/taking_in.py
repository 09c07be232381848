"""Our own tables taken in again: every sheet of a file at once, as one operation that can be undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from diplotrack.base.formulas import as_meant
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.flat.plan import Plan, plan
from diplotrack.exchange.flat.reading import FlatRow, kind_of, read_row
from diplotrack.exchange.flat.sheets import LONG_TEXTS, as_read
from diplotrack.exchange.flat.writing import Revising, write_new
from diplotrack.exchange.forms import TABLE, form_of
from diplotrack.exchange.incoming.importing import OPERATION
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.incoming.trial import Fate, Trial, TrialItem
from diplotrack.exchange.tables.filetype import kind_of_file
from diplotrack.exchange.tables.rejects import write_refused
from diplotrack.exchange.tables.rows import RowError, Table, as_text
from diplotrack.exchange.tables.tabular import open_table
from diplotrack.exchange.tables.workbook import sheets_of
from diplotrack.records import Record
from diplotrack.release import ProtectedNames
from diplotrack.store import settings
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Work

FORM = "own-tables"
"""What the result of an import calls such a file."""
STEP = 200


@dataclass(frozen=True, slots=True)
class OwnTables:
    """A file with our own tables: the kind of each, and the texts that were too long for their cells."""

    path: Path
    tables: tuple[tuple[type[Record], Table], ...]
    long: Table | None = None

    @classmethod
    def of(cls, path: Path) -> OwnTables | None:
        """The tables of a file that are ours; None where the first is not. Raises UserError as reading tables does."""
        if not path.is_file() or form_of(path) is not TABLE:
            return None
        if kind_of_file(path) != "workbook":
            table = open_table(path)
            kind = kind_of(table.columns)
            return cls(path, ((kind, table),)) if kind is not None else None
        found: list[tuple[type[Record], Table]] = []
        long = None
        for name, _rows, shown in sheets_of(path):
            if not shown:
                continue
            table = open_table(path, sheet=name)
            kind = kind_of(table.columns)
            if kind is not None:
                found.append((kind, table))
            elif tuple(table.columns) == LONG_TEXTS:
                long = table
            elif not found:
                return None
        return cls(path, tuple(found), long) if found else None

    def take_in(
        self,
        ledger: Ledger,
        *,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress = quiet,
        rejects: Path | None = None,
    ) -> ImportResult:
        """Import, or only count what would be made. A record is known by its uid, others by their names.

        Raises UserError for a file that cannot be read to its end, and Cancelled (nothing is left).
        """
        try:
            with ledger.change(OPERATION, profile=FORM, file=self.path.name) as work:
                done = self._done(work, dry_run or skip_bad_rows, dry_run, progress)
                if done.made.refused and rejects is not None:
                    # Before the commit: rows that could be kept nowhere must not be lost.
                    self._reject(rejects, done.made)
                    done.told.rejects = rejects
            done.told.written = True
            return done.told
        except _Stopped as stopped:
            return stopped.done.told

    def try_out(self, ledger: Ledger, progress: Progress = quiet) -> Trial:
        """What :meth:`take_in` would do, row by row, bad rows skipped. Nothing is written."""
        try:
            with ledger.change(OPERATION, profile=FORM, file=self.path.name) as work:
                self._done(work, True, True, progress)
        except _Stopped as stopped:
            return _trial(stopped.done)
        raise AssertionError("a trial always stops")

    def _done(self, work: Work, skip: bool, dry_run: bool, progress: Progress) -> _Done:
        """Plan and write. Raises _Stopped where nothing shall be kept, with what would have been done."""
        made = self._plan(work.session, progress)
        if made.refused and not skip:
            told = self._told(made, None)
            told.created, told.records = 0, {}
            raise _Stopped(_Done(made, told, frozenset()))
        progress(0, None, _("Writing"))
        write_new(work, made)
        revising = Revising(work, made, ProtectedNames.read(work.session))
        revising.run()
        done = _Done(made, self._told(made, revising), frozenset(revising.changed))
        if dry_run:
            raise _Stopped(done)
        return done

    def _plan(self, session: Session, progress: Progress) -> Plan:
        scheme = str(settings.read(session, "marking_scheme"))
        texts = self._long_texts()
        rows: list[FlatRow] = []
        for kind, table in self.tables:
            name = kind.__kind__.name
            of_kind = {key[1:]: text for key, text in texts.items() if key[0] == name}
            for row in table.rows():
                if len(rows) % STEP == 0:
                    progress(len(rows), None, _("Reading"))
                rows.append(read_row(kind, row, scheme, of_kind, sheet=table.sheet is not None))
        progress(len(rows), len(rows), _("Understanding"))
        return plan(session, rows)

    def _long_texts(self) -> dict[tuple[str, str, str], str]:
        """(kind, uid, column) → the whole text of a cell that shows its beginning only."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for row in self.long.rows() if self.long is not None else ():
            kind, uid, column = (row.text(name) for name in LONG_TEXTS[:3])
            found.setdefault((kind, uid, column), []).append(as_meant(as_read(row.text("text"))))
        return {key: "".join(pieces) for key, pieces in found.items()}

    def _told(self, made: Plan, revising: Revising | None) -> ImportResult:
        created = {kind.__kind__.name: len(rows) for kind, rows in made.new.items() if rows}
        changed = len(revising.changed) if revising is not None else 0
        new = sum(created.values())
        result = ImportResult(
            FORM,
            read=new + len(made.known) + len(made.refused),
            created=new,
            updated=changed,
            unchanged=len(made.known) - changed,
            skipped=len(made.refused),
            errors=[self._placed(row, error) for row in made.refused for error in row.errors],
            records=dict(Counter(created)),
            notes=[*made.notes, *(revising.notes if revising is not None else ())],
        )
        for _kind, table in self.tables:
            result.table_notes += [] if table.sheet else table.notes
        return result

    def _placed(self, row: FlatRow, error: RowError) -> RowError:
        """The error with its sheet, where there are several."""
        if len(self.tables) == 1:
            return error
        column = f"{row.kind.__kind__.plural}: {error.column}"
        return RowError(error.row, column, error.value, error.message)

    def _reject(self, target: Path, made: Plan) -> None:
        errors = [error for row in made.refused for error in row.errors]
        kinds = {row.kind for row in made.refused}
        if len(kinds) > 1:
            rows = [(row.row.number, [row.kind.__kind__.name, str(row.row.number)]) for row in made.refused]
            write_refused(target, ["kind", "row"], rows, errors)
            return
        table = next(table for kind, table in self.tables if kind in kinds)
        cells = [
            (row.row.number, [as_text(row.row.values.get(name)) for name in table.columns])
            for row in made.refused
        ]
        write_refused(target, table.columns, cells, errors)


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done; ``changed`` are the rows, by ``id()``, whose record reads otherwise now."""

    made: Plan
    told: ImportResult
    changed: frozenset[int]


class _Stopped(Exception):
    """Leaves the unit of work without writing: a trial, or bad rows that nobody said to skip."""

    def __init__(self, done: _Done) -> None:
        super().__init__()
        self.done = done


def _trial(done: _Done) -> Trial:
    """The fate of each row, sheet by sheet."""
    items = [_item(row, Fate.CREATED) for rows in done.made.new.values() for row in rows]
    items += [
        _item(row, Fate.UPDATED if id(row) in done.changed else Fate.UNCHANGED, row.id)
        for row in done.made.known
    ]
    items += [_item(row, Fate.REFUSED) for row in done.made.refused]
    items.sort(key=lambda item: item.number)
    return Trial(done.told, items)


def _item(row: FlatRow, fate: Fate, record_id: int | None = None) -> TrialItem:
    about = row.kind.__kind__
    title = str(row.values.get(about.title) or "")
    return TrialItem(row.row.number, fate, about.name, title, record_id, errors=tuple(row.errors))
