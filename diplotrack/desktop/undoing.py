"""Undo and redo in the window: what they would do next, by name, and doing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.store.unit_of_work import Changed


class Undoing(QObject):
    """Keeps the two commands saying what they would take back. ``saved(operation)`` is told after each change."""

    def __init__(self, context: Context, saved: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._saved = saved
        self._just_changed = False
        context.commands.connect_to("undo", lambda: self._take_back(again=False))
        context.commands.connect_to("redo", lambda: self._take_back(again=True))
        context.changed.connect(self._changed)
        self._read()

    def _take_back(self, *, again: bool) -> None:
        action = self._context.commands.action("redo" if again else "undo").text()

        def done(_changed: Changed) -> None:
            self._context.say(_("Done: {what}").format(what=action))

        self._context.write(
            lambda workspace: workspace.history.redo() if again else workspace.history.undo(), done
        )

    def _changed(self, _changed: Changed) -> None:
        self._just_changed = True
        self._read()

    def _read(self) -> None:
        self._context.read(
            lambda workspace: workspace.history.next_names(), self._show, owner=self, key="names"
        )

    def _show(self, names: tuple[str, str]) -> None:
        for command, verb, name in zip(("undo", "redo"), (_("Undo"), _("Redo")), names, strict=True):
            words = _("{verb}: {name}").format(verb=verb, name=name) if name else verb
            self._context.commands.action(command).setText(words)
            self._context.commands.action(command).setEnabled(bool(name))
        if self._just_changed:
            self._saved(names[0])
