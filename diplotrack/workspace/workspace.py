"""One workspace folder, opened: everything that a command or a window asks of the core."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from diplotrack.store import settings
from diplotrack.store.ledger import Ledger
from diplotrack.store.search import Hit, search
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.history import History
from diplotrack.workspace.records import Records
from diplotrack.workspace.views import Views

if TYPE_CHECKING:
    from diplotrack.store.elsewhere import Elsewhere
    from diplotrack.workspace.atlas import Atlas
    from diplotrack.workspace.attaching import Attaching
    from diplotrack.workspace.backing_up import BackingUp
    from diplotrack.workspace.board import Board
    from diplotrack.workspace.bulk import Bulk
    from diplotrack.workspace.calendar import Calendar
    from diplotrack.workspace.check import Check
    from diplotrack.workspace.compliance import ComplianceScores
    from diplotrack.workspace.dismissing import Dismissing
    from diplotrack.workspace.drafting import Drafting
    from diplotrack.workspace.duplicates import Duplicates
    from diplotrack.workspace.editing import Editing
    from diplotrack.workspace.exchange import Exchange
    from diplotrack.workspace.gaps import Gaps
    from diplotrack.workspace.gleaning import Gleaning
    from diplotrack.workspace.handing import Handing
    from diplotrack.workspace.intake import Intake
    from diplotrack.workspace.mapping_tables import MappingTables
    from diplotrack.workspace.merging_records import MergingRecords
    from diplotrack.workspace.objective_tree import ObjectiveTree
    from diplotrack.workspace.partner import Partners
    from diplotrack.workspace.printing import Printing
    from diplotrack.workspace.published_calendar import PublishedCalendar
    from diplotrack.workspace.reading import ReadingRoom
    from diplotrack.workspace.readouts import Readouts
    from diplotrack.workspace.safekeeping import Safekeeping
    from diplotrack.workspace.saydo import WordsAndDeeds
    from diplotrack.workspace.suggesting import Suggesting
    from diplotrack.workspace.trash import Trash


class Workspace:
    """Facets are made when first used; closing lets go of the files."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @classmethod
    def create(
        cls, path: Path, *, we: str = "", post: str = "", who: str = "", passphrase: str | None = None
    ) -> Workspace:
        """Make a workspace with the reference parties in it, encrypted where a ``passphrase`` is given.

        ``we`` is the code of our government, such as USA.
        Raises UserError where the folder is taken or ``we`` is no country.
        """
        from diplotrack.store.folder import remove_half_made
        from diplotrack.store.opening import create_ledger
        from diplotrack.workspace.founding import found

        workspace = cls(create_ledger(Path(path), passphrase))
        try:
            found(workspace, we=we, post=post, who=who)
        except BaseException:
            workspace.close()
            remove_half_made(workspace.ledger.folder)
            raise
        return workspace

    @classmethod
    def open(cls, path: Path, *, passphrase: Callable[[], str] | None = None) -> Workspace:
        """Open a workspace folder; ``passphrase`` is called where it is encrypted.

        Raises NotAWorkspace, DamagedWorkspace, NewerWorkspace, ReadOnlyWorkspace, WrongPassphrase.
        """
        from diplotrack.store.opening import open_ledger

        return cls(open_ledger(Path(path), passphrase))

    @property
    def path(self) -> Path:
        """The workspace's folder."""
        return self.ledger.folder.path

    def change(self, operation: str, **parameters: Any) -> AbstractContextManager[Work]:
        """One operation on the ledger; see :meth:`Ledger.change`."""
        return self.ledger.change(operation, **parameters)

    def read(self) -> AbstractContextManager[Session]:
        """A session for reading; see :meth:`Ledger.read`."""
        return self.ledger.read()

    @cached_property
    def records(self) -> Records:
        """Records by identity and in lists."""
        return Records(self.ledger)

    @cached_property
    def history(self) -> History:
        """What was done, undo and redo, the trash."""
        return History(self.ledger)

    @cached_property
    def reading(self) -> ReadingRoom:
        """Records as documents."""
        from diplotrack.workspace.reading import ReadingRoom

        return ReadingRoom(self.ledger)

    @cached_property
    def editing(self) -> Editing:
        """Writing records as people type them."""
        from diplotrack.workspace.editing import Editing

        return Editing(self.ledger)

    @cached_property
    def drafts(self) -> Drafting:
        """What is being typed."""
        from diplotrack.workspace.drafting import Drafting

        return Drafting(self.ledger)

    @cached_property
    def readouts(self) -> Readouts:
        """What went out on a conversation."""
        from diplotrack.workspace.readouts import Readouts

        return Readouts(self.ledger)

    @cached_property
    def attaching(self) -> Attaching:
        """Files kept with records."""
        from diplotrack.workspace.attaching import Attaching

        return Attaching(self.ledger)

    @cached_property
    def gleaning(self) -> Gleaning:
        """What the words of records may become."""
        from diplotrack.workspace.gleaning import Gleaning

        return Gleaning(self.ledger)

    @cached_property
    def dismissing(self) -> Dismissing:
        """Words that are no promise."""
        from diplotrack.workspace.dismissing import Dismissing

        return Dismissing(self.ledger)

    @cached_property
    def suggesting(self) -> Suggesting:
        """What a form may offer while an engagement is written."""
        from diplotrack.workspace.suggesting import Suggesting

        return Suggesting(self.ledger)

    @cached_property
    def bulk(self) -> Bulk:
        """One edit of many records."""
        from diplotrack.workspace.bulk import Bulk

        return Bulk(self.ledger)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """What other processes do to the ledger."""
        from diplotrack.store.elsewhere import Elsewhere

        return Elsewhere(self.ledger)

    @cached_property
    def trash(self) -> Trash:
        """What lies in the trash."""
        from diplotrack.workspace.trash import Trash

        return Trash(self.ledger)

    @cached_property
    def views(self) -> Views:
        """Saved views."""
        return Views(self.ledger)

    @cached_property
    def board(self) -> Board:
        """Commitments in columns."""
        from diplotrack.workspace.board import Board

        return Board(self)

    @cached_property
    def calendar(self) -> Calendar:
        """What stands on which day."""
        from diplotrack.workspace.calendar import Calendar

        return Calendar(self)

    @cached_property
    def check(self) -> Check:
        """The consistency rules."""
        from diplotrack.workspace.check import Check

        return Check(self)

    @cached_property
    def atlas(self) -> Atlas:
        """The world by partner."""
        from diplotrack.workspace.atlas import Atlas

        return Atlas(self)

    @cached_property
    def published_calendar(self) -> PublishedCalendar:
        """The calendar file that follows the ledger."""
        from diplotrack.workspace.published_calendar import PublishedCalendar

        return PublishedCalendar(self)

    @cached_property
    def handing(self) -> Handing:
        """What somebody holds, and handing it over."""
        from diplotrack.workspace.handing import Handing

        return Handing(self)

    @cached_property
    def partners(self) -> Partners:
        """Partners at a glance."""
        from diplotrack.workspace.partner import Partners

        return Partners(self)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Records that may be the same one."""
        from diplotrack.workspace.duplicates import Duplicates

        return Duplicates(self.ledger)

    @cached_property
    def backing_up(self) -> BackingUp:
        """Backups that are made by themselves."""
        from diplotrack.workspace.backing_up import BackingUp

        return BackingUp(self)

    @cached_property
    def merging(self) -> MergingRecords:
        """Records that are the same one."""
        from diplotrack.workspace.merging_records import MergingRecords

        return MergingRecords(self.ledger)

    @cached_property
    def gaps(self) -> Gaps:
        """Gaps as a list to work through."""
        from diplotrack.workspace.gaps import Gaps

        return Gaps(self)

    @cached_property
    def objectives(self) -> ObjectiveTree:
        """Objectives as a tree."""
        from diplotrack.workspace.objective_tree import ObjectiveTree

        return ObjectiveTree(self)

    @cached_property
    def saydo(self) -> WordsAndDeeds:
        """Words held against deeds."""
        from diplotrack.workspace.saydo import WordsAndDeeds

        return WordsAndDeeds(self)

    @cached_property
    def compliance(self) -> ComplianceScores:
        """How promises were kept, as scored."""
        from diplotrack.workspace.compliance import ComplianceScores

        return ComplianceScores(self)

    @cached_property
    def printing(self) -> Printing:
        """Briefs and reports."""
        from diplotrack.workspace.printing import Printing

        return Printing(self)

    @cached_property
    def exchange(self) -> Exchange:
        """What comes in and goes out."""
        from diplotrack.workspace.exchange import Exchange

        return Exchange(self)

    @cached_property
    def intake(self) -> Intake:
        """Texts that others wrote."""
        from diplotrack.workspace.intake import Intake

        return Intake(self)

    @cached_property
    def mapping(self) -> MappingTables:
        """Spreadsheets of one's own."""
        from diplotrack.workspace.mapping_tables import MappingTables

        return MappingTables(self)

    @cached_property
    def safekeeping(self) -> Safekeeping:
        """Backups, proof that all is sound, attached files."""
        from diplotrack.workspace.safekeeping import Safekeeping

        return Safekeeping(self.ledger)

    def search(self, words: str, **filters: Any) -> list[Hit]:
        """Records by words; filters as :func:`diplotrack.store.search.search` takes them."""
        with self.read() as session:
            return search(session, words, **filters)

    def settings(self) -> dict[str, Any]:
        """All settings by key."""
        with self.read() as session:
            return settings.read_all(session)

    def close(self) -> None:
        """Let go of the files."""
        if "elsewhere" in self.__dict__:
            self.elsewhere.close()
        self.ledger.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
