"""The step of the names: whom each name of the file means, with those first that nobody is known by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, _, format_number, join_names, ngettext
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.naming import NameLine
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.importing.column_card import LEADING, UNKNOWN
from diplotrack.desktop.views.importing.name_rows import MEANS, WRITTEN, NameRows
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.desktop.views.importing.two_panes import scrolling_card, two_panes
from diplotrack.desktop.views.plain_table import make_plain
from diplotrack.exchange.mapping.checked import Checked, Found, TestedName
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.records import KINDS
from diplotrack.records.display import Mention

MOST_NEAR = 5
SHOWN_ROWS = 6


class NamesView(QTableView):
    """A figure takes a suggestion (``taken(int)``, from 0), Enter goes to the line beside."""

    taken = Signal(int)
    asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key settles."""
        figure = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= figure < MOST_NEAR:
            self.taken.emit(figure)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Figures settle, they do not search."""


class NamesStep(Step):
    """``named(column, written, name)`` settles a name, "" for no longer; ``policy(column, unknown)`` says what becomes
    of those of a column that stay unknown."""

    label = N_("Names")
    icon = "person"
    named = Signal(str, str, str)
    policy = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._checked: Checked | None = None
        self.rows = NameRows(context.theme, self)
        self.view = NamesView()
        self.near: list[QPushButton] = []
        self.lines: dict[str, NameLine] = {}
        self._empty = EmptyState(context.theme, self.icon)
        self._lay_out()
        self._connect()
        self.dress()

    @property
    def keys(self) -> dict[Qt.Key, Callable[[], object]]:
        """Del takes back what was settled."""
        return {Qt.Key.Key_Delete: self.unsettle}

    @property
    def mark(self) -> Mark:
        """So many names are open."""
        if self._checked is None:
            return Mark()
        asking = sum(self.rows.is_open(one) for one in self.rows.names)
        return Mark(is_open=True, is_done=True, asking=asking)

    def show_checked(self, checked: Checked | None, mapping: Mapping | None) -> None:
        """Show the names of the file as they were tested by a mapping; the cursor stays on its name."""
        self._checked = checked
        here = self.rows.at(self.view.currentIndex().row())
        policies = {use.column: use.unknown for use in mapping.uses} if mapping is not None else {}
        self.rows.show_names(checked.names if checked is not None else (), policies)
        self._body.setCurrentIndex(0 if self.rows.names else 1)
        if checked is not None:
            self._empty.say(
                _("No names to look up"),
                _("No column of this file names a partner, a person or an objective."),
            )
        kept = [
            row
            for row, one in enumerate(self.rows.names)
            if here is not None and (one.column, one.written) == (here.column, here.written)
        ]
        if self.rows.names:
            self.view.selectRow(kept[0] if kept else 0)
        self._hint.setVisible(bool(self.rows.names))
        self._tell()
        self._point()

    def take_keyboard(self) -> None:
        """The names take the keyboard."""
        self.view.setFocus()

    def settle(self, name: str) -> None:
        """Say whom the name under the cursor means, and go to the next open one."""
        row = self.view.currentIndex().row()
        one = self.rows.at(row)
        if one is None:
            return
        self.rows.replace(row, replace(one, settled=name, found=Found.SETTLED if name else one.found))
        self.named.emit(one.column, one.written, name)
        following = self.rows.next_open(row) if name else row
        self.view.selectRow(following if following >= 0 else row)
        self._tell()
        self._point()
        self.settled.emit()
        self.view.setFocus()

    def unsettle(self) -> None:
        """Take back what was said of the name under the cursor."""
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None and one.settled:
            self.settle("")

    def dress(self) -> None:
        """Sizes and colours changed."""
        theme, space = self._context.theme, self._context.theme.scale.space
        metrics = QFontMetrics(theme.font())
        self.view.verticalHeader().setDefaultSectionSize(metrics.height() + space(4))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((WRITTEN, 48), (2, 30), (3, 16)):
            header.resizeSection(column, space(width))
        self._column.setContentsMargins(space(5), space(4), space(5), space(5))
        self._column.setSpacing(space(2))
        self._told.setContentsMargins(space(4), 0, space(4), space(2.5))
        self._hint.setContentsMargins(space(4), space(1), space(4), space(1.5))
        self._card.setMinimumWidth(space(62))

    # the card

    def _tell(self) -> None:
        names = self.rows.names
        asking = sum(self.rows.is_open(one) for one in names)
        known = sum(one.record_id is not None or bool(one.settled) for one in names)
        rest = len(names) - asking - known
        words = ngettext("{count} name is known.", "{count} names are known.", known)
        parts = [words.format(count=format_number(known))]
        if rest:
            told = ngettext("{count} is new or left out.", "{count} are new or left out.", rest)
            parts.append(told.format(count=format_number(rest)))
        if asking:
            told = ngettext(
                "{count} is unknown: say whom it means.", "{count} are unknown: say whom each means.", asking
            )
            parts.insert(0, told.format(count=format_number(asking)))
        self._told.setText(" ".join(parts) if names else "")

    def _point(self) -> None:
        """Show the name under the cursor beside the list."""
        one = self.rows.at(self.view.currentIndex().row())
        self._card.setVisible(one is not None)
        if one is None:
            return
        self._name.setText(isolated(one.written))
        self._where.setText(_where(one))
        self._stands.setText(_stands(one, self.rows.policy(one)))
        is_asking = one.record_id is None
        self._likely.setVisible(is_asking and bool(one.near))
        for place, button in enumerate(self.near):
            is_there = is_asking and place < len(one.near)
            button.setVisible(is_there)
            if is_there:
                words = one.near[place]
                button.setText(f"{place + 1}   {isolated(words)}".replace("&", "&&"))
                button.setAccessibleName(_("It means {name} (key {key})").format(name=words, key=place + 1))
        for kind, line in self.lines.items():
            line.setVisible(kind == one.target.names)
        self._or.setText(_("Or type whom it means (Enter)") if is_asking else _("It means another"))
        self._unsettle.setVisible(bool(one.settled))
        self.unknown.setCurrentIndex(max(0, self.unknown.findData(self.rows.policy(one))))

    def _ask(self) -> None:
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None and one.target.names in self.lines:
            self.lines[one.target.names].setFocus()

    def _take_near(self, place: int) -> None:
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None and one.record_id is None and place < len(one.near):
            self.settle(one.near[place])

    def _take(self, mention: Mention) -> None:
        for line in self.lines.values():
            line.start_anew()
        self.settle(mention.caption)

    def _decide(self) -> None:
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None:
            self.policy.emit(one.column, self.unknown.currentData())

    # how it is built

    def _lay_out(self) -> None:
        view = self.view
        view.setModel(self.rows)
        make_plain(view, _("Names in the file"), "rows")
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.horizontalHeader().setSectionResizeMode(MEANS, QHeaderView.ResizeMode.Stretch)
        self._card, self._column = scrolling_card()
        self._name, self._where, self._stands = _label("lead"), _label("muted"), _label("muted")
        self._likely, self._or = _label("section"), _label("section")
        self._likely.setText(_("Perhaps"))
        self.near = [push_button("", partial(self._take_near, place)) for place in range(MOST_NEAR)]
        for button in self.near:
            button.setStyleSheet(LEADING)
        for kind in ("party", "person", "objective"):
            line = NameLine(self._context, kind)
            words = _("Type the name of a {kind}").format(kind=str(KINDS[kind].__kind__.label).lower())
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            line.chosen.connect(self._take)
            self.lines[kind] = line
        self._unsettle = push_button(_("No longer settled"), self.unsettle, "flat", _("Del"))
        self.unknown = Combo(self._context.theme)
        for label, value in UNKNOWN:
            self.unknown.addItem(str(label), value)
        self.unknown.setAccessibleName(_("Names of this column that nobody knows"))
        self.unknown.activated.connect(lambda _at: self._decide())
        self._rest = _label("section")
        self._rest.setText(_("Names of this column that nobody knows"))
        self._rest.setBuddy(self.unknown)
        for widget in (self._name, self._where, self._stands, self._likely, *self.near, self._or):
            self._column.addWidget(widget)
        for line in self.lines.values():
            self._column.addWidget(line)
        self._column.addWidget(self._unsettle)
        self._column.addStretch(1)
        for widget in (self._rest, self.unknown):
            self._column.addWidget(widget)
        listed = QWidget()
        self._body = QStackedLayout(listed)
        self._body.addWidget(two_panes(view, self._card))
        self._body.addWidget(self._empty)
        self._told, self._hint = _label("muted"), _label("small")
        self._hint.setText(_("1 to 5 take a suggestion · Enter goes to the line beside · Del takes back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._told)
        column.addWidget(listed, 1)
        column.addWidget(self._hint)

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._point())
        self.view.taken.connect(self._take_near)
        self.view.asked.connect(self._ask)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(leading_edge())
    return label


def _where(one: TestedName) -> str:
    numbers = [format_number(row) for row in one.rows[:SHOWN_ROWS]]
    listed = (
        join_names(numbers)
        if len(one.rows) >= one.count and one.count <= SHOWN_ROWS
        else ", ".join(numbers) + " …"
    )
    told = ngettext("In “{column}”, row {rows}", "In “{column}”, {count} rows: {rows}", one.count)
    return told.format(column=one.column, rows=listed, count=format_number(one.count))


def _stands(one: TestedName, policy: str) -> str:
    if one.settled:
        return _("You said that it means {name}.").format(name=one.settled)
    if one.record_id is not None:
        told = _("Means {name}, known by: {how}.").format(name=one.means, how=str(one.found.label).lower())
        return told if one.in_period else f"{told} {_('That name was not in use on those days.')}"
    if one.found is Found.SEVERAL:
        return _("Several are called so: say which one is meant.")
    nobody = _("Nobody is known by that name.")
    if policy == "create":
        return f"{nobody} {_('It is added as a new one.')}"
    return f"{nobody} {_('The row comes in without it.')}" if policy == "note" else nobody
