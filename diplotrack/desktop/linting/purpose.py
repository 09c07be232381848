"""For whom a draft is, what it is about, and whether it means to change the position."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.consistency.draft.ground import Aim
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.inputs import ChoiceInput, DayInput
from diplotrack.desktop.forms.tick import Tick
from diplotrack.records import Field
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import STANCES
from diplotrack.workspace.kept_text import KeptText

NARROW = 150
"""Units of the scale below which the inputs stand below one another."""


class PurposeLine(QWidget):
    """Audience and objectives as chips, a stance, two boxes to tick. ``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.to = ChipsInput(
            Field(
                N_("For"),
                "reference",
                refers="party",
                help=N_("The partners that it is for; nobody: everyone."),
            ),
            context,
            _("Everyone, or name partners"),
        )
        self.objectives = ChipsInput(
            Field(
                N_("About"),
                "reference",
                refers="objective",
                help=N_("The objectives; none: found by the words."),
            ),
            context,
            _("Found by its words, or name objectives"),
        )
        self.stance = ChoiceInput(
            Field(
                N_("Its stance on them"),
                "scale",
                scale=STANCES,
                help=N_("What the draft says for or against them."),
            ),
            context.theme,
        )
        self.is_public = Tick(_("Public as well"), context.theme)
        self.is_public.setToolTip(_("It is also said in public"))
        self.is_intended = Tick(_("The change is intended"), context.theme)
        self.is_intended.setToolTip(
            _("It means to change the position: list who is to be told and consulted")
        )
        help_on = N_("The day on which a change is made known; none: today.")
        self.on = DayInput(Field(N_("Made known on"), "day", help=help_on), context.theme)
        self.on.edited.connect(self.changed)
        for one in (self.to, self.objectives):
            one.changed.connect(self._changed)
        self.stance.edited.connect(self.changed)
        self.is_public.clicked.connect(lambda _on: self.changed.emit())
        self.is_intended.clicked.connect(lambda _on: self._changed())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._is_narrow: bool | None = None
        self._follow()
        self._dress()
        self._theme.changed.connect(self._dress)

    def aim(self) -> Aim:
        """What is chosen. Under an intended change the objectives say where, and the whole draft is checked."""
        objectives: tuple[int, ...] = self.objectives.held
        stance = self.stance.value()
        audience: tuple[int | None, ...] = self.to.held
        if self.is_public.isChecked() or not audience:
            audience = (*audience, None)
        if self.is_intended.isChecked() and objectives:
            return Aim(audience=audience, intended=dict.fromkeys(objectives, stance), on=self._day())
        stances: Mapping[int, int] = dict.fromkeys(objectives, stance) if stance is not None else {}
        return Aim(audience=audience, objectives=objectives or None, stances=stances)

    def kept(self, text: str, name: str) -> KeptText:
        """What is chosen, with the text, to be kept."""
        return KeptText(
            text,
            tuple(self.to.captions.items()),
            self.is_public.isChecked(),
            tuple(self.objectives.captions.items()),
            self.stance.value(),
            self.is_intended.isChecked(),
            name,
            day.isoformat() if (day := self._day()) is not None else "",
        )

    def show_kept(self, kept: KeptText) -> None:
        """Choose what was kept."""
        self.to.show_value(dict(kept.to))
        self.objectives.show_value(dict(kept.objectives))
        self.stance.show_value(kept.stance)
        self.is_public.setChecked(kept.is_public)
        self.is_intended.setChecked(kept.is_intended)
        self.on.show_value(PartialDate.parse(kept.on) if kept.on else None)
        self._follow()

    def intend(self, objective: Mention) -> None:
        """Say that a change on that objective is meant."""
        if not self.is_intended.isChecked():
            self.is_intended.setChecked(True)
            self.objectives.show_value({})
        self.objectives.take(objective)

    def arrange(self, width: int) -> None:
        """Set the inputs side by side where there is room."""
        is_narrow = width < self._theme.scale.space(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        widgets = (self.to, self.objectives, self.stance, self.is_public, self.is_intended, self.on)
        columns = 1 if is_narrow else 3
        places = [(one, *divmod(number, columns)) for number, one in enumerate(widgets)]
        for widget, row, column in places:
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        for column, stretch in enumerate((0, 0, 0) if is_narrow else (3, 3, 2)):
            self._grid.setColumnStretch(column, stretch)

    def _changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """A stance and a change need an objective."""
        has_objective = bool(self.objectives.held)
        self.stance.setEnabled(has_objective)
        self.is_intended.setEnabled(has_objective)
        self.on.setVisible(has_objective and self.is_intended.isChecked())

    def _day(self) -> date | None:
        """The day of the change; None where none is given, or cannot be read yet."""
        try:
            value = self.on.value()
        except UserError:
            return None
        return value.earliest if isinstance(value, PartialDate) else None

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._grid.setHorizontalSpacing(space(3))
        self._grid.setVerticalSpacing(space(1.5))
