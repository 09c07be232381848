"""The forms that lie open: one for each record. A form that is closed is saved or left as a draft; nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.store.drafts import KeptDraft
from diplotrack.workspace import Workspace
from diplotrack.workspace.drafting import OpenDraft
from diplotrack.workspace.editing import Draft

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a form begins with: a draft, as what it was kept where it was written before, and for a fresh one the
    drafts of its kind that one may rather go on with, the latest first."""

    draft: Draft
    scheme: str
    opened: OpenDraft | None = None
    left: tuple[KeptDraft, ...] = ()


Look = Callable[[Workspace], _Found]


class Desk(QObject):
    """The open forms of one window. New records after the first of a kind stand under negative numbers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._window: QWidget | None = None
        self.forms: dict[Key, RecordForm] = {}

    @classmethod
    def of(cls, context: Context) -> Desk:
        """The desk of that window; the first who asks makes it."""
        found = context.findChild(cls)
        return found if found is not None else cls(context)

    def open(self, kind: str, record_id: int | None, parent: QWidget, **preset: Any) -> None:
        """Open the form of a record, as it was left if it was; or of a new one, which begins fresh."""
        key: Key = (kind, record_id)
        form = self.forms.get(key)
        if form is not None and (record_id is not None or not (form.is_touched or preset)):
            _raise(form)
            return
        if form is not None:
            key = (kind, min(0, *(one or 0 for _kind, one in self.forms)) - 1)

        def look(workspace: Workspace) -> _Found:
            editing = workspace.editing
            if record_id is None:
                left = () if preset else _left_open(workspace, kind)
                return _Found(editing.blank(kind, **preset), editing.scheme(), left=left)
            opened = _left(workspace, kind, record_id)
            draft = editing.load(kind, record_id) if opened is None else _up_to_date(workspace, opened.draft)
            return _Found(draft, editing.scheme(), opened)

        self._read(look, key, parent)

    def open_draft(self, key: str, parent: QWidget) -> None:
        """Open the form of a draft, as it was left."""
        form = self.form_of(key)
        if form is not None:
            _raise(form)
            return

        def look(workspace: Workspace) -> _Found:
            opened = workspace.drafts.open(key)
            return _Found(_up_to_date(workspace, opened.draft), workspace.editing.scheme(), opened)

        self._read(look, None, parent, key)

    def show_draft(self, draft: Draft, parent: QWidget) -> None:
        """Open the form of a new record that was begun elsewhere, such as another like one that is there."""
        self._read(lambda workspace: _Found(draft, workspace.editing.scheme()), None, parent, str(id(draft)))

    def form_of(self, key: str) -> RecordForm | None:
        """The form of this window on which the draft of that key is being written."""
        return next((one for one in self.forms.values() if one.keeping.key == key), None)

    def watch(self, window: QWidget) -> None:
        """When that window closes, its forms are left as drafts."""
        if self._window is None:
            self._window = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is being closed: what is open becomes drafts; only over what could not be kept it stays."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            stuck = next((one for one in self.forms.values() if one.cannot_be_left), None)
            if stuck is not None:
                event.ignore()
                _raise(stuck)
                stuck.tell(stuck.cannot_be_left, "bad")
                return True
            for form in list(self.forms.values()):
                form.leave()
        return super().eventFilter(watched, event)

    def _read(self, look: Look, key: Key | None, parent: QWidget, name: str = "") -> None:
        self.watch(parent.window())

        def show(found: _Found) -> None:
            there = key or self._free_key(found.draft)
            if there in self.forms:
                _raise(self.forms[there])
                return
            form = RecordForm(self._context, found.draft, found.scheme, parent, found.opened)
            self._show(there, form)
            rather = next((one for one in found.left if self.form_of(one.key) is None), None)
            if rather is not None:
                form.offer(rather)

        self._context.read(look, show, owner=self, key=(id(self), key, name))

    def _free_key(self, draft: Draft) -> Key:
        key: Key = (draft.kind, draft.id)
        if draft.id is not None or key not in self.forms:
            return key
        return (draft.kind, min(0, *(one or 0 for _kind, one in self.forms)) - 1)

    def _show(self, key: Key, form: RecordForm) -> None:
        self.forms[key] = form
        form.saved.connect(self._context.open_record)
        form.put_aside.connect(lambda sentence: self._aside(form, sentence))
        form.discarded.connect(self._discarded)
        form.closed.connect(lambda: self._forget(key))
        form.show()

    def _aside(self, form: RecordForm, sentence: str) -> None:
        kind = str(form.draft.record.__kind__.label).lower()
        said = _("The {kind} is kept as a draft; {keys} shows all drafts.").format(
            kind=kind, keys="Ctrl+Shift+D"
        )
        self._context.say(f"{said} {sentence}".strip())

    def _discarded(self) -> None:
        self._context.say(
            _("Discarded; {keys} shows the drafts and brings it back.").format(keys="Ctrl+Shift+D")
        )

    def _forget(self, key: Key) -> None:
        form = self.forms.pop(key, None)
        if form is not None:
            form.deleteLater()
            self._context.drafts_changed.emit()


def _left_open(workspace: Workspace, kind: str) -> tuple[KeptDraft, ...]:
    """The drafts of new records of a kind that nobody else is writing, the latest first."""
    drafts = workspace.drafts
    mine = (one for one in drafts.all() if one.kind == kind and one.record_id is None)
    return tuple(one for one in mine if not drafts.is_elsewhere(one))


def _left(workspace: Workspace, kind: str, record_id: int) -> OpenDraft | None:
    """The draft in which an edit of the record was left; None where there is none that can be read."""
    kept = workspace.drafts.of_record(kind, record_id)
    if kept is None:
        return None
    try:
        return workspace.drafts.open(kept.key)
    except UserError:
        return None


def _up_to_date(workspace: Workspace, draft: Draft) -> Draft:
    """The draft brought together with what was saved since, where that can be done without asking."""
    from diplotrack.workspace.editing.merging import merged

    if draft.id is None or draft.seen is None:
        return draft
    try:
        now = workspace.editing.load(draft.kind, draft.id)
        result = merged(draft, now)
    except UserError:
        return draft  # the record is gone or both changed the same place: the form says so when it is saved
    result.seen = now
    return result


def _raise(form: RecordForm) -> None:
    form.show()
    form.raise_()
    form.activateWindow()
