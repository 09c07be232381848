"""The workspace as a whole: where it lies, what it holds, proof that it is sound, and what locks it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from diplotrack.base.i18n import _, format_number
from diplotrack.base.progress import Progress
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.dialogs.new_passphrase import NewPassphrase
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.views.settings.section import SectionPane, SettingRow
from diplotrack.workspace import Workspace
from diplotrack.workspace.safekeeping import change_passphrase, decrypt, encrypt, is_encrypted

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class _State:
    size: int
    records: int
    operations: int
    is_encrypted: bool


def _state(workspace: Workspace) -> _State:
    size = sum(path.stat().st_size for path in workspace.path.rglob("*") if path.is_file())
    operations = workspace.history.operations(1)
    return _State(
        size,
        sum(workspace.records.counts().values()),
        operations[0].sequence if operations else 0,
        is_encrypted(workspace.path),
    )


class WorkspaceSection(SectionPane):
    """What the workspace is, and what can be done with it as a whole."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _("Workspace"))
        self._context = context
        self.work = LongWork(context, self)
        self._holds, self._locked = QLabel(), QLabel()
        for label in (self._holds, self._locked):
            label.setWordWrap(True)
        path = context.workspace.path
        open_folder = push_button(_("Open the folder"), lambda: _show_folder(path))
        self.add(SettingRow(context.theme, _("Folder"), str(path), open_folder))
        self.add(SettingRow(context.theme, _("It holds"), "", self._holds))
        self.verify_button = push_button(_("Verify now"), self.verify)
        self.verify_row = SettingRow(
            context.theme,
            _("Is all sound?"),
            _("Reads every row, every file and the whole history, and compares the fingerprints."),
            self.verify_button,
        )
        self.add(self.verify_row)
        self.rows.insertWidget(1, ProgressStrip(context, self.work))
        self.lock_button = push_button(_("Encrypt…"), self._ask_to_lock)
        self.change_button = push_button(_("Change the passphrase…"), self._ask_to_change)
        self.lock_row = SettingRow(
            context.theme,
            _("Encryption"),
            _("The workspace is closed for it and opened again; backups made before stay as they are."),
            self.lock_button,
            self.change_button,
        )
        self.add(SettingRow(context.theme, _("State"), "", self._locked))
        self.add(self.lock_row)
        self._is_locked = False
        self.load()

    def load(self) -> None:
        """Show what holds now."""
        self._context.read(_state, self._show, owner=self, key=(id(self), "state"))

    def _show(self, state: _State) -> None:
        self._is_locked = state.is_encrypted
        sentence = _("{records} records, {operations} operations in the history, {size} MB")
        self._holds.setText(
            sentence.format(
                records=format_number(state.records),
                operations=format_number(state.operations),
                size=format_number(round(state.size / MEGABYTE, 1)),
            )
        )
        self._locked.setText(
            _("Encrypted: nobody opens it without the passphrase.")
            if state.is_encrypted
            else _("Not encrypted: who has the files can read them.")
        )
        self.lock_button.setText(_("Decrypt…") if state.is_encrypted else _("Encrypt…"))
        self.lock_button.setAccessibleName(self.lock_button.text())
        self.change_button.setVisible(state.is_encrypted)

    def verify(self) -> None:
        """Prove that the workspace is sound, in the background."""
        self.verify_row.say(_("Verifying…"))
        self.verify_button.setEnabled(False)
        self.work.start(
            lambda workspace, progress: list(workspace.safekeeping.damage(progress)),
            self._verified,
            writes=False,
        )
        self.work.ended.connect(lambda: self.verify_button.setEnabled(True))

    def _verified(self, damage: list[str]) -> None:
        if damage:
            self.verify_row.complain("\n".join(damage[:5]))
        else:
            self.verify_row.say(_("All is sound."))

    def _ask_to_lock(self) -> None:
        dialog = NewPassphrase(self.theme, self, needs_old=self._is_locked, needs_new=not self._is_locked)
        dialog.wanted.connect(self._lock)
        dialog.open()

    def _lock(self, old: str, new: str) -> None:
        if self._is_locked:

            def unlock(path: Path, progress: Progress) -> None:
                decrypt(path, old, progress)

            self._context.reopen(unlock, _("Decrypting the workspace…"), "", old)
            return

        def lock(path: Path, progress: Progress) -> None:
            encrypt(path, new, progress)

        self._context.reopen(lock, _("Encrypting the workspace…"), new, "")

    def _ask_to_change(self) -> None:
        dialog = NewPassphrase(self.theme, self, needs_old=True, needs_new=True)
        dialog.wanted.connect(self._change)
        dialog.open()

    def _change(self, old: str, new: str) -> None:
        self._context.write(
            lambda workspace: change_passphrase(workspace.path, old, new),
            lambda _nothing: self.lock_row.say(_("The new passphrase opens it from now on.")),
            owner=self,
            failed=lambda error: self.lock_row.complain(error.sentence),
        )


def _show_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
