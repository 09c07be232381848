"""The trash as a table: what, of which kind, since when, by whom."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diplotrack.base.i18n import N_, format_date
from diplotrack.language.names_fold import fold
from diplotrack.records import KINDS
from diplotrack.workspace.trash import Trashed

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("Title"), N_("Kind"), N_("In the trash since"), N_("Put there by"))
_WORDS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole))
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class TrashTable(QAbstractTableModel):
    """The records in the trash that hold the words of the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Trashed] = []
        self._shown: list[Trashed] = []
        self._words = ""

    def show(self, found: list[Trashed]) -> None:
        """Show these, as far as the filter lets them through."""
        self._all = found
        self.filter(self._words)

    def filter(self, words: str) -> None:
        """Show only what holds all the words, in its title, kind or the name of who put it there."""
        self._words = words
        wanted = fold(words).split()
        self.beginResetModel()
        self._shown = [one for one in self._all if _holds(one, wanted)]
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many records lie in the trash, whatever the filter."""
        return len(self._all)

    def at(self, row: int) -> Trashed:
        """The record in that row."""
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many records are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Title, kind, since when, by whom."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = _WORDS[0]) -> Any:
        """The words of a cell."""
        if role not in (*_WORDS, _ACCESSIBLE):
            return None
        words = _cells(self._shown[index.row()])[index.column()]
        return f"{HEADS[index.column()]}: {words}" if role == _ACCESSIBLE else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS[0]) -> Any:
        """The label of a column."""
        if orientation is Qt.Orientation.Horizontal and role in (_WORDS[0], _ACCESSIBLE):
            return str(HEADS[section])
        return None


def _cells(one: Trashed) -> tuple[str, str, str, str]:
    kind = str(KINDS[one.mention.kind].__kind__.label)
    local = one.at.replace(tzinfo=UTC).astimezone()
    return one.mention.caption or "—", kind, f"{format_date(local.date())}, {local:%H:%M}", one.who


def _holds(one: Trashed, wanted: list[str]) -> bool:
    if not wanted:
        return True
    title, kind, _since, who = _cells(one)
    words = fold(f"{title} {kind} {who}")
    return all(word in words for word in wanted)
