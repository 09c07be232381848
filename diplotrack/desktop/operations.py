"""Reading and changing a workspace from the window, and where an error goes: beside the list, or into a dialog."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.tasks import Tasks

if TYPE_CHECKING:
    from diplotrack.store.unit_of_work import Changed, Work
    from diplotrack.workspace import Workspace

T = TypeVar("T")
Failed = Callable[[UserError], None]


class OurFault(UserError):
    """What ``failed`` is told where the job broke; the fault itself goes to ``broke``, which shows it."""


class Operations(QObject):
    """Every access of the window to the workspace.

    ``changed(Changed)`` follows each operation, before its ``then``; ``refused(str)`` carries the sentence of an error
    that the user can mend, ``broke(exception)`` one that is our fault. ``failed``, where it is given, follows both.
    """

    changed = Signal(object)
    refused = Signal(str)
    broke = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tasks = tasks
        workspace.ledger.listen(self._tell)

    def _tell(self, changed: Changed) -> None:
        # On the writer's thread; the signal lives on the interface thread and so is queued for it.
        self.changed.emit(changed)

    def read(
        self,
        job: Callable[[Workspace], T],
        then: Callable[[T], None],
        *,
        owner: QObject | None = None,
        key: Hashable = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``job(workspace)`` on a reader thread and give its value to ``then`` on the interface thread.

        A later reading under the same ``key`` makes this one's answer void. ``failed`` takes the place of the notice.
        """
        workspace = self.workspace
        self.tasks.read(lambda: job(workspace), then, self._failure(failed), owner=owner, key=key)

    def change(
        self,
        operation: str,
        job: Callable[[Work], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Failed | None = None,
        **parameters: Any,
    ) -> None:
        """Run ``job(work)`` as one operation on the writer's thread; undo names it by ``operation``."""

        def act(workspace: Workspace) -> T:
            with workspace.change(operation, **parameters) as work:
                return job(work)

        self.write(act, then, owner=owner, failed=failed)

    def write(
        self,
        job: Callable[[Workspace], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``job(workspace)`` on the writer thread: undo, import, check, which open their own operation."""
        workspace = self.workspace
        self.tasks.write(lambda: job(workspace), then, self._failure(failed), owner=owner)

    def keep(
        self,
        job: Callable[[Workspace], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``job(workspace)`` on the thread that keeps drafts, one after the other, to its end even at closing."""
        workspace = self.workspace
        self.tasks.keep(lambda: job(workspace), then, self._failure(failed), owner=owner)

    def _failure(self, failed: Failed | None) -> Callable[[BaseException], None]:
        def sort_out(error: BaseException) -> None:
            if not isinstance(error, UserError):
                self.broke.emit(error)
                if failed is not None:  # who waits for an answer goes on, whatever became of it
                    failed(OurFault(_("This was not done: something went wrong in Diplotrack itself.")))
            elif failed is not None:
                failed(error)
            else:
                self.refused.emit(error.sentence)

        return sort_out
