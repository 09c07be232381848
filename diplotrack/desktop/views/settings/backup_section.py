"""Backups: where they go, how often, one now, and when the last one was made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from diplotrack.base.i18n import _, format_moment
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.views.settings.preferences_section import PreferenceRows, preferences_of
from diplotrack.desktop.views.settings.section import SectionPane, SettingRow
from diplotrack.desktop.views.settings.whole_row import WholeLedgerRow
from diplotrack.workspace.preference_list import BACKUP


class BackupSection(SectionPane):
    """The settings of the backup, and a button that makes one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, str(BACKUP))
        self._context = context
        self.work = LongWork(context, self)
        self.preferences = PreferenceRows(context, self, preferences_of(BACKUP))
        self.now_button = QPushButton(_("Back up now"))
        self.now_button.setAccessibleName(_("Back up now"))
        self.now_button.clicked.connect(self.back_up)
        self.now_row = SettingRow(
            context.theme,
            _("Last backup"),
            _("One file that holds everything, the wrapped key of an encrypted workspace included."),
            self.now_button,
        )
        self.add(self.now_row)
        self.whole_row = WholeLedgerRow(context, self.work)
        self.add(self.whole_row)
        self.rows.insertWidget(1, ProgressStrip(context, self.work))
        self.work.ended.connect(lambda: self.now_button.setEnabled(True))
        self.load()

    def load(self) -> None:
        """Show when the last one was made."""
        self._context.read(
            lambda workspace: workspace.backing_up.last(), self._show, owner=self, key=(id(self), "last")
        )

    def back_up(self) -> None:
        """Make a backup, in the background."""
        self.now_button.setEnabled(False)
        self.work.start(
            lambda workspace, progress: workspace.backing_up.make(progress),
            lambda _path: self.load(),
            failed=lambda error: self.now_row.complain(error.sentence),
        )

    def _show(self, last: tuple[datetime, Path] | None) -> None:
        if last is None:
            self.now_row.say(_("None was made from here yet."))
        else:
            words = _("{moment}: {path}").format(moment=format_moment(last[0]), path=last[1])
            self.now_row.say(words)
