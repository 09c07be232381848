"""What a document from elsewhere says: its paragraphs, what its head tells of it, and the files that it encloses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from diplotrack.store.attachments import safe_name


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody in the head of a message: name ("" where only an address is given) and address ("" likewise)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file within another: its bare name (no folders), media type, and bytes."""

    name: str
    media_type: str
    content: bytes


def bare_name(name: str) -> str:
    """The name of a file within another: without folders, and such that any system can keep it."""
    return safe_name(re.split(r"[\\/]", name.replace("\x00", ""))[-1])


def named_after(title: str, ending: str) -> str:
    """The name of a file that is called by what it says."""
    return safe_name(f"{title[:100]}{ending}")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text taken out of a file or pasted. ``paragraphs`` are plain and in NFC; ``notes`` are sentences about what
    could not be read. ``form`` is one of ``opening.VERSIONS``.

    What only a message has stays empty elsewhere: ``sent`` (as its head says, with its zone; of a web page, when it
    says that it was published), ``sender``, ``recipients``, of whom some were only ``copied``, ``key`` (its message
    id), ``in_reply_to``.
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    form: str = ""
    sent: datetime | None = None
    sender: Correspondent | None = None
    recipients: tuple[Correspondent, ...] = ()
    key: str = ""
    in_reply_to: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    notes: tuple[str, ...] = ()
    copied: tuple[Correspondent, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between them."""
        return "\n\n".join(self.paragraphs)
