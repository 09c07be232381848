"""The head of a list page: what is listed, how many there are, and how it is arranged."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.rows import Column, columns_of
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.elided_label import ElidedLabel
from diplotrack.records import KINDS
from diplotrack.store.groups import can_group

NAME = 36
"""Letters of the name of a list for which the words on the buttons give way."""


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
        self.heading = ElidedLabel(str(about.plural))
        self.heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.group = self._button(_("Group"), _("Group the list by a field"), self.choose_group)
        self.columns = self._button("", _("Choose columns"), self.columns_wanted.emit)
        self._grouped_by = ""
        self._is_wordy = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.heading)
        self._row.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._switch = ArrangementSwitch(context, about.name)
        self._row.addWidget(self._switch)
        self._row.addWidget(self.group)
        self._row.addWidget(self.columns)
        self._dress()
        context.theme.changed.connect(self._dress)

    def show_name(self, name: str) -> None:
        """Head the list with the name of a view; "" is the kind's own."""
        self.heading.setText(name or str(self._kind.__kind__.plural))
        self._fit()

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
        self.group.setToolTip(self.group.text() if group else _("Group the list by a field"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons keep to their icons where the name of the list has no room beside their words."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What the buttons take without their words, beside a few letters of the name."""
        least = super().minimumSizeHint()
        return QSize(least.width() - (self._words() if self._is_wordy else 0), least.height())

    def _words(self) -> int:
        """The pixels that the words on the buttons take."""
        buttons = [button for button in self._switch.buttons.values() if len(self._switch.buttons) > 1]
        gap, metrics = self._context.theme.scale.space(1), self.fontMetrics()
        return sum(metrics.horizontalAdvance(one.text()) + gap for one in (*buttons, self.group))

    def _fit(self) -> None:
        rest = self._row.sizeHint().width() - self.heading.sizeHint().width()
        name = min(self.heading.sizeHint().width(), self.fontMetrics().averageCharWidth() * NAME)
        wanted = name + rest + (0 if self._is_wordy else self._words())
        if (wanted <= self.width()) != self._is_wordy:
            self._is_wordy = not self._is_wordy
            style = Qt.ToolButtonStyle
            shown = style.ToolButtonTextBesideIcon if self._is_wordy else style.ToolButtonIconOnly
            self.group.setToolButtonStyle(shown)
            self._switch.show_words(self._is_wordy)

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
        self._count.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._fit()


def _ways(column: Column) -> list[tuple[str, str]]:
    """In which ways a list is grouped by that column: a date by month or by year."""
    if column.type != "day":
        return [(column.name, str(column.label))]
    month, year = _("{field} by month"), _("{field} by year")
    return [
        (f"{column.name}:month", month.format(field=column.label)),
        (f"{column.name}:year", year.format(field=column.label)),
    ]
