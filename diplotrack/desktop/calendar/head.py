"""The heads of the calendar: which days, which view, which layers; and the head of the chosen day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, _, format_date, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.workspace.calendar_entries import LAYERS

VIEWS = (
    ("month", N_("Month"), N_("Month (M)")),
    ("week", N_("Week"), N_("Week (W)")),
    ("agenda", N_("Agenda"), N_("Agenda (A)")),
)
LAYER_ICONS = {
    "engagement": "engagement",
    "due": "commitment",
    "reply": "communication",
    "consultation": "consultation",
    "task": "action",
}


class CalendarHead(QWidget):
    """Title, period, steps, views and layers."""

    view_wanted = Signal(str)
    stepped = Signal(int)
    today_wanted = Signal()
    layers_changed = Signal()

    def __init__(self, context: Context, left_out: set[str]) -> None:
        super().__init__()
        self._theme = context.theme
        self._icons: list[tuple[QToolButton, str]] = []
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self._switch = ArrangementSwitch(context, "calendar")
        self._upper = QHBoxLayout()
        self._steps = QHBoxLayout()
        self.back = self._button(self._steps, _("Earlier (PgUp)"), "back", lambda: self.stepped.emit(-1))
        self.forward = self._button(self._steps, _("Later (PgDn)"), "forward", lambda: self.stepped.emit(1))
        self.today = self._button(self._steps, _("Today (T)"), "", self.today_wanted.emit, _("Today"))
        self._upper.addLayout(self._steps)
        self._upper.addWidget(self.title)
        self._upper.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        self._upper.addWidget(self._switch)
        tools = QWidget()
        self._tools = FlowLayout(tools)
        self.views: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for name, view, key in VIEWS:
            button = self._toggle(str(view), str(key), "")
            button.clicked.connect(lambda _on=False, name=name: self.view_wanted.emit(name))
            group.addButton(button)
            self.views[name] = button
        self._gap = QWidget()
        self._tools.addWidget(self._gap)
        self.toggles: dict[str, QToolButton] = {}
        for name, label in LAYERS.items():
            tip = _("Show or leave out: {what}").format(what=str(label).lower())
            button = self._toggle(str(label), tip, LAYER_ICONS[name])
            button.setChecked(name not in left_out)
            button.clicked.connect(lambda _on=False: self.layers_changed.emit())
            self.toggles[name] = button
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._upper)
        self._column.addWidget(tools)
        self._dress()
        self._theme.changed.connect(self._dress)

    def layers(self) -> tuple[str, ...]:
        """The layers that are shown."""
        return tuple(name for name, button in self.toggles.items() if button.isChecked())

    def show_view(self, view: str) -> None:
        """Mark the view in front."""
        self.views[view].setChecked(True)

    def say(self, period: str, zone: str, count: int) -> None:
        """Name the days shown, how much stands on them, and whose time it is."""
        self.title.setText(period)
        parts = [ngettext("{count} entry", "{count} entries", count).format(count=count)]
        if zone:
            parts.append(_("times in {zone}").format(zone=zone.replace("_", " ")))
        self.note.setText("  ·  ".join(parts))

    def _button(
        self, row: QHBoxLayout | FlowLayout, tip: str, icon: str, act: object, words: str = ""
    ) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(words or tip)
        button.setToolTip(tip)
        button.setText(words)
        if words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if icon:
            self._icons.append((button, icon))
        assert callable(act)
        button.clicked.connect(lambda _on=False: act())
        row.addWidget(button)
        return button

    def _toggle(self, words: str, tip: str, icon: str) -> QToolButton:
        button = self._button(self._tools, tip, icon, lambda: None, words)
        button.setCheckable(True)
        return button

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._column.setContentsMargins(space(3), space(3), space(3), space(2))
        self._column.setSpacing(space(1.5))
        self._upper.setSpacing(space(2.5))
        self._steps.setSpacing(0)
        self._tools.setSpacing(space(1))
        self._gap.setFixedSize(space(4), 1)
        mirrored = self.isRightToLeft()
        turned = {"back": "forward", "forward": "back"} if mirrored else {}
        for button, icon in self._icons:
            button.setIcon(self._theme.icon(turned.get(icon, icon)))
            button.setIconSize(QSize(space(4.5), space(4.5)))


class DayHead(QWidget):
    """The day that is chosen and how much stands on it."""

    new_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day = QLabel()
        self._day.setProperty("role", "lead")
        self._day.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._count.setWordWrap(True)
        self.new = QToolButton()
        self.new.setText(_("New"))
        self.new.setAccessibleName(_("New engagement on this day"))
        self.new.setToolTip(_("New engagement on this day (N)"))
        self.new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.new.clicked.connect(lambda _on=False: self.new_wanted.emit())
        words = QVBoxLayout()
        words.addWidget(self._day)
        words.addWidget(self._count)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        self._words = words
        self._dress()
        theme.changed.connect(self._dress)

    def show_day(self, day: date, count: int, today: date) -> None:
        """Name it."""
        self._day.setText(format_date(day, "full"))
        nothing = _("Nothing on this day. N plans an engagement.")
        words = ngettext("{count} entry", "{count} entries", count).format(count=count) if count else nothing
        self._count.setText(_("Today: {what}").format(what=words) if day == today and count else words)

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._row.setContentsMargins(space(4), space(3), space(3), space(2))
        self._words.setSpacing(space(0.5))
        self.new.setIcon(self._theme.icon("add"))
        self.new.setIconSize(QSize(space(4.5), space(4.5)))
        for label in (self._day, self._count):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
