"""What a trial found, row by row: which of them are shown, and their words."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from diplotrack.base.i18n import N_, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import isolated
from diplotrack.desktop.theme.palette import Tone
from diplotrack.exchange.incoming.trial import Fate, TrialItem
from diplotrack.language.names_fold import fold
from diplotrack.records import KINDS

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("No."), N_("What happens"), N_("Record"), N_("Contents"))
NUMBER, FATE, TITLE, INSIDE = range(4)
FATE_TONES: dict[Fate, Tone] = {
    Fate.CREATED: "good",
    Fate.UPDATED: "accent",
    Fate.JOINED: "accent",
    Fate.UNCHANGED: "quiet",
    Fate.REFUSED: "bad",
    Fate.LEFT_OUT: "quiet",
}
NAMED, LONGEST = 5, 40
"""Fields that are told in a row, and letters of each; the card beside has all of them."""
_WORDS, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE, _INK = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ForegroundRole)


class TrialRows(QAbstractTableModel):
    """The items of one fate, or all of them, that hold some words."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: Sequence[TrialItem] = ()
        self._shown: array[int] = array("q")

    @property
    def items(self) -> Sequence[TrialItem]:
        """All items, whether they are shown or not."""
        return self._items

    def show_items(self, items: Sequence[TrialItem], places: array[int] | None = None) -> None:
        """Show the items at these places, all where none are given."""
        self.beginResetModel()
        self._items = items
        self._shown = array("q", range(len(items))) if places is None else places
        self.endResetModel()

    def at(self, row: int) -> TrialItem | None:
        """The item in a row; None where there is none."""
        return self._items[self._shown[row]] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number, fate, record, what is in it."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = _WORDS) -> Any:
        """The words of a cell."""
        if role not in (_WORDS, _TIP, _ACCESSIBLE, _INK):
            return None
        one = self._items[self._shown[index.row()]]
        column = index.column()
        if role == _INK:
            if column == FATE:
                return QBrush(QColor(self._theme.tint(FATE_TONES[one.fate]).ink))
            return None if column == TITLE else QBrush(QColor(self._theme.palette.muted))
        words = _cell(one, column)
        if role == _TIP:
            return words
        return f"{HEADS[column]}: {words}" if role == _ACCESSIBLE else isolated(words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS) -> Any:
        """The label of a column."""
        if orientation is Qt.Orientation.Horizontal and role in (_WORDS, _ACCESSIBLE):
            return isolated(str(HEADS[section]))
        return None


def _cell(one: TrialItem, column: int) -> str:
    match column:
        case 0:
            return format_number(one.number)
        case 1:
            return str(one.fate.label)
        case 2:
            return one.title or (str(KINDS[one.kind].__kind__.label) if one.kind in KINDS else "—")
        case _ if one.errors:
            return "; ".join(
                f"{error.column}: {error.message}" if error.column else error.message for error in one.errors
            )
        case _:
            return _inside(one)


def _inside(one: TrialItem) -> str:
    """What a new record says beside its title; what of another one would read otherwise."""
    changes = one.changes
    if one.fate is Fate.CREATED:
        words = [_short(change.after) for change in changes if change.after != one.title]
        return "  ·  ".join(words[:NAMED])
    told = [
        f"{change.field}: {_short(change.before) or '–'} → {_short(change.after) or '–'}"
        for change in changes
    ]
    return "  ·  ".join(told[:NAMED])


def _short(words: str) -> str:
    line = " ".join(words[: 2 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def searched(items: Sequence[TrialItem]) -> list[str]:
    """The folded words of each item, among which the words of a filter are looked for. Many items take seconds."""
    return [_words_of(one) for one in items]


def matching(items: Sequence[TrialItem], fate: Fate | None, words: str, among: Sequence[str]) -> array[int]:
    """The places of the items of that fate (any, where it is None) that hold all the words; ``among`` is what
    :func:`searched` told, and may be empty where there are no words."""
    wanted = fold(words).split()
    return array(
        "q",
        (
            place
            for place, one in enumerate(items)
            if (fate is None or one.fate is fate) and all(word in among[place] for word in wanted)
        ),
    )


def _words_of(one: TrialItem) -> str:
    parts = [one.title, *(part for change in one.changes for part in (change.before, change.after))]
    parts += [f"{error.value} {error.message}" for error in one.errors]
    return fold(" ".join(parts))
