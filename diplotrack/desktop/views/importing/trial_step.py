"""The last step: exactly what would change, row by row, and then the import itself."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import N_, _, format_number
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.icon_line import IconLine
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.desktop.views.importing.trial_rows import (
    FATE,
    INSIDE,
    NUMBER,
    TITLE,
    TrialRows,
    matching,
    searched,
)
from diplotrack.desktop.views.importing.trial_told import item_page, summed, whole_page
from diplotrack.desktop.views.importing.two_panes import two_panes
from diplotrack.desktop.views.plain_table import make_plain
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.exchange.incoming.trial import Fate, Trial


class TrialStep(Step):
    """``keep_wanted(str)`` asks to remember how the file is read, under that name."""

    label = N_("Trial")
    icon = "view"
    keep_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.trial: Trial | None = None
        self.rows = TrialRows(context.theme, self)
        self.view = QTableView()
        self.sheet = Sheet(context)
        self.sheet.setAccessibleName(_("What happens with the row"))
        self.words = IconLine(context.theme, "search")
        self.fates: dict[Fate | None, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._empty = EmptyState(context.theme, "import")
        self._is_done = False
        self._searched: list[str] = []
        self._lay_out()
        self._connect()
        self.dress()

    @property
    def mark(self) -> Mark:
        """Done once it was tried."""
        return Mark(is_open=self.trial is not None, is_done=self._is_done)

    def show_trial(self, trial: Trial | None, *, of_rows: bool = True, is_done: bool = False) -> None:
        """Show a trial of rows or other entries; ``is_done`` where it was imported."""
        self.trial, self._is_done = trial, is_done
        self._searched = []
        self._body.setCurrentIndex(0 if trial is not None and trial.items else 1)
        if trial is None:
            self.rows.show_items(())
            return
        counts = trial.counts()
        for fate, button in self.fates.items():
            count = len(trial.items) if fate is None else counts[fate]
            words = _("All") if fate is None else str(fate.label)
            button.setText(f"{words}  {format_number(count)}")
            button.setVisible(bool(count) or fate is None)
        if self.chosen_fate is not None and not counts[self.chosen_fate]:
            self.fates[None].setChecked(True)
        self._told.setText(summed(trial, of_rows=of_rows))
        if not trial.items:
            self._empty.say(_("Nothing is in it"), _("The file holds nothing that could be taken in."))
        self.rows.show_items(trial.items)
        if trial.items:
            self.view.selectRow(0)
        self._point()
        if self.chosen_fate is not None or self.words.text():
            self._filter()

    @property
    def chosen_fate(self) -> Fate | None:
        """The fate that is shown; None for all of them."""
        return next((fate for fate, button in self.fates.items() if button.isChecked()), None)

    def ask_name(self, name: str) -> None:
        """Offer to remember how the file is read; "" takes the offer away."""
        self._keep.setVisible(bool(name))
        if name and not self.name.text():
            self.name.setText(name)

    def wait(self, sentence: str) -> None:
        """Say what is being done, while there is nothing to show."""
        if self.trial is None:
            self._body.setCurrentIndex(1)
            self._empty.say(sentence, "")

    def take_keyboard(self) -> None:
        """The rows take the keyboard."""
        self.view.setFocus()

    def dress(self) -> None:
        """Sizes and colours changed."""
        theme, space = self._context.theme, self._context.theme.scale.space
        metrics = QFontMetrics(theme.font())
        self.view.verticalHeader().setDefaultSectionSize(metrics.height() + space(4))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((NUMBER, 16), (FATE, 28), (TITLE, 64)):
            header.resizeSection(column, space(width))
        self._tools.setContentsMargins(space(4), 0, space(3), space(2.5))
        self._tools.setSpacing(space(2))
        self._flow.setSpacing(space(1))
        self.words.setFixedWidth(space(48))
        self._told.setContentsMargins(space(4), 0, space(4), space(2))
        self._keep_row.setContentsMargins(space(4), space(2), space(3), space(2))
        self._keep_row.setSpacing(space(2))
        self.sheet.fit()
        self._point()

    def _filter(self) -> None:
        """Show what the filter lets through; many rows take a moment, off the interface thread."""
        items, fate, words = self.rows.items, self.chosen_fate, self.words.text()

        known = self._searched

        def look() -> tuple[list[str], array[int]]:
            among = known or (searched(items) if words.strip() else [])
            return among, matching(items, fate, words, among)

        def show(found: tuple[list[str], array[int]]) -> None:
            if items is self.rows.items:
                self._searched = found[0]
                self.rows.show_items(items, found[1])
                if self.rows.rowCount():
                    self.view.selectRow(0)
                self._point()

        self._context.read(lambda _workspace: look(), show, owner=self, key=(id(self), "filter"))

    def _point(self) -> None:
        """Show the row of the cursor beside the list."""
        theme = self._context.theme
        self.sheet.document().setDefaultFont(theme.font())
        hand = Hand(theme.palette, theme.scale, self.isRightToLeft())
        one = self.rows.at(self.view.currentIndex().row())
        if one is not None:
            self.sheet.setHtml(item_page(one, hand))
        else:
            self.sheet.setHtml(whole_page(self.trial, hand) if self.trial is not None else "")

    def _lay_out(self) -> None:
        view = self.view
        view.setModel(self.rows)
        make_plain(view, _("What would change"), "rows")
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.horizontalHeader().setSectionResizeMode(INSIDE, QHeaderView.ResizeMode.Stretch)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setAlignment(leading_edge())
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setPlaceholderText(_("Filter"))
        self.words.setAccessibleName(_("Words that the rows must hold"))
        self.words.setClearButtonEnabled(True)
        chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self._flow = FlowLayout(chips)
        for fate in (None, *Fate):
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("role", "section")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button)
            self._flow.addWidget(button)
            self.fates[fate] = button
        self.fates[None].setChecked(True)
        self._tools = QHBoxLayout()
        self._tools.addWidget(chips, 1)
        self._tools.addWidget(self.words)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._told)
        inner.addLayout(self._tools)
        inner.addWidget(two_panes(view, self.sheet, (660, 360)), 1)
        holder = QWidget()
        self._body = QStackedLayout(holder)
        self._body.addWidget(filled)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addWidget(self._keeping())

    def _keeping(self) -> QWidget:
        """The line in which one names how the file is read."""
        self._keep = QWidget()
        self._keep_row = QHBoxLayout(self._keep)
        words = QLabel(_("Read files like this one the same way from now on, as"))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setAlignment(leading_edge(far=True) | Qt.AlignmentFlag.AlignVCenter)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the profile"))
        words.setBuddy(self.name)
        self.keep_button: QPushButton = push_button(
            _("Save as a profile"),
            self._keep_it,
            "flat",
            _("The next file with these columns is recognised."),
        )
        self._keep_row.addWidget(words, 1)
        self._keep_row.addWidget(self.name)
        self._keep_row.addWidget(self.keep_button)
        self._keep.hide()
        return self._keep

    def _keep_it(self) -> None:
        words = self.name.text().strip()
        if words:
            self.keep_wanted.emit(words)
        else:
            self.name.setFocus()

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._point())
        self._group.buttonClicked.connect(lambda _button: self._filter())
        self.words.textChanged.connect(lambda _words: self._filter())
        self.words.returnPressed.connect(self.view.setFocus)
        self.name.returnPressed.connect(self._keep_it)
        self.sheet.followed.connect(self._follow)

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)
