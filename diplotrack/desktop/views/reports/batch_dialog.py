"""One document for many: about whom, in which format, into which folder; and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_number, ngettext
from diplotrack.desktop.button import default_button, push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.prints.order import FOLDER, folder
from diplotrack.desktop.prints.saving import FORMATS, show_file
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import KINDS, Field
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import TIERS
from diplotrack.workspace.printing import Order, report_named
from diplotrack.workspace.printing.batch import Batch, print_each, varied
from diplotrack.workspace.printing.circles import Circle, circles, members

WIDTH, LIST_HEIGHT = 130, 60
"""Units of the scale."""


class BatchDialog(QDialog):
    """Who belongs to a circle is listed and ticked; others are added by name."""

    def __init__(self, context: Context, wanted: Order, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._wanted = context, wanted
        report = report_named(wanted.report)
        ask = varied(report)
        assert ask is not None  # asked before the dialog is opened
        self._kind = ask.field.refers
        self.work = LongWork(context, self)
        self.boxes: dict[int, Tick] = {}
        self.mentions: dict[int, Mention] = {}
        self.batch: Batch | None = None
        self.setWindowTitle(_("{document} for each").format(document=report.label))
        theme = context.theme
        offered = circles(self._kind)
        field = Field(
            N_("For"), "scale", scale=tuple((place, one.label) for place, one in enumerate(offered))
        )
        self._offered = offered
        self.circle = ChoiceInput(field, theme, default=0)
        self.circle.show_value(0)
        self.circle.edited.connect(self._turn)
        self.trip = self._name(N_("Visit or conference"), "engagement")
        self.trip.taken.connect(lambda _mention: self._gather())
        self.tier = ChoiceInput(Field(N_("Tier"), "scale", scale=TIERS), theme)
        self.tier.edited.connect(self._gather)
        self.add = self._name(N_("Add one more"), self._kind)
        self.add.taken.connect(self._take)
        self.all = push_button(_("Choose all"), self._tick_all, "flat")
        self.form = self._formats(report.suffixes)
        self._where = QLabel()
        self._told = QLabel()
        for label in (self._where, self._told):
            label.setWordWrap(True)
            label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._where.setProperty("role", "small")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.hide()
        self.go = default_button("", self.start)
        self.leave = push_button(_("Cancel"), self.reject, "flat")
        self.reveal = push_button(_("Show folder"), lambda: show_file(folder()), "flat")
        self.reveal.hide()
        self._lay_out()
        self.work.ended.connect(self._count)
        self._turn()

    @property
    def chosen(self) -> list[Mention]:
        """About whom a document is wanted, in the order of the list."""
        return [self.mentions[one] for one, box in self.boxes.items() if box.isChecked()]

    def list_tier(self, tier: int) -> None:
        """List the partners of that tier, as if it had been chosen."""
        self.circle.show_value(self._offered.index(Circle.TIER))
        self._turn()
        self.tier.show_value(tier)
        self._gather()

    def start(self) -> None:
        """Print one file each."""
        about, wanted, where = self.chosen, self._wanted, folder()
        suffix = report_named(wanted.report).suffixes[self.form.value() or 0]
        self._say("")
        self.work.start(
            lambda workspace, progress: print_each(workspace, wanted, about, where, suffix, progress),
            self._done,
            failed=self._refused,
            writes=False,
            name=self.windowTitle(),
        )
        self._count()

    def done(self, result: int) -> None:
        """Leaving stops what goes on; files that were written stay, and none is left half-written."""
        self.work.cancel()
        super().done(result)

    # who is listed

    def _turn(self) -> None:
        circle = self._circle()
        self.trip.setVisible(circle is Circle.TRIP)
        self.tier.setVisible(circle is Circle.TIER)
        self._list_anew([])
        if circle not in (Circle.TRIP, Circle.TIER):
            self._gather()

    def _circle(self) -> Circle:
        return self._offered[self.circle.value() or 0]

    def _gather(self) -> None:
        kind, circle = self._kind, self._circle()
        of = self.trip.value() if circle is Circle.TRIP else self.tier.value()
        number = of if isinstance(of, int) else None
        self._context.read(
            lambda workspace: members(workspace, kind, circle, number),
            self._list_anew,
            owner=self,
            key=(id(self), "members"),
            failed=self._refused,
        )

    def _list_anew(self, found: list[Mention]) -> None:
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes.clear()
        self.mentions.clear()
        for one in found:
            self._list(one)
        self._count()

    def _list(self, one: Mention) -> None:
        if one.id in self.boxes:
            self.boxes[one.id].setChecked(True)
            return
        box = Tick(one.caption.replace("&", "&&"), self._context.theme)
        box.setChecked(True)
        box.toggled.connect(lambda _on: self._count())
        self.boxes[one.id], self.mentions[one.id] = box, one
        self._ticks.insertWidget(self._ticks.count() - 1, box)

    def _take(self, mention: Mention) -> None:
        self._list(mention)
        self.add.show_value(None)
        self._count()

    def _tick_all(self) -> None:
        on = not self.chosen
        for box in self.boxes.values():
            box.setChecked(on)

    def _count(self) -> None:
        count = len(self.chosen)
        words = ngettext("Make {count} document", "Make {count} documents", count)
        self.go.setText(words.format(count=format_number(count)))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(count) and not self.work.is_running)
        self.all.setText(_("Choose none") if count else _("Choose all"))
        self.all.setAccessibleName(self.all.text())
        self.all.setEnabled(bool(self.boxes))
        self._nobody.setVisible(not self.boxes)

    # what became of it

    def _done(self, batch: Batch) -> None:
        self.batch = batch
        count = len(batch.written)
        words = ngettext("{count} document was written.", "{count} documents were written.", count)
        lines = [words.format(count=format_number(count))]
        if batch.is_stopped:
            lines.append(_("Stopped before the end; what was written stays."))
        lines += [
            _("Not written: {name}. {why}").format(name=one.name, why=one.sentence) for one in batch.failed
        ]
        for one in batch.written:
            lines += [f"{one.path.name}: {sentence}" for sentence in one.sentences()]
        self._say("\n".join(lines), bad=bool(batch.failed))
        self.reveal.setVisible(bool(count))
        self.leave.setText(_("Close"))
        self.leave.setAccessibleName(_("Close"))
        self._context.say(lines[0])

    def _refused(self, error: UserError) -> None:
        self._say(error.sentence, bad=True)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self._told.setProperty("role", "bad" if bad else "muted")
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._told.setText(words)
        self._told.setVisible(bool(words))

    # how it is built

    def _name(self, label: object, kind: str) -> ReferenceInput:
        field = Field(label, "reference", refers=kind)  # type: ignore[arg-type]  # labels are made by N_
        return ReferenceInput(field, self._context, lambda _kind, _id: "")

    def _formats(self, suffixes: tuple[str, ...]) -> ChoiceInput:
        steps = tuple((place, FORMATS[one]) for place, one in enumerate(suffixes))
        made = ChoiceInput(Field(N_("File"), "scale", scale=steps), self._context.theme, default=0)
        made.show_value(0)
        return made

    def _lay_out(self) -> None:
        space = self._context.theme.scale.space
        self._nobody = QLabel(
            _("Nobody is listed yet: choose above, or add one {kind} after the other.").format(
                kind=str(KINDS[self._kind].__kind__.label).lower()
            )
        )
        self._nobody.setProperty("role", "muted")
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(leading_edge())
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ticks = QVBoxLayout(body)
        self._ticks.setContentsMargins(space(3), space(2), space(3), space(2))
        self._ticks.setSpacing(space(1.5))
        self._ticks.addWidget(self._nobody)
        self._ticks.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(space(LIST_HEIGHT))
        area.setAccessibleName(_("About whom"))
        area.setWidget(body)
        above, beside, goes, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for one in (self.circle, self.trip, self.tier):
            above.addWidget(one, 1)
        beside.addWidget(self.add, 1)
        beside.addWidget(self.all, 0, Qt.AlignmentFlag.AlignBottom)
        self.form.setMinimumWidth(space(52))
        goes.addWidget(self.form)
        goes.addWidget(self._where, 1, Qt.AlignmentFlag.AlignBottom)
        goes.addWidget(
            push_button(_("Change folder…"), self._choose_folder, "flat"), 0, Qt.AlignmentFlag.AlignBottom
        )
        last.addStretch(1)
        for button in (self.reveal, self.leave, self.go):
            last.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(5), space(5), space(5))
        column.setSpacing(space(3))
        for row in (above, beside):
            row.setSpacing(space(3))
            column.addLayout(row)
        column.addWidget(area, 1)
        goes.setSpacing(space(3))
        column.addLayout(goes)
        column.addWidget(ProgressStrip(self._context, self.work))
        column.addWidget(self._told)
        column.addLayout(last)
        self.setMinimumWidth(space(WIDTH))
        self._name_folder()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to write"), str(folder()))
        if chosen:
            QSettings().setValue(FOLDER, str(Path(chosen)))
            self._name_folder()

    def _name_folder(self) -> None:
        self._where.setText(_("Goes to {folder}").format(folder=folder()))
