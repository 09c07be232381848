"""The page on which files are taken in: see what one is, say what it means, see what would change, take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.bringing import files_in
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.elided_label import ElidedLabel
from diplotrack.desktop.views.importing.alike_step import AlikeStep
from diplotrack.desktop.views.importing.arrival import Arrival
from diplotrack.desktop.views.importing.columns_step import ColumnsStep
from diplotrack.desktop.views.importing.file_step import FileStep
from diplotrack.desktop.views.importing.foot import Foot
from diplotrack.desktop.views.importing.mapped import unsettled, with_unknown
from diplotrack.desktop.views.importing.names_step import NamesStep
from diplotrack.desktop.views.importing.rows_step import RowsStep
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import Mark, StepLine
from diplotrack.desktop.views.importing.trial_step import TrialStep
from diplotrack.desktop.views.importing.words import done_told, what_it_is
from diplotrack.desktop.views.page import Page
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.incoming.trial import Fate
from diplotrack.exchange.likeness.newcomers import Alike

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportingPage(Page):
    """A file stays as far as it was brought while one is on other pages, and goes on being taken in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.arrival = Arrival(context, self)
        self.file, self.columns, self.names = FileStep(context), ColumnsStep(context), NamesStep(context)
        self.rows, self.alike, self.trial = RowsStep(context), AlikeStep(context), TrialStep(context)
        self.steps: list[Step] = [self.file]
        self.line = StepLine(context.theme)
        self.foot = Foot(context, self.arrival.work, self.go_back, self.go_on)
        self._goes_on = False
        self._lay_out()
        self._connect()
        self._dress()
        self._order()
        self._show(self.file)
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

    @property
    def step(self) -> Step:
        """The step in front."""
        current = self._stack.currentWidget()
        assert isinstance(current, Step)
        return current

    def came_to_front(self) -> None:
        """The step takes the keyboard."""
        self.step.take_keyboard()

    def open(self, path: Path) -> None:
        """Open a file."""
        if self.arrival.work.is_running and self.arrival.work.name == _("Importing"):
            self._context.say(
                _("Another file is being taken in; wait for its end, or stop it first."), "warning"
            )
            return
        self._show(self.file)
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
            self._tell()
        else:
            self._after_check()

    def go_back(self) -> None:
        """Go to the step before."""
        place = self.steps.index(self.step)
        if place:
            self.go_to(self.steps[place - 1])

    def go_to(self, step: Step) -> None:
        """Show a step, and read or try out first what it shows."""
        self._goes_on = False
        arrival = self.arrival
        if step in (self.names, self.rows) and not arrival.is_checked:
            arrival.check()
        if step in (self.alike, self.trial) and not arrival.is_tried and arrival.result is None:
            arrival.try_out()
            self.trial.wait(_("Trying it out…"))
        self._show(step)

    def _after_check(self) -> None:
        """The file was read through: go to what asks for something, else try it out."""
        self._goes_on = False
        later = [self.names, self.rows] if self.step is self.columns else [self.rows]
        asking = [step for step in later if step.mark.asking]
        if asking:
            self._show(asking[0])
        else:
            self._try_out()

    def _try_out(self) -> None:
        self._goes_on = True
        if self.arrival.is_tried:
            self._after_trial()
            return
        self.trial.show_trial(None)
        self.trial.wait(_("Trying it out…"))
        self._show(self.trial)
        self.arrival.try_out()
        self._tell()

    def _after_trial(self) -> None:
        self._goes_on = False
        self._show(self.alike if self.alike.mark.asking else self.trial)

    def _finish(self) -> None:
        """Import, or begin with another file once that was done."""
        if self.arrival.result is not None:
            self.file.path.clear()
            self._show(self.file)
            self.file.choose()
        elif not self.arrival.is_tried:
            self._try_out()
        elif self.foot.next.isEnabled():
            self.arrival.take()
            self._tell()

    def _show(self, step: Step) -> None:
        if step not in self.steps:
            step = self.file
        self._stack.setCurrentWidget(step)
        step.follow()
        self._tell()
        if self.isVisible():
            step.take_keyboard()

    def _order(self) -> None:
        """The steps that this file goes through."""
        arrival = self.arrival
        if arrival.by_mapping and arrival.is_table:
            self.steps = [self.file, self.columns, self.names, self.rows, self.alike, self.trial]
        elif arrival.is_table:
            self.steps = [self.file, self.columns, self.alike, self.trial]
        elif arrival.file is not None:
            self.steps = [self.file, self.alike, self.trial]
        else:
            self.steps = [self.file]
        self.line.show_steps([str(step.label) for step in self.steps])
        self.line.setVisible(len(self.steps) > 1)

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
        self._name.setText(file.path.name)
        self._what.setText(what_it_is(file))
        if file.preview is not None and arrival.mapping is not None:
            self.columns.show_sheet(file.preview, arrival.mapping, file.suggestion)
        self._order()
        if arrival.by_mapping:
            self._show(self.columns)
        else:
            self._try_out()
        self.populated.emit()

    def _mapped(self) -> None:
        self._order()
        self._tell()

    def _checked(self) -> None:
        arrival = self.arrival
        seen = arrival.file.preview if arrival.file is not None else None
        self.names.show_checked(arrival.read_through, arrival.mapping)
        self.rows.show_checked(arrival.read_through, seen.columns if seen is not None else (), arrival.mends)
        if self._goes_on:
            self._after_check()
        self._tell()

    def _tried(self) -> None:
        arrival = self.arrival
        self.alike.show_trial(arrival.trial, arrival.same)
        self.trial.show_trial(arrival.trial)
        self.trial.ask_name(
            arrival.mapping.title if arrival.by_mapping and arrival.mapping is not None else ""
        )
        self.counted.emit(self.row_count)
        if self._goes_on:
            self._after_trial()
        self._tell()

    def _taken(self, result: ImportResult) -> None:
        self.trial.show_trial(self.arrival.trial, is_done=result.written)
        self._context.say(done_told(result), "calm" if result.written else "warning")
        self._tell()

    def _refused(self, sentence: str) -> None:
        self._goes_on = False
        if self.arrival.file is None or self.step is self.file:
            self.file.refuse(sentence)
        else:
            self.trial.wait(_("It could not be tried out"))
            self._tell()
            self.foot.say(sentence, bad=True)
        if not self.isVisible():
            self._context.say(sentence, "error")

    def _changed(self, _changed: object) -> None:
        """The ledger changed: the trial is of yesterday."""
        if not self.arrival.work.is_running:
            self.arrival.outdate_trial()
            self._tell()

    # what is said in the steps

    def _named(self, column: str, written: str, name: str) -> None:
        arrival = self.arrival
        if arrival.mapping is not None:
            settled = arrival.mapping.settled(column, written, name)
            arrival.map(settled if name else unsettled(arrival.mapping, column, written))
            self.columns.show_mapping(arrival.mapping)

    def _policy(self, column: str, unknown: str) -> None:
        arrival = self.arrival
        if arrival.mapping is not None:
            arrival.map(with_unknown(arrival.mapping, column, unknown))
            self.columns.show_mapping(arrival.mapping)
            arrival.check()

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

    def _tell(self) -> None:
        """Marks of the steps, and what is to be done next."""
        arrival = self.arrival
        marks = [self._mark(step) for step in self.steps]
        self.line.show_place(self.steps.index(self.step), marks)
        self.foot.back.setVisible(self.step is not self.file)
        self.foot.setVisible(arrival.file is not None)
        for widget in (self._about, self._another):
            widget.setVisible(arrival.file is not None)
        busy = arrival.work.is_running
        if busy and self.step is self.trial:
            self.foot.offer(_("Import"), enabled=False)
            self.foot.say("")
        elif self.step is self.trial:
            self._tell_trial()
        else:
            self.foot.offer(_("Next"), enabled=not busy or not self._goes_on)
            self.foot.say(self._advice())

    def _mark(self, step: Step) -> Mark:
        mark = step.mark
        is_open = step is self.file or self.arrival.file is not None
        return Mark(is_open, mark.is_done, mark.asking)

    def _advice(self) -> str:
        arrival = self.arrival
        if self.step is self.columns and not arrival.by_mapping and arrival.file is not None:
            told = _(
                "Read as “{profile}”. As soon as you choose something here, it is read by its columns instead."
            )
            return told.format(profile=arrival.file.profile[1])
        return ""

    def _tell_trial(self) -> None:
        arrival = self.arrival
        if arrival.result is not None:
            told = done_told(arrival.result)
            self.foot.say(f"{told} {_('Ctrl+Z takes it back.')}" if arrival.result.written else told)
            self.foot.offer(_("Another file…"))
            return
        if arrival.trial is None or not arrival.is_tried:
            words = _("Something has changed since: try it again.") if arrival.trial is not None else ""
            self.foot.say(words)
            self.foot.offer(_("Try it out"))
            return
        counts = arrival.trial.counts()
        taken, refused = counts[Fate.CREATED] + counts[Fate.UPDATED], counts[Fate.REFUSED]
        if refused and taken:
            told = ngettext(
                "{count} refused row stays out; it is written to a file beside this one.",
                "{count} refused rows stay out; they are written to a file beside this one.",
                refused,
            )
            self.foot.say(told.format(count=format_number(refused)))
        elif arrival.file is not None and not arrival.by_mapping and arrival.file.profile[1]:
            self.foot.say(_("Read as “{profile}”.").format(profile=arrival.file.profile[1]))
        elif not taken:
            self.foot.say(_("There is nothing to import."))
        else:
            self.foot.say(_("Nothing is written yet. The import is one operation, which Ctrl+Z takes back."))
        words = ngettext("Import {count} row", "Import {count} rows", taken)
        self.foot.offer(words.format(count=format_number(taken)) if taken else _("Import"), enabled=taken > 0)

    # how it is built

    def _lay_out(self) -> None:
        heading = QLabel(_("Take in a file"))
        heading.setProperty("role", "title")
        self._name, self._what = ElidedLabel(), ElidedLabel()
        self._name.setProperty("role", "strong")
        self._what.setProperty("role", "muted")
        self._another = push_button(_("Another file…"), self._choose_another, "flat")
        self._head = QHBoxLayout()
        self._head.addWidget(heading)
        self._head.addStretch(1)
        self._head.addWidget(self._another)
        self._about = QWidget()
        about = QHBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.addWidget(self._name)
        about.addWidget(self._what, 1)
        self._stack = QStackedWidget()
        for step in (self.file, self.columns, self.names, self.rows, self.alike, self.trial):
            self._stack.addWidget(step)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._top = QVBoxLayout()
        self._top.addLayout(self._head)
        self._top.addWidget(self._about)
        self._top.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)

    def _choose_another(self) -> None:
        self._show(self.file)
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
            (arrival.work.ended, self._tell),
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
            (self.line.wanted, lambda place: self.go_to(self.steps[place])),
            (self._context.changed, self._changed),
            (self._context.theme.changed, self._dress),
        ):
            signal.connect(act)
        for step in (self.columns, self.names, self.rows, self.alike):
            step.settled.connect(self._tell)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._top.setContentsMargins(space(4), space(3.5), space(3), space(3))
        self._top.setSpacing(space(1.5))
        self._head.setSpacing(space(2.5))
        about = self._about.layout()
        assert about is not None
        about.setSpacing(space(3))
        for label in (self._name, self._what):
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        for step in (self.file, self.columns, self.names, self.rows, self.alike, self.trial):
            step.dress()

    # keys and drops

    def event(self, event: QEvent) -> bool:
        """Some keys mean something else here than in the rest of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._means(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Alt+Left and Alt+Right go from step to step."""
        act = self._means(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _means(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does on this page; None where it does what it does everywhere."""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        if held == Qt.KeyboardModifier.ControlModifier and key in ENTER:
            return self.go_on
        place = self.steps.index(self.step)
        if held == Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Left and place:
            return self.go_back
        if (
            held == Qt.KeyboardModifier.AltModifier
            and key == Qt.Key.Key_Right
            and place < len(self.steps) - 1
        ):
            return lambda: self.go_to(self.steps[place + 1])
        if not held and isinstance(QApplication.focusWidget(), QAbstractItemView):
            return self.step.keys.get(Qt.Key(key))
        return None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the page."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        files = files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.open(files[0])
