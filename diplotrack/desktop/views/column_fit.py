"""The columns of a list: how wide each is, which of them have room, and in which order the head shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView

from diplotrack.desktop.models.record_table import RecordTable
from diplotrack.desktop.models.rows import Column
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.tones import TONES
from diplotrack.desktop.views.list_header import ListHeader

WIDE_DATE = "00 Mmm. 0000"
WEIGHTS = {"choice": 3, "scale": 3, "number": 3, "flag": 3, "gathered": 4, "reference": 5}
"""Which columns keep room of their own longest; days come first, texts last."""
WITH_NEWS = {type(member) for member, _tone in TONES}
ROOM_FOR_TITLE = 70
"""Units of the scale that the title keeps in any case."""
STEP = 4
"""Units of the scale by which a key makes a column wider or narrower."""


class ColumnFit(QObject):
    """Gives the columns of a head their widths, remembered for each kind; ``reordered(object)`` carries their names
    once one was dragged elsewhere."""

    reordered = Signal(object)

    def __init__(
        self, table: RecordTable, header: ListHeader, theme: Theme, title: str, settings: QSettings
    ) -> None:
        super().__init__(header)
        self._table = table
        self._header = header
        self._theme = theme
        self._title = title
        self._settings = settings
        self._fitting = False
        self._usual: dict[str, int] = {}
        theme.changed.connect(self._usual.clear)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(theme.scale.space(10))
        header.sectionResized.connect(self._resized_by_hand)
        header.sectionMoved.connect(self._moved_by_hand)
        header.sectionHandleDoubleClicked.connect(self._forget_width)

    def fit(self, room: int) -> tuple[int, ...]:
        """Give every column its width in ``room`` pixels; those without room, the least telling first, are hidden and
        handed back by their places."""
        columns = self._table.columns
        self._fitting = True
        header = self._header
        wanted = [self._wanted_width(column) for column in columns]
        left = room - self._theme.scale.space(ROOM_FOR_TITLE)
        shown: set[int] = set()
        for place in sorted(range(len(columns)), key=lambda one: (self._weight(columns[one]), one)):
            if columns[place].name == self._title:
                shown.add(place)
            elif wanted[place] <= left:
                left -= wanted[place]
                shown.add(place)
            else:
                left = 0  # nothing less telling takes the room that a more telling column lacks
        for place, column in enumerate(columns):
            header.setSectionHidden(place, place not in shown)
            is_title = column.name == self._title
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if is_title else QHeaderView.ResizeMode.Interactive
            )
            if place in shown and not is_title:
                header.resizeSection(place, wanted[place])
        self._fitting = False
        return tuple(place for place in range(len(columns)) if place not in shown)

    def resize(self, name: str, steps: int) -> None:
        """Make a column so many steps wider; narrower below 0."""
        column = next((one for one in self._table.columns if one.name == name), None)
        if column is None or name == self._title:
            return
        width = self._wanted_width(column) + steps * self._theme.scale.space(STEP)
        self._keep_width(column, max(self._header.minimumSectionSize(), width))

    def forget_widths(self) -> None:
        """Go back to the usual widths."""
        self._settings.remove(f"width/{self._table.kind}")

    def _wanted_width(self, column: Column) -> int:
        kept = self._settings.value(self._key(column))
        if kept is not None:
            return max(self._theme.scale.space(10), round(float(str(kept)) * self._theme.scale.factor))
        if column.name not in self._usual:
            self._usual[column.name] = self._usual_width(column)
        return self._usual[column.name]

    def _usual_width(self, column: Column) -> int:
        metrics = QFontMetrics(self._theme.font("body"))
        padding = self._theme.scale.space(7)
        arrow = self._theme.scale.space(4)
        small = QFontMetrics(self._theme.font("small", QFont.Weight.DemiBold))
        head = small.horizontalAdvance(str(column.label)) + padding + arrow
        if column.type == "day":
            return max(head, metrics.horizontalAdvance(WIDE_DATE) + padding)
        if column.field is not None and column.field.choices is not None:
            longest = max(small.horizontalAdvance(str(one.label)) for one in column.field.choices)
            return max(head, min(longest, self._theme.scale.space(34)) + padding + self._theme.scale.space(4))
        return max(head, metrics.averageCharWidth() * min(column.width, 22) + padding)

    @staticmethod
    def _weight(column: Column) -> int:
        if column.type == "day":
            return 0
        if column.field is not None and column.field.choices in WITH_NEWS:
            return 1 if column.name == "status" else 2
        return WEIGHTS.get(column.type, 6)

    def _key(self, column: Column) -> str:
        return f"width/{self._table.kind}/{column.name}"

    def _keep_width(self, column: Column, width: float) -> None:
        self._settings.setValue(self._key(column), width / self._theme.scale.factor)

    def _resized_by_hand(self, place: int, _old: int, new: int) -> None:
        column = self._table.columns[place] if place < len(self._table.columns) else None
        if not self._fitting and column is not None and column.name != self._title and new:
            self._keep_width(column, new)

    def _forget_width(self, place: int) -> None:
        self._settings.remove(self._key(self._table.columns[place]))
        self.fit(self._header.viewport().width())

    def _moved_by_hand(self, _place: int, _before: int, _after: int) -> None:
        if self._fitting:
            return
        # Only after the head has finished moving: the order is the table's, the head shows it one to one.
        QTimer.singleShot(0, self, self._take_order)

    def _take_order(self) -> None:
        header, columns = self._header, self._table.columns
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        if order == sorted(order) or len(order) != len(columns):
            return
        self._fitting = True
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        self._fitting = False
        self.reordered.emit(tuple(columns[place].name for place in order))
