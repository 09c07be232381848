"""The head of a list page: what is listed, how many there are, and how it is arranged."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.rows import Column, columns_of
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.records import KINDS
from diplotrack.store.groups import can_group


class ListHead(QWidget):
    """``columns_wanted`` asks for the list of columns, ``group_chosen(str)`` carries what to group by ("" is nothing),
    ``folding(bool)`` whether all groups are to be folded."""

    columns_wanted = Signal()
    group_chosen = Signal(str)
    folding = Signal(bool)

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._context = context
        self._kind = KINDS[kind]
        about = self._kind.__kind__
        self.heading = QLabel(str(about.plural))
        self.heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.group = self._button(_("Group"), _("Group the list by a field"), self.choose_group)
        self.columns = self._button("", _("Choose columns"), self.columns_wanted.emit)
        self._grouped_by = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.heading)
        self._row.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(ArrangementSwitch(context, about.name))
        self._row.addWidget(self.group)
        self._row.addWidget(self.columns)
        self._dress()
        context.theme.changed.connect(self._dress)

    def show_name(self, name: str) -> None:
        """Head the list with the name of a view; "" is the kind's own."""
        self.heading.setText(name or str(self._kind.__kind__.plural))

    def show_count(self, count: int) -> None:
        """Say how many records are listed."""
        self._count.setText(format_number(count))
        self._count.setAccessibleName(_("{count} in the list").format(count=format_number(count)))

    def show_group(self, group: str) -> None:
        """Say by what the list is grouped."""
        self._grouped_by = group
        named = dict(self._choices()).get(group, "")
        self.group.setText(_("Group: {field}").format(field=named) if group else _("Group"))
        self.group.setChecked(bool(group))

    def choose_group(self) -> None:
        """Offer what the list can be grouped by."""
        self.show_group(self._grouped_by)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Group by"))
        if self._grouped_by:
            menu.addAction(_("Fold all groups")).triggered.connect(lambda: self.folding.emit(True))
            menu.addAction(_("Unfold all groups")).triggered.connect(lambda: self.folding.emit(False))
            menu.addSeparator()
        exclusive = QActionGroup(menu)
        for name, label in (("", _("Not grouped")), *self._choices()):
            action = QAction(label, menu)
            action.setCheckable(True)
            action.setChecked(name == self._grouped_by)
            action.triggered.connect(lambda _on=False, name=name: self.group_chosen.emit(name))
            exclusive.addAction(action)
            menu.addAction(action)
            if name == self._grouped_by:
                menu.setActiveAction(action)
        menu.popup(self.group.mapToGlobal(self.group.rect().bottomLeft()))

    def _choices(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for name, column in columns_of(self._kind).items():
            if can_group(self._kind, name):
                found += _ways(column)
        return found

    def _button(self, words: str, advice: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(advice)
        button.setAccessibleName(advice)
        if words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(act)
        return button

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        for button, icon in ((self.group, "group"), (self.columns, "columns")):
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(space(4.5), space(4.5)))
        self.heading.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._row.setSpacing(space(2.5))
        self._count.setContentsMargins(0, 0, 0, space(0.75))


def _ways(column: Column) -> list[tuple[str, str]]:
    """In which ways a list is grouped by that column: a date by month or by year."""
    if column.type != "day":
        return [(column.name, str(column.label))]
    month, year = _("{field} by month"), _("{field} by year")
    return [
        (f"{column.name}:month", month.format(field=column.label)),
        (f"{column.name}:year", year.format(field=column.label)),
    ]
