"""The first step: which file. It is chosen, dropped, or its path is typed; what can be taken in is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from diplotrack.base.i18n import N_, _
from diplotrack.desktop.bringing import files_in
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.exchange.forms import FORMS, suffixes

WIDTH = 150
"""Units of the scale: the widest that the place to drop on becomes."""


class DropPlace(QFrame):
    """A place that takes a file; ``dropped(Path)``."""

    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_over = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()
            self._over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went away again."""
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that was dropped."""
        self._over(False)
        files = files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft ground with a dashed edge, and the icon of what comes in."""
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(palette.accent if self._is_over else palette.edge), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.tint("accent").ground if self._is_over else palette.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), space(2.5), space(2.5))
        side = space(10)
        place = QRectF((self.width() - side) / 2, space(7), side, side)
        paint_icon(painter, place, "import", palette.accent if self._is_over else palette.muted)
        painter.end()

    def _over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


class FileStep(Step):
    """``chosen(Path)`` carries the file that is to be opened."""

    label = N_("File")
    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.place = DropPlace(theme)
        self.place.dropped.connect(self.take)
        self.path = QLineEdit()
        self.path.setPlaceholderText(_("or type its path here, and press Enter"))
        self.path.setAccessibleName(_("File: its path"))
        self.path.returnPressed.connect(self._typed)
        self.choose_button = push_button(_("Choose a file…"), self.choose, "primary")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.told.hide()
        self._is_open = False
        self._lay_out()
        self.dress()

    @property
    def mark(self) -> Mark:
        """Done once a file is open."""
        return Mark(is_open=True, is_done=self._is_open)

    def take_keyboard(self) -> None:
        """The button takes the keyboard: Space opens the box in which files are chosen."""
        (self.path if self.path.text() else self.choose_button).setFocus()

    def choose(self) -> QFileDialog:
        """Ask for a file."""
        dialog = QFileDialog(
            self, _("Take in a file"), str(Path(self.path.text()).parent) if self.path.text() else ""
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(file_filters())
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def take(self, path: Path) -> None:
        """Take that file."""
        self.path.setText(str(path))
        self.say(_("Looking at it…"))
        self.chosen.emit(path)

    def opened(self) -> None:
        """The file is open: nothing is in its way."""
        self._is_open = True
        self.say("")

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be opened."""
        self._is_open = False
        self.say(sentence, bad=True)

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say a sentence under the line."""
        self.told.setProperty("role", "bad" if bad else "muted")
        self.told.style().polish(self.told)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def dress(self) -> None:
        """Sizes and colours changed."""
        space = self._context.theme.scale.space
        self.place.setMaximumWidth(space(WIDTH))
        self._inner.setContentsMargins(space(8), space(20), space(8), space(7))
        self._inner.setSpacing(space(3))
        self._column.setContentsMargins(space(4), space(4), space(4), space(4))
        self._forms.setHorizontalSpacing(space(4))
        self._forms.setVerticalSpacing(space(1.5))

    def _typed(self) -> None:
        words = self.path.text().strip().strip('"')
        if not words:
            self.say(_("Choose a file first."), bad=True)
            return
        self.take(Path(words).expanduser())

    def _lay_out(self) -> None:
        heading = QLabel(_("Drop a file here"))
        heading.setProperty("role", "lead")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        about = QLabel(_("Nothing is written before you have seen what it would change."))
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self.choose_button)
        button.addStretch(1)
        self._inner = QVBoxLayout(self.place)
        self._inner.addWidget(heading)
        self._inner.addWidget(about)
        self._inner.addLayout(button)
        self._inner.addWidget(self.path)
        self._inner.addWidget(self.told)
        self._forms = QGridLayout()
        for row, form in enumerate(FORMS):
            name, endings = QLabel(str(form.label)), QLabel(isolated("  ".join(form.suffixes)))
            for label, role in ((name, "strong"), (endings, "muted")):
                label.setProperty("role", role)
                label.setAlignment(leading_edge())
            self._forms.addWidget(name, row, 0)
            self._forms.addWidget(endings, row, 1)
        self._forms.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.place, 8)
        middle.addStretch(1)
        self._column.addLayout(middle)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addLayout(self._forms)
        below.addStretch(1)
        self._column.addSpacing(self._context.theme.scale.space(5))
        self._column.addLayout(below)
        self._column.addStretch(3)


def file_filters() -> list[str]:
    """What a chooser of files offers: all that can be taken in, each form by itself, and everything."""
    every = " ".join(f"*{suffix}" for suffix in suffixes())
    found = [_("Files that can be taken in ({endings})").format(endings=every)]
    found += [f"{form.label} ({' '.join(f'*{suffix}' for suffix in form.suffixes)})" for form in FORMS]
    return [*found, _("All files (*)")]
