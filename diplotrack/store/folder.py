"""The workspace folder: what lies in it, and whether what lies in it can be opened."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.errors import DamagedWorkspace, NewerWorkspace, UserError
from diplotrack.base.i18n import _
from diplotrack.store import faults
from diplotrack.store.engine import APPLICATION_ID, Driver, connect, plain_driver
from diplotrack.store.migrations import LATEST

SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths inside a workspace folder such as ``embassy.diplotrack``."""

    path: Path

    @property
    def ledger(self) -> Path:
        """The records and their history."""
        return self.path / "ledger.db"

    @property
    def attachments(self) -> Path:
        """The bytes of attached files."""
        return self.path / "attachments.db"

    @property
    def drafts(self) -> Path:
        """What is being typed."""
        return self.path / "drafts.db"

    @property
    def key(self) -> Path:
        """The wrapped key of an encrypted workspace."""
        return self.path / "key.json"

    @property
    def backups(self) -> Path:
        """Copies taken before a migration, and by hand."""
        return self.path / "backups"

    @property
    def is_encrypted(self) -> bool:
        """Whether opening it takes a passphrase."""
        return self.key.is_file()

    def make(self) -> None:
        """Make the folder, readable by its owner only. Raises UserError where something is in the way."""
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            sentence = _("“{path}” exists already; choose another folder for the new workspace.")
            raise UserError(sentence.format(path=self.path))
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self.backups.mkdir()
        except OSError as error:
            sentence = _("“{path}” cannot be made ({reason}); choose a folder that you may write to.")
            raise UserError(sentence.format(path=self.path, reason=error.strerror)) from error

    def is_writable(self) -> bool:
        """Whether this user may write the ledger and its journal."""
        return os.access(self.ledger, os.W_OK) and os.access(self.path, os.W_OK)

    def copy_path(self, version: int) -> Path:
        """Where the copy goes that is taken before a ledger of that version is changed."""
        stamp = clock.now().strftime("%Y%m%d-%H%M%S")
        return self.backups / f"before-version-{version + 1}-{stamp}.db"


def version_of(folder: Folder, driver: Driver = plain_driver) -> int:
    """The schema version of the ledger, after making sure that it is one of ours and can be read.

    Raises NotAWorkspace, DamagedWorkspace or NewerWorkspace; changes nothing.
    """
    if not folder.ledger.is_file():
        raise faults.not_a_workspace(folder.path)
    with folder.ledger.open("rb") as stream:
        header = stream.read(len(SQLITE_HEADER))
    if not folder.is_encrypted and header != SQLITE_HEADER:
        raise faults.damaged(folder.path)
    journals = [folder.ledger.with_name(folder.ledger.name + suffix) for suffix in ("-wal", "-shm")]
    absent = [path for path in journals if not path.exists()]
    try:
        application, version = _pragmas(folder, driver, journals[0] in absent)
    except faults.driver_errors() as error:
        known = faults.sentence_for(error, folder.path) or faults.damaged(folder.path)
        if isinstance(known, DamagedWorkspace):
            for path in absent:  # the look at it made them, and broke off before it could take them away
                path.unlink(missing_ok=True)
        raise known from error
    if application != APPLICATION_ID:
        raise faults.not_a_workspace(folder.path)
    if version > LATEST:
        sentence = _(
            "“{path}” was written by a newer Diplotrack; update this one to open it. Nothing was changed."
        )
        raise NewerWorkspace(sentence.format(path=folder.path))
    return version


def _pragmas(folder: Folder, driver: Driver, is_settled: bool) -> tuple[int, int]:
    # With a journal from a crash a writer would settle it on closing, into a file that may not be ours to touch.
    mode = "rw" if is_settled else "ro"
    connection: Any = connect(folder.ledger, mode if folder.is_writable() else "immutable", driver)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return int(application), int(version)
    finally:
        connection.close()


def remove_half_made(folder: Folder) -> None:
    """Take away a workspace whose making failed."""
    shutil.rmtree(folder.path, ignore_errors=True)
