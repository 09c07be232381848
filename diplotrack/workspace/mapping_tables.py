"""Spreadsheets of one's own on their way in: seen, mapped, their names tested, mended, tried out, taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.trial import Trial
from diplotrack.exchange.mapping.checked import Checked
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.mended import MendedTable, Mends, RowsOf
from diplotrack.exchange.mapping.preview import LOOK, Opening, Preview, preview
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.tables.rows import Row, RowError

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.joining import Same
    from diplotrack.exchange.incoming.result import ImportResult
    from diplotrack.exchange.incoming.table import IncomingTable
    from diplotrack.workspace.workspace import Workspace

UNMENDED = Mends()


class MappingTables:
    """What the wizard asks, step by step. Nothing but :meth:`take` and :meth:`keep` writes anything."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @staticmethod
    def preview(opening: Opening) -> Preview:
        """The beginning of a table. Raises UserError where the file holds none."""
        return preview(opening)

    def suggest(self, seen: Preview, kind: str | None = None) -> Suggestion:
        """How its columns may be read, as records of one kind or of the likeliest one."""
        from diplotrack.exchange.mapping.names_known import NamesKnown
        from diplotrack.exchange.mapping.suggesting import suggest

        with self._workspace.read() as session:
            return suggest(seen, NamesKnown(session), kind)

    def check(
        self, opening: Opening, mapping: Mapping, mends: Mends = UNMENDED, progress: Progress = quiet
    ) -> Checked:
        """Read the whole table through: its names, its choices, and all that would be refused.

        Raises UserError where the file cannot be read on, and Cancelled from ``progress``.
        """
        from diplotrack.exchange.mapping.checking import check

        with self._workspace.read() as session:
            return check(session, MendedTable(opening.table(), mends), mapping, progress)

    def errors_of(
        self, seen: Preview, rows: Sequence[Row], mapping: Mapping, mends: Mends = UNMENDED
    ) -> tuple[RowError, ...]:
        """What is wrong with some rows as they are mended now, without reading the whole table again.

        Whether a key stands in another row too is told by :meth:`check` alone.
        """
        from diplotrack.exchange.mapping.checking import errors_of

        with self._workspace.read() as session:
            return errors_of(session, MendedTable(RowsOf(seen.table, rows), mends), mapping)

    @staticmethod
    def page(opening: Opening, start: int, length: int, mends: Mends = UNMENDED) -> list[Row]:
        """Some rows of the table as mended, from the ``start``-th on (0 is the first below the header).

        Raises UserError where the file cannot be read on.
        """
        return list(islice(MendedTable(opening.table(look=LOOK), mends).rows(), start, start + length))

    def try_out(
        self,
        opening: Opening,
        mapping: Mapping,
        mends: Mends = UNMENDED,
        *,
        same: Same | None = None,
        progress: Progress = quiet,
    ) -> Trial:
        """What taking it would create, change and refuse, row by row. Nothing is written, and nobody has to wait.

        ``same`` are answers about newcomers that look like a record, as :class:`Import` takes them.

        Raises UserError where the file cannot be read on, and Cancelled from ``progress``.
        """
        from diplotrack.exchange.incoming.rehearsing import rehearse

        return rehearse(self._workspace.ledger, self._incoming(opening, mapping, mends), progress, same=same)

    def take(
        self,
        opening: Opening,
        mapping: Mapping,
        mends: Mends = UNMENDED,
        *,
        skip_bad_rows: bool = False,
        same: Same | None = None,
        progress: Progress = quiet,
        rejects: Path | None = None,
    ) -> ImportResult:
        """Import the table as one operation, as :meth:`Exchange.import_file` does."""
        from diplotrack.exchange.incoming.importing import Import, rejects_beside

        incoming = self._incoming(opening, mapping, mends)
        ledger = self._workspace.ledger
        run = Import(ledger, incoming, skip_bad_rows=skip_bad_rows, same=same, progress=progress)
        return run.run(rejects=rejects or rejects_beside(opening.path))

    @staticmethod
    def keep(mapping: Mapping) -> Profile:
        """Save the mapping as a profile of one's own, by which the next file with these columns is recognised.

        Raises UserError where it cannot be written.
        """
        from diplotrack.exchange.profiles.writing import keep

        return keep(mapping.as_profile())

    @staticmethod
    def _incoming(opening: Opening, mapping: Mapping, mends: Mends) -> IncomingTable:
        from diplotrack.exchange.incoming.table import IncomingTable

        return IncomingTable(MendedTable(opening.table(), mends), mapping.as_profile())
