"""Records side by side, field by field: whose value each takes, which lists come along, which record is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QScrollArea, QWidget

from diplotrack.base.i18n import _, format_number, join_names
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.duplicates.choice_card import ChoiceCard
from diplotrack.records import KINDS
from diplotrack.workspace.merging_records import Comparison, FieldRow, ListRow

SHOWN_LINES, LONGEST = 5, 240
"""Lines of a list that a card shows, and letters of one of them."""


class MergeDesk(QScrollArea):
    """What is chosen here is what :meth:`choices` gives; ``decided`` follows each choice."""

    decided = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The records side by side"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.comparison: Comparison | None = None
        self.heads: list[ChoiceCard] = []
        self.cards: dict[str, list[ChoiceCard]] = {}
        self._groups: list[QButtonGroup] = []
        self._reasons: tuple[str, ...] = ()
        self._is_narrow = False
        context.theme.changed.connect(self._again)

    def clear(self) -> None:
        """Show nothing."""
        self.comparison = None
        self._fill(QWidget())

    def show_records(self, comparison: Comparison, reasons: Sequence[str] = ()) -> None:
        """Lay these records side by side; the one at which most points is proposed to be kept.

        ``reasons`` say why they may be the same one.
        """
        self.comparison, self._reasons = comparison, tuple(reasons)
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        space = self._context.theme.scale.space
        grid = QGridLayout(body)
        grid.setContentsMargins(space(5), space(4), space(5), space(5))
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(2))
        self._is_narrow = self._lacks_room(len(comparison.records))
        if not self._is_narrow:
            grid.setColumnMinimumWidth(0, space(24))
        self.heads, self.cards, self._groups = [], {}, []
        row = self._why(grid, self._head(grid, comparison))
        differing = [one for one in comparison.fields if one.differs]
        if differing:
            row = self._section(grid, row, _("They differ in"))
        for field in differing:
            row = self._field(grid, row, field)
        if comparison.lists:
            row = self._section(grid, row, _("Taken along"))
        for one in comparison.lists:
            row = self._list(grid, row, one)
        agreed = [one for one in comparison.fields if not one.differs]
        if agreed:
            row = self._section(grid, row, _("Nothing to choose"))
        for field in agreed:
            row = self._label(grid, row, field.label)
            self._words(grid, row, next(value for value in field.values if value))
            row += 1
        grid.setRowStretch(row, 1)
        for column in range(1, len(comparison.records) + 1):
            grid.setColumnStretch(column, 1)
        self._fill(body)
        self.decided.emit()

    @property
    def keep(self) -> int:
        """The record that is kept."""
        assert self.comparison is not None
        place = next((place for place, head in enumerate(self.heads) if head.isChecked()), 0)
        return self.comparison.records[place].id

    @property
    def others(self) -> list[int]:
        """The records that become part of it."""
        assert self.comparison is not None
        return [one.id for one in self.comparison.records if one.id != self.keep]

    def choices(self) -> dict[str, int]:
        """Whose value each field takes, and whose rows each list that not all give to."""
        assert self.comparison is not None
        ids = [one.id for one in self.comparison.records]
        found = {one.name: one.chosen for one in self.comparison.fields}
        for name, cards in self.cards.items():
            checked = [record_id for record_id, card in zip(ids, cards, strict=True) if card.isChecked()]
            if len(checked) == 1:
                found[name] = checked[0]
        return found

    def moving(self) -> str:
        """What will point at the kept record that does not now, in words; "" where nothing does."""
        if self.comparison is None:
            return ""
        counts: dict[str, int] = {}
        for record, uses in zip(self.comparison.records, self.comparison.uses, strict=True):
            if record.id != self.keep:
                for plural, count in uses:
                    counts[plural] = counts.get(plural, 0) + count
        for one in self.comparison.lists:
            for record, lines in zip(self.comparison.records, one.lines, strict=True):
                cards = self.cards[one.name]
                taken = cards[self.comparison.records.index(record)].isChecked()
                if record.id != self.keep and lines and taken:
                    counts[one.label] = counts.get(one.label, 0) + len(lines)
        return join_names([f"{plural} {format_number(count)}" for plural, count in counts.items()])

    # how it is laid out

    def _head(self, grid: QGridLayout, comparison: Comparison) -> int:
        group = self._group()
        row = self._label(grid, 0, _("Keep"))
        for column, (record, uses) in enumerate(zip(comparison.records, comparison.uses, strict=True)):
            total = sum(count for _plural, count in uses)
            detail = join_names([f"{plural} {format_number(count)}" for plural, count in uses[:3]])
            card = ChoiceCard(self._context.theme, record.caption, detail=detail)
            card.setAccessibleDescription(_("Keep this one"))
            card.setToolTip(_("Keep this one; the others become part of it"))
            card.setProperty("total", total)
            card.setChecked(record.id == comparison.fullest)
            group.addButton(card)
            grid.addWidget(card, row, column + 1)
            self.heads.append(card)
        group.buttonClicked.connect(lambda _button: self.decided.emit())
        return row + 1

    def _why(self, grid: QGridLayout, row: int) -> int:
        if not self._reasons:
            return row
        row = self._label(grid, row, _("Why"))
        self._words(grid, row, ", ".join(self._reasons))
        return row + 1

    def _field(self, grid: QGridLayout, row: int, field: FieldRow) -> int:
        assert self.comparison is not None
        row = self._label(grid, row, field.label)
        group = self._group()
        self.cards[field.name] = []
        for column, (record, value) in enumerate(zip(self.comparison.records, field.values, strict=True)):
            card = ChoiceCard(self._context.theme, value)
            card.setAccessibleName(_("{field}: {value}").format(field=field.label, value=value or "–"))
            card.setChecked(record.id == field.chosen)
            group.addButton(card)
            grid.addWidget(card, row, column + 1)
            self.cards[field.name].append(card)
        group.buttonClicked.connect(lambda _button: self.decided.emit())
        return row + 1

    def _list(self, grid: QGridLayout, row: int, one: ListRow) -> int:
        row = self._label(grid, row, one.label)
        cards: list[ChoiceCard] = []
        for column, lines in enumerate(one.lines):
            shown = lines[:SHOWN_LINES]
            words = "\n".join(line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in shown)
            more = len(lines) - SHOWN_LINES
            detail = _("and {count} more").format(count=format_number(more)) if more > 0 else ""
            card = ChoiceCard(self._context.theme, words, detail=detail)
            card.setAccessibleName(_("{field}: {value}").format(field=one.label, value=words or "–"))
            card.setChecked(bool(lines))
            card.setEnabled(bool(lines) and sum(bool(side) for side in one.lines) > 1)
            card.clicked.connect(lambda _on=False, card=card, cards=cards: self._settle(card, cards))
            grid.addWidget(card, row, column + 1)
            cards.append(card)
        self.cards[one.name] = cards
        return row + 1

    def _settle(self, clicked: ChoiceCard, cards: list[ChoiceCard]) -> None:
        """A list comes from all of them or from one: none is no answer, and two of three is not kept apart."""
        checked = [card for card in cards if card.isChecked()]
        if len(checked) not in (1, len(cards)):
            for card in cards:
                card.setChecked(card is clicked if checked else True)
        self.decided.emit()

    def _section(self, grid: QGridLayout, row: int, words: str) -> int:
        label = QLabel(words)
        label.setProperty("role", "section")
        label.setAlignment(leading_edge())
        label.setContentsMargins(0, self._context.theme.scale.space(3), 0, 0)
        grid.addWidget(label, row, 0, 1, -1)
        return row + 1

    def _label(self, grid: QGridLayout, row: int, words: str) -> int:
        """Put a label before a row, above it where there is little room, and return the row that it is for."""
        label = QLabel(words)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, self._context.theme.scale.space(2), 0, 0)
        if self._is_narrow:
            grid.addWidget(label, row, 1, 1, -1)
            return row + 1
        grid.addWidget(label, row, 0)
        return row

    def _words(self, grid: QGridLayout, row: int, words: str) -> None:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 0 if self._is_narrow else self._context.theme.scale.space(2), 0, 0)
        grid.addWidget(label, row, 1, 1, -1)

    def _group(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._groups.append(group)
        return group

    def _lacks_room(self, records: int) -> bool:
        return self.viewport().width() < self._context.theme.scale.space(40 + 40 * records)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels go above what they are for where there is little room."""
        super().resizeEvent(event)
        if self.comparison is None or self._lacks_room(len(self.comparison.records)) == self._is_narrow:
            return
        choices, keep = self.choices(), self.keep
        self.show_records(self.comparison, self._reasons)
        self._choose_again(choices, keep)

    def _choose_again(self, choices: dict[str, int], keep: int) -> None:
        assert self.comparison is not None
        ids = [one.id for one in self.comparison.records]
        self.heads[ids.index(keep)].setChecked(True)
        for name, cards in self.cards.items():
            if name in choices:
                is_list = any(one.name == name for one in self.comparison.lists)
                for record_id, card in zip(ids, cards, strict=True):
                    if is_list or record_id == choices[name]:
                        card.setChecked(record_id == choices[name])
        self.decided.emit()

    def _fill(self, body: QWidget) -> None:
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)

    def _again(self) -> None:
        if self.comparison is not None:
            self.show_records(self.comparison, self._reasons)


def plural_of(kind: str) -> str:
    """What records of a kind are called."""
    return str(KINDS[kind].__kind__.plural)
