"""The highest marking that may stand in what leaves: a level of the workspace's scheme, or a label of the TLP."""

from __future__ import annotations

from typing import Any

from diplotrack.base.i18n import N_, _
from diplotrack.base.markings import TLP, schemes
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.theme import Theme
from diplotrack.records import Field


class CeilingInput(ChoiceInput):
    """Holds the words that the printing takes: "RESTRICTED", "TLP:GREEN"; "" for no limit."""

    def __init__(self, theme: Theme, scheme: str, *, with_tlp: bool = False) -> None:
        levels = schemes()[scheme if scheme in schemes() else "neutral"].levels
        self._words = [level.text for level in levels]
        self._words += [f"TLP:{label}" for label in TLP] if with_tlp else []
        steps = tuple((step, N_(words)) for step, words in enumerate(self._words))
        field = Field(N_("At most marked"), "scale", scale=steps, help=N_("What is marked higher stays out."))
        super().__init__(field, theme)
        self.box.setItemText(0, _("No limit"))

    def value(self) -> str:
        """The words of the level or label."""
        step = super().value()
        return "" if step is None else self._words[step]

    def show_value(self, value: Any) -> None:
        """Choose the level or label of those words; others are none of ours, and no limit stands for them."""
        known = {words.casefold(): step for step, words in enumerate(self._words)}
        super().show_value(known.get(str(value or "").casefold()))
