"""Files kept with records: taken in, opened, saved elsewhere, marked, taken away."""

from __future__ import annotations

import mimetypes
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from diplotrack.base.errors import DamagedWorkspace, UserError, WorkspaceBusy
from diplotrack.base.i18n import N_, _, format_number, ngettext
from diplotrack.base.markings import Marking
from diplotrack.base.progress import Progress, quiet
from diplotrack.records import KINDS, Attachment
from diplotrack.store import attachments, file_texts
from diplotrack.store.file_texts import Unread, Words
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.editing.draft import AttachedFile
from diplotrack.workspace.editing.files import files_of, write_files

ATTACH, REMOVE, MARK = N_("Attach files"), N_("Remove attachment"), N_("Mark attachment")
"""What undo and history call what is done with files."""
AT_ONCE = 1.0
"""Seconds of reading after which the words that were read are written."""


class Attaching:
    """The files of a workspace's records."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def take_in(self, source: Path, progress: Progress = quiet) -> AttachedFile:
        """Keep the bytes of a file, to be named by a draft or a record. Raises UserError where it cannot be read."""
        if source.is_dir():
            sentence = _("“{name}” is a folder; attach the files in it, or a packed copy of it.")
            raise UserError(sentence.format(name=source.name))
        digest, size = attachments.put(self._ledger, source, progress)
        # Somebody else is writing: the words are read when nobody is.
        with suppress(WorkspaceBusy):
            if not self._is_read(digest):
                file_texts.keep(self._ledger, self._words(Unread(digest, source.name, size)))
        return AttachedFile(source.name, digest, size, _kind_of(source.name))

    def take_in_bytes(self, name: str, content: bytes) -> AttachedFile:
        """Keep some bytes as a file of that name."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / attachments.safe_name(name)
            path.write_bytes(content)
            return self.take_in(path)

    def attach(self, kind: str, record_id: int, files: Iterable[AttachedFile]) -> Changed:
        """Keep files with a stored record, as one operation. Raises UserError where it is gone."""
        with self._ledger.change(ATTACH.message) as work:
            record = work.get(KINDS[kind], record_id)
            before = files_of(work.session, record)
            write_files(work, record, [*before, *files], before)
        assert work.changed is not None
        return work.changed

    def detach(self, file_id: int) -> Changed:
        """Take a file away from its record; undo brings it back."""
        with self._ledger.change(REMOVE.message) as work:
            work.session.delete(work.get(Attachment, file_id))
        assert work.changed is not None
        return work.changed

    def mark(self, file_id: int, marking: Marking) -> Changed:
        """Let a file carry that marking."""
        with self._ledger.change(MARK.message) as work:
            work.get(Attachment, file_id).mark(marking)
        assert work.changed is not None
        return work.changed

    def named(self, file_id: int) -> AttachedFile:
        """A stored file. Raises UserError where it was taken away."""
        with self._ledger.read() as session:
            one = session.get(Attachment, file_id)
            if one is None:
                raise UserError(_("This file is no longer attached."))
            return AttachedFile(one.name, one.sha256, one.size, one.media_type, one.marking(), one.id)

    def read_words(self, progress: Progress = quiet) -> int:
        """Read the words of all files that were attached before somebody could, for the search; return of how many.

        Raises Cancelled from ``progress``; what was read until then is kept.
        """
        waiting = self.unread()
        read: list[Words] = []
        begun = time.monotonic()
        try:
            for done, one in enumerate(waiting):
                progress(done, len(waiting), one.name)
                read.append(self._words(one))
                if time.monotonic() - begun > AT_ONCE:
                    file_texts.keep(self._ledger, *read)
                    read, begun = [], time.monotonic()
        finally:
            if read:
                file_texts.keep(self._ledger, *read)
        return len(waiting)

    def unread(self) -> list[Unread]:
        """The attached files whose words the search does not know, or knows from a lesser reader."""
        from diplotrack.exchange.texts.words import READERS

        if self._ledger.is_read_only:
            return []
        with self._ledger.read() as session:
            return file_texts.unread(session, READERS)

    def _is_read(self, digest: bytes) -> bool:
        from diplotrack.exchange.texts.words import READERS

        with self._ledger.read() as session:
            return file_texts.reader_of(session, digest) in READERS

    def _words(self, file: Unread) -> Words:
        """The words of a file; one that is too large has none."""
        from diplotrack.exchange.limits import LARGEST_DOCUMENT
        from diplotrack.exchange.texts.words import NOTHING, words_of

        reader, words = NOTHING, ""
        if file.size <= LARGEST_DOCUMENT:
            with suppress(
                DamagedWorkspace
            ):  # bytes that are gone; that is told where the workspace is proven sound
                content = b"".join(attachments.pieces(self._ledger, file.sha256))
                reader, words = words_of(content, file.name)
        return Words(file.sha256, reader, words)

    def copy_for_viewing(self, file: AttachedFile, folder: Path) -> Path:
        """Put a copy that cannot be written into a folder of its own in ``folder``, and return its path.

        Raises UserError, DamagedWorkspace.
        """
        own = folder / file.sha256.hex()[:16]
        own.mkdir(mode=0o700, exist_ok=True)
        target = own / attachments.safe_name(file.name)
        if not target.exists():
            attachments.save(self._ledger, file.sha256, target)
            target.chmod(0o400)
        return target

    def save_as(self, file: AttachedFile, target: Path) -> None:
        """Write the file where somebody wants it, whole or not at all. Raises UserError, DamagedWorkspace."""
        attachments.save(self._ledger, file.sha256, target)


def _kind_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def kind_label(file: AttachedFile) -> str:
    """What kind of file it is, in a few letters: its ending, or what its type says."""
    ending = Path(file.name).suffix.lstrip(".")
    return ending.upper() if 0 < len(ending) <= 5 else file.media_type.partition("/")[2].upper()[:12]


def size_label(size: int) -> str:
    """A number of bytes as one says it."""
    if size < 1000:
        return ngettext("{count} byte", "{count} bytes", size).format(count=format_number(size))
    if size < 1_000_000:
        return _("{size} kB").format(size=format_number(size / 1000, 0))
    return _("{size} MB").format(size=format_number(size / 1_000_000, 1))
