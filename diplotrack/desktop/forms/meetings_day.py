"""A day of meetings in one window: a row each, Enter to the next, Ctrl+Enter saves all of them as one operation."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.meeting_row import MeetingRow
from diplotrack.desktop.forms.when import WhenInput
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace.editing.several import Outcome

WIDTH, HEIGHT = 300, 150
"""The size in which it opens, in units of the space scale."""
ROWS = 3
"""The rows that it opens with."""


class MeetingsDay(QDialog):
    """Rows are understood as the form of one engagement understands its lines. Closed, its rows stay as drafts."""

    def __init__(self, context: Context, scheme: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context, self._scheme = context, scheme
        self._saving: list[MeetingRow] = []
        self.rows: list[MeetingRow] = []
        self.setWindowTitle(_("A day of meetings"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        for _number in range(ROWS):
            self.add_row()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.day.read.connect(self._day_read)
        self.day.line.returnPressed.connect(self._enter_rows)
        space, room = context.theme.scale.space, parent.window().size()
        self.resize(
            min(space(WIDTH), max(space(120), room.width())),
            min(space(HEIGHT), max(space(90), room.height())),
        )
        QTimer.singleShot(0, self, self.day.setFocus)

    def add_row(self) -> MeetingRow:
        """Another row below the others."""
        draft = self._context.workspace.editing.blank("engagement")
        moment = self.day.moment
        row = MeetingRow(self._context, draft, self._scheme, moment.day.earliest if moment else None)
        row.entered.connect(lambda: self._next(row))
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        for number, one in enumerate(self.rows):
            one.show_labels(on=number == 0)
        return row

    def save(self) -> None:
        """Save every row that is sound; the others stay, each with what is wrong in it."""
        if self._saving:
            return
        written = [row for row in self.rows if not row.is_empty]
        if not written:
            self._tell(_("Nothing is written yet: put a time and a name into the first row."), "bad")
            return
        sound = []
        for row in written:
            faults = row.gather()
            row.complain(faults)
            if not faults:
                sound.append(row)
        if not sound:
            self._tell(_("No row can be saved as it stands."), "bad")
            return
        self._saving = sound
        for row in sound:
            row.keeping.hold(on=True)
        self._save.setEnabled(False)
        drafts = [row.draft for row in sound]
        self._context.write(
            lambda workspace: workspace.editing.save_several(drafts),
            self._saved,
            owner=self,
            failed=self._refused,
        )

    def reject(self) -> None:
        """Esc: close it."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is written in the rows stays as drafts."""
        left = [row for row in self.rows if row.is_touched and not row.is_empty]
        for row in left:
            row.keeping.now()
        if left:
            words = ngettext(
                "One meeting is kept as a draft.", "{count} meetings are kept as drafts.", len(left)
            )
            self._context.say(words.format(count=len(left)), "warning")
        event.accept()

    def _lay_out(self) -> None:
        space = self._context.theme.scale.space
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(space(7), space(4), space(7), space(6))
        self._column.setSpacing(space(3))
        self._column.addStretch(1)
        self.day = WhenInput(self._context)
        self.day.label.setText(_("Day"))
        self.day.line.setAccessibleName(_("Day"))
        self.day.line.setPlaceholderText(_("today; write yesterday, last Tuesday or 12 Mar for another day"))
        head = QFrame()
        head.setProperty("role", "pane")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QVBoxLayout(head)
        top.setContentsMargins(space(7), space(5), space(7), space(2))
        top.addWidget(self.day)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        self._area = area
        foot = QFrame()
        foot.setProperty("role", "status")
        line = QHBoxLayout(foot)
        line.setContentsMargins(space(7), space(2.5), space(7), space(2.5))
        self.status = QLabel(_("Enter goes to the next row; Ctrl+Enter saves all; Esc keeps them as drafts."))
        self.status.setProperty("role", "muted")
        self.status.setWordWrap(True)
        self.status.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._save = QPushButton(_("Save all"))
        self._save.setProperty("role", "primary")
        self._save.setAutoDefault(False)
        self._save.clicked.connect(self.save)
        line.addWidget(self.status, 1)
        line.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(area, 1)
        column.addWidget(foot)

    def _enter_rows(self) -> None:
        self.rows[0].when.phrase.setFocus()

    def _next(self, row: MeetingRow) -> None:
        place = self.rows.index(row) + 1
        following = self.rows[place] if place < len(self.rows) else self.add_row()
        following.when.phrase.setFocus()
        QTimer.singleShot(0, following, lambda: self._area.ensureWidgetVisible(following))

    def _drop(self, row: MeetingRow) -> None:
        row.keeping.discard()
        self._take_out(row)
        if not self.rows:
            self.add_row()
        self.rows[0].when.phrase.setFocus()

    def _take_out(self, row: MeetingRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, one in enumerate(self.rows):
            one.show_labels(on=number == 0)

    def _day_read(self) -> None:
        moment = self.day.moment
        for row in self.rows:
            row.when.phrase.show_day(moment.day.earliest if moment else None)

    def _saved(self, outcome: Outcome) -> None:
        rows, self._saving = self._saving, []
        self._save.setEnabled(True)
        for place, row in enumerate(rows):
            if place in outcome.saved:
                row.keeping.forget()
                row.is_touched = False
                self._take_out(row)
            else:
                row.keeping.hold(on=False)
                row.complain(outcome.faults.get(place, []))
        count, left = len(outcome.saved), [row for row in self.rows if not row.is_empty]
        words = ngettext("One meeting is saved.", "{count} meetings are saved.", count).format(count=count)
        if left:
            stay = ngettext("One row is not saved yet.", "{count} rows are not saved yet.", len(left))
            self._tell(f"{words} {stay.format(count=len(left))}", "bad")
            left[0].when.phrase.setFocus()
            return
        self._context.say(words)
        self.close()

    def _refused(self, error: UserError) -> None:
        for row in self._saving:
            row.keeping.hold(on=False)
        self._saving = []
        self._save.setEnabled(True)
        self._tell(error.sentence, "bad")

    def _tell(self, sentence: str, role: str) -> None:
        self.status.setProperty("role", role)
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.status.setText(sentence)
