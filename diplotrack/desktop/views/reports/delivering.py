"""What is done with the document that is shown: saved, opened, printed, copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.clipboard import put_on_clipboard
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork
from diplotrack.desktop.prints.order import folder
from diplotrack.desktop.prints.preview import Preview
from diplotrack.desktop.prints.saving import ask_where, show_file
from diplotrack.desktop.viewing import Viewing
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import Printed, report_named


class Delivering(QObject):
    """Acts on one :class:`Preview` at a time; ``of`` gives the one that is shown, None where none is."""

    def __init__(self, context: Context, of: Callable[[], Preview | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._of, self._parent = context, of, parent
        self.work = LongWork(context, self)
        self.show_file: Callable[[Path], Any] = show_file
        """What opens a file or a folder: the system's own choice of program."""
        self.written: Path | None = None
        """The file that was written last."""

    def save(self) -> QFileDialog | None:
        """Ask where to, and write the file there."""
        made = self._of()
        if made is None:
            return None
        suffixes = report_named(made.order.report).suffixes
        return ask_where(
            self._parent.window(), made.printed.path.stem, suffixes, lambda path: self.write(made, path)
        )

    def write(self, made: Preview, path: Path) -> None:
        """Write the document into that file."""

        def job(workspace: Workspace) -> Printed:
            return workspace.printing.print(made.order, path)

        def done(printed: Printed) -> None:
            self.written = printed.path
            self._context.say(_("Written: {path}").format(path=printed.path))

        self._context.say(_("Writing…"))
        self._context.read(job, done, owner=self)

    def open(self) -> None:
        """Open what is shown with the system's own viewer, from a private folder that goes when the window closes."""
        made = self._of()
        if made is None:
            return
        place = Viewing.of(self._context).folder / made.printed.path.name

        def job(_workspace: Workspace) -> Path:
            place.write_bytes(made.leaves.content)
            return place

        def opened(path: Path) -> None:
            if self.show_file(path) is False:
                sentence = _("No program on this computer opens “{name}”; save a copy of it instead.")
                self._context.say(sentence.format(name=path.name), "warning")

        self._context.read(job, opened, owner=self)

    def show_folder(self) -> None:
        """Open the folder into which was written last, else the one into which will be."""
        self.show_file(self.written.parent if self.written is not None else folder())

    def copy(self) -> None:
        """Put the whole document on the clipboard: as rich text with its tables, and as bare text."""
        made = self._of()
        if made is None:
            return

        def job(workspace: Workspace) -> tuple[str, str]:
            from diplotrack.reports.render.html import html, text

            document = workspace.printing.compose(made.order).document
            return text(document), html(document)

        def done(found: tuple[str, str]) -> None:
            put_on_clipboard(*found)
            self._context.say(_("“{title}” is on the clipboard.").format(title=made.title))

        self._context.read(job, done, owner=self)

    def copy_words(self, page: int, part: QRectF) -> None:
        """Put the words in that part of a page on the clipboard."""
        made = self._of()
        if made is None:
            return

        def done(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            self._context.say(_("Copied: {words}").format(words=_beginning(words)))

        self._context.read(lambda _workspace: made.leaves.words_within(page, part), done, owner=self)

    def print(self) -> QWidget | None:
        """Ask which printer, and print off the interface thread."""
        made = self._of()
        if made is None or self.work.is_running:
            return None
        from diplotrack.desktop.prints.printer import ask_printer, printer_for, send

        printer = printer_for(made.leaves, made.printed.path.stem)

        def go() -> None:
            self.work.start(
                lambda _workspace, progress: send(printer, made.leaves, progress),
                lambda _nothing: self._context.say(
                    _("“{title}” was sent to {printer}.").format(
                        title=made.title,
                        printer=printer.printerName() or Path(printer.outputFileName()).name,
                    )
                ),
                writes=False,
                name=_("Printing {title}").format(title=made.title),
            )

        return ask_printer(self._parent.window(), printer, len(made.leaves), go)


def _beginning(words: str, most: int = 60) -> str:
    """The beginning of the words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
