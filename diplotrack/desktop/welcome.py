"""The welcome page: open a workspace, make one, or look at the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.base.paths import resource
from diplotrack.desktop.dialogs.new_workspace import NewWorkspace
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
        for path in paths:
            button = QPushButton(f"{path.stem}   {path.parent}")
            button.setProperty("role", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(_("Open {workspace}").format(workspace=path))
            button.clicked.connect(lambda _checked=False, path=path: self.opened.emit(path))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
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
            self._make(Path(chosen) / "sample.diplotrack", "", "", sample=True)

    def _make(self, path: Path, we: str, post: str, passphrase: str = "", *, sample: bool = False) -> None:
        def make() -> Workspace:
            from diplotrack.workspace.sample import WE, fill

            workspace = Workspace.create(
                path, we=WE if sample else we, post=post, passphrase=passphrase or None
            )
            if sample:
                fill(workspace)
            return workspace

        for button in (self.new_button, self.open_button, self.sample_button):
            button.setEnabled(False)
        self.notices.say(_("Making the workspace…"), "warning")
        self.tasks.write(make, self.made.emit, self._failed, owner=self)

    def _failed(self, error: BaseException) -> None:
        from diplotrack.base.errors import UserError

        for button in (self.new_button, self.open_button, self.sample_button):
            button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.complain(error.sentence)
