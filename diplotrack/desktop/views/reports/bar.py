"""Above the pages: what can be done with the document, how large it is shown, whose copy it is, what was left out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.commands import Commands
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.prints.preview import Preview
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.reports.sheaf import STEPS, Fit

ACTS = ("save_report", "open_report", "print", "copy_report", "show_folder")
"""The commands that stand here, the first of them with its words."""


class ReportBar(QWidget):
    """``zoom_wanted`` carries a Fit or a number, ``step_wanted(int)`` a step up or down."""

    zoom_wanted = Signal(object)
    step_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.save = QPushButton()
        self.save.setProperty("role", "primary")
        self.acts: dict[str, QToolButton] = {}
        row = _flowing()
        self._flow = FlowLayout(row)
        self._flow.addWidget(self.save)
        for name in ACTS[1:]:
            self.acts[name] = QToolButton()
            self._flow.addWidget(self.acts[name])
        self._name_acts(context.commands)
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.zoom = Combo(context.theme)
        self.zoom.setAccessibleName(_("Zoom"))
        for words, value in ((_("Fit the width"), Fit.WIDTH), (_("Fit the page"), Fit.PAGE)):
            self.zoom.addItem(words, value)
        for step in STEPS:
            self.zoom.addItem(_("{percent} %").format(percent=round(step * 100)), step)
        self._values: list[Fit | float] = [Fit.WIDTH, Fit.PAGE, *STEPS]
        self.zoom.activated.connect(lambda index: self.zoom_wanted.emit(self._values[index]))
        self.less = self._step("less", _("Smaller (-)"), -1)
        self.more = self._step("add", _("Larger (+)"), 1)
        size = QWidget()
        self._size = QHBoxLayout(size)
        self._size.setContentsMargins(0, 0, 0, 0)
        for widget in (self.place, self.less, self.zoom, self.more):
            self._size.addWidget(widget)
        self._flow.addWidget(size)
        self._lay_out_told()
        self._column = QVBoxLayout(self)
        self._column.addWidget(row)
        self._column.addWidget(self._signs)
        self._column.addWidget(self._note)
        self.dress()

    def show_preview(self, made: Preview | None) -> None:
        """Say whose copy it is, under which marking, and what its preparer must know."""
        self._signs.setVisible(made is not None)
        self.save.setEnabled(made is not None)
        for button in self.acts.values():
            button.setEnabled(made is not None)
        sentences = made.printed.sentences() if made is not None else []
        self._left_out.setText("\n".join([_("For you alone, not on paper:"), *sentences]))
        self._note.setVisible(bool(sentences))
        if made is None:
            return
        marking = "  ".join(
            part for part in (made.printed.marking, f"TLP:{made.tlp.removeprefix('TLP:')}") if part
        )
        self._marking.setText(marking if made.tlp else made.printed.marking)
        self._marking.setVisible(bool(self._marking.text()))
        self._sign.setText(made.sign)
        tone = "plain" if made.is_internal else "good" if made.printed.is_releasable else "bad"
        tint = self._context.theme.tint(tone)  # type: ignore[arg-type]  # one of three tones
        self._sign.setStyleSheet(f"background: {tint.ground}; color: {tint.ink}")

    def show_place(self, words: str) -> None:
        """Say which page is in front."""
        self.place.setText(words)

    def show_zoom(self, zoom: Fit | float, percent: int) -> None:
        """Say how large the pages are."""
        if zoom in self._values:
            self.zoom.setCurrentIndex(self._values.index(zoom))
        self.zoom.setAccessibleDescription(_("{percent} %").format(percent=percent))
        self.zoom.setToolTip(self.zoom.accessibleDescription())

    def dress(self) -> None:
        """Take the sizes and colours in force."""
        theme, space = self._context.theme, self._context.theme.scale.space
        self._column.setContentsMargins(space(4), space(2.5), space(4), space(2))
        self._column.setSpacing(space(2))
        self._flow.setSpacing(space(1.5))
        self._size.setSpacing(space(1))
        self._told.setSpacing(space(2))
        self._inner.setContentsMargins(space(3), space(1.5), space(3), space(1.5))
        self.zoom.setFixedWidth(space(36))
        self.save.setIcon(theme.icon("export", theme.palette.on_accent))
        side = space(5)
        for button, icon in (
            *((one, self._icon_of(name)) for name, one in self.acts.items()),
            (self.less, "less"),
            (self.more, "add"),
        ):
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(side, side))

    # how it is built

    def _icon_of(self, name: str) -> str:
        return "print" if name == "print" else self._context.commands.definitions[name].icon

    def _name_acts(self, commands: Commands) -> None:
        """Words, tips with their keys, and what they do, from the commands."""
        for name in ACTS:
            action = commands.action(name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = _("Print…") if name == "print" else action.text()
            button = self.save if name == ACTS[0] else self.acts[name]
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys})" if keys else words)
            button.clicked.connect(lambda _on=False, name=name: commands.run(name))
        self.save.setText(isolated(_("Save as…")))

    def _step(self, _icon: str, tip: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.step_wanted.emit(by))
        return button

    def _lay_out_told(self) -> None:
        self._marking, self._sign = QLabel(), QLabel()
        self._marking.setProperty("role", "strong")
        self._sign.setProperty("role", "chip")
        self._signs = _flowing()
        self._told = FlowLayout(self._signs)
        for label in (self._sign, self._marking):
            self._told.addWidget(label)
        self._note = QFrame()
        self._note.setProperty("role", "notice")
        self._note.setProperty("tone", "warning")
        self._left_out = QLabel()
        self._left_out.setWordWrap(True)
        self._left_out.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._left_out.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left_out.setAccessibleName(_("For the preparer alone"))
        self._inner = QHBoxLayout(self._note)
        self._inner.addWidget(self._left_out)
        self._note.hide()


def _flowing() -> QWidget:
    """A widget that takes the height that its lines need."""
    made = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
