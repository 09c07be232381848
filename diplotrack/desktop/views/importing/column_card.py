"""One column beside the rows: what it becomes, why that is thought, and how its cells are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.views.importing.choice_lines import ChoiceLines
from diplotrack.desktop.views.importing.words import becomes, reasons
from diplotrack.exchange.mapping.mapping import ColumnUse
from diplotrack.exchange.mapping.targets import Use

ORDERS: tuple[tuple[Label, str], ...] = (
    (N_("As it is written: 2024-05-31, 31 May 2024"), ""),
    (N_("Day, month, year: 31/05/2024"), "%d/%m/%Y"),
    (N_("Month, day, year: 05/31/2024"), "%m/%d/%Y"),
    (N_("Day, month, year: 31.05.2024"), "%d.%m.%Y"),
    (N_("Day, month, year: 31-05-2024"), "%d-%m-%Y"),
    (N_("Year, month, day: 2024/05/31"), "%Y/%m/%d"),
    (N_("Day, month, two figures: 31/05/24"), "%d/%m/%y"),
    (N_("Month, day, two figures: 05/31/24"), "%m/%d/%y"),
)
SEPARATORS: tuple[tuple[Label, str], ...] = (
    (N_("One name in each cell"), ""),
    (N_("Several, with ; between"), ";"),
    (N_("Several, with , between"), ","),
    (N_("Several, with / between"), "/"),
    (N_("Several, with | between"), "|"),
    (N_("Several, with & between"), "&"),
)
UNKNOWN: tuple[tuple[Label, str], ...] = (
    (N_("Ask about each"), "error"),
    (N_("Leave the name out"), "note"),
    (N_("Add as a new one"), "create"),
)
LEADING = "text-align: left"
"""Words of a button at its leading side: Qt turns it round in a mirrored window."""
DECIMALS: tuple[tuple[Label, str], ...] = (
    (N_("As it is written"), ""),
    (N_("With a point: 1,234.50"), "."),
    (N_("With a comma: 1.234,50"), ","),
)


class ColumnCard(QScrollArea):
    """``changed(object)`` carries the uses of the column as they are now; ``chooser_wanted`` asks for the targets."""

    changed = Signal(object)
    chooser_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._uses: tuple[ColumnUse, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The column"))
        self._name, self._examples, self._why = _wrapped("lead"), _wrapped("muted"), _wrapped("muted")
        self.target = push_button("", self.chooser_wanted.emit, tip=_("What the column becomes (Enter)"))
        self.target.setStyleSheet(LEADING)
        self.target.setProperty("bare", True)
        self.order = self._combo(_("How the dates are written"), ORDERS, "pattern")
        self.decimal = self._combo(_("How the numbers are written"), DECIMALS, "decimal")
        self.separator = self._combo(_("Names in a cell"), SEPARATORS, "separator")
        self.unknown = self._combo(_("A name that nobody knows"), UNKNOWN, "unknown")
        self.on = Combo(theme)
        self.on.activated.connect(lambda _at: self._give(on=self.on.currentData()))
        self.blank = QLineEdit()
        self.blank.setPlaceholderText(_("n/a; unknown"))
        self.blank.editingFinished.connect(self._blanks)
        self.choices = ChoiceLines(theme)
        self.choices.changed.connect(lambda choices: self._give(choices=choices))
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        theme.changed.connect(self.dress)
        self.dress()

    def show_column(
        self, uses: Sequence[ColumnUse], examples: Sequence[str], values: Sequence[str], days: Sequence[str]
    ) -> None:
        """Show a column: what becomes of it, some of its cells, its different values, the columns that hold days."""
        self._uses = tuple(uses)
        use = self._uses[0]
        self._name.setText(isolated(use.column))
        self._examples.setText(
            "\n".join(isolated(_short(one)) for one in examples) or _("All cells shown are empty.")
        )
        self._why.setText("\n".join(reasons(self._uses)))
        self._why.setProperty("role", "bad" if use.question else "muted")
        self._why.style().polish(self._why)
        self.target.setText(isolated(becomes(self._uses)))
        self.target.setAccessibleName(_("Becomes: {target}").format(target=becomes(self._uses)))
        field = use.target.field if use.target is not None else None
        is_name = use.target is not None and use.target.use is Use.NAME
        is_day = use.format in ("date", "moment") or (field is not None and field.type in ("day", "moment"))
        has_choices = field is not None and bool(field.choices or field.scale) and use.format == "choice"
        is_number = use.format in ("number", "amount")
        shown: tuple[tuple[QWidget, bool], ...] = (
            (self.order, is_day),
            (self.decimal, is_number),
            (self.choices, has_choices),
            (self.separator, is_name),
            (self.unknown, is_name),
            (self.on, is_name and bool(days)),
            (self.blank, use.target is not None),
        )
        for widget, is_shown in shown:
            widget.setVisible(is_shown)
            self._labels[widget].setVisible(is_shown)
        for combo, value in (
            (self.order, use.pattern),
            (self.decimal, use.decimal),
            (self.unknown, use.unknown),
        ):
            _choose(combo, value)
        _choose(self.separator, use.separator)
        with QSignalBlocker(self.on):
            self.on.clear()
            self.on.addItem(_("Today's names"), "")
            for day in days:
                self.on.addItem(isolated(_("Those of “{column}”").format(column=day)), day)
        _choose(self.on, use.on)
        self.blank.setText("; ".join(use.blank))
        if field is not None and has_choices:
            self.choices.show_choices(field, values, use.choices)

    def dress(self) -> None:
        """Sizes changed."""
        space = self._theme.scale.space
        self._column.setContentsMargins(space(4), space(3.5), space(4), space(4))
        self._column.setSpacing(space(1.5))
        for label in self._labels.values():
            label.setContentsMargins(0, space(1.5), 0, 0)

    def _give(self, **changes: object) -> None:
        """The first use, changed; it is the user's own from now on."""
        if not self._uses:
            return
        first = replace(self._uses[0], **changes, question="", sureness=1.0)  # type: ignore[arg-type]
        self._uses = (first, *self._uses[1:])
        self.changed.emit(self._uses)

    def _blanks(self) -> None:
        words = tuple(one for one in (part.strip() for part in self.blank.text().split(";")) if one)
        if self._uses and words != self._uses[0].blank:
            self._give(blank=words)

    def _combo(self, name: str, offers: Sequence[tuple[Label, str]], key: str) -> Combo:
        combo = Combo(self._theme)
        combo.setAccessibleName(name)
        for label, value in offers:
            combo.addItem(str(label), value)
        combo.activated.connect(lambda _at: self._give(**{key: combo.currentData()}))
        return combo

    def _lay_out(self) -> None:
        pane = QWidget()
        pane.setProperty("role", "pane")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(pane)
        self._column.addWidget(self._name)
        self._column.addWidget(self._examples)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Becomes"), self.target),
            (_("Dates"), self.order),
            (_("Numbers"), self.decimal),
            (_("What its words mean"), self.choices),
            (_("Names in a cell"), self.separator),
            (_("A name that nobody knows"), self.unknown),
            (_("Names and offices as on the day"), self.on),
            (_("Words that mean nothing"), self.blank),
        )
        for words, widget in rows:
            label = QLabel(words)
            label.setProperty("role", "section")
            label.setBuddy(widget)
            label.setAlignment(leading_edge())
            if widget is not self.target and not widget.accessibleName():
                widget.setAccessibleName(words)
            self._labels[widget] = label
            self._column.addWidget(label)
            self._column.addWidget(widget)
            if widget is self.target:
                self._column.addWidget(self._why)
        self._column.addStretch(1)
        self.setWidget(pane)


def _wrapped(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setAlignment(leading_edge())
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _choose(combo: Combo, value: str) -> None:
    """Show that value, also where it is none of those offered."""
    with QSignalBlocker(combo):
        if combo.findData(value) < 0:
            combo.addItem(value, value)
        combo.setCurrentIndex(combo.findData(value))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
