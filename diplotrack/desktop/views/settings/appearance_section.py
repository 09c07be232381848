"""How the window looks on this computer: light or dark, size of text, the map."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.theme.scale import LARGEST, SMALLEST, TEXT_STEP
from diplotrack.desktop.theme.theme import APPEARANCES
from diplotrack.desktop.views.settings.section import SectionPane, SettingRow

MAP = "map/shown"
"""The key under which this computer keeps whether the map of the world is drawn."""


class AppearanceSection(SectionPane):
    """Kept on this computer, not in the workspace; it takes effect at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _("Appearance"))
        self._context = context
        self._settings = QSettings()
        self.scheme = Combo(context.theme)
        self.scheme.setAccessibleName(_("Light or dark"))
        words = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        for one in APPEARANCES:
            self.scheme.addItem(words[one], one)
        self.scheme.setCurrentIndex(self.scheme.findData(context.theme.appearance))
        self.scheme.activated.connect(lambda _i: context.theme.choose(self.scheme.currentData()))
        self.text_size = Combo(context.theme)
        self.text_size.setAccessibleName(_("Size of text"))
        for percent in range(SMALLEST, LARGEST + 1, TEXT_STEP):
            self.text_size.addItem(_("{number} %").format(number=percent), percent)
        self.text_size.setCurrentIndex(self.text_size.findData(context.theme.scale.percent))
        self.text_size.activated.connect(lambda _i: self._resize())
        self.map = Tick(_("Show the map"), context.theme)
        self.map.setAccessibleName(_("Show the map of the world"))
        self.map.setChecked(str(self._settings.value(MAP, "true")).lower() not in ("false", "0"))
        self.map.toggled.connect(lambda on: self._settings.setValue(MAP, on))
        for label, advice, entry in (
            (_("Light or dark"), _("Ctrl+Shift+L switches."), self.scheme),
            (_("Size of text"), _("Ctrl++ and Ctrl+- do it too; everything grows with it."), self.text_size),
            (_("Map of the world"), _("Drawn from data that comes with the program."), self.map),
        ):
            self.add(SettingRow(context.theme, label, advice, entry))

    def load(self) -> None:
        """Nothing is read: this computer keeps it."""

    def _resize(self) -> None:
        theme = self._context.theme
        steps = (int(self.text_size.currentData()) - theme.scale.percent) // TEXT_STEP
        if steps:
            theme.resize_text(steps)
