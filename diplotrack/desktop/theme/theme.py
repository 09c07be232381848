"""The theme in force: it follows the system or the user's choice, and dresses the application."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from diplotrack.desktop.theme.icons import IconSet
from diplotrack.desktop.theme.palette import PALETTES, Palette, Scheme, Tint, Tone
from diplotrack.desktop.theme.scale import LARGEST, SMALLEST, TEXT_STEP, Scale, TypeStep
from diplotrack.desktop.theme.sheet import style_sheet

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")


class Theme(QObject):
    """Colours, sizes, fonts and icons. ``changed`` follows each switch, after the application was dressed anew."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, settings: QSettings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._appearance: Appearance = "system"
        self._percent = 100
        if settings is not None:
            stored = str(settings.value("appearance", "system"))
            self._appearance = next((one for one in APPEARANCES if one == stored), "system")
            self._percent = _percent(settings.value("text_size", 100))
        self._icons = IconSet()
        self._family = QApplication.font()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return self._appearance

    @property
    def scheme(self) -> Scheme:
        """What is shown."""
        if self._appearance != "system":
            return self._appearance
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return PALETTES[self.scheme]

    @property
    def scale(self) -> Scale:
        """The sizes in force."""
        return Scale(percent=self._percent)

    def tint(self, tone: Tone) -> Tint:
        """Ground and ink of a chip."""
        return self.palette.tones[tone]

    def font(self, step: TypeStep = "body", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's own font in a size of the scale."""
        font = QFont(self._family)
        font.setPixelSize(self.scale.type(step))
        strong = step in ("strong", "title", "display") and weight is QFont.Weight.Normal
        font.setWeight(QFont.Weight.DemiBold if strong else weight)
        return font

    def icon(self, name: str, colour: str = "") -> QIcon:
        """An icon of ours in ``colour``, else in that of muted text (accent where it is on or selected)."""
        palette = self.palette
        return self._icons.icon(name, colour or palette.muted, palette.accent, palette.edge)

    def choose(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark."""
        self._appearance = appearance
        self._keep("appearance", appearance)
        self.dress()

    def switch(self) -> None:
        """From light to dark, or back."""
        self.choose("light" if self.scheme == "dark" else "dark")

    def resize_text(self, steps: int) -> None:
        """Larger or smaller by that many steps of ten per cent; 0 goes back to the designed size."""
        self._percent = _percent(100 if steps == 0 else self._percent + steps * TEXT_STEP)
        self._keep("text_size", self._percent)
        self.dress()

    def dress(self) -> None:
        """Give the application these colours, fonts and sizes."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._qt_palette())
        app.setFont(self.font())
        sheet = style_sheet(self.palette, self.scale)
        if app.styleSheet() != sheet:  # setting it has every widget looked at again
            app.setStyleSheet(sheet)
        self.changed.emit()

    def _qt_palette(self) -> QPalette:
        colours, role = self.palette, QPalette.ColorRole
        found = QPalette()
        for one, colour in (
            (role.Window, colours.window),
            (role.Base, colours.surface),
            (role.AlternateBase, colours.hover),
            (role.Text, colours.text),
            (role.WindowText, colours.text),
            (role.Button, colours.raised),
            (role.ButtonText, colours.text),
            (role.BrightText, colours.accent_strong),
            (role.ToolTipBase, colours.raised),
            (role.ToolTipText, colours.text),
            (role.PlaceholderText, colours.muted),
            (role.Highlight, colours.accent),
            (role.HighlightedText, colours.on_accent),
            (role.Link, colours.accent),
            (role.LinkVisited, colours.accent),
            (role.Accent, colours.accent),
            (role.Light, colours.raised),
            (role.Midlight, colours.line),
            (role.Mid, colours.edge),
            (role.Dark, colours.edge),
            (role.Shadow, colours.edge),
        ):
            found.setColor(one, QColor(colour))
        for one in (role.Text, role.WindowText, role.ButtonText):
            faint = QColor(colours.muted)
            faint.setAlpha(150)
            found.setColor(QPalette.ColorGroup.Disabled, one, faint)
        return found

    def _keep(self, key: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(key, value)

    def _system_changed(self) -> None:
        if self._appearance == "system":
            self.dress()


def _percent(value: object) -> int:
    try:
        wanted = int(str(value))
    except ValueError:
        wanted = 100
    return min(LARGEST, max(SMALLEST, wanted))
