"""One input for each kind of setting. What is typed is read by the core, which also says what is wrong with it."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from babel import Locale
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QToolButton, QWidget

from diplotrack.base.i18n import _, current_locale
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.settings.choices import locales, zones
from diplotrack.desktop.views.settings.names_table import NamesTable
from diplotrack.workspace.preference_list import Preference


class PreferenceInput(QWidget):
    """Holds one setting; ``wanted(str)`` asks for another value, in the words that the core reads."""

    wanted = Signal(str)

    def __init__(self, preference: Preference) -> None:
        super().__init__()
        self.preference = preference
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    @abstractmethod
    def show_value(self, value: Any) -> None:
        """Show the value that is kept."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc

    def hold(self, widget: QWidget) -> None:
        """Put in a widget that is written or chosen in."""
        widget.setAccessibleName(str(self.preference.label))
        widget.setAccessibleDescription(str(self.preference.help))
        self._row.addWidget(widget, 1)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)


class WordsInput(PreferenceInput):
    """A line; what it says is wanted when it is left or Enter is pressed."""

    def __init__(self, preference: Preference, _theme: Theme) -> None:
        super().__init__(preference)
        self._kept = ""
        self.line = Line()
        self.line.editingFinished.connect(self._left)
        self.hold(self.line)

    def show_value(self, value: Any) -> None:
        """Lists with commas between their items."""
        self._kept = ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
        if self.line.text() != self._kept:
            self.line.setText(self._kept)

    def _left(self) -> None:
        if self.line.text().strip() != self._kept:
            self.wanted.emit(self.line.text())


class FolderInput(WordsInput):
    """A line with a button that looks for a folder."""

    def __init__(self, preference: Preference, theme: Theme) -> None:
        super().__init__(preference, theme)
        self.browse = QPushButton(_("Choose…"))
        self.browse.setAccessibleName(_("Choose the folder"))
        self.browse.clicked.connect(self._ask)
        self._row.setSpacing(theme.scale.space(2))
        self._row.addWidget(self.browse)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, str(self.preference.label), self.line.text() or str(Path.home())
        )
        if chosen:
            self.line.setText(chosen)
            self.wanted.emit(chosen)


class ChoiceInput(PreferenceInput):
    """A list of choices, filled once there is a value to show: a list of hundreds is measured anew at every step by
    which it comes to its place. With ``typed`` what is written finds them too."""

    def __init__(
        self,
        preference: Preference,
        theme: Theme,
        choices: Callable[[], Iterable[tuple[str, str]]],
        *,
        typed: bool = False,
    ) -> None:
        super().__init__(preference)
        self._kept = ""
        self._choices = choices
        self.combo = Combo(theme)
        if typed:
            self.combo.setEditable(True)
            self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer, entry = self.combo.completer(), self.combo.lineEdit()
            if completer is not None:
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                completer.activated.connect(lambda _words: self._chosen())
            if entry is not None:
                entry.editingFinished.connect(self._chosen)
                entry.setAccessibleName(str(preference.label))
        self.combo.activated.connect(lambda _index: self._chosen())
        self.hold(self.combo)

    def show_value(self, value: Any) -> None:
        """Choose it; what is in no list is shown as it is written."""
        if not self.combo.count():
            for choice, words in self._choices():
                self.combo.addItem(words, choice)
        self._kept = str(value)
        place = self.combo.findData(self._kept)
        self.combo.setCurrentIndex(place)
        if place < 0 and self.combo.isEditable():
            self.combo.setEditText(self._kept)

    def _chosen(self) -> None:
        words = self.combo.currentText().strip()
        place = self.combo.findText(words, Qt.MatchFlag.MatchFixedString)
        value = str(self.combo.itemData(place)) if place >= 0 else words
        if value != self._kept:
            self._kept = value
            self.wanted.emit(value)


class WeekdaysInput(PreferenceInput):
    """Seven buttons, the first day of the week as the language has it."""

    def __init__(self, preference: Preference, theme: Theme) -> None:
        super().__init__(preference)
        names = Locale.parse(current_locale()).days["format"]
        first = Locale.parse(current_locale()).first_week_day
        self.buttons: dict[int, QToolButton] = {}
        week = QWidget()
        row = FlowLayout(week)
        row.setSpacing(theme.scale.space(1))
        for place in range(7):
            day = (first + place) % 7
            button = QToolButton()
            button.setCheckable(True)
            button.setText(names["abbreviated"][day])
            button.setAccessibleName(names["wide"][day])
            button.setToolTip(names["wide"][day])
            button.setProperty("role", "section")
            button.clicked.connect(lambda _on: self._changed())
            self.buttons[day] = button
            row.addWidget(button)
        self._row.addWidget(week, 1)
        self.setFocusProxy(self.buttons[first])

    def show_value(self, value: Any) -> None:
        """Press the days of the weekend."""
        for day, button in self.buttons.items():
            button.setChecked(day in value)

    def _changed(self) -> None:
        chosen = sorted(day for day, button in self.buttons.items() if button.isChecked())
        self.wanted.emit(json.dumps(chosen) if chosen else "[]")


class NamesInput(PreferenceInput):
    """A table of codes and what stands for them."""

    def __init__(self, preference: Preference, theme: Theme) -> None:
        super().__init__(preference)
        if preference.key == "contested_areas":
            heads, example = (_("Area"), _("Drawn with")), (_("Code"), _("Code of a country"))
        else:
            heads, example = (_("Code"), _("Is written")), (_("Code"), _("Name that is used here"))
        self.table = NamesTable(theme, str(preference.label), heads, example)
        self.table.wanted.connect(self.wanted)
        self.hold(self.table)

    def show_value(self, value: Any) -> None:
        """One row for each."""
        self.table.show_names(value)


def input_of(preference: Preference, theme: Theme) -> PreferenceInput:
    """The input for a setting."""
    match preference.input:
        case "country":
            from diplotrack.desktop.dialogs.new_workspace import governments

            return ChoiceInput(preference, theme, governments, typed=True)
        case "zone":
            return ChoiceInput(preference, theme, lambda: [("", _("None")), *zones()], typed=True)
        case "scheme":
            from diplotrack.base.markings import schemes

            return ChoiceInput(
                preference, theme, lambda: [(one.name, one.title) for one in schemes().values()]
            )
        case "holds":
            held = (
                ("all", _("Meetings and what is due")),
                ("meetings", _("Meetings")),
                ("due", _("What is due")),
            )
            return ChoiceInput(preference, theme, lambda: list(held))
        case "locale":
            return ChoiceInput(preference, theme, locales)
        case "weekdays":
            return WeekdaysInput(preference, theme)
        case "names":
            return NamesInput(preference, theme)
        case "folder":
            return FolderInput(preference, theme)
        case _:
            return WordsInput(preference, theme)
