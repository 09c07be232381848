"""A whole ledger that comes in as JSON: into a workspace in which nobody has worked yet, or into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import ChangeSet
from diplotrack.workspace.founding import FOUNDING

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.result import ImportResult

FORM = "ledger"
"""What the result of an import calls such a file."""


def take_in(
    ledger: Ledger, source: Path, *, dry_run: bool = False, progress: Progress = quiet
) -> ImportResult:
    """Take a whole ledger into a workspace in which nobody has worked; what it was founded with gives way.

    Identifiers and history are kept as they are. Raises UserError where the workspace holds work, or the file is not
    sound, and Cancelled; nothing has then changed.
    """
    from diplotrack.exchange.incoming.result import ImportResult
    from diplotrack.exchange.whole.reading import read_whole

    def mind(session: Session) -> None:
        if session.scalar(select(ChangeSet.id).where(ChangeSet.operation.not_in(FOUNDING)).limit(1)):
            sentence = _(
                "“{path}” holds records already, and a whole ledger keeps its own numbers and history; make a new "
                "workspace of it: diplotrack new DIR --from {file}"
            )
            raise UserError(sentence.format(path=ledger.folder.path, file=source))

    taken = read_whole(ledger, source, mind, dry_run=dry_run, progress=progress)
    rows = taken.records.total()
    return ImportResult(
        FORM,
        read=rows,
        created=rows,
        records={name: count for name, count in taken.records.items() if count},
        table_notes=taken.notes,
        written=not dry_run,
    )


def new_from(
    path: Path, source: Path, passphrase: str | None = None, progress: Progress = quiet
) -> ImportResult:
    """Make a workspace out of a whole ledger, encrypted where a ``passphrase`` is given.

    Raises UserError where the folder is taken or the file is not sound, and Cancelled; no folder is then left.
    """
    from diplotrack.store.folder import remove_half_made
    from diplotrack.store.opening import create_ledger

    ledger = create_ledger(path, passphrase)
    try:
        return take_in(ledger, source, progress=progress)
    except BaseException:
        ledger.close()
        remove_half_made(ledger.folder)
        raise
    finally:
        ledger.close()
