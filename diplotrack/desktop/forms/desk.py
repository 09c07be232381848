"""The forms that lie open: one for each record, kept as they are until they are saved or discarded."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from diplotrack.base.i18n import _, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Draft

Key = tuple[str, int | None]


class Desk(QObject):
    """The open forms of one window, which does not close over something unsaved: the forms come forward instead."""

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
        """Open the form of a record, or of a new one; a form that was put aside comes back as it was."""
        if self._window is None:
            self._window = parent.window()
            self._window.installEventFilter(self)
        form = self.forms.get((kind, record_id))
        if form is not None:
            _raise(form)
            return

        def look(workspace: Workspace) -> tuple[Draft, str]:
            editing = workspace.editing
            draft = editing.blank(kind, **preset) if record_id is None else editing.load(kind, record_id)
            return draft, editing.scheme()

        self._context.read(
            look,
            lambda found: self._show((kind, record_id), found[0], found[1], parent),
            owner=self,
            key=(id(self), kind, record_id),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is being closed: not while something is unsaved."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            unsaved = [form for form in self.forms.values() if form.has_unsaved]
            if unsaved:
                event.ignore()
                for form in unsaved:
                    _raise(form)
                count = len(unsaved)
                words = ngettext(
                    "One form is unsaved: save it or discard it, then close the window.",
                    "{count} forms are unsaved: save or discard them, then close the window.",
                    count,
                )
                self._context.say(words.format(count=count), "warning")
                return True
            for form in list(self.forms.values()):
                form.discard()
        return super().eventFilter(watched, event)

    def _show(self, key: Key, draft: Draft, scheme: str, parent: QWidget) -> None:
        if key in self.forms:
            _raise(self.forms[key])
            return
        form = RecordForm(self._context, draft, scheme, parent)
        self.forms[key] = form
        form.saved.connect(self._saved)
        form.put_aside.connect(lambda: self._aside(draft))
        form.closed.connect(lambda: self._forget(key))
        form.show()

    def _saved(self, kind: str, record_id: int) -> None:
        self._context.open_record(kind, record_id)

    def _aside(self, draft: Draft) -> None:
        kind = str(draft.record.__kind__.label).lower()
        again = _("Ctrl+N") if draft.is_new else _("Ctrl+E")
        sentence = _("The {kind} is not saved yet; it is kept, and {keys} brings it back.")
        self._context.say(sentence.format(kind=kind, keys=again), "warning")

    def _forget(self, key: Key) -> None:
        form = self.forms.pop(key, None)
        if form is not None:
            form.deleteLater()


def _raise(form: RecordForm) -> None:
    form.show()
    form.raise_()
    form.activateWindow()
