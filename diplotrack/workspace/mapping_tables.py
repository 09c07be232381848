"""Spreadsheets of one's own on their way in: seen, mapped, their names tested, mended, tried out, taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.trial import Trial
from diplotrack.exchange.mapping.checked import Checked
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.mended import MendedTable, Mends
from diplotrack.exchange.mapping.preview import Opening, Preview, preview
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.exchange.profiles.profile import Profile

if TYPE_CHECKING:
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

    def try_out(
        self, opening: Opening, mapping: Mapping, mends: Mends = UNMENDED, progress: Progress = quiet
    ) -> Trial:
        """What taking it would create, change and refuse, row by row. Nothing is written, and nobody has to wait.

        Raises UserError where the file cannot be read on, and Cancelled from ``progress``.
        """
        from diplotrack.exchange.incoming.rehearsing import rehearse

        return rehearse(self._workspace.ledger, self._incoming(opening, mapping, mends), progress)

    def take(
        self,
        opening: Opening,
        mapping: Mapping,
        mends: Mends = UNMENDED,
        *,
        skip_bad_rows: bool = False,
        progress: Progress = quiet,
        rejects: Path | None = None,
    ) -> ImportResult:
        """Import the table as one operation, as :meth:`Exchange.import_file` does."""
        from diplotrack.exchange.incoming.importing import Import

        incoming = self._incoming(opening, mapping, mends)
        run = Import(self._workspace.ledger, incoming, skip_bad_rows=skip_bad_rows, progress=progress)
        beside = opening.path.with_name(f"{opening.path.stem}.rejects.csv")
        return run.run(rejects=rejects or beside)

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
