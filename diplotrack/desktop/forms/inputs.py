"""One input for each type of field. What is typed is read by the core; an input only holds and shows it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import Field
from diplotrack.workspace.editing.typed import read_value, write_value


class Input(QWidget):
    """An input with its label above it and, where something is wrong, the sentence below it."""

    edited = Signal()
    """Somebody changed it (not the form itself)."""

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self.field = field
        self._theme = theme
        self.label = QLabel(str(field.label))
        self.label.setProperty("role", "small")
        self.label.setAlignment(leading_edge())
        self.echo = QLabel()
        self.echo.setAlignment(leading_edge())
        self.echo.setProperty("role", "small")
        self.echo.setWordWrap(True)
        self.echo.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.scale.space(0.75))
        self._column.addWidget(self.label)

    def hold(self, widget: QWidget) -> None:
        """Put the widget that is written in between label and echo."""
        advice = str(self.field.help)
        widget.setAccessibleName(str(self.field.label))
        widget.setAccessibleDescription(advice)
        widget.setToolTip(advice)
        self.label.setBuddy(widget)
        self.setFocusProxy(widget)
        self._column.addWidget(widget)
        self._column.addWidget(self.echo)

    @abstractmethod
    def value(self) -> Any:
        """What it holds. Raises UserError where that cannot be read."""
        raise NotImplementedError  # at run time too: the metaclass of Qt bars that of abc

    @abstractmethod
    def show_value(self, value: Any) -> None:
        """Hold that value."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What stands in it as it was typed, whether it can be read as a value or not; "" where nothing is typed."""
        written = self.focusProxy()
        if isinstance(written, QLineEdit):
            return written.text()
        return written.toPlainText() if isinstance(written, QPlainTextEdit) else ""

    def put_back(self, words: str) -> None:
        """Write the words as they were typed, in place of what stands there."""
        written = self.focusProxy()
        if isinstance(written, QLineEdit):
            written.setText(words)
        elif isinstance(written, QPlainTextEdit):
            written.setPlainText(words)

    def complain(self, sentence: str) -> None:
        """Say below it what is wrong; "" takes the complaint back."""
        self._say(sentence, "bad")

    def tell(self, sentence: str) -> None:
        """Say below it how it is understood."""
        self._say(sentence, "small")

    def _say(self, sentence: str, role: str) -> None:
        self.echo.setProperty("role", role)
        self.echo.style().unpolish(self.echo)
        self.echo.style().polish(self.echo)
        self.echo.setText(sentence)
        self.echo.setVisible(bool(sentence))


class LineInput(Input):
    """A line of text; also times, numbers and sums, which the core reads."""

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__(field, theme)
        self.line = Line()
        if field.type in ("text", "long"):
            self.line.setPlaceholderText(str(field.help) if len(str(field.help)) < 60 else "")
        self.hold(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)

    def value(self) -> Any:
        """What the words mean in this field."""
        return read_value(self.field, self.line.text())

    def show_value(self, value: Any) -> None:
        """Write the value into the line."""
        self.line.setText(write_value(self.field, value))
        self.line.setCursorPosition(0)

    def _typed(self) -> None:
        self.complain("")
        self.edited.emit()

    def _settle(self) -> None:
        try:
            self.value()
        except UserError as error:
            self.complain(error.sentence)


class DayInput(LineInput):
    """A day as people write it; below it stands how it was read."""

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__(field, theme)
        example = _("12 Mar 2024, Mar 2024, yesterday") if field.partial else _("12 Mar 2024, yesterday")
        self.line.setPlaceholderText(example)
        self.line.textChanged.connect(self._show_reading)

    def _show_reading(self) -> None:
        words = self.line.text().strip()
        try:
            read = read_value(self.field, words)
        except UserError:
            self.tell("")
            return
        shown = (
            format_date(read, "full")
            if read is not None and read.precision == "day"
            else format_date(read, "long")
        )
        self.tell("" if not words or shown == words or not self.line.hasFocus() else shown)

    def _settle(self) -> None:
        super()._settle()
        if self.echo.property("role") != "bad":
            self.tell("")
            try:
                self.show_value(self.value())
            except UserError:
                return


class LongInput(Input):
    """Several lines of text in a box that grows with them."""

    def __init__(self, field: Field, theme: Theme, lines: int = 2, most: int = 14) -> None:
        super().__init__(field, theme)
        self._least, self._most = lines, most
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        option = self.box.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.box.document().setDefaultTextOption(option)
        self.hold(self.box)
        self._quiet = False
        self.box.textChanged.connect(self._typed)
        self.box.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def value(self) -> Any:
        """The text."""
        return self.box.toPlainText().strip()

    def show_value(self, value: Any) -> None:
        """Write the text into the box."""
        self._quiet = True
        self.box.setPlainText(str(value or ""))
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self.complain("")
            self.edited.emit()

    def _grow(self) -> None:
        lines = max(self._least, min(self._most, round(self.box.document().size().height())))
        height = lines * self.box.fontMetrics().lineSpacing() + self._theme.scale.space(5)
        self.box.setFixedHeight(height)


class ChoiceInput(Input):
    """One of an enumeration, or a step of a scale; the first line is empty where nothing need be known."""

    def __init__(self, field: Field, theme: Theme, default: Any = None) -> None:
        super().__init__(field, theme)
        self.box = Combo(theme)
        if default is None:
            self.box.addItem("–", None)
        choices: list[tuple[str, Any]] = [(str(label), step) for step, label in field.scale]
        if field.choices is not None:
            choices = [(str(member.label), member) for member in field.choices]
        for shown, value in choices:
            self.box.addItem(shown, value)
        self._values = [None] * (default is None) + [value for _shown, value in choices]
        self.hold(self.box)
        self.box.activated.connect(lambda _index: self._typed())

    def value(self) -> Any:
        """The member or step chosen."""
        return self._values[self.box.currentIndex()] if self.box.currentIndex() >= 0 else None

    def show_value(self, value: Any) -> None:
        """Choose that one."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _typed(self) -> None:
        self.complain("")
        self.edited.emit()


class FlagInput(Input):
    """Yes or no; half-ticked where it is not known."""

    def __init__(self, field: Field, theme: Theme, *, may_be_unknown: bool = False) -> None:
        super().__init__(field, theme)
        self.box = Tick(str(field.label), theme)
        self.box.setTristate(may_be_unknown)
        self.hold(self.box)
        self.label.setText(" ")
        self.box.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> Any:
        """Whether it is ticked; None where half."""
        state = self.box.checkState()
        return None if state is Qt.CheckState.PartiallyChecked else state is Qt.CheckState.Checked

    def show_value(self, value: Any) -> None:
        """Tick it or not."""
        if value is None and self.box.isTristate():
            self.box.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.box.setChecked(bool(value))
