"""The bar above the pages: the search box, undo and redo, light or dark, and the button that makes a record."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.commands import Commands
from diplotrack.desktop.theme import Theme


class TopBar(QFrame):
    """Buttons for the commands that are used all day."""

    def __init__(self, commands: Commands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._theme = theme
        self.setProperty("role", "bar")
        self.search = QPushButton()
        self.search.setProperty("role", "search")
        self.search.setAccessibleName(_("Search or run a command"))
        self.search.setCursor(Qt.CursorShape.PointingHandCursor)
        self.search.clicked.connect(lambda: commands.run("palette"))
        self.new = QPushButton()
        self.new.setProperty("role", "primary")
        self.new.clicked.connect(lambda: commands.run("new"))
        self._tools = [
            self._tool(name) for name in ("undo", "redo", "intake", "import", "brief", "appearance")
        ]
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 2)
        self._row.addStretch(3)
        for tool in self._tools:
            self._row.addWidget(tool)
        self._row.addWidget(self.new)
        self.show_labels(True)
        self._dress()
        theme.changed.connect(self._dress)

    def name_new(self, kind: str) -> None:
        """Say what the button makes on this page."""
        words = _("New {kind}").format(kind=kind)
        self.new.setText(words if self.new.text() or not self.new.accessibleName() else "")
        self.new.setAccessibleName(words)
        self.new.setToolTip(f"{words}  {self._keys('new')}")

    def show_labels(self, shown: bool) -> None:
        """Words on the button that makes a record, or its icon only."""
        self.new.setText(self.new.accessibleName() if shown else "")
        self.new.setProperty("bare", not shown)
        words = _("Search or run a command   {keys}") if shown else _("Search   {keys}")
        self.search.setText(words.format(keys=self._keys("palette")))
        self.search.setMinimumWidth(self._theme.scale.space(80 if shown else 36))

    def _keys(self, name: str) -> str:
        return self._commands.action(name).shortcut().toString()

    def _tool(self, name: str) -> QToolButton:
        tool = QToolButton()
        action = self._commands.action(name)

        def follow() -> None:
            keys = action.shortcut().toString()
            tool.setIcon(action.icon())
            tool.setEnabled(action.isEnabled())
            tool.setAccessibleName(action.text())
            tool.setToolTip(f"{action.text()}  {keys}".strip())

        tool.clicked.connect(lambda: self._commands.run(name))
        action.changed.connect(follow)
        follow()
        return tool

    def _dress(self) -> None:
        space = self._theme.scale.space
        self.search.setIcon(self._theme.icon("search"))
        self.new.setIcon(self._theme.icon("add", self._theme.palette.on_accent))
        side = space(4.5)
        for button in (self.search, self.new, *self._tools):
            button.setIconSize(QSize(side, side))
        self._row.setContentsMargins(space(4), space(2), space(3), space(2))
        self._row.setSpacing(space(1.5))
