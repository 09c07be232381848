"""A file on its way in: what is known of it, what was said about it, and the work that is done on it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork
from diplotrack.desktop.views.importing import asking
from diplotrack.desktop.views.importing.asking import Opened, Wanted
from diplotrack.desktop.views.importing.mapped import unsettled, with_unknown
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.incoming.trial import Trial
from diplotrack.exchange.mapping.checked import Checked
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.mapping.preview import Opening
from diplotrack.exchange.tables.rows import Row, RowError


class Arrival(QObject):
    """One file at a time. Reading it through, trying it out and taking it in are long work, each with progress and end.

    ``opened`` follows a file that was opened, ``mapped`` a new mapping, ``checked`` a reading through, ``tried`` a
    trial, ``taken(ImportResult)`` the import; ``judged(int)`` a row that was mended, by number; ``refused(str)``
    carries the sentence of what went wrong.
    """

    opened = Signal()
    mapped = Signal()
    checked = Signal()
    tried = Signal()
    taken = Signal(object)
    judged = Signal(int)
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.work = LongWork(context, self)
        self.work.ended.connect(self._ended)
        self._next: Callable[[], None] | None = None
        self._writes = False
        self._clear()

    def _clear(self) -> None:
        self.file: Opened | None = None
        self.mapping: Mapping | None = None
        self.mends = Mends()
        self.by_mapping = False
        self.read_through: Checked | None = None
        self.trial: Trial | None = None
        self.result: ImportResult | None = None
        self.same: dict[str, int | str] = {}
        self.fault = ""
        self.row_errors: dict[int, list[RowError]] = {}
        self._is_checked = self._is_tried = False

    # what is known

    @property
    def path(self) -> Path | None:
        """The file; None before one was chosen."""
        return self.file.path if self.file is not None else None

    @property
    def is_table(self) -> bool:
        """Whether it has columns that can be mapped."""
        return self.file is not None and self.file.preview is not None

    @property
    def is_checked(self) -> bool:
        """Whether it was read through as it is mapped and mended now."""
        return self._is_checked or not self.by_mapping

    @property
    def is_tried(self) -> bool:
        """Whether it was tried out with all that was said since."""
        return self._is_tried

    @property
    def is_importing(self) -> bool:
        """Whether it is being taken in just now."""
        return self.work.is_running and self._writes

    @property
    def profile(self) -> str:
        """The profile that recognised it, by name; "" where none did."""
        return self.file.profile[0] if self.file is not None else ""

    # the file

    def open(self, path: Path) -> None:
        """Open another file in place of the one that was open."""
        self._drop_work()
        self._context.read(
            lambda workspace: asking.open_file(workspace, path),
            self._opened,
            owner=self,
            key=(id(self), "open"),
            failed=self._fail,
        )

    def read_as(self, opening: Opening) -> None:
        """Read the same table otherwise: another sheet, header, encoding or separator."""
        self._suggest(opening, None)

    def become(self, kind: str) -> None:
        """Let its rows become records of that kind, with the columns suggested anew."""
        if self.file is not None and self.file.preview is not None:
            self._suggest(self.file.preview.opening, kind)

    def map_columns(self) -> None:
        """Read it by its columns and by no profile from now on."""
        self.by_mapping = True
        self._outdate()

    def _suggest(self, opening: Opening, kind: str | None) -> None:
        self._drop_work()
        self._context.read(
            lambda workspace: asking.open_table(workspace, opening, kind),
            self._opened_otherwise,
            owner=self,
            key=(id(self), "open"),
            failed=self._fail,
        )

    def _opened(self, found: Opened) -> None:
        self._clear()
        self._take(found)
        self.by_mapping = found.suggestion is not None and not found.profile[0]
        self.opened.emit()

    def _opened_otherwise(self, found: Opened) -> None:
        self._clear()
        self._take(found)
        self.by_mapping = True
        self.opened.emit()

    def _take(self, found: Opened) -> None:
        self.file = found
        self.mapping = found.suggestion.mapping if found.suggestion is not None else None

    # what is said about it

    def map(self, mapping: Mapping) -> None:
        """Read it by that mapping."""
        self.mapping = mapping
        self.by_mapping = True
        self._outdate()
        self.mapped.emit()

    def settle(self, column: str, written: str, name: str) -> None:
        """Say whom a name of a column means, "" for no longer."""
        if self.mapping is not None:
            settled = self.mapping.settled(column, written, name)
            self.map(settled if name else unsettled(self.mapping, column, written))

    def decide(self, column: str, unknown: str) -> None:
        """Say what becomes of the names of a column that nobody is known by: error, create, note."""
        if self.mapping is not None:
            self.map(with_unknown(self.mapping, column, unknown))

    def mend(self, row: Row, column: str, words: str | None) -> None:
        """Let a cell read so; None as it does in the file. The row is judged anew at once."""
        if words is None:
            self.mends = self.mends.without_cell(row.number, column)
        else:
            self.mends = self.mends.with_cell(row.number, column, words)
        self._is_tried, self.result = False, None
        self._judge(row)

    def leave_out(self, numbers: Sequence[int], *, out: bool) -> None:
        """Leave rows out, or take them in after all."""
        self.mends = self.mends.without_rows(*numbers) if out else self.mends.with_rows(*numbers)
        self._is_tried, self.result = False, None

    def answer(self, key: str, same_as: int | str | None) -> None:
        """Say that a newcomer is the same as a record or another newcomer; None: it is another."""
        if same_as is None:
            self.same.pop(key, None)
        else:
            self.same[key] = same_as
        self._is_tried, self.result = False, None

    def outdate_trial(self) -> None:
        """The ledger is no longer the one that it was tried on."""
        self._is_tried, self.result = False, None

    def _outdate(self) -> None:
        self.result, self.fault = None, ""
        self._is_checked = self._is_tried = False
        self.row_errors = {}

    # the work on it

    def check(self) -> None:
        """Read it through; ``checked`` follows."""
        file, mapping, mends = self.file, self.mapping, self.mends
        if file is None or file.preview is None or mapping is None:
            return
        opening = file.preview.opening

        def done(found: Checked) -> None:
            if mapping is self.mapping:
                self.read_through, self._is_checked = found, True
                self.row_errors = {}
                self.checked.emit()

        self._start(
            lambda workspace, progress: workspace.mapping.check(opening, mapping, mends, progress),
            done,
            _("Reading the file through"),
        )

    def try_out(self) -> None:
        """Try it out; ``tried`` follows."""
        wanted = self.wanted
        if wanted is None:
            return

        def done(found: Trial) -> None:
            if wanted == self.wanted:
                self.trial, self._is_tried = found, True
                self.tried.emit()

        self._start(
            lambda workspace, progress: asking.try_out(workspace, wanted, progress),
            done,
            _("Trying the file out"),
        )

    def take(self) -> None:
        """Take it in; ``taken`` follows, wherever in the window one is by then."""
        wanted = self.wanted
        if wanted is None or self.work.is_running:
            return

        def done(result: ImportResult) -> None:
            self.result = result
            self.taken.emit(result)

        self._start(
            lambda workspace, progress: asking.take(workspace, wanted, progress),
            done,
            _("Importing"),
            writes=True,
        )

    @property
    def wanted(self) -> Wanted | None:
        """How it is to be taken in as things stand; None while no file is open."""
        if self.file is None:
            return None
        same = tuple(sorted(self.same.items()))
        if self.by_mapping and self.file.preview is not None:
            return Wanted(self.file.path, self.file.preview.opening, self.mapping, self.mends, same=same)
        return Wanted(self.file.path, profile=self.profile, same=same)

    def _judge(self, row: Row) -> None:
        """Read a single row again as it was mended."""
        file, mapping, mends = self.file, self.mapping, self.mends
        if file is None or file.preview is None or mapping is None:
            return
        seen = file.preview

        def done(errors: Sequence[RowError]) -> None:
            self.row_errors[row.number] = list(errors)
            self.judged.emit(row.number)

        self._context.read(
            lambda workspace: workspace.mapping.errors_of(seen, [row], mapping, mends),
            done,
            owner=self,
            key=(id(self), "row", row.number),
            failed=self._fail,
        )

    def keep(self, title: str, then: Callable[[str], None]) -> None:
        """Remember the mapping as a profile of that title; ``then`` is given its name."""
        if self.mapping is None:
            return
        from diplotrack.exchange.profiles.writing import profile_name

        mapping = replace(self.mapping, title=title, name=profile_name(title))
        self._context.keep(
            lambda workspace: workspace.mapping.keep(mapping).name, then, owner=self, failed=self._fail
        )

    # one piece of work at a time

    def _start(
        self, job: Callable[[Any, Any], Any], then: Callable[[Any], None], name: str, *, writes: bool = False
    ) -> None:
        def start() -> None:
            self._next, self.fault, self._writes = None, "", writes
            self.work.start(job, then, failed=self._fail, writes=writes, name=name)

        if self.work.is_running:
            self._next = start
            self.work.cancel()
        else:
            start()

    def _ended(self) -> None:
        if self._next is not None:
            self._next()

    def _drop_work(self) -> None:
        self._next = None
        self.work.cancel()

    def _fail(self, error: UserError) -> None:
        self.fault = error.sentence
        self.refused.emit(error.sentence)
