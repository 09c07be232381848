"""The reading pane: one record as a document, with links to others, what points at it, and its history."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.reading.page import page, target
from diplotrack.desktop.trail import Trail
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.reading import Reading

MEASURE = 190
"""The widest that lines of text become, in units of the space scale: about eighty letters."""


class Sheet(QTextBrowser):
    """Text in a column that is never too wide to read."""

    followed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The record"))
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure."""
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Put what is too much of the width on both sides."""
        space = self._theme.scale.space
        edge = space(6)
        side = edge + max(0, (self.width() - 2 * edge - space(MEASURE)) // 2)
        self.setViewportMargins(side, space(4), max(space(2), side - space(3)), 0)


class ReadingPane(QWidget):
    """Shows one record at a time. ``populated`` follows each time that one was set."""

    populated = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, int] | None = None
        self.reading: Reading | None = None
        self.trail = Trail.of(context)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._banner = QLabel()
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._banner.hide()
        self.sheet = Sheet(context)
        self.sheet.followed.connect(self._follow)
        self._bar = QHBoxLayout()
        self._buttons: dict[str, QToolButton] = {}
        for command in ("back", "forward", "edit"):
            self._button(command)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addLayout(self._bar)
        layout.addWidget(self.sheet, 1)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._buttons["edit"].hide()
        self._dress()

    def show_record(self, kind: str, record_id: int) -> None:
        """Show that record, from its beginning; where it is shown already, stay where the reader is."""
        self._shown = (kind, record_id)
        if self.isVisible():
            self.trail.arrive(kind, record_id)
        self._context.read(
            lambda workspace: workspace.reading(kind, record_id),
            self._set,
            owner=self,
            key=(id(self), "record"),
            failed=self._gone,
        )

    def clear(self) -> None:
        """Show nothing."""
        self._shown = self.reading = None
        self.sheet.clear()
        self._banner.hide()
        self._buttons["edit"].hide()

    # setting the page

    def _set(self, reading: Reading) -> None:
        if self._shown is None:
            return
        bar, before = self.sheet.verticalScrollBar(), self.reading
        same = before is not None and (before.kind, before.id) == (reading.kind, reading.id)
        place = bar.value() if same else 0
        self.reading = reading
        self._compose()
        bar.setValue(place)
        self.populated.emit()

    def _compose(self) -> None:
        if self.reading is None:
            return
        theme = self._context.theme
        self.sheet.document().setDefaultFont(theme.font())
        self.sheet.setHtml(page(self.reading, Hand(theme.palette, theme.scale)))
        self.sheet.setAccessibleDescription(self.reading.title)
        self._show_banner(self.reading)
        self._buttons["edit"].setVisible(not self.reading.is_trashed)

    def _show_banner(self, reading: Reading) -> None:
        theme, banner, level = self._context.theme, reading.marking.banner, reading.marking.level
        plain = theme.palette.tones["plain"]
        ground, ink = (level.colour, "#ffffff") if level else (plain.ground, plain.ink)
        self._banner.setText(banner)
        self._banner.setVisible(bool(banner))
        self._banner.setStyleSheet(
            f"background:{ground}; color:{ink}; font-weight:600; padding:{theme.scale.space(1)}px;"
            f" font-size:{theme.scale.type('small')}px"
        )

    def _gone(self, error: UserError) -> None:
        self.clear()
        self.sheet.setPlainText(error.sentence)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._bar.setContentsMargins(space(3), space(2), space(3), 0)
        self._bar.setSpacing(space(0.5))
        for button in self._buttons.values():
            button.setIconSize(QSize(space(5), space(5)))
        self.sheet.fit()
        self._compose()

    def _button(self, command: str) -> None:
        action = self._context.commands.action(command)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        if command == "edit":
            self._bar.addStretch(1)
        self._bar.addWidget(button)
        self._buttons[command] = button

    # going elsewhere

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)
        elif link.startswith(("https://", "http://")):
            QDesktopServices.openUrl(QUrl(link))

    def _changed(self, changed: Changed) -> None:
        # Parts, and what points here, matter too: any operation may have changed what is read.
        if self._shown is not None and self.isVisible() and changed.change_set_id:
            self.show_record(*self._shown)
