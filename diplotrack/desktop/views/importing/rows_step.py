"""The step of the rows: those that cannot be taken, the bad cells marked, mended in place or left out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, _, format_number, join_names, ngettext
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import isolated, leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.importing.bad_rows import BadRows
from diplotrack.desktop.views.importing.column_heads import ColumnHeads
from diplotrack.desktop.views.importing.rows_view import CellEditor, RowsView
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.exchange.mapping.checked import Checked
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.tables.rows import RowError

USUAL = 40
"""Units of the scale: the width of a column at first."""
NARROW = 170
"""Units of the scale below which what is wrong with a row stands above the buttons, and not beside them."""


class RowsStep(Step):
    """``mended(Row, column, words)``: a cell reads so now, None as in the file; ``left_out(list[int], bool)``: rows
    stay out, or come in after all."""

    label = N_("Rows")
    icon = "list"
    mended = Signal(object, str, object)
    left_out = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._checked: Checked | None = None
        self.rows = BadRows(context.theme, self)
        self.view = RowsView()
        self._empty = EmptyState(context.theme, "done")
        self._lay_out()
        self._connect()
        self.dress()

    @property
    def keys(self) -> dict[Qt.Key, Callable[[], object]]:
        """Del leaves rows out or takes them in again, F8 goes to the next bad one."""
        return {Qt.Key.Key_Delete: self.leave_out, Qt.Key.Key_F8: self.go_on}

    @property
    def mark(self) -> Mark:
        """So many rows would be refused."""
        if self._checked is None:
            return Mark()
        return Mark(is_open=True, is_done=True, asking=self.rows.asking)

    def show_checked(self, checked: Checked | None, columns: tuple[str, ...], mends: Mends) -> None:
        """List the rows that would be refused, and those left out; the cursor goes to the first bad cell."""
        self._checked = checked
        here = self._number()
        if checked is None:
            self.rows.forget()
        else:
            self.rows.show_rows(columns, checked.refused, checked.errors, mends)
        self._body.setCurrentIndex(0 if self.rows.numbers else 1)
        if checked is not None:
            counted = ngettext("{count} row can be taken.", "{count} rows can be taken.", checked.rows)
            self._empty.say(_("No row is in the way"), counted.format(count=format_number(checked.rows)))
        if self.rows.numbers:
            row = max(0, self.rows.place(here))
            self.view.setCurrentIndex(self.rows.index(row, self.rows.first_bad(row)))
        self._tell()

    def judge(self, number: int, errors: list[RowError], mends: Mends) -> None:
        """What is wrong with a row now."""
        if self.rows.place(number) >= 0:
            self.rows.judge(number, errors, mends)
            self._tell()
            self.settled.emit()

    def follow_mends(self, mends: Mends) -> None:
        """Rows were left out or taken in."""
        self.rows.mends = mends
        if self.rows.numbers:
            last = self.rows.index(self.rows.rowCount() - 1, max(0, self.rows.columnCount() - 1))
            self.rows.dataChanged.emit(self.rows.index(0, 0), last)
        self._tell()
        self.settled.emit()

    def take_keyboard(self) -> None:
        """The rows take the keyboard."""
        self.view.setFocus()

    def go_on(self) -> None:
        """Go to the next row that would be refused, to its first bad cell."""
        row = self.rows.next_bad(self.view.currentIndex().row())
        if row >= 0:
            index = self.rows.index(row, self.rows.first_bad(row))
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def leave_out(self) -> None:
        """Leave the selected rows out, or take them in again where they are out already."""
        places = sorted({index.row() for index in self.view.selectionModel().selectedIndexes()})
        numbers = [self.rows.numbers[place] for place in places]
        if numbers:
            is_out = all(one in self.rows.mends.left_out for one in numbers)
            self.left_out.emit(numbers, not is_out)
            if not is_out:
                self.go_on()

    def leave_all_out(self) -> None:
        """Leave out every row that would be refused."""
        numbers = [one for one in self.rows.numbers if self.rows.errors_of(one)]
        if numbers:
            self.left_out.emit(numbers, True)

    def leave_sums_out(self) -> None:
        """Leave out the rows at the end that look like sums."""
        if self._checked is not None:
            self.left_out.emit(list(self._checked.totals), True)

    def put_back(self) -> None:
        """Let the cell of the cursor read as it does in the file."""
        index = self.view.currentIndex()
        if index.isValid():
            number, column = self.rows.numbers[index.row()], self.rows.columns[index.column()]
            if (number, column) in self.rows.mends.cells:
                self.mended.emit(self.rows.row(number), column, None)

    def dress(self) -> None:
        """Sizes and colours changed."""
        theme, space = self._context.theme, self._context.theme.scale.space
        self.view.verticalHeader().setDefaultSectionSize(QFontMetrics(theme.font()).height() + space(3))
        self.view.horizontalHeader().setDefaultSectionSize(space(USUAL))
        self._above.setContentsMargins(space(4), 0, space(4), space(2.5))
        self._foot_row.setContentsMargins(space(4), space(2), space(4), space(2))
        self._foot_row.setSpacing(space(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A sentence beside three buttons needs room."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._context.theme.scale.space(NARROW)
        ways = QBoxLayout.Direction
        self._foot_row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _number(self) -> int:
        row = self.view.currentIndex().row()
        return self.rows.numbers[row] if 0 <= row < len(self.rows.numbers) else -1

    def _tell(self) -> None:
        asking, out = self.rows.asking, len(self.rows.mends.left_out)
        bad = ngettext(
            "{count} row cannot be taken as it stands.", "{count} rows cannot be taken as they stand.", asking
        )
        left = ngettext("{count} is left out.", "{count} are left out.", out)
        words = [bad.format(count=format_number(asking))] if asking else [_("Every row can be taken.")]
        words += [left.format(count=format_number(out))] if out else []
        if self._checked is not None and self._checked.bad > len(self._checked.refused):
            told = _("Of {bad} such rows the first are listed.")
            words.append(told.format(bad=format_number(self._checked.bad)))
        self._told.setText(" ".join(words) if self.rows.numbers else "")
        self._all_out.setEnabled(asking > 0)
        sums = (
            [one for one in self._checked.totals if one not in self.rows.mends.left_out]
            if self._checked
            else []
        )
        self._sums.setVisible(bool(sums))
        offer = ngettext("Leave out row {rows}, a sum", "Leave out rows {rows}, which are sums", len(sums))
        self._sums.setText(offer.format(rows=join_names([format_number(one) for one in sums])))
        self._sums.setAccessibleName(self._sums.text())
        self._next.setEnabled(asking > 0)
        self._point()

    def _point(self) -> None:
        """Say under the rows what is wrong with the row of the cursor."""
        number = self._number()
        self._foot.setVisible(number >= 0)
        if number < 0:
            return
        is_out = number in self.rows.mends.left_out
        errors = self.rows.errors_of(number)
        if is_out:
            words = _("Row {row} is left out. Del takes it in again.").format(row=format_number(number))
        elif errors:
            words = "\n".join(isolated(str(error)) for error in errors)
        else:
            words = _("Row {row} can be taken.").format(row=format_number(number))
        self._why.setText(words)
        self._why.setProperty("role", "bad" if errors else "muted")
        self._why.style().polish(self._why)
        self._out.setText(_("Take the row in (Del)") if is_out else _("Leave the row out (Del)"))
        self._out.setAccessibleName(self._out.text())

    def _lay_out(self) -> None:
        view = self.view
        view.setModel(self.rows)
        heads = ColumnHeads(self._context.theme, view)
        heads.can_choose = False
        view.setHorizontalHeader(heads)
        view.setItemDelegate(CellEditor(self._context.theme, view))
        view.setAccessibleName(_("Rows that cannot be taken"))
        view.setProperty("role", "rows")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultAlignment(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter)
        self._told, self._why = QLabel(), QLabel()
        self._told.setProperty("role", "muted")
        for label in (self._told, self._why):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._why.setAccessibleName(_("What is wrong with the row"))
        self._next = push_button(
            _("Next (F8)"), self.go_on, "flat", _("To the next row that cannot be taken")
        )
        self._out = push_button(_("Leave the row out (Del)"), self.leave_out, "flat")
        self._all_out = push_button(
            _("Leave all out"), self.leave_all_out, "flat", _("All rows that cannot be taken")
        )
        self._sums = push_button("", self.leave_sums_out, "flat", _("They look like sums and no records."))
        self._sums.hide()
        self._foot = QFrame()
        self._foot.setProperty("role", "status")
        self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._foot)
        self._foot_row.addWidget(self._why, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self._next, self._out, self._all_out):
            buttons.addWidget(button)
        self._foot_row.addLayout(buttons)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(view, 1)
        inner.addWidget(self._foot)
        holder = QWidget()
        self._body = QStackedLayout(holder)
        self._body.addWidget(filled)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QHBoxLayout()
        self._above.addWidget(self._told, 1)
        self._above.addWidget(self._sums)
        column.addLayout(self._above)
        column.addWidget(holder, 1)

    def _connect(self) -> None:
        self.rows.mended.connect(
            lambda number, column, words: self.mended.emit(self.rows.row(number), column, words)
        )
        self.view.put_back.connect(self.put_back)
        self.view.selectionModel().currentChanged.connect(lambda *_where: self._point())
