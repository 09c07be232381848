"""Inputs beside one another in twelve even columns; below one another where the form is narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from diplotrack.desktop.forms.columns import Columns
from diplotrack.desktop.theme import Theme

ROOMY = 132
"""The width, in units of the space scale, from which inputs stand beside one another."""


class Grid(QWidget):
    """Takes widgets with the columns that they want, and sets them in lines whose edges meet."""

    def __init__(self, theme: Theme, *, close: bool = False) -> None:
        """With ``close`` its lines keep closer together than to the next grid, and so read as one."""
        super().__init__()
        space = theme.scale.space
        self._columns = Columns(space(ROOMY), space(3), space(1.5 if close else 3), self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, columns: int) -> None:
        """Set the widget after the others."""
        self._columns.add(widget, columns)
