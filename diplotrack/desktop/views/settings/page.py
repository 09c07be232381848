"""The page of settings: its sections by name, and beside them the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.settings.section import SectionPane
from diplotrack.workspace import preference_list as listed


class _Preferences(SectionPane):
    def __init__(self, context: Context, section: object) -> None:
        from diplotrack.desktop.views.settings.preferences_section import PreferenceRows, preferences_of

        super().__init__(context.theme, str(section))
        self.preferences = PreferenceRows(context, self, preferences_of(section))

    def load(self) -> None:
        """Show what is kept now."""
        self.preferences.load()


def _rules(context: Context) -> SectionPane:
    from diplotrack.desktop.views.settings.rules_section import RulesSection

    return RulesSection(context)


def _workspace(context: Context) -> SectionPane:
    from diplotrack.desktop.views.settings.workspace_section import WorkspaceSection

    return WorkspaceSection(context)


def _backup(context: Context) -> SectionPane:
    from diplotrack.desktop.views.settings.backup_section import BackupSection

    return BackupSection(context)


def _appearance(context: Context) -> SectionPane:
    from diplotrack.desktop.views.settings.appearance_section import AppearanceSection

    return AppearanceSection(context)


class SettingsPage(Page):
    """Sections are made when they are first chosen, and anew where the size of text changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sections: dict[str, SectionPane] = {}
        self._make: dict[str, tuple[str, Callable[[Context], SectionPane]]] = {}
        for name, section in (
            ("identity", listed.IDENTITY),
            ("days", listed.CALENDAR),
            ("markings", listed.MARKINGS),
            ("names", listed.NAMES),
        ):
            self._make[name] = (str(section), partial(_Preferences, section=section))
        self._make["rules"] = (_("Rules and thresholds"), _rules)
        self._make["workspace"] = (_("Workspace"), _workspace)
        self._make["backup"] = (str(listed.BACKUP), _backup)
        self._make["published"] = (str(listed.PUBLISHED), partial(_Preferences, section=listed.PUBLISHED))
        self._make["appearance"] = (_("Appearance"), _appearance)
        self._make["language"] = (
            str(listed.LANGUAGE),
            partial(_Preferences, section=listed.LANGUAGE),
        )
        # From the outside in: what is filled before it has its place is dressed anew at every step of the way.
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("role", "nav")
        self.list.setAccessibleName(_("Sections of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([label for label, _make in self._make.values()])
        self.stack = QStackedWidget(self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        context.theme.changed.connect(self._dress)

    def came_to_front(self) -> None:
        """Show what is kept now; the list of sections takes the keyboard."""
        current = self.stack.currentWidget()
        load = getattr(current, "load", None)
        if callable(load):
            load()
        self.list.setFocus()

    def show_section(self, name: str) -> SectionPane:
        """Choose a section by its name in code."""
        self.list.setCurrentRow(list(self._make).index(name))
        return self.sections[name]

    def _show(self, row: int) -> None:
        name = list(self._make)[row]
        if name not in self.sections:
            self.sections[name] = self._make[name][1](self._context)
            self.stack.addWidget(self.sections[name])
        self.stack.setCurrentWidget(self.sections[name])

    def _lay_out(self) -> None:
        heading = QLabel(_("Settings"))
        heading.setProperty("role", "title")
        heading.setAlignment(leading_edge())
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left = left
        self._column = QVBoxLayout(left)
        self._column.addWidget(heading)
        self._column.addWidget(self.list, 1)
        edge = QFrame()
        edge.setProperty("role", "edge")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addWidget(edge)
        layout.addWidget(self.stack, 1)
        self._measure()

    def _measure(self) -> None:
        space = self._context.theme.scale.space
        self._left.setFixedWidth(space(56))
        self._column.setContentsMargins(space(4), space(3.5), space(2), space(2))
        self._column.setSpacing(space(2.5))
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, space(8)))

    def _dress(self) -> None:
        """Every section again in the new sizes; what it shows is read again."""
        self._measure()
        row = self.list.currentRow()
        for pane in self.sections.values():
            self.stack.removeWidget(pane)
            pane.deleteLater()
        self.sections.clear()
        self._show(max(0, row))
