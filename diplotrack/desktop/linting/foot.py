"""What can be done with the remark that is chosen: open its record, say that a change is meant, plan consultations."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.linting.rows import Remark
from diplotrack.records.display import Mention
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace


class RemarkFoot(QFrame):
    """The buttons. ``intended(Mention)`` carries an objective on which a change is meant."""

    intended = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._remark: Remark | None = None
        self.setProperty("role", "status")
        self.open = push_button(_("Open the record"), self.open_record, tip=_("Enter in the list"))
        self.intend = push_button(_("This change is intended"), self._mean_it)
        self.plan = push_button(_("Plan the consultations"), self._make_plan, "primary")
        self._row = QHBoxLayout(self)
        for button in (self.plan, self.intend, self.open):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._dress()
        context.theme.changed.connect(self._dress)

    def follow(self, remark: Remark | None, *, is_intended: bool) -> None:
        """Offer what fits the remark; nothing where none is chosen. ``is_intended``: a change was said to be meant."""
        self._remark = remark
        finding = remark.finding if remark is not None else None
        has_objective = finding is not None and finding.objective is not None
        shown = (
            (self.open, remark is not None and remark.record is not None),
            (self.intend, has_objective and not is_intended),
            (self.plan, bool(remark is not None and remark.change is not None and remark.change.owed)),
        )
        for button, is_shown in shown:
            button.setVisible(is_shown)
        self.setVisible(any(is_shown for _button, is_shown in shown))

    def open_record(self) -> None:
        """Show the record on which the remark rests."""
        record = self._remark.record if self._remark is not None else None
        if record is not None:
            self._context.open_record(record.kind, record.id)

    def _mean_it(self) -> None:
        finding = self._remark.finding if self._remark is not None else None
        if finding is None or finding.objective is None:
            return
        wanted = finding.objective

        def name(workspace: Workspace) -> Mention | None:
            return workspace.records.mention("objective", wanted)

        self._context.read(name, self._named, owner=self, key=(id(self), "objective"))

    def _named(self, objective: Mention | None) -> None:
        if objective is not None:
            self.intended.emit(objective)

    def _make_plan(self) -> None:
        change = self._remark.change if self._remark is not None else None
        if change is None:
            return
        self.plan.setEnabled(False)

        def done(_changed: Changed) -> None:
            self.plan.setEnabled(True)
            sentence = ngettext(
                "{n} consultation or notice is planned, with an action.",
                "{n} consultations and notices are planned, each with an action.",
                len(change.owed),
            )
            self._context.say(sentence.format(n=format_number(len(change.owed))))

        def refused(error: UserError) -> None:
            self.plan.setEnabled(True)
            self._context.say(error.sentence, "error")

        self._context.write(
            lambda workspace: workspace.check.plan_consultations([change]), done, owner=self, failed=refused
        )

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._row.setContentsMargins(space(6), space(2.5), space(6), space(2.5))
        self._row.setSpacing(space(2))
