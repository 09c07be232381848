"""A message as it travels (RFC 5322, MIME): its head, its words, and what it encloses.

The standard library takes it apart. Its modern policy is not used: it raises errors of many kinds over heads that are
not quite right, which real mail is full of. The heads are read one by one (``message_heads``), and a bad one costs
only itself.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.encoders import encode_base64
from email.errors import MessageError
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import (
    format_datetime,
    formataddr,
)
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import DEEPEST_NESTING, MOST_PARTS
from diplotrack.exchange.texts.gathering import gathered
from diplotrack.exchange.texts.message_heads import decoded, file_name, head, moment, parameter, people
from diplotrack.exchange.texts.plain import likely
from diplotrack.exchange.texts.text_file import Correspondent, Enclosed, TextFile, bare_name, named_after
from diplotrack.exchange.texts.web_page import read_page

_HEAD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_TELLING = frozenset(
    b"message-id mime-version received return-path delivered-to content-type x-mailer".split()
)
_COMMON = frozenset((b"from", b"to", b"subject", b"date"))
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_CITED = re.compile(r"<[^<>\s]{1,500}>")


def is_message(start: bytes, name: str = "") -> bool:
    """Whether a file that begins so is a message: its first lines are heads that only messages have.

    In a file that is named as one, those will do that memoranda have too.
    """
    is_named = name.lower().endswith(".eml")
    names: set[bytes] = set()
    for line in start.split(b"\n")[:60]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = _HEAD.match(line)
        if found is None:
            return _tells(names, is_named)
        names.add(found[0][:-1].lower())
    return _tells(names, is_named)


def _tells(names: set[bytes], is_named: bool) -> bool:
    if is_named and len(names & _COMMON) >= 2:
        return True
    return bool(names & _TELLING) and (
        len(names & _TELLING) >= 2 or bool(names & {b"from", b"subject", b"to", b"date"})
    )


def read(content: bytes, name: str) -> TextFile:
    """The message. Raises UserError where it nests without end or falls into far too many parts."""
    if sum(1 for _mark in _BOUNDARY.finditer(content)) > MOST_PARTS:
        raise UserError(
            _("“{file}” falls into far too many parts for a message. Save its words as TXT.").format(
                file=name
            )
        )
    try:
        message = message_from_bytes(content)
        parts = list(_leaves(message, name))
        return _told(message, parts, name)
    except RecursionError:
        sentence = _(
            "“{file}” holds messages within messages without end. Save the one that you need by itself."
        )
        raise UserError(sentence.format(file=name)) from None


def _told(message: Message, parts: list[Message], name: str) -> TextFile:
    texts: list[str] = []
    enclosed: list[Enclosed] = []
    for part in parts:
        if _is_body(part):
            texts.append(_text(part, name))
        else:
            enclosed.append(_enclosed(part, len(enclosed) + 1))
    paragraphs, notes = gathered(texts)
    key = _CITED.search(head(message, "message-id"))
    cited = _CITED.findall(head(message, "in-reply-to")) or _CITED.findall(head(message, "references"))[-1:]
    recipients, copied = people(message, "to"), people(message, "cc")
    sender = people(message, "from") or people(message, "sender")
    return TextFile(
        paragraphs,
        " ".join(head(message, "subject").split()),
        "eml",
        sent=moment(head(message, "date")),
        sender=sender[0] if sender else None,
        recipients=tuple(dict.fromkeys([*recipients, *copied])),
        key=key[0] if key else "",
        in_reply_to=cited[0] if cited else "",
        enclosed=tuple(enclosed),
        notes=notes,
        copied=tuple(one for one in dict.fromkeys(copied) if one not in recipients),
    )


# The parts ------------------------------------------------------------------------------------------------------------


def _leaves(part: Message, name: str, depth: int = 0) -> Iterator[Message]:
    """The parts that are not made of parts: of alternatives the best that can be read, of related ones the words."""
    if depth > DEEPEST_NESTING:
        raise RecursionError
    kind = part.get_content_type()
    inner = _inner(part)
    if kind == "message/rfc822" or not inner:
        yield part
        return
    if kind == "multipart/alternative":
        yield from _best(inner, name, depth)
        return
    for one in inner:
        if kind == "multipart/related" and one.get("content-id") and one.get_content_maintype() == "image":
            continue  # a picture set into the words; the message itself keeps it
        yield from _leaves(one, name, depth + 1)


def _best(alternatives: list[Message], name: str, depth: int) -> Iterator[Message]:
    """Plain words, where they say anything; else the page. Whatever is enclosed with an alternative is kept."""
    found = [list(_leaves(one, name, depth + 1)) for one in alternatives]
    bodies = [part for parts in found for part in parts if _is_body(part)]
    plain = [part for part in bodies if part.get_content_type() == "text/plain" and _text(part, name).strip()]
    chosen = plain[:1] or bodies[-1:]
    for parts in found:
        yield from (part for part in parts if part in chosen or not _is_body(part))


def _is_body(part: Message) -> bool:
    """Whether a part is of the message's own words, and no file."""
    if part.get_content_type() not in ("text/plain", "text/html", "text/enriched"):
        return False
    return _disposition(part) != "attachment" and not (file_name(part) and _disposition(part) != "inline")


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition") or "").partition(";")[0].strip().lower()


