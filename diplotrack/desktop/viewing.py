"""Attached files as other programs see them: copies that cannot be written, in a private folder gone at closing."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.workspace.editing import AttachedFile

PREFIX = "diplotrack-view-"


class Viewing(QObject):
    """Opens and saves the files of one window; its folder is made when the first is opened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._folder: Path | None = None
        self._at_exit: Callable[[], None] = self.clear
        self.show_file: Callable[[Path], Any] = _show
        """What opens a copy: the system's own choice of program."""

    @classmethod
    def of(cls, context: Context) -> Viewing:
        """That of a window; the first who asks makes it."""
        found = context.findChild(cls)
        return found if found is not None else cls(context)

    @property
    def folder(self) -> Path:
        """The private folder."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
            self._at_exit = partial(_remove, self._folder)
            atexit.register(self._at_exit)
        return self._folder

    def open(self, file: AttachedFile) -> None:
        """Open a copy of the file with the program that the system has for it."""
        folder = self.folder
        self._context.read(
            lambda workspace: workspace.attaching.copy_for_viewing(file, folder), self._opened, owner=self
        )

    def save_as(self, file: AttachedFile, parent: QWidget) -> QFileDialog:
        """Ask where a copy of the file is wanted, and write it there."""
        dialog = QFileDialog(parent, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file.name)
        dialog.fileSelected.connect(lambda path: self._save(file, Path(path)))
        dialog.open()
        return dialog

    def clear(self) -> None:
        """Take the folder away with all that is in it."""
        if self._folder is not None:
            _remove(self._folder)
            atexit.unregister(self._at_exit)
            self._folder = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has closed."""
        if event.type() == QEvent.Type.Close and event.isAccepted():
            self.clear()
        return super().eventFilter(watched, event)

    def _opened(self, path: Path) -> None:
        if self.show_file(path) is False:
            sentence = _("No program on this computer opens “{name}”; save a copy of it instead.")
            self._context.say(sentence.format(name=path.name), "warning")

    def _save(self, file: AttachedFile, target: Path) -> None:
        self._context.read(
            lambda workspace: workspace.attaching.save_as(file, target),
            lambda _nothing: self._context.say(_("Saved: {path}").format(path=target)),
            owner=self,
        )


def sweep_leftovers() -> None:
    """Take away folders of runs of ours that ended without closing."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = path.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not _runs(int(number)):
            _remove(path)


def _runs(process: int) -> bool:
    """Whether a process of that number runs; where the system does not tell, it is taken to run."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _show(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _remove(folder: Path) -> None:
    def unlock(_act: object, path: str, _error: object) -> None:
        os.chmod(path, stat.S_IRWXU)  # noqa: PTH101 - what rmtree gives is a text
        os.unlink(path)  # noqa: PTH108

    if folder.is_dir():
        shutil.rmtree(folder, onerror=unlock if os.name == "nt" else None, ignore_errors=os.name != "nt")
