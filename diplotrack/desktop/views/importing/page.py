"""The page on which files are taken in: see what one is, say what it means, see what would change, take it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.importing.alike_step import AlikeStep
from diplotrack.desktop.views.importing.arrival import Arrival
from diplotrack.desktop.views.importing.columns_step import ColumnsStep
from diplotrack.desktop.views.importing.file_step import FileStep
from diplotrack.desktop.views.importing.foot import Foot
from diplotrack.desktop.views.importing.head import Head
from diplotrack.desktop.views.importing.names_step import NamesStep
from diplotrack.desktop.views.importing.rows_step import RowsStep
from diplotrack.desktop.views.importing.standing import standing
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.step_page import StepPage
from diplotrack.desktop.views.importing.steps import Mark
from diplotrack.desktop.views.importing.trial_step import TrialStep
from diplotrack.desktop.views.importing.words import done_told, what_it_is
from diplotrack.desktop.views.scrolling import scrolling_column
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.likeness.newcomers import Alike
from diplotrack.store.unit_of_work import Changed

LEAST = 50
"""Units of the scale: the height below which the steps get no lower; the page scrolls instead."""


class ImportingPage(StepPage):
    """A file stays as far as it was brought while one is on other pages, and goes on being taken in."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.file, self.columns, self.names = FileStep(context), ColumnsStep(context), NamesStep(context)
        self.rows, self.alike, self.trial = RowsStep(context), AlikeStep(context), TrialStep(context)
        self._all = (self.file, self.columns, self.names, self.rows, self.alike, self.trial)
        self.take_steps(self._all)
        self.arrival = Arrival(context, self)
        self.head = Head(context.theme, self._choose_another)
        self.head.show_file(None, "")
        self.foot = Foot(context, self.arrival.work, self.go_back, self.go_on)
        self._goes_on = False
        self._lay_out()
        self._connect()
        self._dress()
        self._order()
        self.show_step(self.file)
        context.read(
            lambda workspace: workspace.editing.scheme(),
            self.columns.choices.offer_scheme,
            owner=self,
            key=(id(self), "scheme"),
        )

    @property
    def row_count(self) -> int:
        """How many rows the trial told."""
        return self.trial.rows.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether nothing is being read."""
        return not self.arrival.work.is_running

    def open(self, path: Path) -> None:
        """Open a file."""
        if self.arrival.is_importing:
            self._context.say(
                _("Another file is being taken in; wait for its end, or stop it first."), "warning"
            )
            return
        self.show_step(self.file)
        self.file.take(path)

    # from step to step

    def go_on(self) -> None:
        """Do what is to be done next: another step, or the import itself."""
        arrival = self.arrival
        if arrival.file is None:
            self.file.choose()
        elif self.step is self.trial:
            self._finish()
        elif self.step is self.alike:
            self.go_to(self.trial)
        elif self.step is self.rows or not arrival.by_mapping:
            self._try_out()
        elif self.step is self.file:
            self.go_to(self.columns)
        elif not arrival.is_checked:
            self._goes_on = True
            arrival.check()
            self.tell()
        else:
            self._after_check()

    def go_to(self, step: Step) -> None:
        """Show a step, and read or try out first what it shows. While a file is taken in, one stays at its trial."""
        arrival = self.arrival
        if arrival.is_importing:
            return
        self._goes_on = False
        if step in (self.names, self.rows) and not arrival.is_checked:
            arrival.check()
        if step in (self.alike, self.trial) and not arrival.is_tried and arrival.result is None:
            arrival.try_out()
            self.trial.wait(_("Trying it out…"))
        self.show_step(step)

    def _after_check(self) -> None:
        """The file was read through: go to what asks for something, else try it out."""
        self._goes_on = False
        later = [self.names, self.rows] if self.step is self.columns else [self.rows]
        asking = [step for step in later if step.mark.asking]
        if asking:
            self.show_step(asking[0])
        else:
            self._try_out()

    def _try_out(self) -> None:
        self._goes_on = True
        if self.arrival.is_tried:
            self._after_trial()
            return
        self.trial.show_trial(None)
        self.trial.wait(_("Trying it out…"))
        self.show_step(self.trial)
        self.arrival.try_out()
        self.tell()

    def _after_trial(self) -> None:
        self._goes_on = False
        self.show_step(self.alike if self.alike.mark.asking else self.trial)

    def _finish(self) -> None:
        """Import, or begin with another file once that was done."""
        if self.arrival.result is not None:
            self.file.path.clear()
            self.show_step(self.file)
            self.file.choose()
        elif not self.arrival.is_tried:
            self._try_out()
        elif self.foot.next.isEnabled():
            self.arrival.take()
            self.tell()

    def _order(self) -> None:
        """The steps that this file goes through."""
        arrival = self.arrival
        if arrival.by_mapping and arrival.is_table:
            self.show_steps(self._all)
        elif arrival.is_table:
            self.show_steps([self.file, self.columns, self.alike, self.trial])
        elif arrival.file is not None:
            self.show_steps([self.file, self.alike, self.trial])
        else:
            self.show_steps([self.file])

    # what follows from the work

    def _opened(self) -> None:
        """A file is open: to its columns, or straight to the trial where it is known how it is read."""
        arrival, file = self.arrival, self.arrival.file
        assert file is not None
        self.file.opened()
        self.alike.forget()
        self.names.show_checked(None, None)
        self.rows.show_checked(None, (), arrival.mends)
        self.trial.show_trial(None)
        self.trial.name.clear()
        self.counted.emit(self.row_count)
        self.head.show_file(file.path, what_it_is(file))
        if file.preview is not None and arrival.mapping is not None:
            self.columns.show_sheet(file.preview, arrival.mapping, file.suggestion)
        self._order()
        if arrival.by_mapping:
            self.show_step(self.columns)
        else:
            self._try_out()
        self.populated.emit()

    def _mapped(self) -> None:
        self._order()
        self.tell()

    def _checked(self) -> None:
        arrival = self.arrival
        seen = arrival.file.preview if arrival.file is not None else None
        self.names.show_checked(arrival.read_through, arrival.mapping)
        self.rows.show_checked(arrival.read_through, seen.columns if seen is not None else (), arrival.mends)
        if self._goes_on:
            self._after_check()
        self.tell()

    def _tried(self) -> None:
        arrival = self.arrival
        self.alike.show_trial(arrival.trial, arrival.same)
        self.trial.show_trial(arrival.trial, of_rows=arrival.is_table)
        self.trial.ask_name(
            arrival.mapping.title if arrival.by_mapping and arrival.mapping is not None else ""
        )
        self.counted.emit(self.row_count)
        if self._goes_on:
            self._after_trial()
        self.tell()

    def _taken(self, result: ImportResult) -> None:
        arrival = self.arrival
        self.trial.show_trial(arrival.trial, of_rows=arrival.is_table, is_done=result.written)
        self._context.say(done_told(result), "calm" if result.written else "warning")
        self.tell()

    def _refused(self, sentence: str) -> None:
        self._goes_on = False
        if self.arrival.file is None or self.step is self.file:
            self.file.refuse(sentence)
        else:
            self.trial.wait(_("It could not be read"))
            self.tell()
        if not self.isVisible():
            self._context.say(sentence, "error")

    def _ended(self) -> None:
        """What follows from the work comes first; where nothing does, it was stopped."""
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        if not self.arrival.work.is_running:
            self._goes_on = False
            if self.arrival.trial is None and not self.arrival.fault:
                self.trial.wait(_("Not tried out yet"))
        self.tell()

    def _changed(self, changed: Changed) -> None:
        """The ledger changed: the trial is of yesterday, and an import may have been taken back."""
        if not self.arrival.work.is_running and not changed.touched.keys() <= {"finding"}:
            self.arrival.outdate_trial()
            self.tell()

    # what is said in the steps

    def _named(self, column: str, written: str, name: str) -> None:
        self.arrival.settle(column, written, name)
        self._show_mapping()

    def _policy(self, column: str, unknown: str) -> None:
        self.arrival.decide(column, unknown)
        self._show_mapping()
        self.arrival.check()

    def _show_mapping(self) -> None:
        if self.arrival.mapping is not None:
            self.columns.show_mapping(self.arrival.mapping)

    def _left_out(self, numbers: list[int], out: bool) -> None:
        self.arrival.leave_out(numbers, out=out)
        self.rows.follow_mends(self.arrival.mends)

    def _judged(self, number: int) -> None:
        self.rows.judge(number, self.arrival.row_errors.get(number, []), self.arrival.mends)

    def _answered(self, one: Alike, same: bool) -> None:
        self.arrival.answer(one.key, one.choice if same else None)

    def _keep(self, title: str) -> None:
        def done(name: str) -> None:
            self.trial.ask_name("")
            told = _("Saved as the profile “{name}”. The next file with these columns is recognised.")
            self._context.say(told.format(name=name))

        self.arrival.keep(title, done)

    # how it stands

    def tell(self) -> None:
        """Marks of the steps, and what is to be done next."""
        arrival = self.arrival
        marks = [self._mark(step) for step in self.steps]
        self.line.show_place(self.steps.index(self.step), marks)
        self.foot.back.setVisible(self.step is not self.file and not arrival.is_importing)
        self.foot.setVisible(arrival.file is not None)
        found = standing(arrival, is_trial=self.step is self.trial, is_columns=self.step is self.columns)
        self.foot.say(found.words, bad=found.is_bad)
        self.foot.offer(found.offer, enabled=found.is_enabled and not self._goes_on)

    def _mark(self, step: Step) -> Mark:
        mark = step.mark
        is_open = step is self.file or self.arrival.file is not None
        is_open = is_open and (step is self.trial or not self.arrival.is_importing)
        return Mark(is_open, mark.is_done, mark.asking)

    # how it is built

    def _lay_out(self) -> None:
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._top = QVBoxLayout()
        for widget in (self.head, self.line):
            self._top.addWidget(widget)
        body = QWidget()
        inner, column = scrolling_column(body), QVBoxLayout(self)
        inner.addLayout(self._top)
        inner.addWidget(self.stack, 1)
        column.addWidget(body, 1)
        column.addWidget(self.foot)
        for one in (inner, column):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)

    def _choose_another(self) -> None:
        self.show_step(self.file)
        self.file.choose()

    def _connect(self) -> None:
        arrival = self.arrival
        for signal, act in (
            (arrival.opened, self._opened),
            (arrival.mapped, self._mapped),
            (arrival.checked, self._checked),
            (arrival.tried, self._tried),
            (arrival.taken, self._taken),
            (arrival.judged, self._judged),
            (arrival.refused, self._refused),
            (arrival.work.ended, self._ended),
            (self.file.chosen, arrival.open),
            (self.columns.mapped, arrival.map),
            (self.columns.choices.reopened, arrival.read_as),
            (self.columns.choices.kind_chosen, arrival.become),
            (self.names.named, self._named),
            (self.names.policy, self._policy),
            (self.rows.mended, arrival.mend),
            (self.rows.left_out, self._left_out),
            (self.alike.answered, self._answered),
            (self.trial.keep_wanted, self._keep),
            (self._context.changed, self._changed),
            (self._context.theme.changed, self._dress),
        ):
            signal.connect(act)
        for step in (self.columns, self.names, self.rows, self.alike):
            step.settled.connect(self.tell)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._top.setContentsMargins(space(4), space(3.5), space(3), space(3))
        self._top.setSpacing(space(1.5))
        self.head.dress(self._context.theme)
        self.stack.least = space(LEAST)
        for step in self._all:
            step.dress()
