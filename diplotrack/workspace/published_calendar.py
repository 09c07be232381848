"""The calendar file that follows the ledger: a program that synchronizes folders, or a web server, offers it to others.

It is off until a file is named. What it holds passes the release filter as every export does; protected sources are
never in it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import BOOKKEEPING, KINDS
from diplotrack.store import atomic, lists, settings
from diplotrack.store.lists import Condition, ListQuery

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace.workspace import Workspace

FILE, HOLDS, CEILING, RELEASE = "calendar_file", "calendar_holds", "calendar_ceiling", "calendar_release_to"
TOLD = "calendar.told"
"""The application's own setting that holds what was told last about a file that could not be written."""

CHOICES = ("all", "meetings", "due")
BACK = timedelta(days=366)
"""How long what lies behind stays in the file."""

_STAMP = re.compile(rb"^DTSTAMP:.*\r\n", re.MULTILINE)


class PublishedCalendar:
    """The calendar file of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @staticmethod
    def is_touched(changed: Changed) -> bool:
        """Whether an operation may change what is in the file."""
        return not changed.touched.keys() <= BOOKKEEPING

    def keep(self) -> str:
        """Bring the file up to date; what somebody should be told: that it could not be written, once; else "".

        Never raises for a file or folder that is not as it should be.
        """
        told = ""
        try:
            self.write()
        except UserError as error:
            told = error.sentence
        with self._workspace.read() as session:
            before = str(settings.read(session, TOLD) or "")
        if told == before:
            return ""
        with self._workspace.ledger.deriving() as session:
            settings.write(session, TOLD, told or None)
        return told

    def write(self) -> bool:
        """Write the file where one is named and something in it changed; whether it was. Raises UserError."""
        chosen = self._workspace.settings()
        if not chosen[FILE] or self._workspace.ledger.is_read_only:
            return False
        target = Path(str(chosen[FILE]))
        there, mode = _present(target)
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "calendar.ics"
            with self._workspace.read() as session:
                _write(session, made, chosen)
            content = made.read_bytes()
        # In a copy for others events have no other stamp than when they were written.
        if _STAMP.sub(b"", there) == _STAMP.sub(b"", content):
            return False
        with atomic.writing(target) as stream:
            stream.write(content)
        if mode is not None:
            with suppress(OSError):  # a folder of a network may know no modes
                target.chmod(mode)  # whoever was let read it before still may
        return True


def _present(target: Path) -> tuple[bytes, int | None]:
    """What the file holds now, and who may read it; None where it is not there. Raises UserError."""
    try:
        if not target.parent.is_dir():
            sentence = _(
                "The folder “{folder}” of the calendar file is not there; make it or name another file."
            )
            raise UserError(sentence.format(folder=target.parent))
        if not target.exists():
            return b"", None
        return target.read_bytes(), target.stat().st_mode & 0o777
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        sentence = _("The calendar file “{path}” cannot be read: {why}. Choose another place for it.")
        raise UserError(sentence.format(path=target, why=why)) from error


def _write(session: Session, target: Path, chosen: dict[str, Any]) -> None:
    from diplotrack.exchange.calendars.outgoing import DUE, Setting, write_calendar
    from diplotrack.exchange.outgoing.records import Outgoing
    from diplotrack.release import ProtectedNames, ReleaseFilter

    days = {"engagement": "starts_on", **DUE}
    if chosen[HOLDS] == "meetings":
        days = {"engagement": "starts_on"}
    elif chosen[HOLDS] == "due":
        days = dict(DUE)
    release = ReleaseFilter.named(
        str(chosen[CEILING]), str(chosen[RELEASE]), scheme=str(chosen["marking_scheme"])
    )
    outgoing = Outgoing(session, release, ProtectedNames.read(session))
    since = PartialDate.day(settings.today(session) - BACK)

    def records(kind: str, column: str) -> Iterator[dict[str, Any]]:
        query = ListQuery(kind, (Condition(column, "from", since),))
        return outgoing.records(KINDS[kind], list(lists.identifiers(session, query)))

    batches = [(KINDS[kind], records(kind, column)) for kind, column in days.items()]
    write_calendar(target, batches, Setting.of(session, list(days)))
