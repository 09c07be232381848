"""The sheet of keys: every command with its keys, made from the commands themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.commands import Commands
from diplotrack.desktop.theme import Theme

IN_LISTS: tuple[tuple[str, Label], ...] = (
    ("↑ ↓  J K", N_("Up and down")),
    ("Enter", N_("Edit the record")),
    ("Home  End", N_("First and last")),
    ("Shift+↑ ↓", N_("Select several")),
    ("Esc", N_("Take the filters away")),
)


class KeysDialog(QDialog):
    """Lists the keys by section."""

    def __init__(self, commands: Commands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        space = theme.scale.space
        sections: dict[str, list[tuple[str, str]]] = {}
        for command, action in commands.all():
            if command.keys:
                keys = action.shortcut().toString()
                sections.setdefault(str(command.section), []).append((keys, action.text()))
        sections[_("In lists")] = [(keys, str(label)) for keys, label in IN_LISTS]
        body = QWidget()
        body.setProperty("role", "pane")
        grid = QGridLayout(body)
        grid.setContentsMargins(space(5), space(4), space(5), space(4))
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(1.5))
        line = 0
        for section, entries in sections.items():
            heading = QLabel(section)
            heading.setProperty("role", "section")
            heading.setContentsMargins(0, space(3) if line else 0, 0, space(1))
            grid.addWidget(heading, line, 0, 1, 2)
            for keys, words in entries:
                line += 1
                grid.addWidget(QLabel(words), line, 0)
                key = QLabel(keys)
                key.setProperty("role", "key")
                grid.addWidget(key, line, 1, Qt.AlignmentFlag.AlignLeading)
            line += 1
        grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(space(120), space(150))
