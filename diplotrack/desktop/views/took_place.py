"""The question over a planned engagement whose day is past: held, put off (to when), or called off (why)?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge

if TYPE_CHECKING:
    from diplotrack.desktop.views.particulars import Particulars
    from diplotrack.language.moments import Moment
    from diplotrack.store.unit_of_work import Work
    from diplotrack.workspace.suggesting.past import PastPlanned


class TookPlace(QFrame):
    """Asks for one engagement at a time and is not seen where there is nothing to ask. Each answer is one operation."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.asked: PastPlanned | None = None
        self._record: tuple[str, int] | None = None
        self.setProperty("role", "notice")
        self.setProperty("tone", "warning")
        self.setAccessibleName(_("Did it take place?"))
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.question.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.held = push_button(_("&Held"), self._hold, tip=_("It took place (Alt+H)"))
        self.postponed = push_button(
            _("&Postponed…"), lambda: self._more(until=True), tip=_("It was put off (Alt+P)")
        )
        self.cancelled = push_button(
            _("&Cancelled…"), lambda: self._more(until=False), tip=_("It was called off (Alt+C)")
        )
        self._row = QHBoxLayout()
        for button in (self.held, self.postponed, self.cancelled):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.more: Particulars | None = None
        self._asking = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._asking.addWidget(self.question)
        self._asking.addLayout(self._row)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._asking)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def follow(self, kind: str, record_id: int) -> None:
        """Ask about that record, if it is a planned engagement whose day is past; "" asks nothing."""
        if (kind, record_id) != self._record:
            self._ask(None)
        self._record = (kind, record_id)
        if kind != "engagement":
            self._ask(None)
            return
        self._context.read(
            lambda workspace: workspace.suggesting.past_planned_of(record_id),
            self._ask,
            owner=self,
            key=(id(self), "asked"),
        )

    def _ask(self, asked: PastPlanned | None) -> None:
        is_other = asked is None or self.asked is None or asked.mention != self.asked.mention
        if is_other and self.more is not None:
            self._column.removeWidget(self.more)
            self.more.hide()
            self.more.deleteLater()
            self.more = None
        self.asked = asked
        if asked is not None:
            sentence = _("Planned for {date}. Did it take place?")
            self.question.setText(sentence.format(date=format_date(asked.day)))
            self._fit()
        self.setVisible(asked is not None)

    def _more(self, *, until: bool) -> None:
        """Ask until when and why, or why alone."""
        from diplotrack.desktop.views.particulars import Particulars

        if self.more is None:
            self.more = Particulars(self._context)
            self.more.done.connect(self._put_down)
            self._column.addWidget(self.more)
        self.more.ask(until=until)

    def _hold(self) -> None:
        from diplotrack.workspace.editing import outcome

        if self.asked is not None:
            key = self.asked.mention.id
            self._do(outcome.HELD.message, lambda work: outcome.held(work, key))

    def _put_down(self, until: Moment | None, reason: str) -> None:
        from diplotrack.workspace.editing import outcome

        if self.asked is None or self.more is None:
            return
        key = self.asked.mention.id
        if self.more.asks_until:
            self._do(outcome.POSTPONED.message, lambda work: outcome.postponed(work, key, until, reason))
        else:
            self._do(outcome.CANCELLED.message, lambda work: outcome.cancelled(work, key, reason))

    def _do(self, operation: str, job: Callable[[Work], None]) -> None:
        self.setEnabled(False)
        self._context.change(operation, job, self._answered, owner=self, failed=self._refused)

    def _answered(self, _nothing: None) -> None:
        self.setEnabled(True)
        self._ask(None)

    def _refused(self, error: UserError) -> None:
        self.setEnabled(True)
        self._context.say(error.sentence, "error")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers stand beside the question where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edges, gap = self._column.contentsMargins(), self._asking.spacing()
        words = self.question.fontMetrics().horizontalAdvance(self.question.text())
        wanted = words + 3 * gap + self._row.sizeHint().width() + edges.left() + edges.right()
        beside = (
            QBoxLayout.Direction.LeftToRight if wanted <= self.width() else QBoxLayout.Direction.TopToBottom
        )
        if beside != self._asking.direction():
            self._asking.setDirection(beside)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(6), space(2), space(4), space(2))
        self._column.setSpacing(space(2))
        self._asking.setSpacing(space(2))
        self._row.setSpacing(space(2))
        self._fit()
