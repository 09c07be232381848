"""The head of the page: what it is for, the file that is open and what that is, and the way to another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.views.elided_label import ElidedLabel


class Head(QWidget):
    """``other`` is called where somebody wants another file."""

    def __init__(self, theme: Theme, other: Callable[[], object]) -> None:
        super().__init__()
        heading = QLabel(_("Take in a file"))
        heading.setProperty("role", "title")
        self.name, self.what = ElidedLabel(), ElidedLabel()
        self.name.setProperty("role", "strong")
        self.what.setProperty("role", "muted")
        self._another = push_button(_("Another file…"), other, "flat")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(heading)
        self._row.addWidget(self.name)
        self._row.addWidget(self.what, 1)
        self._row.addWidget(self._another)
        self.dress(theme)

    def show_file(self, path: Path | None, what: str) -> None:
        """Say which file is open, and what it is; nothing where none is."""
        self._another.setVisible(path is not None)
        self.name.setText(isolated(path.name) if path is not None else "")
        self.what.setText(isolated(what))

    def dress(self, theme: Theme) -> None:
        """Sizes changed."""
        space = theme.scale.space
        self._row.setSpacing(space(2.5))
        for label in (self.name, self.what):
            # Beside the large heading, smaller words stand on its line a little lower.
            label.setContentsMargins(0, space(0.75), 0, 0)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
