"""Files brought to a window: dropped on it, pasted into it, or chosen; an image on the clipboard comes as a PNG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import AttachedFile


@dataclass(frozen=True, slots=True)
class Brought:
    """What was taken in, and a sentence about each file that could not be; ``about`` is for what it was brought."""

    files: tuple[AttachedFile, ...]
    refused: tuple[str, ...]
    about: Any = None


class Bringing(QObject):
    """Watches widgets for files that are dropped or pasted, and takes them in off the interface thread.

    ``brought(Brought)`` follows, in the order in which they came; ``work`` tells how far a large one is.
    """

    brought = Signal(object)

    def __init__(self, context: Context, parent: QObject, about: Callable[[], Any] = lambda: None) -> None:
        """``about()`` tells, when something is brought, what it is for: that may have changed once it is taken in."""
        super().__init__(parent)
        self._context, self._about = context, about
        self._waiting: list[tuple[list[Path | QImage], Any]] = []
        self.work = LongWork(context, self)
        self.work.ended.connect(self._next)

    def watch(self, widget: QWidget) -> None:
        """Take what is dropped on the widget or pasted into it."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def choose(self, parent: QWidget) -> QFileDialog:
        """Ask for files."""
        about = self._about()
        dialog = QFileDialog(parent, _("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names], about))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def take(self, things: list[Path | QImage], about: Any = None) -> None:
        """Take these in after those that came before."""
        if things:
            self._waiting.append((things, self._about() if about is None else about))
            if not self.work.is_running:
                self._next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A drop or a paste of files; text is left to the widget."""
        if isinstance(event, QDropEvent) and files_in(
            event.mimeData()
        ):  # entering and moving are such events too
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.take(list(files_in(event.mimeData())))
            return True
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            things = things_in(QApplication.clipboard().mimeData())
            if things and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if things and event.type() == QEvent.Type.KeyPress:
                self.take(things)
                return True
        return super().eventFilter(watched, event)

    def _next(self) -> None:
        if self._waiting:
            (things, about), stamp = self._waiting.pop(0), clock.now().astimezone()
            name = _("Pasted image {moment}.png").format(moment=stamp.strftime("%Y-%m-%d %H.%M.%S"))
            self.work.start(
                lambda workspace, progress: _take_in(workspace, things, name, progress, about),
                self.brought.emit,
                writes=False,
                name=_("Attaching files"),
            )


def _take_in(
    workspace: Workspace, things: list[Path | QImage], image: str, progress: Progress, about: Any
) -> Brought:
    files, refused = [], []
    for thing in things:
        try:
            if isinstance(thing, QImage):
                files.append(workspace.attaching.take_in_bytes(image, _png(thing)))
            else:
                files.append(workspace.attaching.take_in(thing, progress))
        except UserError as error:
            refused.append(error.sentence)
    return Brought(tuple(files), tuple(refused), about)


def files_in(mime: QMimeData) -> list[Path]:
    """The files of this computer that are being dropped or pasted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def things_in(mime: QMimeData) -> list[Path | QImage]:
    """Files, else an image that comes without words."""
    if files := files_in(mime):
        return list(files)
    if mime.hasImage() and not mime.hasText():
        image: Any = mime.imageData()
        return [image] if isinstance(image, QImage) and not image.isNull() else []
    return []


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.write(image)
    buffer.close()
    return bytes(content.data())
