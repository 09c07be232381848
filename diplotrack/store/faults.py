"""From what a database driver says to one sentence that says what to do."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm.exc import StaleDataError

from diplotrack.base.errors import (
    DamagedWorkspace,
    NotAWorkspace,
    ReadOnlyWorkspace,
    UserError,
    WorkspaceBusy,
)
from diplotrack.base.i18n import _


def driver_errors() -> tuple[type[BaseException], ...]:
    """What a database can raise: SQLAlchemy, Python's driver and, once it has been loaded, SQLCipher's."""
    keyed = sys.modules.get("sqlcipher3.dbapi2")
    return (DatabaseError, sqlite3.DatabaseError, *((keyed.DatabaseError,) if keyed else ()))


def damaged(path: Path) -> DamagedWorkspace:
    """The sentence for a ledger that cannot be read."""
    sentence = _(
        "The ledger in “{path}” is damaged and was left as it is; run “diplotrack salvage” or restore a backup."
    )
    return DamagedWorkspace(sentence.format(path=path))


def not_a_workspace(path: Path) -> NotAWorkspace:
    """The sentence for a path without a workspace."""
    sentence = _(
        "“{path}” is not a Diplotrack workspace; choose its folder, or make one with “diplotrack new”."
    )
    return NotAWorkspace(sentence.format(path=path))


def read_only(path: Path) -> ReadOnlyWorkspace:
    """The sentence for a ledger that may not be written."""
    sentence = _("“{path}” can only be read here; copy the workspace to a folder that you may write to.")
    return ReadOnlyWorkspace(sentence.format(path=path))


def busy(path: Path) -> WorkspaceBusy:
    """The sentence for a ledger that another process holds."""
    sentence = _("Another program is writing to “{path}”; wait until it has finished, then try again.")
    return WorkspaceBusy(sentence.format(path=path))


def sentence_for(error: BaseException, path: Path) -> UserError | None:
    """What to tell the user about a driver's error; None where it is our own fault and needs its traceback."""
    said = str(error).casefold()
    if "locked" in said or "busy" in said:
        return busy(path)
    if "readonly" in said or "read-only" in said:
        return read_only(path)
    if "malformed" in said or "not a database" in said or "corrupt" in said or "disk i/o error" in said:
        return damaged(path)
    if "full" in said and "disk" in said:
        sentence = _(
            "The disk that holds “{path}” is full; nothing was changed. Free some space and try again."
        )
        return UserError(sentence.format(path=path))
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a driver's error inside the block into the user's sentence; let every other one pass."""
    try:
        yield
    except StaleDataError as error:
        sentence = _(
            "Somebody else changed this record in the meantime; open it again and repeat your change."
        )
        raise WorkspaceBusy(sentence) from error
    except driver_errors() as error:
        known = sentence_for(error, path)
        if known is None:
            raise
        raise known from error
