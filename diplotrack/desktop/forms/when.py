"""When it was, in one line: "yesterday 15:00 Tokyo". Below the line stands how it is read; the fields are behind it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, read_into
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.making import make_input
from diplotrack.language.moments import Moment, now_at, read_moment, shown, written
from diplotrack.records import Field
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Draft, Fault
from diplotrack.workspace.editing import written as fields_of
from diplotrack.workspace.editing.draft import Place

FIELDS = {"starts_on": 4, "start_time": 2, "end_time": 2, "ends_on": 4, "zone": 6}
REST = 60
"""Milliseconds of rest in typing before the line is read."""


class WhenInput(Input):
    """A line of words about a moment. ``moment`` is how it was read last; ``read`` follows each time that it was."""

    read = Signal()

    def __init__(self, context: Context, *, day: date | None = None) -> None:
        """``day`` is the one that a line without a day is of (default: today at the post)."""
        advice = N_("A day, perhaps a time, perhaps a city.")
        super().__init__(Field(N_("When"), "text", help=advice), context.theme)
        self._context = context
        self.day = day
        self.moment: Moment | None = None
        self._zone, self._taken = "", ""
        self.line = Line()
        self.line.setPlaceholderText(_("yesterday 15:00, 12 Mar, last Tuesday, 9-10:30 Tokyo"))
        self.hold(self.line)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        context.read(_warmed, self._know, owner=self)

    def value(self) -> Moment | None:
        """The moment that the words mean; None for no words. Raises UserError where they mean none."""
        words = self.line.text().strip()
        if words != self._taken:
            self._rest.stop()
            self.moment = self._read(words) if words else None
            self._taken = words
        return self.moment

    def show_value(self, value: Moment | None) -> None:
        """Write that moment as a line."""
        self.moment = value
        self.line.setText(written(value) if value is not None else "")
        self.line.setCursorPosition(0)
        self._taken = self.line.text().strip()
        self._echo()

    def show_day(self, day: date | None) -> None:
        """A line without a day is of that day from now on."""
        if day != self.day:
            self.day = day
            if self.line.text().strip():
                self._look()

    @property
    def is_fresh(self) -> bool:
        """Whether something is written in it that was not read yet."""
        return self.line.text().strip() != self._taken

    def put_back(self, words: str) -> None:
        """Write the words as they were typed, and read them."""
        super().put_back(words)
        self._look()

    def _typed(self) -> None:
        self.complain("")
        self._rest.start()
        self.edited.emit()

    def _read(self, words: str) -> Moment:
        now = now_at(self._zone)
        return read_moment(words, now, self.day)

    def _look(self) -> None:
        """Read the words off the interface thread, for the first reading of a city takes its time."""
        words = self.line.text().strip()
        if not words:
            self.moment, self._taken = None, ""
            self.tell("")
            self.read.emit()
            return
        self._context.read(
            lambda _workspace: self._tried(words),
            lambda found: self._take(words, found),
            owner=self,
            key=(id(self), "moment"),
        )

    def _tried(self, words: str) -> Moment | None:
        try:
            return self._read(words)
        except UserError:
            return None

    def _take(self, words: str, found: Moment | None) -> None:
        if words != self.line.text().strip():
            return
        if found is None:
            if self.echo.property("role") != "bad":  # what was said of it at leaving the line stays
                self.tell("")
            return
        self.moment, self._taken = found, words
        self._echo()
        self.read.emit()

    def _settle(self) -> None:
        is_fresh = self.is_fresh
        try:
            self.value()
        except UserError as error:
            self.complain(error.sentence)
            return
        if is_fresh:  # a line that nobody touched leaves the fields alone
            self._echo()
            self.read.emit()

    def _echo(self) -> None:
        """How it is read, and what could be read otherwise."""
        if self.moment is None:
            self.tell("")
            return
        try:
            said = shown(self.moment, self._zone)
        except UserError as error:
            said = error.sentence  # a zone that an import brought and no clock knows
        self.tell("\n".join((said, *self.moment.remarks)))

    def _know(self, zone: str) -> None:
        self._zone = zone
        if self.moment is not None:
            self._echo()


class WhenBlock(Block):
    """The line and, behind it, the fields that it fills: the arrow down in the line shows them."""

    read = Signal()

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__(context, draft)
        theme = context.theme
        self.phrase = WhenInput(context)
        self.phrase.setObjectName("when")
        self.inputs: dict[str, Input] = {}
        self.fields = Grid(theme)
        about = fields_of(draft.record)
        for name, columns in FIELDS.items():
            one = make_input(context, draft.record, name, about[name], draft.caption)
            one.show_value(draft.values.get(name))
            one.setObjectName(name)
            one.edited.connect(self._field_edited)
            self.inputs[name] = one
            self.fields.add(one, columns)
        self.unfold = QToolButton()
        self.unfold.setCheckable(True)
        self.unfold.setIcon(theme.icon("down"))
        self.unfold.setIconSize(QSize(theme.scale.space(4), theme.scale.space(4)))
        self.unfold.setAccessibleName(_("Date and times in fields"))
        self.unfold.setToolTip(_("Date and times in fields (Down)"))
        # Tab goes from the day to those who met; the arrow down in the line does what this button does.
        self.unfold.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.unfold.toggled.connect(self._show_fields)
        line = QHBoxLayout()
        line.setSpacing(theme.scale.space(1))
        line.addWidget(self.phrase, 1)
        side = QWidget()
        self._beside = QHBoxLayout(side)
        self._beside.addWidget(self.unfold)
        self.show_label_room(on=True)
        line.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addWidget(self.fields)
        self.fields.hide()
        self.phrase.show_value(_moment_of(draft))
        self.phrase.line.installEventFilter(self)
        self.phrase.edited.connect(self.edited)
        self.phrase.read.connect(self._read)
        if self.phrase.moment is None and any(draft.values.get(name) for name in FIELDS):
            self.unfold.setChecked(True)

    def show_label_room(self, *, on: bool) -> None:
        """The button stands beside the line, below its label where it has one."""
        self._beside.setContentsMargins(0, self.context.theme.scale.space(5 if on else 0), 0, 0)

    @property
    def format(self) -> str:
        """The format that the line names; "" where it names none."""
        return self.phrase.moment.format if self.phrase.moment is not None else ""

    def gather(self) -> list[Fault]:
        """Day, times, last day and zone; a line that cannot be read leaves them as they were."""
        if self.phrase.is_fresh:
            try:
                self._fill(self.phrase.value())
            except UserError as error:
                return [Fault(("when",), error.sentence)]
        return read_into(self.draft.values, self.inputs, ())

    def place(self, place: Place) -> Input | None:
        """The line, or one of the fields, brought to light."""
        if place == ("when",):
            return self.phrase
        if len(place) == 1 and place[0] in self.inputs:
            self.unfold.setChecked(True)
            return self.inputs[str(place[0])]
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down in the line goes to the fields."""
        if watched is self.phrase.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Down:
                self.unfold.setChecked(True)
                self.inputs["starts_on"].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _show_fields(self, on: bool) -> None:
        self.fields.setVisible(on)
        self.unfold.setIcon(self.context.theme.icon("up" if on else "down"))

    def _read(self) -> None:
        self._fill(self.phrase.moment)
        read_into(self.draft.values, self.inputs, ())
        self.read.emit()

    def _fill(self, moment: Moment | None) -> None:
        values = (
            (moment.day, moment.start, moment.end, moment.last_day, moment.zone) if moment else (None,) * 5
        )
        names = ("starts_on", "start_time", "end_time", "ends_on", "zone")
        for name, value in zip(names, values, strict=True):
            self.inputs[name].show_value(value)
            self.inputs[name].complain("")

    def _field_edited(self) -> None:
        """A field says otherwise than the line: the line follows."""
        values = dict(self.draft.values)
        if not read_into(values, self.inputs, ()):
            self.phrase.show_value(_moment_of(Draft(self.draft.kind, values=values)))
        self.edited.emit()
        self.read.emit()


def _moment_of(draft: Draft) -> Moment | None:
    values = draft.values
    day = values.get("starts_on")
    if not isinstance(day, PartialDate):
        return None
    return Moment(
        day, values.get("start_time"), values.get("end_time"), values.get("ends_on"), values.get("zone") or ""
    )


def _warmed(workspace: Workspace) -> str:
    """The post's zone; on the way the tables of cities are read, so that the first city typed is known at once."""
    from diplotrack.language.cities import zone_of

    zone_of("Paris")
    return workspace.suggesting.zone()
