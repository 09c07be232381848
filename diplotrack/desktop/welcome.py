"""The welcome page: open a workspace, make one, or look at the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.paths import resource
from diplotrack.desktop.dialogs.new_workspace import Founding, NewWorkspace
from diplotrack.desktop.tasks import Tasks
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.notice_bar import NoticeBar
from diplotrack.workspace import Workspace


class Welcome(QWidget):
    """``opened(Path)`` asks for a workspace to be opened, ``made(Workspace)`` hands over a new one."""

    opened = Signal(object)
    made = Signal(object)

    def __init__(self, theme: Theme, recent: list[Path]) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle("Diplotrack")
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tasks = Tasks(self)
        space = theme.scale.space
        self.resize(space(190), space(150))
        self.notices = NoticeBar(theme)
        self.recent_buttons: list[QPushButton] = []
        mark = QLabel()
        mark.setPixmap(QIcon(str(resource("icons", "diplotrack.svg"))).pixmap(space(16), space(16)))
        heading = QLabel(_("Diplotrack"))
        heading.setProperty("role", "display")
        about = QLabel(_("Who met whom, what was said, what was promised, and what does not add up."))
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        self.open_button = self._button(_("Open a workspace…"), "folder")
        self.new_button = self._button(_("New workspace…"), "add", primary=True)
        self.sample_button = self._button(_("Look at the sample"), "view")
        self.open_button.clicked.connect(self._ask_to_open)
        self.new_button.clicked.connect(self._ask_to_make)
        self.sample_button.clicked.connect(self._ask_for_sample)
        for keys, button in (("Ctrl+N", self.new_button), ("Ctrl+O", self.open_button)):
            QShortcut(QKeySequence(keys), self, button.click)
            button.setToolTip(keys)
        column = QVBoxLayout()
        column.setSpacing(space(3))
        column.addStretch(2)
        for label in (mark, heading, about):
            column.addWidget(label)
        column.addSpacing(space(4))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        for button in (self.new_button, self.open_button, self.sample_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        if recent:
            column.addSpacing(space(5))
            column.addWidget(self._recent(recent))
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.notices)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column, 6)
        middle.addStretch(1)
        outer.addLayout(middle, 1)

    def complain(self, sentence: str) -> None:
        """Say what went wrong."""
        self.notices.say(sentence, "error")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the threads end."""
        self.tasks.drain()
        super().closeEvent(event)

    def _button(self, words: str, icon: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "primary" if primary else "")
        colour = self._theme.palette.on_accent if primary else ""
        button.setIcon(self._theme.icon(icon, colour))
        button.setAccessibleName(words)
        return button

    def _recent(self, paths: list[Path]) -> QFrame:
        frame = QFrame()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(_("Opened lately"))
        heading.setProperty("role", "section")
        layout.addWidget(heading)
        space = self._theme.scale.space
        for number, path in enumerate(paths, 1):
            line = QHBoxLayout()
            line.setSpacing(space(2))
            key = QLabel(str(number))
            key.setProperty("role", "key")
            button = QPushButton(path.stem)
            button.setProperty("role", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(_("Open {workspace}").format(workspace=path))
            button.clicked.connect(lambda _checked=False, path=path: self.opened.emit(path))
            where = QLabel(str(path.parent))
            where.setProperty("role", "small")
            for part in (key, button, where):
                line.addWidget(part)
            line.addStretch(1)
            layout.addLayout(line)
            self.recent_buttons.append(button)
            QShortcut(QKeySequence(str(number)), self, button.click)
        return frame

    def _ask_to_open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Open a workspace"))
        if chosen:
            self.opened.emit(Path(chosen))

    def _ask_to_make(self) -> None:
        dialog = NewWorkspace(self._theme, self)
        dialog.wanted.connect(self._make)
        dialog.open()

    def _ask_for_sample(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to put the sample workspace"))
        if chosen:
            self._make(Founding(Path(chosen) / "sample.diplotrack"), sample=True)

    def _make(self, wanted: Founding, *, sample: bool = False) -> None:
        def make() -> Workspace:
            from diplotrack.workspace.preferences import prefer
            from diplotrack.workspace.sample import WE, fill
            from diplotrack.workspace.whole import new_from

            if wanted.source is not None:
                new_from(wanted.path, wanted.source, wanted.passphrase or None)
                return Workspace.open(wanted.path, passphrase=lambda: wanted.passphrase)
            workspace = Workspace.create(
                wanted.path,
                we=WE if sample else wanted.we,
                post=wanted.post,
                who=wanted.who,
                passphrase=wanted.passphrase or None,
            )
            if sample:
                fill(workspace)
            elif wanted.zone:
                prefer(workspace, "zone", wanted.zone)
            return workspace

        doing = _("Making the workspace…")
        if wanted.source is not None:
            doing = _("Filling the workspace from “{file}”…").format(file=wanted.source.name)
        self.wait_for(doing, make, self.made.emit)

    def wait_for(
        self,
        sentence: str,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Run ``job`` off the interface thread with everything on the page at rest, then ``then`` with its value.

        An error that can be mended goes to ``failed``, or is told here.
        """

        def broke(error: BaseException) -> None:
            self._rest(False)
            if not isinstance(error, UserError):
                raise error
            (failed or (lambda one: self.complain(one.sentence)))(error)

        self._rest(True)
        self.notices.say(sentence, "warning")
        self.tasks.write(job, then, broke, owner=self)

    def _rest(self, resting: bool) -> None:
        for button in (self.new_button, self.open_button, self.sample_button, *self.recent_buttons):
            button.setEnabled(not resting)
