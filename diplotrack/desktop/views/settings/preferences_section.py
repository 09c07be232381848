"""The sections whose rows come from the list of preferences: one definition each, kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.settings.inputs import PreferenceInput, input_of
from diplotrack.desktop.views.settings.section import SectionPane, SettingRow
from diplotrack.workspace.preference_list import PREFERENCES, Preference


class PreferenceRows:
    """The rows of some preferences in a section: they show what is kept, and keep what is chosen."""

    def __init__(self, context: Context, pane: SectionPane, preferences: Sequence[Preference]) -> None:
        self._context, self._pane = context, pane
        self.inputs: dict[str, PreferenceInput] = {}
        self.rows: dict[str, SettingRow] = {}
        for one in preferences:
            entry = input_of(one, context.theme)
            row = SettingRow(context.theme, str(one.label), str(one.help), entry, below=one.input == "names")
            entry.wanted.connect(lambda words, key=one.key: self._prefer(key, words))
            self.inputs[one.key], self.rows[one.key] = entry, row
            pane.add(row)
        self.load()

    def load(self) -> None:
        """Show what is kept now."""
        self._context.read(
            lambda workspace: workspace.settings(), self._show, owner=self._pane, key=(id(self), "settings")
        )

    def _show(self, values: dict[str, Any]) -> None:
        for key, entry in self.inputs.items():
            entry.show_value(values[key])

    def _prefer(self, key: str, words: str) -> None:
        from diplotrack.workspace.preferences import prefer

        row = self.rows[key]

        def kept(value: Any) -> None:
            self.inputs[key].show_value(value)
            row.saved()

        def refused(error: UserError) -> None:
            row.complain(error.sentence)

        self._context.write(
            lambda workspace: prefer(workspace, key, words), kept, owner=self._pane, failed=refused
        )


def preferences_of(section: object) -> list[Preference]:
    """The preferences that the page shows in a section."""
    return [one for one in PREFERENCES if one.section == section]
