"""The calendar: engagements and what is due, by month, by week, or day after day, with the chosen day beside it."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, current_locale, format_date, format_days, ngettext
from diplotrack.desktop.calendar.days import DayList
from diplotrack.desktop.calendar.grid import DayGrid
from diplotrack.desktop.calendar.head import CalendarHead, DayHead
from diplotrack.desktop.calendar.month import month_grid
from diplotrack.desktop.calendar.week import week_grid
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.page import Page
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.calendar import Custom, Span
from diplotrack.workspace.calendar_entries import LAYERS, Entry

MONTH, WEEK, AGENDA = "month", "week", "agenda"
AHEAD = 42
"""Days of an agenda."""
BESIDE = 165
"""From so many units of the scale on, the chosen day stands beside the month, else below it."""
KEPT = "calendar"
OF_INTEREST = frozenset(
    {"engagement", "commitment", "communication", "ask", "consultation", "instruction", "action", "update"}
)


class CalendarPage(Page):
    """Days and what stands on them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings = QSettings()
        self.day = clock.today()
        self.span: Span | None = None
        self.view = str(self._settings.value(f"{KEPT}/view", MONTH))
        if self.view not in (MONTH, WEEK, AGENDA):
            self.view = MONTH
        off = self._settings.value(f"{KEPT}/left_out", "")
        self.head = CalendarHead(context, set(str(off).split(",")) if off else set())
        self._views = QStackedWidget()
        self.day_head = DayHead(context.theme)
        self.day_list = DayList(context.theme, _("The chosen day"))
        self._lay_out()
        self._connect()
        self._dress()
        self.show_view(self.view)

    @property
    def row_count(self) -> int:
        """How many entries it shows."""
        return len(self.span.entries) if self.span is not None else 0

    @property
    def is_populated(self) -> bool:
        """Whether its first days were read."""
        return self.span is not None

    # Each view is made when it is first looked at: the page opens with one of them.

    @cached_property
    def month(self) -> DayGrid:
        """A month of days."""
        return self._grid(month_grid(self._context.theme))

    @cached_property
    def week(self) -> DayGrid:
        """A week with its hours."""
        return self._grid(week_grid(self._context.theme))

    @cached_property
    def agenda(self) -> DayList:
        """Days one below the other."""
        made = DayList(self._context.theme, _("Agenda"))
        made.opened.connect(self._open)
        self._views.addWidget(made)
        return made

    def _grid(self, grid: DayGrid) -> DayGrid:
        grid.day = self.day
        grid.chosen.connect(self.go_to)
        grid.entered.connect(self._enter)
        grid.opened.connect(self._open)
        grid.moved.connect(self._move)
        self._views.addWidget(grid)
        return grid

    @property
    def front(self) -> DayGrid | DayList:
        """The view in front."""
        match self.view:
            case "month":
                return self.month
            case "week":
                return self.week
            case _:
                return self.agenda

    def came_to_front(self) -> None:
        """The days take the keyboard."""
        self.front.setFocus()
        if self.span is not None:
            self._load()

    # what is shown

    def show_view(self, view: str) -> None:
        """A month, a week or an agenda."""
        self.view = view
        self._settings.setValue(f"{KEPT}/view", view)
        self._views.setCurrentWidget(self.front)
        self._beside.setVisible(view != AGENDA)
        self.head.show_view(view)
        if self.isVisible():
            self.front.setFocus()
        self._load()

    def go_to(self, day: date) -> None:
        """Choose a day; the days around it are read where they are not shown."""
        self.day = day
        # At once, so that the next key goes on from here while the days are being read.
        if isinstance(self.front, DayGrid):
            self.front.day = day
        if self.span is None or not self._fits(self.span):
            self._load()
            return
        self._show_day()

    def step(self, by: int) -> None:
        """A month, a week, or the days of an agenda further on or back."""
        if self.view == MONTH:
            months = self.day.year * 12 + self.day.month - 1 + by
            year, month = months // 12, months % 12 + 1
            if 1 <= year <= 9998:
                last = calendar.monthrange(year, month)[1]
                self.go_to(date(year, month, min(self.day.day, last)))
        else:
            self.go_to(self.day + timedelta(days=by * (7 if self.view == WEEK else AHEAD)))

    def _bounds(self, custom: Custom) -> tuple[date, date]:
        if self.view == AGENDA:
            return self.day, self.day + timedelta(days=AHEAD - 1)
        if self.view == WEEK:
            first = custom.week_of(self.day)
            return first, first + timedelta(days=6)
        first = custom.week_of(self.day.replace(day=1))
        last = self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return first, custom.week_of(last) + timedelta(days=6)

    def _fits(self, span: Span) -> bool:
        return (span.first, span.last) == self._bounds(span.custom) and self.view != AGENDA

    def _load(self) -> None:
        day, layers = self.day, self.head.layers()

        def read(workspace: Workspace) -> Span:
            custom = workspace.calendar.custom()
            return workspace.calendar.between(*self._bounds(custom), layers)

        self._context.read(read, lambda span: self._show(span, day), owner=self, key=(id(self), "span"))

    def _show(self, span: Span, day: date) -> None:
        if day != self.day:
            return
        self.span = span
        if self.view == AGENDA:
            days = (span.last - span.first).days + 1
            every = (span.first + timedelta(days=one) for one in range(days))
            listed = [(one, there) for one in every if (there := _on(span, one, span.first))]
            self.agenda.lines.show([*_some_day(span), *listed], span.custom.today)
            self.agenda.begin()
        else:
            grid = self.front
            assert isinstance(grid, DayGrid)
            grid.show_span(span, self.day.month if self.view == MONTH else 0, self.day)
        self._name(span)
        self._show_day()
        self.counted.emit(len(span.entries))
        self.populated.emit()

    def _show_day(self) -> None:
        span = self.span
        if span is None or self.view == AGENDA:
            return
        grid = self.front
        if isinstance(grid, DayGrid):
            grid.show_day(self.day)
        there = span.on(self.day)
        self.day_head.show_day(self.day, len(there), span.custom.today)
        # The head above names the day; heads are needed only where something without a day follows.
        own: list[tuple[date | str, list[Entry]]] = [(self.day, there)] if there else []
        self.day_list.lines.show([*own, *_some_day(span)], span.custom.today, heads=bool(span.undated))
        self.day_list.begin()

    def _name(self, span: Span) -> None:
        words = _month(self.day) if self.view == MONTH else format_days(span.first, span.last)
        self.head.say(words, span.custom.zone, len(span.entries))

    # what is done

    def _enter(self, day: date) -> None:
        """Open the only entry of a day, else go to the list of all of them."""
        self.day = day
        there = self.span.on(day) if self.span is not None else []
        if len(there) == 1:
            self._open(there[0])
        elif there:
            self._show_day()
            self.day_list.setFocus()

    def _back_to_days(self) -> None:
        self.front.setFocus()

    def _open(self, entry: Entry) -> None:
        self._context.open_in_tab(entry.kind, entry.id)

    def _move(self, entry: Entry, days: int) -> None:
        to = entry.first + timedelta(days=days)

        def done(_changed: object) -> None:
            sentence = _("Moved to {day}. Ctrl+Z puts it back.")
            self._context.say(sentence.format(day=format_date(to, "full")))

        self.day = self.day + timedelta(days=days) if self.day_list.hasFocus() else to
        self._context.write(lambda workspace: workspace.calendar.move(entry.id, days), done, owner=self)

    def _move_chosen(self, days: int) -> None:
        if self.view == AGENDA:
            entry = self.agenda.entry
        else:
            there = self.span.on(self.day) if self.span is not None else []
            planned = [one for one in there if one.state == "planned"]
            entry = (
                self.day_list.entry if self.day_list.hasFocus() else planned[0] if len(planned) == 1 else None
            )
        if entry is None:
            self._context.say(_("Choose the engagement in the list of the day, then move it."), "warning")
        elif entry.state != "planned":
            self._context.say(_("Only planned engagements are moved here; the rest is on record."), "warning")
        else:
            self._move(entry, days)

    def _new(self) -> None:
        from diplotrack.desktop.forms import open_form

        today = self.span.custom.today if self.span is not None else clock.today()
        status = EngagementStatus.PLANNED if self.day > today else EngagementStatus.HELD
        preset = {"starts_on": PartialDate.day(self.day), "status": status}
        open_form(self._context, "engagement", None, self.window(), **preset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M, W and A choose the view, T is today, N a new engagement on the chosen day; pages turn pages."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        forward = -1 if self.isRightToLeft() else 1
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_M: lambda: self.show_view(MONTH),
            Qt.Key.Key_W: lambda: self.show_view(WEEK),
            Qt.Key.Key_A: lambda: self.show_view(AGENDA),
            Qt.Key.Key_T: self.go_today,
            Qt.Key.Key_N: self._new,
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
        }
        if not held and key in acts:
            acts[key]()
        elif held == control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move_chosen(forward if key == Qt.Key.Key_Right else -forward)
        else:
            super().keyPressEvent(event)

    def go_today(self) -> None:
        """Choose the post's own day."""
        self.go_to(self.span.custom.today if self.span is not None else clock.today())

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and OF_INTEREST & changed.touched.keys():
            self._load()

    # how it is built

    def _lay_out(self) -> None:
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._beside = QWidget()
        self._side = QVBoxLayout(self._beside)
        self._side.addWidget(self.day_head)
        self._side.addWidget(self.day_list, 1)
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._views)
        self._splitter.addWidget(self._beside)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        head = self.head
        head.view_wanted.connect(self.show_view)
        head.stepped.connect(self.step)
        head.today_wanted.connect(self.go_today)
        self.day_head.new_wanted.connect(self._new)
        head.layers_changed.connect(self._layers_changed)
        self.day_list.opened.connect(self._open)
        self.day_list.left.connect(self._back_to_days)
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _layers_changed(self) -> None:
        off = [name for name in LAYERS if name not in self.head.layers()]
        self._settings.setValue(f"{KEPT}/left_out", ",".join(off))
        self._load()

    def _dress(self) -> None:
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(0)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen day stands beside the month where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        space = self._context.theme.scale.space
        wide = self.width() >= space(BESIDE)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
        self._splitter.setSizes([700, 300] if wide else [640, 360])


def _on(span: Span, day: date, first: date) -> list[Entry]:
    """What begins on a day of an agenda, and on its first what goes on."""
    return [one for one in span.on(day) if one.first == day or day == first]


def _some_day(span: Span) -> list[tuple[date | str, list[Entry]]]:
    count = len(span.undated)
    if not count:
        return []
    words = ngettext("{count} without a day of its own", "{count} without days of their own", count)
    return [(words.format(count=count), span.undated)]


def _month(day: date) -> str:
    from babel.dates import format_skeleton

    moment = datetime(day.year, day.month, 1)  # noqa: DTZ001 - only its month is read
    return str(format_skeleton("yMMMM", moment, locale=current_locale()))
