"""Keeping a workspace safe: copies, proof, rescue, passphrases, and the files attached to records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from diplotrack.base.progress import Progress, quiet
from diplotrack.records import Attachment, Record
from diplotrack.store import attachments, backup, conversion, encryption, file_texts, salvage, verify
from diplotrack.store.folder import Folder
from diplotrack.store.ledger import Ledger
from diplotrack.store.salvage import Salvaged
from diplotrack.store.unit_of_work import Work

Ask = Callable[[], str]


class Safekeeping:
    """What is done with an open workspace as a whole."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def backup(self, target: Path, progress: Progress = quiet) -> int:
        """Write everything into one file and return its size in bytes; see :func:`store.backup.write`."""
        return backup.write(self._ledger, target, progress)

    def damage(self, progress: Progress = quiet) -> Iterator[str]:
        """What is wrong with the workspace, one sentence each; see :func:`store.verify.damage`."""
        return verify.damage(self._ledger, progress)

    def attach(self, work: Work, record: Record, source: Path, progress: Progress = quiet) -> Attachment:
        """Keep a file with a record, as part of the operation ``work``."""
        row = attachments.attach(self._ledger, work, record, source, progress)
        from diplotrack.exchange.limits import LARGEST_DOCUMENT
        from diplotrack.exchange.texts.words import words_of

        if not file_texts.reader_of(work.session, row.sha256) and row.size <= LARGEST_DOCUMENT:
            content = b"".join(attachments.pieces(self._ledger, row.sha256))
            file_texts.put(work.session, row.sha256, *words_of(content, row.name))
        return row

    def copy_for_viewing(self, attachment: Attachment, folder: Path) -> Path:
        """Put a copy of an attached file into ``folder``, to be opened by another program, and return its path."""
        return attachments.copy_for_viewing(self._ledger, attachment, folder)

    def sweep(self) -> int:
        """Take away bytes of attachments that no record ever named, nor a draft; return how many files went.

        Their words go with them.
        """
        from diplotrack.workspace.drafting import Drafting

        wanted = Drafting(self._ledger).digests()
        file_texts.sweep(self._ledger, wanted)
        return attachments.sweep(self._ledger, wanted)


def restore(source: Path, target: Path, passphrase: Ask | None = None, progress: Progress = quiet) -> None:
    """Make the workspace folder ``target`` out of a backup; see :func:`store.backup.restore`."""
    backup.restore(source, target, passphrase, progress)


def rescue(source: Path, target: Path, passphrase: Ask | None = None, progress: Progress = quiet) -> Salvaged:
    """Read what can be read of a damaged workspace into a new one; see :func:`store.salvage.salvage`."""
    return salvage.salvage(source, target, passphrase, progress)


def is_encrypted(path: Path) -> bool:
    """Whether opening the workspace takes a passphrase."""
    return Folder(path).is_encrypted


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Let another passphrase open the workspace; see :func:`store.encryption.change_passphrase`."""
    encryption.change_passphrase(Folder(path), old, new)


def encrypt(path: Path, passphrase: str, progress: Progress = quiet) -> None:
    """Encrypt a workspace that is not open anywhere; see :mod:`store.conversion`."""
    conversion.encrypt(Folder(path), passphrase, progress)


def decrypt(path: Path, passphrase: str, progress: Progress = quiet) -> None:
    """Write an encrypted workspace in the clear; see :mod:`store.conversion`."""
    conversion.decrypt(Folder(path), passphrase, progress)
