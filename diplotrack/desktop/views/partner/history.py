"""The timeline with what belongs to it: how many years, as a drawing or as a list, and what its marks mean."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import END, ISOLATE, leading_edge
from diplotrack.desktop.views.partner.entries import EntryList
from diplotrack.desktop.views.partner.marks import told
from diplotrack.desktop.views.partner.timeline import Timeline
from diplotrack.workspace.partner import Entry, Mark

YEARS: tuple[tuple[float, Label], ...] = (
    (1, N_("1 year")),
    (5, N_("5 years")),
    (20, N_("20 years")),
    (0, N_("All")),
)
FIRST = 5
ROWS = 8
"""Lines of the list in sight at once."""


class HistoryCard(QFrame):
    """``opened(Entry)`` and ``opened_apart(Entry)`` ask to go to a record."""

    opened = Signal(object)
    opened_apart = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setProperty("role", "card")
        self._title = QLabel(_("Said, promised, done"))
        self._title.setProperty("role", "strong")
        self.timeline = Timeline(context.theme)
        self.timeline.opened.connect(lambda mark: self.opened.emit(_entry(mark)))
        self.timeline.walked.connect(self._preview)
        self.list = EntryList(
            context.theme, _("What was said, promised and done, latest first"), scrolls=True
        )
        self.list.opened.connect(self.opened)
        self.list.opened_apart.connect(self.opened_apart)
        self.list.hide()
        self._told = QLabel()
        self._told.setProperty("role", "small")
        self._told.setWordWrap(True)
        self._told.setAlignment(leading_edge())
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._title)
        self._bar.addStretch(1)
        self._group = QButtonGroup(self)
        self.years: dict[float, QToolButton] = {}
        for years, label in YEARS:
            button = self._button(str(label), checkable=True)
            button.clicked.connect(lambda _on=False, years=years: self.timeline.show_years(years))
            self._group.addButton(button)
            self.years[years] = button
        self.as_list = self._button(_("As a list"), checkable=True)
        self.as_list.toggled.connect(self._show_list)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.timeline)
        self._column.addWidget(self.list)
        self._column.addWidget(self._told)
        self._marks: tuple[Mark, ...] = ()
        self._filled = False
        self._usual = ""
        self._dress()
        context.theme.changed.connect(self._dress)

    def show_marks(self, marks: tuple[Mark, ...], hidden: int) -> None:
        """Show those; ``hidden`` older ones were not read."""
        self.timeline.show_marks(marks)
        self._marks = marks
        if self.as_list.isChecked():
            self._fill_list()
        words = _(
            "Hollow: still open. Red: overdue or not fulfilled. Squares are texts, diamonds deeds."
            " Arrow keys walk, + and − zoom, Enter opens."
        )
        if hidden:
            more = ngettext("{count} older one is not shown.", "{count} older ones are not shown.", hidden)
            words = f"{words} {more.format(count=format_number(hidden))}"
        self._usual = words
        self._told.setText(words)
        if not self._filled:
            self._filled = True
            # Where the last years hold nothing, all of time tells more than an empty line.
            recent = any(one.day.latest.toordinal() >= self.timeline.span.first for one in marks)
            years = FIRST if recent else 0
            self.years[years].setChecked(True)
            self.timeline.show_years(years)

    def _preview(self, mark: Mark) -> None:
        self._told.setText(told(mark))

    def _fill_list(self) -> None:
        self.list.show_entries(tuple(_entry(one) for one in reversed(self._marks)))
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * ROWS)

    def _show_list(self, shown: bool) -> None:
        if shown:
            self._fill_list()
        self.list.setVisible(shown)
        self.timeline.setVisible(not shown)
        self._told.setText(self._usual)
        for button in self.years.values():
            button.setEnabled(not shown)

    def _button(self, words: str, *, checkable: bool) -> QToolButton:
        button = QToolButton()
        button.setText(f"{ISOLATE}{words}{END}")
        button.setCheckable(checkable)
        button.setAccessibleName(words)
        self._bar.addWidget(button)
        return button

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._column.setContentsMargins(space(5), space(3), space(5), space(3))
        self._column.setSpacing(space(2))
        self._bar.setSpacing(space(1))
        if self.as_list.isChecked():
            self._fill_list()


def _entry(mark: Mark) -> Entry:
    state = str(mark.state.label) if mark.state is not None else ""
    detail = " · ".join(part for part in (format_date(mark.day), mark.detail) if part)
    return Entry(mark.kind, mark.id, mark.title, detail, state, mark.state, mark.is_late)
