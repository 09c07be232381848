"""What can be done with the rows of a list: one line each, from which their context menu is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from diplotrack.desktop.commands import Commands


@dataclass(frozen=True, slots=True)
class RowAction:
    """A command of the window (``commands.py``) that acts on the selected rows.

    ``kinds`` are the lists whose rows it is for (none: all), ``single`` says that it takes one row only. ``offered``
    tells of a kind whether there is anything to do. ``section`` begins a new part of the menu.
    """

    command: str
    kinds: tuple[str, ...] = ()
    single: bool = False
    section: bool = False
    offered: Callable[[str], bool] = lambda _kind: True


def _has_documents(kind: str) -> bool:
    from diplotrack.workspace.printing import reports_on

    return bool(reports_on(kind))


ROW_ACTIONS: list[RowAction] = [
    RowAction("open_tab", single=True),
    RowAction("edit", single=True),
    RowAction("another", ("engagement",), single=True),
    RowAction("partner", ("party",), single=True),
    RowAction("readout", ("engagement",), single=True),
    RowAction("documents_on", single=True, offered=_has_documents),
    RowAction("bulk_edit", section=True),
    RowAction("tag"),
    RowAction("merge", ("party", "person", "engagement")),
    RowAction("copy_table", section=True),
    RowAction("export_shown"),
    RowAction("trash", section=True),
]
"""In the order of the menu; a command that nobody has connected is left out."""


def row_menu(commands: Commands, kind: str, selected: int, parent: QWidget) -> QMenu:
    """The menu for that many selected rows of a list; each line shows its keys."""
    menu = QMenu(parent)
    for one in ROW_ACTIONS:
        fits = (not one.kinds or kind in one.kinds) and not (one.single and selected != 1)
        if not fits or not one.offered(kind) or one.command not in commands.definitions:
            continue
        action = commands.action(one.command)
        if not action.isEnabled():
            continue
        if one.section and not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(action)
    return menu
