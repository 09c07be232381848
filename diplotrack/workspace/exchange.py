"""What comes into a workspace and what goes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.progress import Progress, quiet

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.result import ImportResult
    from diplotrack.exchange.incoming.trial import Trial
    from diplotrack.exchange.outgoing.export import Exported
    from diplotrack.exchange.whole.writing import WholeExported
    from diplotrack.store.lists import ListQuery
    from diplotrack.workspace.workspace import Workspace


class Exchange:
    """Import and export of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def import_file(
        self,
        path: str | Path,
        profile: str | Path | None = None,
        kind: str | None = None,
        *,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        same: Mapping[str, int | str] | None = None,
        join: int | None = None,
        sheet: str | None = None,
        progress: Progress = quiet,
        rejects: Path | None = None,
    ) -> ImportResult:
        """Import a file of any form (see ``exchange.forms``) as one operation.

        A table is read by its ``profile``, a name or the path of a TOML file; without it the profile is told by the
        columns (and by the record kind, where ``kind`` is given); ``sheet`` is that of a workbook. One bad item keeps
        the whole file out, unless ``skip_bad_rows``: then refused ones go to the file ``rejects`` (beside the imported
        one where none is named).
        Our own tables and a whole ledger are known by what is in them.
        ``same`` answers what ``ImportResult.alike`` asked: newcomer → record, or another newcomer; ``join`` answers for
        all that look the same by at least that score (0–100). Nothing is joined unasked. A dry run writes nothing and
        counts what would be made. Raises UserError, and Cancelled from ``progress`` (nothing is left).
        """
        from diplotrack.workspace import whole

        is_told = profile is not None or kind is not None or sheet is not None
        if not is_told and whole.is_whole(Path(path)):
            return whole.take_in(self._workspace.ledger, Path(path), dry_run=dry_run, progress=progress)
        from diplotrack.exchange.flat.taking_in import OwnTables
        from diplotrack.exchange.incoming.importing import NOTHING, Import
        from diplotrack.exchange.incoming.opening import open_incoming

        beside = Path(path).with_name(f"{Path(path).stem}.rejects.csv")
        if not is_told and (own := OwnTables.of(Path(path))) is not None:
            return own.take_in(
                self._workspace.ledger,
                dry_run=dry_run,
                skip_bad_rows=skip_bad_rows,
                progress=progress,
                rejects=rejects or beside,
            )
        incoming = open_incoming(Path(path), profile, kind, sheet)
        run = Import(
            self._workspace.ledger,
            incoming,
            skip_bad_rows=skip_bad_rows,
            same=same,
            join=NOTHING if join is None else join,
            progress=progress,
        )
        return run.run(dry_run=dry_run, rejects=rejects or beside)

    def try_out(
        self,
        path: str | Path,
        profile: str | Path | None = None,
        kind: str | None = None,
        *,
        same: Mapping[str, int | str] | None = None,
        join: int | None = None,
        sheet: str | None = None,
        progress: Progress = quiet,
    ) -> Trial:
        """What importing a file of any form would create, change and refuse, item by item, bad items skipped.

        The parameters are those of :meth:`import_file`. Of a whole ledger only the counts are told. Nothing is
        written. Raises UserError, and Cancelled from ``progress``.
        """
        from diplotrack.exchange.flat.taking_in import OwnTables
        from diplotrack.exchange.incoming.importing import NOTHING
        from diplotrack.exchange.incoming.opening import open_incoming
        from diplotrack.exchange.incoming.rehearsing import rehearse
        from diplotrack.exchange.incoming.trial import Trial
        from diplotrack.workspace import whole

        source = Path(path)
        is_told = profile is not None or kind is not None or sheet is not None
        if not is_told and whole.is_whole(source):
            return Trial(self.import_file(source, dry_run=True, join=join, progress=progress))
        if not is_told and (own := OwnTables.of(source)) is not None:
            return own.try_out(self._workspace.ledger, progress)
        incoming = open_incoming(source, profile, kind, sheet)
        least = NOTHING if join is None else join
        return rehearse(self._workspace.ledger, incoming, progress, same=same, join=least)

    def export_whole(
        self, target: Path, *, with_files: bool = True, progress: Progress = quiet
    ) -> WholeExported:
        """Write the whole ledger as JSON, history, trash and the bytes of attached files included; see
        :mod:`exchange.whole`. Raises UserError, and Cancelled from ``progress`` (no file is left)."""
        from diplotrack.exchange.whole.writing import write_whole

        return write_whole(self._workspace.ledger, target, with_files=with_files, progress=progress)

    def export_shown(
        self,
        query: ListQuery,
        columns: Sequence[str],
        target: Path,
        *,
        max_marking: str = "",
        release_to: str = "",
        progress: Progress = quiet,
    ) -> Exported:
        """Write a list as it is shown, all of it, into a CSV or XLSX file.

        ``max_marking`` is a level in words, ``release_to`` the key of a party; both keep back what nobody has marked.
        Raises UserError, and Cancelled from ``progress`` (no file is left).
        """
        from diplotrack.exchange.outgoing.shown import export_shown
        from diplotrack.release import ReleaseFilter

        scheme = str(self._workspace.settings()["marking_scheme"])
        release = ReleaseFilter.named(max_marking, release_to, scheme=scheme)
        with self._workspace.read() as session:
            return export_shown(session, query, columns, target, release=release, progress=progress)

    def copied(self, query: ListQuery, columns: Sequence[str], ids: Sequence[int]) -> tuple[str, str]:
        """Rows of a list for the clipboard: as text with tabs, and as HTML. Protected sources are never named."""
        from diplotrack.exchange.outgoing.shown import ShownList, clipboard

        with self._workspace.read() as session:
            return clipboard(ShownList(session, query, columns).sheet(ids))
