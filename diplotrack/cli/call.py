"""What every command is given: which workspace, how to answer, and the workspace itself when it is needed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, set_locale

if TYPE_CHECKING:
    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace import Workspace


@dataclass
class Call:
    """The global options of one command line."""

    named: Path | None = None
    as_json: bool = False
    _opened: Workspace | None = field(default=None, init=False)
    _is_changed: bool = field(default=False, init=False)

    @property
    def path(self) -> Path:
        """The workspace's folder. Raises UserError where none was named."""
        chosen = self.named or os.environ.get("DIPLOTRACK_WORKSPACE")
        if not chosen:
            raise UserError(
                _("No workspace was named; add “-w FOLDER” or set DIPLOTRACK_WORKSPACE to the folder's path.")
            )
        return Path(chosen).expanduser()

    def workspace(self) -> Workspace:
        """The workspace, opened on first use, its language spoken from then on. Raises UserError."""
        if self._opened is None:
            from diplotrack.cli.passphrases import for_opening
            from diplotrack.workspace import Workspace

            path = self.path
            self._opened = Workspace.open(path, passphrase=lambda: for_opening(path))
            set_locale(str(self._opened.settings()["locale"]))
            self._opened.ledger.listen(self._note)
        return self._opened

    def close(self) -> None:
        """Let go of the workspace."""
        if self._opened is None:
            return
        if self._is_changed and (told := self._opened.published_calendar.keep()):
            from diplotrack.cli.output import tell

            tell(told)
        self._opened.close()
        self._opened = None

    def _note(self, changed: Changed) -> None:
        from diplotrack.workspace.published_calendar import PublishedCalendar

        self._is_changed |= PublishedCalendar.is_touched(changed)
