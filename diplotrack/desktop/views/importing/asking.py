"""What the page asks of the workspace off the interface thread."""

from __future__ import annotations

from collections.abc import Mapping as Same
from dataclasses import dataclass, field
from pathlib import Path

from diplotrack.base.progress import Progress
from diplotrack.exchange.forms import TABLE, FileForm, form_of
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.incoming.trial import Trial
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.mapping.preview import Opening, Preview
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: its form, and for a table its beginning, what its columns suggest and the profile that
    recognised it (name and title, "" for none)."""

    path: Path
    form: FileForm
    preview: Preview | None = None
    suggestion: Suggestion | None = None
    profile: tuple[str, str] = ("", "")


def open_file(workspace: Workspace, path: Path) -> Opened:
    """Look at a file. Raises UserError where nothing can be read of it."""
    from diplotrack.exchange.tables.filetype import size_of

    size_of(path)
    form = form_of(path)
    if form is not TABLE:
        return Opened(path, form)
    return open_table(workspace, Opening(path))


def open_table(workspace: Workspace, opening: Opening, kind: str | None = None) -> Opened:
    """Look at a table, read as one said. Raises UserError."""
    from diplotrack.exchange.profiles.profile import profiles, recognise

    seen = workspace.mapping.preview(opening)
    faults: list[str] = []  # a broken profile of one's own keeps no file out
    profile = recognise(seen.table, profiles(faults=faults))
    told = (profile.name, profile.title or profile.name) if profile is not None else ("", "")
    return Opened(opening.path, TABLE, seen, workspace.mapping.suggest(seen, kind), told)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be taken in: by a ``mapping``, or, where that is None, by the ``profile`` of that name or its
    form; with what was mended, and what was said to be the same."""

    path: Path
    opening: Opening | None = None
    mapping: Mapping | None = None
    mends: Mends = field(default_factory=Mends)
    profile: str = ""
    same: tuple[tuple[str, int | str], ...] = ()

    @property
    def answers(self) -> Same[str, int | str]:
        """What was said to be the same: newcomer → record or other newcomer."""
        return dict(self.same)


def try_out(workspace: Workspace, wanted: Wanted, progress: Progress) -> Trial:
    """What taking it would do. Nothing is written. Raises UserError, Cancelled."""
    if wanted.mapping is not None and wanted.opening is not None:
        return workspace.mapping.try_out(
            wanted.opening, wanted.mapping, wanted.mends, same=wanted.answers, progress=progress
        )
    return workspace.exchange.try_out(
        wanted.path, wanted.profile or None, same=wanted.answers, progress=progress
    )


def take(workspace: Workspace, wanted: Wanted, progress: Progress) -> ImportResult:
    """Take it in as one operation; what is refused goes to a file beside it. Raises UserError, Cancelled."""
    if wanted.mapping is not None and wanted.opening is not None:
        return workspace.mapping.take(
            wanted.opening,
            wanted.mapping,
            wanted.mends,
            skip_bad_rows=True,
            same=wanted.answers,
            progress=progress,
        )
    return workspace.exchange.import_file(
        wanted.path, wanted.profile or None, skip_bad_rows=True, same=wanted.answers, progress=progress
    )
