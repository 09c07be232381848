"""The page of drafts: what was begun and not saved, what is missing in it, and what was thrown away just now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from diplotrack.base.i18n import N_, Label, _, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.moments import told_time
from diplotrack.desktop.models.today import Line, Section
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.today_delegate import SECTION, THING, TodayDelegate
from diplotrack.records import KINDS
from diplotrack.store.drafts import KeptDraft
from diplotrack.workspace import Workspace
from diplotrack.workspace.drafting import DraftLine

DRAFT = Qt.ItemDataRole.UserRole + 40
Found = tuple[list[DraftLine], list[KeptDraft]]


class DraftList(QListView):
    """The drafts, one to a line; j and k move as in every list."""

    def event(self, event: QEvent) -> bool:
        """Del is this list's own while it has the keyboard."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """j and k are down and up."""
        other = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}.get(Qt.Key(event.key()))
        if other is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event = QKeyEvent(event.type(), other, event.modifiers())
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Delete:
            page = self.parent()
            if isinstance(page, DraftsPage):
                page.discard()

    def keyboardSearch(self, search: str) -> None:
        """Letters move, they do not search."""


class DraftsPage(Page):
    """Enter goes on with a draft, Del throws it away; what was thrown away in this run comes back with Enter."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_there = False
        self._is_stale = False
        self._model = QStandardItemModel(self)
        self.list = DraftList(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(_("Drafts"))
        self.setAccessibleName(_("Drafts"))
        self.list.setItemDelegate(TodayDelegate(context.theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.empty = EmptyState(context.theme, "draft")
        self.empty.say(
            _("No draft is left open"),
            _(
                "What you type in a form is kept here until it is saved; nothing is lost when a window closes."
            ),
        )
        self.empty.hide()
        self._heading = QLabel(_("Drafts"))
        self._heading.setProperty("role", "title")
        self.go = QPushButton(_("Go on writing"))
        self.go.setProperty("role", "primary")
        self.drop = QPushButton(_("Discard"))
        for button, act in ((self.go, self.open_current), (self.drop, self.discard)):
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _on=False, act=act: act())
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self.drop)
        self._head.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self._load)
        self.list.activated.connect(lambda _index: self.open_current())
        self.list.selectionModel().currentChanged.connect(lambda *_where: self._name_buttons())
        context.drafts_changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._dress()
        self._load()

    @property
    def row_count(self) -> int:
        """How many drafts there are, those thrown away not counted."""
        drafts = (self._model.item(row).data(DRAFT) for row in range(self._model.rowCount()))
        return sum(isinstance(one, KeptDraft) and one.discarded_at is None for one in drafts)

    @property
    def is_populated(self) -> bool:
        """Whether the drafts were read."""
        return self._is_there

    def came_to_front(self) -> None:
        """The list takes the keyboard; what changed behind other pages is read now."""
        (self.list if not self.list.isHidden() else self).setFocus()
        if self._is_stale:
            self._load()

    def open_current(self) -> None:
        """Go on with the draft, or bring it back where it was thrown away."""
        one = self._current()
        if one is None:
            return
        if one.discarded_at is None:
            self._context.open_draft(one.key)
            return
        self._do(one, bring_back=True)

    def discard(self) -> None:
        """Throw the draft away; it stays on the page for this run."""
        one = self._current()
        if one is None or one.discarded_at is not None:
            return
        open_form = Desk.of(self._context).form_of(one.key)
        if open_form is not None:
            open_form.discard()
        else:
            self._do(one, bring_back=False)

    def _do(self, one: KeptDraft, *, bring_back: bool) -> None:
        def act(workspace: Workspace) -> None:
            drafts = workspace.drafts
            (drafts.bring_back if bring_back else drafts.discard)(one.key)

        self._context.keep(act, lambda _done: self._context.drafts_changed.emit(), owner=self)

    def _current(self) -> KeptDraft | None:
        found = self.list.currentIndex().data(DRAFT)
        return found if isinstance(found, KeptDraft) else None

    def _changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._later.start()

    def _load(self) -> None:
        self._is_stale = False

        def look(workspace: Workspace) -> Found:
            return workspace.drafts.lines(), workspace.drafts.discarded()

        self._context.read(look, self._show, owner=self, key=(id(self), "drafts"))

    def _show(self, found: Found) -> None:
        lines, gone = found
        kept, row = self._current(), self.list.currentIndex().row()
        self._model.clear()
        if lines:
            self._section(N_("Left open"), len(lines))
        for one in lines:
            self._add(one.kept, _said(one, is_open=Desk.of(self._context).form_of(one.kept.key) is not None))
        if gone:
            self._section(N_("Discarded just now"), len(gone))
        for thrown in gone:
            self._add(thrown, _("{kind}  ·  Enter brings it back").format(kind=_kind(thrown)))
        if not (lines or gone) and self.list.hasFocus():
            self.setFocus()  # a list that is hidden would hand the keyboard to the sidebar, which would turn the page
        self.list.setVisible(bool(lines or gone))
        if (lines or gone) and self.hasFocus():
            self.list.setFocus()
        self.empty.setVisible(not (lines or gone))
        self._choose(kept, row)
        self._name_buttons()
        self._is_there = True
        self.counted.emit(self.row_count)
        self.populated.emit()

    def _choose(self, kept: KeptDraft | None, row: int) -> None:
        """The same draft as before, else the one now in its line, else the first."""
        rows = [at for at in range(self._model.rowCount()) if self._model.item(at).data(DRAFT) is not None]
        same = [at for at in rows if kept is not None and self._model.item(at).data(DRAFT).key == kept.key]
        near = [at for at in rows if at >= row] or rows[-1:]
        if rows:
            self.list.setCurrentIndex(self._model.index((same or near)[0], 0))

    def _section(self, heading: Label, count: int) -> None:
        item = QStandardItem(str(heading))
        item.setData(Section(heading, count, ()), SECTION)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._model.appendRow(item)

    def _add(self, one: KeptDraft, detail: str) -> None:
        title = " ".join(one.title.split()) or _("No title yet")
        line = Line(one.kind, one.record_id or 0, title, detail, told_time(one.saved_at))
        item = QStandardItem(title)
        item.setData(line, THING)
        item.setData(one, DRAFT)
        item.setToolTip(title)
        item.setData(", ".join((title, detail, line.end)), Qt.ItemDataRole.AccessibleTextRole)
        self._model.appendRow(item)

    def _name_buttons(self) -> None:
        one = self._current()
        self.go.setVisible(one is not None)
        self.drop.setVisible(one is not None and one.discarded_at is None)
        back = one is not None and one.discarded_at is not None
        self.go.setText(_("Bring back") if back else _("Go on writing"))
        self.go.setAccessibleName(self.go.text())

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._head.setContentsMargins(space(4), space(3.5), space(4), space(1))
        self._head.setSpacing(space(2))
        self._heading.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.list.doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """Shown again: read what changed meanwhile."""
        if self._is_stale:
            self._later.start()


def _kind(one: KeptDraft) -> str:
    label = str(KINDS[one.kind].__kind__.label)
    return label if one.record_id is not None else _("New {kind}").format(kind=label.lower())


def _said(one: DraftLine, *, is_open: bool) -> str:
    said = [_kind(one.kept)]
    if is_open:
        said.append(_("open in a form now"))
    elif one.is_elsewhere:
        said.append(_("open in another window"))
    if one.missing:
        more = len(one.missing) - 1
        said.append(one.missing[0])
        if more:
            said.append(
                ngettext("{count} more thing is missing", "{count} more things are missing", more).format(
                    count=more
                )
            )
    else:
        said.append(_("ready to be saved"))
    return "  ·  ".join(said)
