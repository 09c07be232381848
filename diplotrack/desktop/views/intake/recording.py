"""Storing what was accepted: as one operation, or by way of the form; and telling beforehand what that would store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.intake.summary import summary
from diplotrack.desktop.views.intake.tray import Lying, Tray
from diplotrack.workspace import Workspace, kept_intake
from diplotrack.workspace.editing import Unsound

if TYPE_CHECKING:
    from diplotrack.workspace.intake.recording import Recorded

REST = 120
"""Milliseconds after an answer until what would be stored is worked out."""


class Recording(QObject):
    """``ended`` follows when a text in the tray was recorded, here or in a form; ``refused`` when it could not be."""

    ended = Signal()
    refused = Signal()

    def __init__(self, context: Context, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tray = context, tray
        self._is_running = False
        self._promise: Callable[[str], None] = lambda _words: None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST)
        self._later.timeout.connect(self._work_out)
        context.drafts_changed.connect(self._look_after_forms)

    def foretell(self, promise: Callable[[str], None]) -> None:
        """Work out what would be stored and hand the sentence to ``promise``, once the fingers rest."""
        self._promise = promise
        self._later.start()

    def record(self) -> None:
        """Store what was accepted, and show the record."""
        front = self._tray.front
        if front is None or front.answering is None or self._is_running:
            return
        if front.kept.draft:
            self._context.open_draft(front.kept.draft)
            return
        if not front.answering.count("accepted"):
            self._context.say(_("Nothing is accepted yet: Enter accepts the proposal in front."), "warning")
            return
        reading, answers = front.answering.settled()
        self._is_running = True

        at = front.at

        def write(workspace: Workspace) -> Recorded:
            recorded = workspace.intake.record(reading, answers)
            # Here and not in the answer: a window that closes meanwhile hears no answer.
            if at.key:
                kept_intake.forget(workspace, at.key)
            return recorded

        def done(recorded: Recorded) -> None:
            self._is_running = False
            self._tray.let_go(front)
            self.ended.emit()
            self._context.open_record(recorded.kind, recorded.id)

        def refused(error: UserError) -> None:
            self._is_running = False
            self.refused.emit()
            hint = _("Answer that, or go on in the form (Ctrl+E).") if isinstance(error, Unsound) else ""
            self._context.say(f"{error.sentence} {hint}".strip(), "error")

        self._context.write(write, done, owner=self, failed=refused)

    def go_on_in_form(self) -> None:
        """Open what was accepted in the ordinary form; the text stays here until that is saved."""
        front = self._tray.front
        if front is None or front.answering is None or self._is_running:
            return
        if front.kept.draft:
            self._context.open_draft(front.kept.draft)
            return
        reading, answers = front.answering.settled()
        self._is_running = True

        def put_down(workspace: Workspace) -> str:
            from diplotrack.workspace.intake.recording import keep_files

            draft = workspace.intake.draft(reading, answers)
            keep_files(workspace, reading, draft)
            return workspace.drafts.keep("", draft).key

        def opened(key: str) -> None:
            self._is_running = False
            self._written_on(front, key)
            self._context.drafts_changed.emit()
            self._context.open_draft(key)

        def refused(error: UserError) -> None:
            self._is_running = False
            self.refused.emit()
            self._context.say(error.sentence, "error")

        self._context.keep(put_down, opened, owner=self, failed=refused)

    def _written_on(self, one: Lying, key: str) -> None:
        one.kept = replace(one.kept, draft=key)
        self._tray.keep(one)

    def _look_after_forms(self) -> None:
        """A text whose form was saved is done with; one whose form was thrown away can be answered again."""
        if not any(one.kept.draft for one in self._tray.texts):
            return

        def look(workspace: Workspace) -> tuple[set[str], set[str]]:
            drafts = workspace.drafts
            return {one.key for one in drafts.all()}, {one.key for one in drafts.discarded()}

        def found(keys: tuple[set[str], set[str]]) -> None:
            open_ones, thrown_away = keys
            for one in list(self._tray.texts):
                if one.kept.draft in thrown_away:
                    self._written_on(one, "")
                elif one.kept.draft and one.kept.draft not in open_ones:
                    self._tray.let_go(one)
                    self.ended.emit()

        self._context.keep(look, found, owner=self)

    def _work_out(self) -> None:
        front = self._tray.front
        if front is None or front.answering is None or not front.answering.count("accepted"):
            return
        reading, answers = front.answering.settled()
        promise = self._promise
        self._context.read(
            lambda workspace: workspace.intake.draft(reading, answers),
            lambda draft: promise(summary(draft)),
            owner=self,
            key=(id(self), "draft"),
        )
