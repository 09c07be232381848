"""The names of a file: those that nobody is known by first, then the others with whom they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from diplotrack.base.i18n import N_, _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated
from diplotrack.exchange.mapping.checked import TestedName

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("In the file"), N_("Means"), N_("Column"), N_("Rows"))
WRITTEN, MEANS, COLUMN, ROWS = range(4)
_WORDS, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE, _INK = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ForegroundRole)


class NameRows(QAbstractTableModel):
    """The distinct names of the file."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.names: list[TestedName] = []
        self._policies: Mapping[str, str] = {}

    def show_names(self, names: Sequence[TestedName], policies: Mapping[str, str]) -> None:
        """List these, the open ones first, then those that nobody knows, each sort by how often it stands there.

        ``policies``: column → what becomes of a name that nobody is known by (error, create, note).
        """
        self.beginResetModel()
        self._policies = policies
        self.names = sorted(
            names,
            key=lambda one: (not self.is_open(one), one.record_id is not None, -one.count, one.written),
        )
        self.endResetModel()

    def policy(self, name: TestedName) -> str:
        """What becomes of that name where nobody is known by it."""
        return self._policies.get(name.column, "error")

    def is_open(self, name: TestedName) -> bool:
        """Whether somebody must still say whom it means."""
        return name.record_id is None and not name.settled and self.policy(name) == "error"

    def at(self, row: int) -> TestedName | None:
        """The name in a row; None where there is none."""
        return self.names[row] if 0 <= row < len(self.names) else None

    def replace(self, row: int, name: TestedName) -> None:
        """Show a name as it was settled, where it stands."""
        self.names[row] = name
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))

    def next_open(self, row: int) -> int:
        """The first open name after a row, or from the top; -1 where none is open."""
        order = [*range(row + 1, len(self.names)), *range(row + 1)]
        return next((one for one in order if one < len(self.names) and self.is_open(self.names[one])), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many names there are."""
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As written, whom it means, in which column, how often."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = _WORDS) -> Any:
        """The words of a cell."""
        one = self.names[index.row()]
        if role in (_WORDS, _TIP, _ACCESSIBLE):
            words = self._words(one, index.column())
            if role == _TIP:
                return words
            return f"{HEADS[index.column()]}: {words}" if role == _ACCESSIBLE else isolated(words)
        if role == _INK and index.column() != WRITTEN:
            is_warning = self.is_open(one) and index.column() == MEANS
            ink = self._theme.tint("warn").ink if is_warning else self._theme.palette.muted
            return QBrush(QColor(ink))
        if role == int(Qt.ItemDataRole.FontRole) and index.column() == WRITTEN and self.is_open(one):
            return self._theme.font("body", QFont.Weight.DemiBold)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS) -> Any:
        """The label of a column."""
        if orientation is Qt.Orientation.Horizontal and role in (_WORDS, _ACCESSIBLE):
            return str(HEADS[section])
        return None

    def _words(self, one: TestedName, column: int) -> str:
        policy = self.policy(one)
        match column:
            case 0:
                return one.written
            case 1 if one.settled:
                return _("{name} (settled here)").format(name=one.settled)
            case 1 if one.means:
                return one.means
            case 1 if policy == "create":
                return _("added as new")
            case 1 if policy == "note":
                return _("left out")
            case 1 if one.near:
                return "   ".join(f"{place} {name}" for place, name in enumerate(one.near, 1)) + " ?"
            case 1:
                return _("nobody known")
            case 2:
                return one.column
            case _:
                return format_number(one.count)