def _inner(part: Message) -> list[Message]:
    """What a part is made of; nothing for one that is whole. Only then may its payload be asked for as it is."""
    found: Any = part.get_payload() if part.is_multipart() else []
    return [one for one in found if isinstance(one, Message)]


def _content(part: Message) -> bytes:
    """The bytes of a part, however it was encoded for the way."""
    try:
        content: Any = part.get_payload(decode=True)
    except (ValueError, LookupError, MessageError):
        del part["content-type"]  # what it says of its encoding breaks even the reading of its bytes
        content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message, name: str) -> str:
    wanted = parameter(part, "charset")
    text = likely(_content(part), wanted)
    if part.get_content_type() == "text/html":
        try:
            return read_page(text, name).text
        except UserError:
            return ""
    if parameter(part, "format").lower() == "flowed":
        text = _unfolded(text, parameter(part, "delsp").lower() == "yes")
    return text


def _unfolded(text: str, without_blank: bool) -> str:
    """Lines that were broken only for the way, put together again (RFC 3676)."""
    lines: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.removeprefix(" ")
        if is_open and lines and not words.startswith(">"):
            lines[-1] += words
        else:
            lines.append(words)
        is_open = line.endswith(" ") and line != "-- "
        if is_open and without_blank:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _enclosed(part: Message, number: int) -> Enclosed:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        message = next(iter(_inner(part)), part)
        title = head(message, "subject") if message is not part else ""
        called = bare_name(file_name(part)) if file_name(part) else named_after(title or _("message"), ".eml")
        return Enclosed(called, kind, _bytes_of(message))
    ending = mimetypes.guess_extension(kind) or ""
    own = file_name(part) or _("enclosed {number}").format(number=number) + ending
    return Enclosed(bare_name(own), kind, _content(part))


def _bytes_of(message: Message) -> bytes:
    """A message within a message as a file of its own."""
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError, ValueError, TypeError, MessageError, AttributeError):
        # What came in broken cannot always be written out again; its words can.
        return _content(message)


def written(text: TextFile) -> bytes:
    """A message that came in another form, in the form in which messages travel."""
    whole = MIMEMultipart()
    heads = {
        "Subject": text.title,
        "From": _written([text.sender] if text.sender else []),
        "To": _written(text.recipients),
        "Message-ID": text.key,
        "In-Reply-To": text.in_reply_to,
        "Date": format_datetime(text.sent) if text.sent else "",
    }
    for name, words in heads.items():
        if words:
            whole[name] = Header(decoded(words), "us-ascii" if words.isascii() else "utf-8").encode()
    whole.attach(MIMEText(text.text.encode("utf-8", "replace").decode(), "plain", "utf-8"))
    for one in text.enclosed:
        part = MIMEBase("application", "octet-stream")
        part.set_payload(one.content)
        encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", one.name))
        whole.attach(part)
    return whole.as_bytes()


def _written(those: Iterable[Correspondent]) -> str:
    return ", ".join(formataddr((one.name, one.address)) for one in those)
