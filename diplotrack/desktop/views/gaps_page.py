"""The Gaps page: what the rules found, why, with the evidence side by side, and what is decided about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.consistency.finding import Finding
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.gaps.decisions import Decisions
from diplotrack.desktop.gaps.evidence import evidence
from diplotrack.desktop.gaps.gap_list import GapDelegate, GapModel
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.records import Finding as Row
from diplotrack.records import FindingEvent
from diplotrack.records.enumerations import FindingState
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.check import ASKING

Listed = tuple[list[Finding], list[str], date, bool]


class GapsPage(Page):
    """A list of gaps, and beside it the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_populated = False
        self._today = date.today()  # noqa: DTZ011 - replaced by the post's own day with the first list
        self._keep = ""
        self._shown: tuple[Finding, list[FindingEvent]] | None = None
        self.work = LongWork(context, self)
        self.model = GapModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(GapDelegate(context.theme, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Gaps"))
        self.sheet = Sheet(context)
        self.sheet.setAccessibleName(_("The gap and its evidence"))
        self.decisions = Decisions(context)
        self._empty = EmptyState(context.theme, "finding")
        self._lay_out()
        self._connect()
        self._dress()
        self.load()

    @property
    def row_count(self) -> int:
        """How many gaps it lists."""
        return self.model.rowCount()

    @property
    def is_populated(self) -> bool:
        """Whether the first list is there."""
        return self._is_populated

    def came_to_front(self) -> None:
        """The list takes the keyboard."""
        self.list.setFocus()

    def show_record(self, record_id: int) -> None:
        """Choose the gap of that row of the ledger."""
        self._context.read(
            lambda workspace: _fingerprint(workspace, record_id),
            self._go_to,
            owner=self,
            key=(id(self), "go"),
        )

    def check(self) -> None:
        """Look for gaps now."""
        self.work.start(lambda workspace, progress: workspace.check.run(progress=progress), self._checked)
        self._run.setEnabled(False)

    def load(self) -> None:
        """List the gaps in the states chosen."""
        states = self._states.currentData()
        self._context.read(
            lambda workspace: _listed(workspace, states), self._set, owner=self, key=(id(self), "list")
        )

    # the list

    def _set(self, listed: Listed) -> None:
        findings, titles, self._today, was_checked = listed
        self.model.show(findings, titles)
        self._count.setText(format_number(len(findings)))
        self._body.setCurrentIndex(0 if findings else 1)
        row = max(0, self.model.row_of(self._keep))
        if findings:
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self._show_empty(was_checked)
        self._chosen()
        if not self._is_populated:
            self._is_populated = True
            self.populated.emit()

    def _show_empty(self, was_checked: bool) -> None:
        self._shown = None
        self.sheet.clear()
        if was_checked:
            heading, advice = (
                _("No gaps here"),
                _("Nothing in this state; choose another above, or check again."),
            )
        else:
            heading = _("Nothing was checked yet")
            advice = _("The rules compare what is said, promised and done, and show where it does not fit.")
        self._empty.say(heading, advice, _("Look for gaps now"), self.check)

    def _go_to(self, fingerprint: str) -> None:
        self._keep = fingerprint
        row = self.model.row_of(fingerprint)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        elif self._states.currentIndex() != 0:
            self._states.setCurrentIndex(0)
            self.load()

    def chosen(self) -> list[Finding]:
        """The gaps that are chosen."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.findings[row] for row in rows]

    def _chosen(self) -> None:
        chosen = self.chosen()
        quiet = (FindingState.NEW, FindingState.OPEN, FindingState.REOPENED, FindingState.RESOLVED)
        can_reopen = bool(chosen) and all(one.state not in quiet for one in chosen)
        self.decisions.follow(len(chosen), can_reopen=can_reopen)
        current = self.list.currentIndex().row()
        if 0 <= current < len(self.model.findings):
            one = self.model.findings[current]
            self._keep = one.fingerprint
            self._context.read(
                lambda workspace: workspace.check.steps(one.fingerprint),
                lambda steps: self._show(one, steps),
                owner=self,
                key=(id(self), "steps"),
            )

    def _show(self, one: Finding, steps: list[FindingEvent]) -> None:
        self._shown = (one, steps)
        self._compose()

    def _compose(self) -> None:
        if self._shown is None:
            return
        theme = self._context.theme
        self.sheet.document().setDefaultFont(theme.font())
        self.sheet.setHtml(evidence(*self._shown, self._today, Hand(theme.palette, theme.scale)))

    # what is decided

    def _decide(self, act: Any) -> None:
        fingerprints = [one.fingerprint for one in self.chosen()]
        if fingerprints:
            row = self.list.currentIndex().row()
            following = self.model.findings[row + 1 : row + 2]
            self._context.write(
                lambda workspace: act(workspace.check, fingerprints),
                lambda _changed: self._decided(following),
                owner=self,
            )

    def _decided(self, following: list[Finding]) -> None:
        self.decisions.settle()
        if following:
            self._keep = following[0].fingerprint
        self.list.setFocus()
        self.load()

    def _open(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].subject:
            self._context.open_record(chosen[0].subject[0].kind, chosen[0].subject[0].id)

    def _checked(self, report: Any) -> None:
        sentence = _("{count} gaps, {new} of them new; {closed} closed.")
        counts = {"count": len(report.findings), "new": len(report.new), "closed": len(report.closed)}
        self._context.say(sentence.format(**{name: format_number(one) for name, one in counts.items()}))
        self.load()

    # how it is built

    def _lay_out(self) -> None:
        heading = QLabel(_("Gaps"))
        heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._states = Combo(self._context.theme)
        self._states.setAccessibleName(_("Which gaps"))
        for words, states in (
            (_("To be dealt with"), ASKING),
            (_("Waived"), (FindingState.WAIVED,)),
            (_("Resolved"), (FindingState.RESOLVED,)),
            (_("All"), None),
        ):
            self._states.addItem(words, states)
        self._run = QPushButton(_("Look now"))
        self._run.setAccessibleName(_("Look for gaps now"))
        self._run.setToolTip(_("Look for gaps now (F5)"))
        self._head = QHBoxLayout()
        self._head.addWidget(heading)
        self._head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self._states, 1)
        self._tools.addWidget(self._run)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        left, right = _pane(), _pane()
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        self._left.addLayout(self._head)
        self._left.addLayout(self._tools)
        self._left.addWidget(ProgressStrip(self._context, self.work))
        self._left.addWidget(body, 1)
        self._right.addWidget(self.sheet, 1)
        self._foot = QFrame()
        self._foot.setProperty("role", "status")
        foot = QVBoxLayout(self._foot)
        foot.addWidget(self.decisions)
        self._right.addWidget(self._foot)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in (left, right):
            splitter.addWidget(pane)
        splitter.setSizes([460, 540])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(lambda *_change: self._chosen())
        self.list.doubleClicked.connect(lambda _index: self._open())
        self._states.activated.connect(lambda _index: self.load())
        self._run.clicked.connect(self.check)
        self.work.ended.connect(lambda: self._run.setEnabled(True))
        self.sheet.followed.connect(self._follow)
        decisions = self.decisions
        decisions.opened.connect(self._open)
        decisions.acknowledged.connect(lambda: self._decide(lambda check, those: check.acknowledge(*those)))
        decisions.reopened.connect(lambda: self._decide(lambda check, those: check.reopen(*those)))
        decisions.assigned.connect(
            lambda who: self._decide(lambda check, those: check.assign(*those, to=who))
        )
        decisions.waived.connect(
            lambda why, day: self._decide(
                lambda check, those: check.waive(*those, reason=why, expires_on=day)
            )
        )
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _changed(self, changed: Changed) -> None:
        if changed.concerns("finding"):
            self.load()

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._head.setSpacing(space(2.5))
        self._head.setContentsMargins(space(4), space(3.5), space(3), space(2.5))
        self._tools.setSpacing(space(2))
        self._tools.setContentsMargins(space(4), 0, space(3), space(2.5))
        for column in (self._left, self._right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        foot = self._foot.layout()
        if foot is not None:
            foot.setContentsMargins(space(6), space(2.5), space(6), space(2.5))
        self.sheet.fit()
        self._compose()


def _pane() -> QWidget:
    pane = QWidget()
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane


def _listed(workspace: Workspace, states: tuple[FindingState, ...] | None) -> Listed:
    check = workspace.check
    today, findings = check.today(), check.findings(states)
    return findings, [one.title.text(today) for one in findings], today, check.last() is not None


def _fingerprint(workspace: Workspace, record_id: int) -> str:
    row = workspace.records.get(Row, record_id)
    return row.fingerprint if row is not None else ""
