"""Mail on its way in: each message becomes a communication, and is kept with what it encloses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.mail.drafting import Drafting
from diplotrack.exchange.mail.mailbox import is_mailbox, messages
from diplotrack.exchange.refusing import unreadable
from diplotrack.exchange.tables.rows import RowError
from diplotrack.exchange.texts.opening import read_bytes
from diplotrack.exchange.texts.text_file import Enclosed, TextFile, bare_name, named_after

SOURCE = "e-mail"
VERSION = 1
"""Rises when the same message would be understood otherwise; it is then read again."""

MAIL = ("eml", "msg")
"""The forms of text that are messages."""
STEP = 20
TWICE = N_("messages that the file holds more than once")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what it says, and the file that it was."""

    text: TextFile
    itself: Enclosed


class IncomingMail(Incoming):
    """The messages of one file. Those of a folder come in the order of their days, so that a reply finds its letter."""

    name, source = "mail", SOURCE

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._is_folder = is_mailbox(path)
            if not self._is_folder:
                self._only = self._message(next(messages(path)), path.name)
        except OSError as error:
            raise unreadable(path, error) from error

    def items(self, desk: Desk, progress: Progress) -> Iterator[Item]:
        """Each message; one that cannot be read with the reason."""
        self._drafting, self._desk = Drafting(desk), desk
        if not self._is_folder:
            yield _item(1, self._only)
            return
        found: list[Item] = []
        for number, content in enumerate(messages(self.path), 1):
            if number % STEP == 0:
                progress(number, None, _("Reading"))
            try:
                found.append(_item(number, self._message(content, f"{self.path.stem} {number}.eml")))
            except UserError as error:
                yield Item(number, "", "", None, (RowError(number, "", "", error.sentence),))
        yield from sorted(found, key=_moment)

    def read(self, item: Item) -> list[Draft]:
        """The communication that a message is; none for a message that was in the file before."""
        assert isinstance(item.content, Message)
        if item.key in self._drafting.made:
            self._desk.leave_out(str(TWICE))
            return []
        return [self._drafting.communication(item.content.text, item.content.itself, item.key, item.number)]

    @staticmethod
    def _message(content: bytes | None, name: str) -> Message:
        if content is None:
            raise UserError(
                _("“{file}” is far too large for a message. Export it by itself.").format(file=name)
            )
        text = read_bytes(content, name)
        if text.form not in MAIL:
            sentence = _("“{file}” is no message. Save it from your mail program as EML or MSG.")
            raise UserError(sentence.format(file=name))
        kind = "message/rfc822" if text.form == "eml" else "application/vnd.ms-outlook"
        called = named_after(text.title, ".eml") if text.form == "eml" and text.title else bare_name(name)
        return Message(text, Enclosed(called, kind, content))


def _item(number: int, message: Message) -> Item:
    digest = _digest(message)
    return Item(number, bare_key(message.text.key) or f"message:{digest}", digest, message)


def bare_key(written: str) -> str:
    """The identifier of a message without its brackets, such that it can be kept."""
    return re.sub(r"[\s<>]+", "", written)[:400]


def _moment(item: Item) -> float:
    sent = item.content.text.sent
    try:
        return float(sent.timestamp()) if sent is not None else float("inf")
    except (OverflowError, ValueError, OSError):  # the first and last days of the calendar in some zones
        return float("inf")


def _digest(message: Message) -> str:
    """The fingerprint of all that a message says; what was added on its way to somebody is left out."""
    text = message.text
    told = (
        VERSION,
        text.title,
        str(text.sent),
        text.sender,
        text.recipients,
        text.paragraphs,
        text.in_reply_to,
    )
    found = hashlib.sha256(repr(told).encode("utf-8", "backslashreplace"))
    for one in text.enclosed:
        found.update(one.name.encode("utf-8", "backslashreplace"))
        found.update(hashlib.sha256(one.content).digest())
    return found.hexdigest()[:32]
