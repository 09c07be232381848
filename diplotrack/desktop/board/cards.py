"""The cards of one column: the identifiers of all, and what those in view show, fetched by window off the thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from diplotrack.base.i18n import _, format_date, ngettext
from diplotrack.consistency.finding import Severity
from diplotrack.desktop.context import Context
from diplotrack.desktop.models.windows import Windows
from diplotrack.workspace.board import Card, Column, Grouping, Sieve

Index = QModelIndex | QPersistentModelIndex
WINDOW = 40
KEPT = 400
"""Cards fetched at a time, and how many are kept."""
MIME = "application/x-diplotrack-card"
CARD = Qt.ItemDataRole.UserRole


class Cards(QAbstractListModel):
    """The commitments of a column. ``listed`` follows each time that its identifiers were read."""

    listed = Signal()

    def __init__(self, context: Context, column: Column, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.column = column
        self.grouping: Grouping = "status"
        self.sieve = Sieve()
        self.ids = array("q")
        self._windows: Windows[Card] = Windows(
            context, self, lambda workspace, ids: workspace.board.cards(ids), size=WINDOW, kept=KEPT
        )

    def load(self, grouping: Grouping, sieve: Sieve) -> None:
        """List the cards of the column."""
        self.grouping, self.sieve = grouping, sieve
        key = self.column.key

        def read(workspace: Any) -> tuple[array[int], dict[int, Card]]:
            ids = workspace.board.identifiers(grouping, key, sieve)
            return ids, workspace.board.cards(ids[:WINDOW])

        self._context.read(read, self._set, owner=self, key=(id(self), "ids"))

    def _set(self, listed: tuple[array[int], dict[int, Card]]) -> None:
        ids, cards = listed
        if ids == self.ids:
            # The same cards in the same order: what they show may have changed, where one is stays.
            self._windows.show(self.ids, cards)
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
        else:
            self.beginResetModel()
            self.ids = ids
            self._windows.show(ids, cards)
            self.endResetModel()
        self.listed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def row_of(self, commitment_id: int) -> int:
        """The row of a commitment; -1 where it is not in this column."""
        return self.ids.index(commitment_id) if commitment_id in self.ids else -1

    def card(self, row: int) -> Card | None:
        """What a card shows; None until it is there."""
        return self._windows.at(row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card, its words, or all of it for a screen reader and a tip."""
        if role not in (
            CARD,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        card = self.card(index.row())
        if role == CARD or card is None:
            return card if role == CARD else ""
        return card.text if role == Qt.ItemDataRole.DisplayRole else whole(card)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards are dragged, columns are dropped on."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        return found | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Cards only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The commitment that is dragged."""
        found = QMimeData()
        if indexes:
            found.setData(MIME, str(self.ids[indexes[0].row()]).encode())
        return found


def due_words(card: Card) -> str:
    """When it is due, and how long it has been overdue."""
    if card.due is None:
        return ""
    if card.overdue_days:
        words = ngettext("Overdue by {days} day", "Overdue by {days} days", card.overdue_days)
        return words.format(days=card.overdue_days)
    return _("Due {day}").format(day=format_date(card.due))


def severity_words(card: Card) -> str:
    """How grave its gravest open gap is."""
    return next((str(one.label) for one in Severity if one.value == card.gap), "")


def whole(card: Card) -> str:
    """All that the card says."""
    gap = _("Gap: {severity}").format(severity=severity_words(card).lower()) if card.gap else ""
    parts = [card.text, card.sides, due_words(card), gap, card.owner]
    return ". ".join(part.rstrip(".") for part in parts if part)
