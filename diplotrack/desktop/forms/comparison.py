"""Two versions of the same places side by side: mine and what somebody else saved meanwhile. One is chosen for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.tick import OneOf
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace.editing import ChangedMeanwhile, Draft
from diplotrack.workspace.editing.merging import place_label
from diplotrack.workspace.editing.wording import words_at

WIDTH, HEIGHT = 200, 130
"""The size in which it opens, in units of the space scale."""


class Comparison(QDialog):
    """``chosen(places)`` tells of which places the other's version is to be taken; of the rest mine stays."""

    chosen = Signal(object)

    def __init__(self, context: Context, draft: Draft, clash: ChangedMeanwhile, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Changed twice"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theirs: dict[str, OneOf] = {}
        self.mine: dict[str, OneOf] = {}
        space = context.theme.scale.space
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(5))
        advice = QLabel(
            _("Somebody saved other words than yours at the same places. Choose which shall stand.")
        )
        advice.setWordWrap(True)
        advice.setAlignment(leading_edge())
        column.addWidget(advice)
        for place in clash.places:
            column.addWidget(self._place(place, draft, clash.now))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self._foot())
        room = parent.window().size()
        self.resize(min(space(WIDTH), room.width()), min(space(HEIGHT), room.height()))
        next(iter(self.mine.values())).setFocus()

    def accept(self) -> None:
        """Take what is chosen."""
        self.chosen.emit({place for place, button in self.theirs.items() if button.isChecked()})
        super().accept()

    def _place(self, place: str, draft: Draft, now: Draft) -> QWidget:
        theme = self._context.theme
        label = place_label(draft, place)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scale.space(2))
        heading = QLabel(label.strip("“”"))
        heading.setProperty("role", "lead")
        heading.setAlignment(leading_edge())
        column.addWidget(heading)
        grid, group = Grid(theme), QButtonGroup(held)
        versions = ((_("Mine"), draft, self.mine), (_("Theirs"), now, self.theirs))
        for name, version, buttons in versions:
            button = OneOf(name, theme)
            words = words_at(version, place) or _("nothing")
            button.setAccessibleName(_("{place}, {version}").format(place=label, version=name.lower()))
            button.setAccessibleDescription(words)
            group.addButton(button)
            buttons[place] = button
            grid.add(self._version(button, words), 6)
        self.mine[place].setChecked(True)
        column.addWidget(grid)
        return held

    def _version(self, button: OneOf, words: str) -> QWidget:
        space = self._context.theme.scale.space
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(space(3), space(2.5), space(3), space(3))
        column.setSpacing(space(1.5))
        shown = QLabel(words)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        shown.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignTop)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setBuddy(button)
        column.addWidget(button)
        column.addWidget(shown, 1)
        return card

    def _foot(self) -> QWidget:
        space = self._context.theme.scale.space
        foot = QFrame()
        foot.setProperty("role", "status")
        line = QHBoxLayout(foot)
        line.setContentsMargins(space(6), space(2.5), space(6), space(2.5))
        line.setSpacing(space(2))
        line.addStretch(1)
        later, take = QPushButton(_("Decide later")), QPushButton(_("Use what is chosen"))
        later.setProperty("role", "flat")
        take.setProperty("role", "primary")
        later.setAutoDefault(False)  # else Enter on a version would mean this one
        take.setDefault(True)
        for button, act in ((later, self.reject), (take, self.accept)):
            button.setAccessibleName(button.text())
            button.clicked.connect(act)
            line.addWidget(button)
        return foot
