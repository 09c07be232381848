"""What the words of a file mean: each different one, and beside it what the record says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.views.elided_label import ElidedLabel
from diplotrack.exchange.tables.parsers import choice_key
from diplotrack.records import Field

MOST = 24
"""Different words that are listed: a column with more is hardly one of a few choices."""


class ChoiceLines(QWidget):
    """``changed(dict)``: what the file says → what the record says."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.combos: dict[str, Combo] = {}

    def show_choices(self, field: Field, values: Sequence[str], chosen: Mapping[str, object]) -> None:
        """List the different values of the column with what each means so far."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.combos = {}
        space = self._theme.scale.space
        self._grid.setSpacing(space(1.5))
        known = {choice_key(word): meaning for word, meaning in chosen.items()}
        listed = list(dict.fromkeys([*chosen, *values]))
        for row, word in enumerate(listed[:MOST]):
            self._grid.addWidget(ElidedLabel(isolated(word)), row, 0)
            combo = self._combo(field, word, known.get(choice_key(word)))
            self._grid.addWidget(combo, row, 1)
            self.combos[word] = combo
        if len(listed) > MOST:
            more = QLabel(_("and {count} more").format(count=format_number(len(listed) - MOST)))
            more.setProperty("role", "small")
            self._grid.addWidget(more, MOST, 0, 1, 2)

    def _combo(self, field: Field, word: str, meaning: object) -> Combo:
        combo = Combo(self._theme)
        combo.setAccessibleName(_("“{word}” means").format(word=word))
        combo.addItem(_("asked row by row"), "")
        offers: list[tuple[str, object]] = [(str(label), step) for step, label in field.scale]
        offers += [(str(one.label), str(one.value)) for one in field.choices or ()]
        for label, value in offers:
            combo.addItem(label, value)
        with QSignalBlocker(combo):
            place = next((at for at, (_label, value) in enumerate(offers, 1) if value == meaning), 0)
            combo.setCurrentIndex(place)
        combo.activated.connect(lambda _at: self._tell())
        return combo

    def _tell(self) -> None:
        self.changed.emit(
            {word: combo.currentData() for word, combo in self.combos.items() if combo.currentIndex()}
        )
