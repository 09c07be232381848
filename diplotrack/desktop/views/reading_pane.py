"""The reading pane: one record as a document, with links to others, what points at it, and its history."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.acting import Acting
from diplotrack.desktop.reading.elsewhere import LIST
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.reading.page import sections, target
from diplotrack.desktop.reading.sheet import Sheet
from diplotrack.desktop.reading.view import View
from diplotrack.desktop.theme.direction import is_mirrored
from diplotrack.desktop.trail import Trail
from diplotrack.desktop.views.took_place import TookPlace
from diplotrack.store.lists import Condition
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import reports_on
from diplotrack.workspace.reading import Reading

__all__ = ["ReadingPane", "Sheet"]


class ReadingPane(QWidget):
    """Shows one record at a time. ``populated`` follows each time that one was set."""

    populated = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, int] | None = None
        self._is_stale = False
        self._view = View()
        self.reading: Reading | None = None
        self.trail = Trail.of(context)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._banner = QLabel()
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._banner.hide()
        self.sheet = Sheet(context)
        # Words break anywhere rather than run out of sight; what is left over is a pixel of rounding.
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # In a low window the page gives way, not the question and the buttons above it.
        self.sheet.setMinimumHeight(1)
        self.sheet.followed.connect(self._follow)
        self._bar = QHBoxLayout()
        self._buttons: dict[str, QToolButton] = {}
        for command in ("back", "forward", "documents_on", "edit"):
            self._button(command)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.took_place = TookPlace(context)
        layout.addWidget(self._banner)
        layout.addWidget(self.took_place)
        layout.addLayout(self._bar)
        layout.addWidget(self.sheet, 1)
        self.acting = Acting(context, self)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._offer(None)
        self._dress()

    def show_record(self, kind: str, record_id: int) -> None:
        """Show that record, from its beginning; where it is shown already, stay where the reader is."""
        if self._shown != (kind, record_id):
            self._view = self._view.anew()
        self._shown = (kind, record_id)
        if self.isVisible():
            self.trail.arrive(kind, record_id)
        view, hand = self._view, self._hand()

        def read(workspace: Workspace) -> tuple[Reading, list[str]]:
            reading = workspace.reading(kind, record_id, view.limits)
            return reading, sections(reading, hand, view)

        self._context.read(read, self._set, owner=self, key=(id(self), "record"), failed=self._gone)

    def clear(self) -> None:
        """Show nothing."""
        self._shown = self.reading = None
        self.took_place.follow("", 0)
        self.sheet.set_pieces([])
        self._banner.hide()
        self._offer(None)

    # setting the page

    def _set(self, found: tuple[Reading, list[str]]) -> None:
        if self._shown is None:
            return
        before = self.reading
        self.reading, pieces = found
        same = before is not None and (before.kind, before.id) == (self.reading.kind, self.reading.id)
        self._lay(pieces, self.sheet.verticalScrollBar().value() if same else 0)
        self.took_place.follow(self.reading.kind, self.reading.id)
        self.populated.emit()

    def _lay(self, pieces: list[str], place: int) -> None:
        assert self.reading is not None
        self.sheet.document().setDefaultFont(self._context.theme.font())
        self.sheet.set_pieces(pieces, place)
        self.sheet.setAccessibleDescription(self.reading.title)
        self._show_banner(self.reading)
        self._offer(self.reading)

    def _offer(self, reading: Reading | None) -> None:
        """What can be done with the record: nothing with one that lies in the trash."""
        is_there = reading is not None and not reading.is_trashed
        self._buttons["edit"].setVisible(is_there)
        self._buttons["documents_on"].setVisible(
            reading is not None and is_there and bool(reports_on(reading.kind))
        )

    def _compose(self) -> None:
        if self.reading is not None:
            pieces = sections(self.reading, self._hand(), self._view)
            self._lay(pieces, self.sheet.verticalScrollBar().value())

    def _hand(self) -> Hand:
        return Hand(self._context.theme.palette, self._context.theme.scale, is_mirrored())

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
        self.sheet.set_pieces([self._hand().muted(error.sentence)])

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
        if command == "documents_on":
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
        elif link.startswith(f"{LIST}:"):
            self._show_list(link)
        elif not self.acting.follow(link):
            self._change_view(link)

    def _show_list(self, link: str) -> None:
        _scheme, kind, column = link.split(":")
        if self.reading is not None:
            self._context.show_list(kind, [Condition(column, "is", self.reading.id)])

    def _change_view(self, link: str) -> None:
        """Fold or unfold, or show more; where more has to be read for it, read."""
        view = self._view.after(link)
        if view is None or self._shown is None:
            return
        more, self._view = view.limits != self._view.limits, view
        if more:
            self.show_record(*self._shown)
        else:
            self._compose()

    def _changed(self, changed: Changed) -> None:
        # Parts, and what points here, matter too: any operation may have changed what is read.
        if self._shown is not None and changed.change_set_id:
            self._is_stale = not self.isVisible()
            if self.isVisible():
                self.show_record(*self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was out of sight is read now."""
        super().showEvent(event)
        if self._is_stale and self._shown is not None:
            self._is_stale = False
            self.show_record(*self._shown)
