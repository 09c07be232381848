"""The Gaps page: a list to work through, each gap with its evidence, why it fired, what mends it, what is decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base import clock
from diplotrack.base.i18n import _, format_number
from diplotrack.consistency.finding import Finding
from diplotrack.desktop.context import Context
from diplotrack.desktop.gaps.deciding import Deciding
from diplotrack.desktop.gaps.decisions import Decisions
from diplotrack.desktop.gaps.evidence import evidence
from diplotrack.desktop.gaps.fixing import Fixing, fix_of
from diplotrack.desktop.gaps.gap_list import GapList, GapModel, Key
from diplotrack.desktop.gaps.sieve import SieveLine
from diplotrack.desktop.gaps.words import Span, spans
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.page_head import PageHead
from diplotrack.desktop.views.reading_pane import Sheet
from diplotrack.records.enumerations import FindingState
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.gaps import Choices, Dossier, GapSieve

FIRST = 60
"""Gaps that are read together with the list."""
BESIDE = 130
"""From so many units of the scale on, two quotations stand side by side."""
LOOKED = "gaps/looked_at"
Listed = tuple[list[Key], dict[int, Finding], date, bool, Choices]
QUIET = (FindingState.NEW, FindingState.OPEN, FindingState.REOPENED, FindingState.RESOLVED)


class GapsPage(Page):
    """A list of gaps, and beside it the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_populated = False
        self._keep = ""
        self._keep_row = 0
        self._shown: tuple[Dossier, list[list[Span]]] | None = None
        self._explained = False
        self._settings = QSettings()
        self.work = LongWork(context, self)
        self.model = GapModel(context, self)
        self.list = GapList(self.model, context.theme)
        self.sheet = Sheet(context)
        self.sheet.setAccessibleName(_("The gap and its evidence"))
        self.sieve = SieveLine(context, self._last_look())
        self.decisions = Decisions(context)
        self.deciding = Deciding(context, self.chosen, self)
        self.fixing = Fixing(context, self)
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
        self._settings.setValue(LOOKED, clock.now().astimezone(UTC).isoformat())

    def show_record(self, record_id: int) -> None:
        """Choose the gap of that row of the ledger, whatever the filters leave out."""
        key = next((one for one in self.model.keys if one[0] == record_id), None)
        if key is None:
            self.sieve.show_all()
            self._keep = ""
            self._context.read(
                lambda workspace: workspace.gaps.findings([record_id]),
                lambda found: self._seek(found.get(record_id)),
                owner=self,
                key=(id(self), "go"),
            )
        else:
            self._go_to(self.model.row_of(key[1]))

    def step(self, by: int) -> None:
        """Choose the next gap, or the one before."""
        if self.model.rowCount():
            self._go_to(min(self.model.rowCount() - 1, max(0, self.list.currentIndex().row() + by)))
            self.list.setFocus()

    def check(self) -> None:
        """Look for gaps now."""
        self.work.start(
            lambda workspace, progress: workspace.check.run(progress=progress),
            self._checked,
            name=_("Looking for gaps"),
        )
        self._run.setEnabled(False)

    def load(self) -> None:
        """List the gaps that the filters let through."""
        sieve = self.sieve.sieve()
        self._context.read(
            lambda workspace: _listed(workspace, sieve), self._set, owner=self, key=(id(self), "list")
        )

    # the list

    def _set(self, listed: Listed) -> None:
        keys, first, today, was_checked, choices = listed
        self.sieve.offer(choices)
        self.decisions.me = choices.me
        self.model.show(keys, first, today)
        self._head.show_count(len(keys))
        self._body.setCurrentIndex(0 if keys else 1)
        row = self.model.row_of(self._keep)
        if keys:
            self._go_to(row if row >= 0 else min(self._keep_row, len(keys) - 1))
        else:
            self._show_empty(was_checked)
        self._chosen()
        self.counted.emit(len(keys))
        if not self._is_populated:
            self._is_populated = True
            self.populated.emit()

    def _show_empty(self, was_checked: bool) -> None:
        self._shown = None
        self.sheet.clear()
        heading, advice = (
            (_("No gaps here"), _("Nothing passes the filters; choose others above, or check again."))
            if was_checked
            else (
                _("Nothing was checked yet"),
                _("The rules compare what is said, promised and done, and show where it does not fit."),
            )
        )
        self._empty.say(heading, advice, _("Look for gaps now"), self.check)

    def _seek(self, one: Finding | None) -> None:
        if one is not None:
            self._keep = one.fingerprint
            self.load()

    def _go_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))

    def chosen(self) -> list[str]:
        """The fingerprints of the gaps that are chosen."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.keys[row][1] for row in rows]

    def _chosen(self) -> None:
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        known = [self.model.finding(row) for row in rows[:FIRST]]
        can_reopen = bool(rows) and all(one is not None and one.state not in QUIET for one in known)
        self.decisions.follow(len(rows), can_reopen=can_reopen)
        current = self.list.currentIndex().row()
        if 0 <= current < len(self.model.keys):
            gap_id, self._keep = self.model.keys[current]
            self._keep_row = current
            self._context.read(
                lambda workspace: _dossier(workspace, gap_id), self._show, owner=self, key=(id(self), "gap")
            )

    def _show(self, found: tuple[Dossier, list[list[Span]]]) -> None:
        self._shown = found
        fix = fix_of(found[0].finding, found[0].today)
        self.decisions.name_fix(str(fix.label) if fix is not None else "")
        self._compose()

    def _compose(self) -> None:
        if self._shown is None:
            return
        theme = self._context.theme
        wide = self.sheet.viewport().width() >= theme.scale.space(BESIDE)
        self.sheet.document().setDefaultFont(theme.font())
        hand = Hand(theme.palette, theme.scale)
        self.sheet.setHtml(evidence(*self._shown, hand, wide=wide, explained=self._explained))

    # what is decided

    def _decided(self, sentence: str, fingerprints: list[str]) -> None:
        """The next gap is chosen: the work goes on there."""
        rows = [row for one in fingerprints if (row := self.model.row_of(one)) >= 0]
        following = self.model.keys[max(rows) + 1 : max(rows) + 2] if rows else []
        self._keep_row = min(rows, default=0)
        if following:
            self._keep = following[0][1]
        self.decisions.settle()
        self.list.setFocus()
        self._context.say(sentence)
        self.load()

    def _open(self) -> None:
        found = self._current()
        if found is not None and found.subject:
            self._context.open_record(found.subject[0].kind, found.subject[0].id)

    def _mend(self) -> None:
        found = self._current()
        fix = fix_of(found, self.model.today) if found is not None else None
        if fix is not None:
            self.fixing.open(fix)

    def _current(self) -> Finding | None:
        row = self.list.currentIndex().row()
        return self.model.finding(row) if len(self.chosen()) == 1 and row >= 0 else None

    def _explain(self) -> None:
        self._explained = not self._explained
        self._compose()

    def _checked(self, report: Any) -> None:
        sentence = _("{count} gaps, {new} of them new; {closed} closed.")
        counts = {"count": len(report.findings), "new": len(report.new), "closed": len(report.closed)}
        self._context.say(sentence.format(**{name: format_number(one) for name, one in counts.items()}))
        self.load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter for each decision, while the list or the evidence has the keyboard."""
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_F: self._mend,
            Qt.Key.Key_K: self.deciding.acknowledge,
            Qt.Key.Key_A: self.decisions.begin_assigning,
            Qt.Key.Key_W: self.decisions.begin_waiving,
            Qt.Key.Key_O: self.deciding.reopen,
            Qt.Key.Key_R: self._explain,
        }
        key = Qt.Key(event.key())
        if not event.modifiers() and key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def _last_look(self) -> datetime | None:
        kept = str(self._settings.value(LOOKED, ""))
        try:
            return datetime.fromisoformat(kept).astimezone(UTC).replace(tzinfo=None) if kept else None
        except ValueError:
            return None

    # how it is built

    def _lay_out(self) -> None:
        self._run = QPushButton(_("Look now"))
        self._run.setAccessibleName(_("Look for gaps now"))
        self._run.setToolTip(_("Look for gaps now (F5)"))
        self._head = PageHead(self._context.theme, QLabel(_("Gaps")), self._run)
        # From the outside in: what is filled before it has its place is dressed anew at every step of the way.
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._tools = QVBoxLayout()
        self._column.addLayout(self._tools)
        self._tools.addWidget(self.sieve)
        self._tools.addWidget(ProgressStrip(self._context, self.work))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._column.addWidget(splitter, 1)
        left, right = _pane(splitter), _pane(splitter)
        body = QWidget(left)
        self._body = QStackedLayout(body)
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        self._left.addWidget(body, 1)
        self._right.addWidget(self.sheet, 1)
        self._foot = QFrame(right)
        self._foot.setProperty("role", "status")
        foot = QVBoxLayout(self._foot)
        foot.addWidget(self.decisions)
        self._right.addWidget(self._foot)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in (left, right):
            splitter.addWidget(pane)
        splitter.setSizes([420, 580])
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(lambda *_change: self._chosen())
        self.list.opened.connect(self._open)
        self.sieve.changed.connect(self.load)
        self._run.clicked.connect(self.check)
        self.work.ended.connect(lambda: self._run.setEnabled(True))
        self.sheet.followed.connect(self._follow)
        decisions = self.decisions
        decisions.opened.connect(self._open)
        decisions.fixed.connect(self._mend)
        decisions.explained.connect(self._explain)
        decisions.acknowledged.connect(self.deciding.acknowledge)
        decisions.reopened.connect(self.deciding.reopen)
        decisions.assigned.connect(self.deciding.assign)
        decisions.waived.connect(self.deciding.waive)
        self.deciding.decided.connect(self._decided)
        self._context.changed.connect(self._changed)
        self._context.theme.changed.connect(self._dress)

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _changed(self, changed: Changed) -> None:
        if changed.concerns("finding"):
            self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Quotations stand side by side where there is room."""
        super().resizeEvent(event)
        self._compose()

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head.setContentsMargins(space(4), space(3.5), space(3), space(2.5))
        self._tools.setContentsMargins(space(4), 0, space(3), space(2.5))
        for column in (self._left, self._right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        foot = self._foot.layout()
        if foot is not None:
            foot.setContentsMargins(space(6), space(2.5), space(6), space(2.5))
        self.sheet.fit()
        self._compose()


def _pane(parent: QWidget) -> QWidget:
    pane = QWidget(parent)
    pane.setProperty("role", "pane")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane


def _listed(workspace: Workspace, sieve: GapSieve) -> Listed:
    gaps, check = workspace.gaps, workspace.check
    keys = gaps.identifiers(sieve)
    first = gaps.findings([one for one, _fingerprint in keys[:FIRST]])
    return keys, first, check.today(), check.last() is not None, gaps.choices()


def _dossier(workspace: Workspace, gap_id: int) -> tuple[Dossier, list[list[Span]]]:
    found = workspace.gaps.dossier(gap_id)
    return found, spans([one.quote for one in found.finding.quotes])
