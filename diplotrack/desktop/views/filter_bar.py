"""Above a list: words to look for, and a chip for every filter in force."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.rows import Column, columns_of
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.condition_editor import ConditionEditor
from diplotrack.desktop.views.conditions import described, filterable, named_in, referred_kind
from diplotrack.desktop.views.icon_line import IconLine
from diplotrack.records import KINDS
from diplotrack.store.lists import Condition
from diplotrack.workspace import Workspace

PAUSE = 180
"""Milliseconds of rest in typing before the list is read again."""


class FilterBar(QWidget):
    """The filters of a list. ``filtered`` is sent when words or conditions changed; ``left`` when the keyboard goes
    down into the list."""

    filtered = Signal()
    left = Signal()

    def __init__(self, context: Context, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._columns = columns_of(KINDS[kind])
        self._conditions: dict[str, tuple[Condition, ...]] = {}
        self._captions: dict[tuple[str, int], str] = {}
        self._shown_chips: list[QPushButton] = []
        plural = str(KINDS[kind].__kind__.plural)
        self.words = IconLine(context.theme, "search")
        self.words.setPlaceholderText(_("Filter {plural}").format(plural=plural.lower()))
        self.words.setAccessibleName(_("Words that the list must hold"))
        self.words.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.filtered)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.button = QToolButton()
        self.button.setText(_("Filter"))
        self.button.setAccessibleName(_("Add a filter by field"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._fields_menu())
        self.row = QHBoxLayout()
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.button)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._chips.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.row)
        layout.addWidget(self._chips)
        self._dress()
        context.theme.changed.connect(self._dress)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The filters in force."""
        return tuple(one for mine in self._conditions.values() for one in mine)

    @property
    def is_filtering(self) -> bool:
        """Whether anything is left out."""
        return bool(self._conditions or self.words.text().strip())

    def set_conditions(self, conditions: Iterable[Condition], words: str = "") -> None:
        """Put these filters and words in place of those in force."""
        self._conditions = {}
        for one in conditions:
            self._conditions[one.column] = (*self._conditions.get(one.column, ()), one)
        self.words.blockSignals(True)
        self.words.setText(words)
        self.words.blockSignals(False)
        self._show_chips()
        self.filtered.emit()

    def clear(self) -> None:
        """Take every filter away."""
        self.set_conditions(())

    def edit(self, name: str, anchor: QWidget | None = None) -> ConditionEditor:
        """Open the editor of the filter on that column."""
        editor = ConditionEditor(
            self._context, self._columns[name], self._kind, self._conditions.get(name, ()), self
        )
        editor.chosen.connect(lambda conditions: self._chosen(name, conditions))
        editor.show_below(anchor or self.button)
        return editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the list; Escape takes the filters away, then goes to the list."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.is_filtering:
                self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.filtered.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fields_menu(self) -> QMenu:
        menu = QMenu(self)
        for column in filterable(self._kind):
            action = menu.addAction(str(column.label))
            action.triggered.connect(lambda _checked=False, name=column.name: self.edit(name))
        return menu

    def _chosen(self, name: str, conditions: tuple[Condition, ...]) -> None:
        if conditions:
            self._conditions[name] = conditions
        else:
            self._conditions.pop(name, None)
        self._show_chips()
        self.filtered.emit()

    def _show_chips(self) -> None:
        self._flow.empty()
        self._shown_chips = [self._chip(self._columns[name]) for name in self._conditions]
        for chip in self._shown_chips:
            self._flow.addWidget(chip)
        if self._conditions:
            clear = QPushButton(_("Clear all"))
            clear.setProperty("role", "flat")
            clear.clicked.connect(self.clear)
            self._flow.addWidget(clear)
        self._chips.setVisible(bool(self._conditions))

    def _chip(self, column: Column) -> QPushButton:
        captions = {key[1]: words for key, words in self._captions.items() if key[0] == referred_kind(column)}
        said = described(column, self._conditions[column.name], captions)
        chip = QPushButton(said)
        chip.setProperty("role", "chip")
        chip.setIcon(self._context.theme.icon("close", self._context.theme.tint("accent").ink))
        side = self._context.theme.scale.space(4)
        chip.setIconSize(QSize(side, side))
        chip.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
        )  # the cross stands after the words
        chip.setAccessibleName(_("Filter: {said}. Delete takes it away.").format(said=said))
        chip.setToolTip(_("Enter changes it, Delete takes it away, the arrows go to the next one"))
        chip.installEventFilter(self)
        chip.clicked.connect(lambda: self._chip_clicked(column.name, chip))
        self._look_up(column)
        return chip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On a chip Enter opens it, Delete takes it away and the arrows go to the next one."""
        chip, chips = watched, self._shown_chips
        if isinstance(event, QKeyEvent) and isinstance(chip, QPushButton) and chip in chips:
            takes_away = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if takes_away and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # Delete would otherwise move the record of the list to the trash
                return True
            if event.type() != QEvent.Type.KeyPress:
                return super().eventFilter(watched, event)
            if takes_away:
                self._take_away(list(self._conditions)[chips.index(chip)])
                return True
            onwards = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                step = 1 if event.key() == onwards else -1
                chips[(chips.index(chip) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.edit(list(self._conditions)[chips.index(chip)], chip)
                return True
        return super().eventFilter(watched, event)

    def _take_away(self, name: str) -> None:
        place = list(self._conditions).index(name)
        self._chosen(name, ())
        if self._shown_chips:
            self._shown_chips[min(place, len(self._shown_chips) - 1)].setFocus()
        else:
            self.words.setFocus()

    def _chip_clicked(self, name: str, chip: QPushButton) -> None:
        pointer = chip.mapFromGlobal(chip.cursor().pos())
        cross = chip.iconSize().width() + self._context.theme.scale.space(4)
        at_end = pointer.x() <= cross if self.isRightToLeft() else pointer.x() >= chip.width() - cross
        if at_end and chip.rect().contains(pointer):
            self._chosen(name, ())
        else:
            self.edit(name, chip)

    def _look_up(self, column: Column) -> None:
        kind = referred_kind(column)
        values = named_in(self._conditions[column.name])
        unknown = [value for value in values if kind and (kind, value) not in self._captions]
        if not unknown:
            return

        def names(workspace: Workspace) -> dict[tuple[str, int], str]:
            found = {value: workspace.records.mention(kind, value) for value in unknown}
            return {(kind, value): str(mention or "—") for value, mention in found.items()}

        def arrived(found: dict[tuple[str, int], str]) -> None:
            self._captions |= found
            self._show_chips()

        self._context.read(names, arrived, owner=self)

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        self.button.setIcon(theme.icon("filter"))
        self.button.setIconSize(QSize(space(4.5), space(4.5)))
        self.row.setSpacing(space(2))
        self._flow.setSpacing(space(1.5))
        self.layout().setSpacing(space(2))  # type: ignore[union-attr] # set in the constructor
        self._show_chips()
