"""What every page and dialog is given: the workspace, a way to read and change it, and a way to go elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diplotrack.desktop.commands import Commands
from diplotrack.desktop.operations import Operations
from diplotrack.desktop.tasks import Tasks
from diplotrack.desktop.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from diplotrack.base.progress import Progress
    from diplotrack.store.lists import Condition
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.printing import Order


@dataclass(frozen=True, slots=True)
class Reopening:
    """Work on a workspace that nobody has open, and the passphrases that open it afterwards."""

    job: Callable[[Path, Progress], None]
    sentence: str
    passphrase: str = ""
    fallback: str = ""


class Context(QObject):
    """The surroundings of one window. Navigation only asks: the window listens to the signals and goes there."""

    changed = Signal(object)
    """A ``Changed`` after every operation."""
    changed_elsewhere = Signal(object)
    """A ``Changed`` that another process made; ``changed`` follows it."""
    drafts_changed = Signal()
    """A draft was begun, saved, discarded or brought back."""
    draft_wanted = Signal(str)
    """The key of the draft that somebody wants to go on with."""
    record_wanted = Signal(str, int)
    tab_wanted = Signal(str, int)
    list_wanted = Signal(str, object)
    edit_wanted = Signal(str, object)
    page_wanted = Signal(str)
    report_wanted = Signal(object)
    """The order (``workspace.printing.Order``) of a document that is to be shown."""
    reopen_wanted = Signal(object)
    """A ``Reopening``: what is to be done with the workspace while it is closed."""
    notice = Signal(str, str)
    """A sentence, and its tone: ``calm``, ``warning`` or ``error``."""

    def __init__(
        self, workspace: Workspace, tasks: Tasks, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tasks = tasks
        self.theme = theme
        self.operations = Operations(workspace, tasks, self)
        self.commands = Commands(theme, self)
        self.read = self.operations.read
        self.change = self.operations.change
        self.write = self.operations.write
        self.keep = self.operations.keep
        self.operations.changed.connect(self.changed)
        self.operations.refused.connect(self._refused)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show that record in the reading pane, its list beside it."""
        self.record_wanted.emit(kind, record_id)

    def open_in_tab(self, kind: str, record_id: int) -> None:
        """Open that record in a tab of its own."""
        self.tab_wanted.emit(kind, record_id)

    def show_list(self, kind: str, conditions: Iterable[Condition] = ()) -> None:
        """Show the list of that kind, filtered so."""
        self.list_wanted.emit(kind, tuple(conditions))

    def edit_record(self, kind: str, record_id: int | None = None) -> None:
        """Open the form of that record; None makes a new one."""
        self.edit_wanted.emit(kind, record_id)

    def open_draft(self, key: str) -> None:
        """Open the form of that draft, as it was left."""
        self.draft_wanted.emit(key)

    def show_page(self, name: str) -> None:
        """Show the page of that name (``views/pages.py``)."""
        self.page_wanted.emit(name)

    def report(self, order: Order) -> None:
        """Show that document on the page that prints."""
        self.report_wanted.emit(order)

    def brief(self, party_id: int) -> None:
        """Prepare a brief on that party."""
        from diplotrack.workspace.printing import order

        self.report(order("partner-brief", partner=party_id))

    def run_command(self, name: str) -> None:
        """Do what the command of that name does (``commands.py``)."""
        self.commands.run(name)

    def reopen(
        self, job: Callable[[Path, Progress], None], sentence: str, passphrase: str, fallback: str
    ) -> None:
        """Close the workspace, run ``job(path, progress)``, and open it again, by ``passphrase`` where it is locked.

        ``sentence`` is shown meanwhile; ``fallback`` opens it where the job failed.
        """
        self.reopen_wanted.emit(Reopening(job, sentence, passphrase, fallback))

    def say(self, sentence: str, tone: str = "calm") -> None:
        """Show a sentence in the notice bar."""
        self.notice.emit(sentence, tone)

    def _refused(self, sentence: str) -> None:
        self.say(sentence, "error")
