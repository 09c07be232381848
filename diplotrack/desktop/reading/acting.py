"""What can be done from the page of a record: words taken, files brought and opened, readouts made and compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import Marking
from diplotrack.desktop.bringing import Bringing, Brought
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import ProgressStrip
from diplotrack.desktop.reading.belongings import COMPARE, READOUT
from diplotrack.desktop.reading.hand import FILE
from diplotrack.desktop.reading.taking import Taking
from diplotrack.desktop.viewing import Viewing

if TYPE_CHECKING:
    from diplotrack.desktop.views.reading_pane import ReadingPane
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.editing import AttachedFile, Draft


class Acting(QObject):
    """Belongs to a reading pane, and acts on the record that it shows."""

    def __init__(self, context: Context, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self.taking = Taking(context, pane)
        self.bringing = Bringing(context, self, self._shown)
        self.bringing.watch(pane.sheet)
        self.bringing.watch(pane.sheet.viewport())
        self.bringing.brought.connect(self._attach)
        layout = pane.layout()
        if layout is not None:
            layout.addWidget(ProgressStrip(context, self.bringing.work))

    def follow(self, link: str) -> bool:
        """Do what a link of ours says; False where it is none of ours."""
        scheme, _colon, rest = link.partition(":")
        act, _colon, number = rest.partition(":")
        if scheme == FILE:
            self._context.read(
                lambda workspace: (workspace.attaching.named(int(number)), workspace.editing.scheme()),
                lambda found: self._file(act, *found),
                owner=self,
            )
        elif scheme == READOUT:
            (self.make_readout if act == "make" else self.file_theirs)(int(number))
        elif scheme == COMPARE:
            from diplotrack.desktop.views.compare_window import CompareWindow

            CompareWindow(self._context, int(act), int(number), self._pane.window()).show()
        else:
            return False
        return True

    def make_readout(self, engagement: int) -> None:
        """Ask which sections go out, and make the readout of them."""
        from diplotrack.desktop.dialogs.readout import open_readout_dialog

        open_readout_dialog(self._context, engagement, self._pane.window())

    def file_theirs(self, engagement: int) -> None:
        """Open the form of their readout; its text is to be pasted."""

        from diplotrack.desktop.forms.desk import Desk

        def show(draft: Draft) -> None:
            Desk.of(self._context).show_draft(draft, self._pane.window())

        self._context.read(lambda workspace: workspace.readouts.incoming(engagement), show, owner=self)

    def choose_files(self) -> None:
        """Ask for files to attach to the record."""
        if self._shown() is not None:
            self.bringing.choose(self._pane.window())

    def _shown(self) -> tuple[str, int] | None:
        reading = self._pane.reading
        return (reading.kind, reading.id) if reading is not None and not reading.is_trashed else None

    def _attach(self, brought: Brought) -> None:
        for sentence in brought.refused:
            self._context.say(sentence, "error")
        if brought.about is None or not brought.files:
            return
        (kind, record_id), files = brought.about, brought.files

        def told(_changed: object) -> None:
            if not brought.refused:
                names = ", ".join(one.name for one in files)
                self._context.say(_("Attached: {names}").format(names=names))

        self._context.write(lambda workspace: workspace.attaching.attach(kind, record_id, files), told)

    def _file(self, act: str, file: AttachedFile, scheme: str) -> None:
        file_id = file.id
        assert file_id is not None
        match act:
            case "open":
                Viewing.of(self._context).open(file)
            case "save":
                Viewing.of(self._context).save_as(file, self._pane.window())
            case "remove":
                self._context.write(lambda workspace: workspace.attaching.detach(file_id))
            case "mark":
                self._ask_mark(file_id, scheme)

    def _ask_mark(self, file_id: int, scheme: str) -> None:
        from diplotrack.desktop.forms.files import markings

        menu = QMenu(self._pane)
        menu.setAccessibleName(_("Mark the file"))
        for marking, words in markings(scheme):
            menu.addAction(words).triggered.connect(partial(self._mark, file_id, marking))
        menu.aboutToHide.connect(menu.deleteLater)
        sheet = self._pane.sheet
        under = sheet.rect().contains(sheet.mapFromGlobal(QCursor.pos()))
        menu.popup(QCursor.pos() if under else sheet.mapToGlobal(sheet.rect().center() - QPoint(0, 40)))

    def _mark(self, file_id: int, marking: Marking, _on: bool = False) -> None:
        def mark(workspace: Workspace) -> object:
            return workspace.attaching.mark(file_id, marking)

        self._context.write(mark, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        self._context.say(error.sentence, "error")
