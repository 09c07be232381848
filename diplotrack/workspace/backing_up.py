"""Backups that are made by themselves: when one is due, where it goes, and when the last one was made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.store import settings

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

LAST = "backup.last"
"""The application's own setting that holds when the last backup was made and where it is."""
SUFFIX = ".backup"


class BackingUp:
    """The backups of one workspace into the folder that its settings name."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def last(self) -> tuple[datetime, Path] | None:
        """When the last backup was made from here, and its file; None where none was."""
        with self._workspace.read() as session:
            found = settings.read(session, LAST)
        return (datetime.fromisoformat(found["at"]), Path(found["path"])) if found else None

    def is_due(self) -> bool:
        """Whether one should be made now: a folder is named and there, and the last one is too old."""
        chosen = self._workspace.settings()
        folder, days = str(chosen["backup_folder"]), int(chosen["backup_days"])
        if not folder or not days or self._workspace.ledger.is_read_only or not Path(folder).is_dir():
            return False
        last = self.last()
        return last is None or (clock.now() - last[0]).days >= days

    def make(self, progress: Progress = quiet) -> Path:
        """Make one now and return its file. Raises UserError where no folder is named or it cannot be written."""
        folder = str(self._workspace.settings()["backup_folder"])
        if not folder:
            raise UserError(_("Choose a folder for backups first."))
        now = clock.now()
        stem = self._workspace.path.stem
        target = Path(folder) / f"{stem} {now.astimezone():%Y-%m-%d %H%M%S}{SUFFIX}"
        self._workspace.safekeeping.backup(target, progress)
        with self._workspace.change("Settings") as work:
            settings.write(work.session, LAST, {"at": now.isoformat(), "path": str(target)})
        return target
