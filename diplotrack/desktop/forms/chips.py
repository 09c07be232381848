"""Several records or words as chips: type a name, Enter takes it, Backspace in an empty line drops the last."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.naming import NameLine
from diplotrack.desktop.forms.pill import Pill
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.records import Field
from diplotrack.records.display import Mention


class ChipsInput(Input):
    """The items are identifiers of records of ``field.refers``, or words where it refers to nothing."""

    changed = Signal()

    def __init__(self, field: Field, context: Context, placeholder: str) -> None:
        super().__init__(field, context.theme)
        self._context = context
        self._items: dict[Any, str] = {}
        self.leaves_aside = False
        """Whether ``value`` passes over words that nobody has taken yet: somebody is in the middle of typing them."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(context.theme.scale.space(1.5))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._flow.setSpacing(context.theme.scale.space(1.5))
        self.line: QLineEdit = NameLine(context, field.refers) if field.refers else QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.installEventFilter(self)
        if isinstance(self.line, NameLine):
            self.line.chosen.connect(self._take)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self.hold(body)
        self.line.setAccessibleName(str(field.label))
        self.line.setAccessibleDescription(placeholder)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _words: self.complain(""))
        self._draw()

    def value(self) -> list[Any]:
        """The items in their order. Raises UserError where a name was typed and not taken."""
        if self.line.text().strip() and not self.leaves_aside:
            if not self.field.refers:
                self._add_words()
            else:
                offered = self.line.offered(self.line.text()) if isinstance(self.line, NameLine) else None
                if offered is None:
                    sentence = _("“{words}” was not chosen from the list; choose it with Enter, or clear it.")
                    raise UserError(sentence.format(words=self.line.text().strip()))
                self._take(offered)
        return list(self._items)

    @property
    def held(self) -> tuple[Any, ...]:
        """The items taken so far, whatever is being typed."""
        return tuple(self._items)

    @property
    def captions(self) -> dict[Any, str]:
        """The items taken so far with what is shown for each, as ``show_value`` takes them."""
        return dict(self._items)

    def take(self, mention: Mention) -> None:
        """Hold one record more."""
        self._items[mention.id] = mention.caption
        self._touch()

    def show_value(self, value: Any) -> None:
        """Hold these items: identifier or word → what is shown."""
        self._items = dict(value)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is typed, Backspace in an empty line drops the last chip."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._items:
                self._drop(list(self._items)[-1])
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if not self.field.refers:
            self._add_words()
        elif isinstance(self.line, NameLine):
            self.line.enter()

    def _add_words(self) -> None:
        for word in self.line.text().split(","):
            if word.strip():
                self._items[word.strip()] = word.strip()
        self.line.clear()
        self._touch()

    def _take(self, mention: Mention) -> None:
        self._items[mention.id] = mention.caption
        self.complain("")
        if isinstance(self.line, NameLine):
            self.line.put_away()
        # The completer writes the name into the line after it told of the choice.
        QTimer.singleShot(0, self.line, self.line.clear)
        self.line.clear()
        self._touch()

    def _drop(self, item: Any) -> None:
        self._items.pop(item, None)
        self.line.setFocus()
        self._touch()

    def _touch(self) -> None:
        self._draw()
        self.edited.emit()
        self.changed.emit()

    def _draw(self) -> None:
        self._flow.empty()
        for item, shown in self._items.items():
            chip = Pill(str(shown), has_cross=True)
            chip.setAccessibleName(_("{name}: take it out").format(name=shown))
            chip.setToolTip(_("Take it out"))
            chip.clicked.connect(lambda _on=False, item=item: self._drop(item))
            chip.crossed.connect(lambda item=item: self._drop(item))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._items))
        self._chips.updateGeometry()
