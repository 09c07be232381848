"""What the tables of the workspace's own pages have in common: whole rows, no grid, no numbers at the side."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def make_plain(view: QTableView, name: str, role: str) -> None:
    """Set up a table called ``name`` (for those who hear it) that looks like ``role`` of ``theme/sheet.py``."""
    view.setAccessibleName(name)
    view.setProperty("role", role)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.horizontalHeader().setHighlightSections(False)
