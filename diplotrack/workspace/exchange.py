"""What comes into a workspace and what goes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.progress import Progress, quiet

if TYPE_CHECKING:
    from diplotrack.exchange.flat.taking_in import OwnTables
    from diplotrack.exchange.incoming.incoming import Incoming
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
        from diplotrack.exchange.flat.taking_in import OwnTables
        from diplotrack.exchange.incoming.importing import NOTHING, Import, rejects_beside
        from diplotrack.workspace import whole

        source, ledger = Path(path), self._workspace.ledger
        found = _opened(source, profile, kind, sheet)
        if found is None:
            return whole.take_in(ledger, source, dry_run=dry_run, progress=progress)
        refused = rejects or rejects_beside(source)
        if isinstance(found, OwnTables):
            return found.take_in(
                ledger, dry_run=dry_run, skip_bad_rows=skip_bad_rows, progress=progress, rejects=refused
            )
        least = NOTHING if join is None else join
        run = Import(ledger, found, skip_bad_rows=skip_bad_rows, same=same, join=least, progress=progress)
        return run.run(dry_run=dry_run, rejects=refused)

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
        from diplotrack.exchange.incoming.rehearsing import rehearse
        from diplotrack.exchange.incoming.trial import Trial

        source, ledger = Path(path), self._workspace.ledger
        found = _opened(source, profile, kind, sheet)
        if found is None:
            return Trial(self.import_file(source, dry_run=True, progress=progress))
        if isinstance(found, OwnTables):
            return found.try_out(ledger, progress)
        return rehearse(ledger, found, progress, same=same, join=NOTHING if join is None else join)

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


def _opened(
    path: Path, profile: str | Path | None, kind: str | None, sheet: str | None
) -> Incoming | OwnTables | None:
    """A file by what it holds; None for a whole ledger. Where somebody says how, it is read so. Raises UserError."""
    from diplotrack.exchange.flat.taking_in import OwnTables
    from diplotrack.exchange.forms import is_ledger
    from diplotrack.exchange.incoming.opening import open_incoming
    from diplotrack.exchange.refusing import unreadable

    if profile is None and kind is None and sheet is None:
        try:
            if is_ledger(path):
                return None
            if (own := OwnTables.of(path)) is not None:
                return own
        except OSError as error:
            raise unreadable(path, error) from error
    return open_incoming(path, profile, kind, sheet)
