"""The step of the columns: the first rows as they stand, over each column what it becomes, beside them the column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, _, join_names
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.importing.column_card import ColumnCard
from diplotrack.desktop.views.importing.column_heads import ColumnHeads
from diplotrack.desktop.views.importing.first_rows import FirstRows
from diplotrack.desktop.views.importing.sheet_choices import SheetChoices
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.desktop.views.importing.target_popup import TargetPopup
from diplotrack.desktop.views.importing.words import becomes
from diplotrack.exchange.mapping.mapping import ColumnUse, Mapping
from diplotrack.exchange.mapping.preview import Preview
from diplotrack.exchange.mapping.suggestion import Suggestion
from diplotrack.exchange.mapping.targets import Target, targets
from diplotrack.exchange.tables.rows import as_text

NARROWEST, WIDEST = 30, 62
"""Units of the scale: how wide a column is at first, at least and at most."""
NOTES = 3
"""Sentences about the file that are shown."""
MEASURED = 12
"""Rows by which the width of a column is judged."""


class SheetView(QTableView):
    """The rows. Enter or a letter asks for what the column of the cursor becomes: ``wanted(str)`` with the letter."""

    wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Alt+Down and letters open the choice."""
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            opens = True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if opens and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted.emit("")
        elif plain and event.text().strip() and event.text().isprintable():
            self.wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose what the column becomes, they do not search."""


class ColumnsStep(Step):
    """``mapped(Mapping)`` follows each choice."""

    label = N_("Columns")
    icon = "columns"
    mapped = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.rows = FirstRows(self)
        self.view = SheetView()
        self.heads = ColumnHeads(theme, self.view)
        self.choices = SheetChoices(theme)
        self.card = ColumnCard(theme)
        self.popup: TargetPopup | None = None
        self.mapping: Mapping | None = None
        self._suggestion: Suggestion | None = None
        self._lay_out()
        self._connect()
        self.dress()

    @property
    def keys(self) -> dict[Qt.Key, Callable[[], object]]:
        """Del leaves the column out."""
        return {Qt.Key.Key_Delete: self._leave_out}

    @property
    def mark(self) -> Mark:
        """So many columns ask something; what a record needs and no column gives counts too."""
        if self.mapping is None:
            return Mark()
        asking = sum(bool(use.question) for use in self.mapping.uses) + len(self.mapping.lacking)
        return Mark(is_open=True, is_done=True, asking=asking)

    def show_sheet(self, preview: Preview, mapping: Mapping, suggestion: Suggestion | None) -> None:
        """Show a sheet and the mapping to begin with."""
        rows = [(row.number, tuple(map(as_text, row.cells))) for row in preview.rows]
        column = max(0, self.view.currentIndex().column())
        same = preview.columns == self.rows.columns
        self.rows.show_sheet(preview.columns, rows)
        self.choices.show_preview(preview)
        self._notes.setText("\n".join(preview.notes[:NOTES]))
        self._notes.setVisible(bool(preview.notes))
        self._show(mapping, suggestion)
        self._fit()
        place = column if same else self._first_asking()
        if preview.columns:
            self.view.setCurrentIndex(self.rows.index(0, place))
        self._point()

    def show_mapping(self, mapping: Mapping) -> None:
        """Show the mapping as another step changed it."""
        self._show(mapping, self._suggestion)
        self._point()

    def take_keyboard(self) -> None:
        """The rows take the keyboard."""
        self.view.setFocus()

    def choose(self, typed: str = "") -> None:
        """Open the list of what the column of the cursor can become."""
        place = self._here()
        if self.mapping is None or place < 0:
            return
        column = self.rows.columns[place]
        uses = self.mapping.of(column)
        now = uses[0].target if uses else None
        taken = {
            use.target.key: use.column
            for use in self.mapping.uses
            if use.target is not None and use.column != column
        }
        self.popup = TargetPopup(self._context.theme, targets(self.mapping.kind), now, taken, self)
        self.popup.chosen.connect(lambda target: self._become(column, target))
        box = self.heads.chooser(place)
        corner = box.bottomRight() if self.isRightToLeft() else box.bottomLeft()
        self.popup.show_at(self.heads.viewport().mapToGlobal(corner + QPoint(0, 3)), typed)

    def dress(self) -> None:
        """Sizes and colours changed."""
        theme, space = self._context.theme, self._context.theme.scale.space
        self.view.verticalHeader().setDefaultSectionSize(QFontMetrics(theme.font()).height() + space(2.5))
        self.card.setMinimumWidth(space(56))
        self._hint.setContentsMargins(space(4), space(1), space(4), space(1.5))
        for label in (self._notes, self._lacks):
            label.setContentsMargins(space(4), 0, space(4), space(2))
        self._fit()

    def _become(self, column: str, target: Target | None) -> None:
        """The user chose what a column becomes; how its cells are read is kept where it still makes sense."""
        if self.mapping is None:
            return
        fresh = self._suggested(column, target)
        self._give(self.mapping.with_use(fresh))
        self.view.setFocus()

    def _suggested(self, column: str, target: Target | None) -> ColumnUse:
        from diplotrack.exchange.mapping.fitting import fit

        look = self._suggestion.looks.get(column) if self._suggestion is not None else None
        if target is None or look is None:
            return ColumnUse(column, target)
        return replace(fit(target, 1.0, look).use, column=column, target=target, why=(), sureness=1.0)

    def _give(self, mapping: Mapping) -> None:
        self._show(mapping, self._suggestion)
        self._point()
        self.mapped.emit(mapping)
        self.settled.emit()

    def _changed_use(self, uses: Sequence[ColumnUse]) -> None:
        if self.mapping is not None:
            self._give(self.mapping.with_use(*uses))

    def _leave_out(self) -> None:
        place = self._here()
        if place >= 0:
            self._become(self.rows.columns[place], None)

    def _show(self, mapping: Mapping, suggestion: Suggestion | None) -> None:
        self.mapping, self._suggestion = mapping, suggestion
        self.rows.show_mapping(mapping)
        self.choices.show_mapping(mapping, suggestion)
        lacking = [str(one.label) for one in mapping.lacking]
        sentence = _("Still needed: {fields}. Choose the column that holds it.")
        self._lacks.setText(sentence.format(fields=join_names(lacking)) if lacking else "")
        self._lacks.setVisible(bool(lacking))

    def _point(self) -> None:
        """Show the column of the cursor beside the rows."""
        place = self._here()
        if self.mapping is None or not 0 <= place < len(self.rows.columns):
            return
        column = self.rows.columns[place]
        uses = self.mapping.of(column) or (ColumnUse(column),)
        look = self._suggestion.looks.get(column) if self._suggestion is not None else None
        values = look.values if look is not None else ()
        days = [
            use.column
            for use in self.mapping.uses
            if use.target is not None and use.format in ("date", "moment") and use.column != column
        ]
        self.card.show_column(uses, self.rows.examples(place), values, days)
        self.heads.viewport().update()

    def _here(self) -> int:
        """The column of the cursor. A sheet without rows has no cell for it: its column is the one to begin with."""
        place = self.view.currentIndex().column()
        return place if place >= 0 or self.mapping is None else self._first_asking()

    def _first_asking(self) -> int:
        assert self.mapping is not None
        asking = [use.column for use in self.mapping.uses if use.question]
        return self.rows.columns.index(asking[0]) if asking else 0

    def _fit(self) -> None:
        """Each column as wide as its first cells and its head ask for, within bounds."""
        theme, space = self._context.theme, self._context.theme.scale.space
        body, small = QFontMetrics(theme.font()), QFontMetrics(theme.font("small"))
        measured = range(min(MEASURED, self.rows.rowCount()))
        for place, column in enumerate(self.rows.columns):
            cells = (str(self.rows.index(row, place).data() or "") for row in measured)
            widths = [body.horizontalAdvance(cell[:60]) for cell in cells]
            uses = self.mapping.of(column) if self.mapping is not None else ()
            widths += [small.horizontalAdvance(column), small.horizontalAdvance(becomes(uses)) + space(8)]
            self.view.setColumnWidth(place, max(space(NARROWEST), min(space(WIDEST), max(widths) + space(7))))

    def _lay_out(self) -> None:
        view = self.view
        view.setModel(self.rows)
        view.setHorizontalHeader(self.heads)
        view.setAccessibleName(_("The first rows of the file"))
        view.setAccessibleDescription(_("Enter chooses what the column becomes."))
        view.setProperty("role", "rows")
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultAlignment(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter)
        view.verticalHeader().setHighlightSections(False)
        self._hint, self._lacks = QLabel(), QLabel()
        self._hint.setText(
            _("← → go from column to column · Enter chooses what it becomes · Del leaves it out")
        )
        self._hint.setProperty("role", "small")
        self._lacks.setProperty("role", "bad")
        self._notes = QLabel()
        self._notes.setProperty("role", "muted")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.hide()
        for label in (self._hint, self._lacks, self._notes):
            label.setWordWrap(True)
            label.setAlignment(leading_edge())
        self._lacks.hide()
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(view, 1)
        inner.addWidget(self._hint)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.card)
        splitter.setSizes([720, 300])
        splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choices)
        for label in (self._notes, self._lacks):
            column.addWidget(label)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.view.wanted.connect(self.choose)
        self.view.selectionModel().currentChanged.connect(lambda *_where: self._point())
        self.heads.wanted.connect(self._choose_at)
        self.card.chooser_wanted.connect(self.choose)
        self.card.changed.connect(self._changed_use)
        self.choices.mapped.connect(self._give)

    def _choose_at(self, column: int) -> None:
        row = max(0, self.view.currentIndex().row())
        self.view.setCurrentIndex(self.rows.index(row, column))
        self.choose()
