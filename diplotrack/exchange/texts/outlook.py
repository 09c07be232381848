"""A message as Outlook keeps it in a file of its own (MS-OXMSG): properties in streams of a compound file.

olefile takes the compound file apart. What is read of the message is read here: python-oxmsg, which is made for it,
knows no compressed RTF and no messages within messages, and ends with errors of many kinds over damaged files.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import DEEPEST_NESTING, LARGEST_DOCUMENT, MOST_PARTS
from diplotrack.exchange.texts import message, rich_text
from diplotrack.exchange.texts.compressed_rtf import unpacked
from diplotrack.exchange.texts.gathering import damaged, gathered, protected, too_large
from diplotrack.exchange.texts.plain import likely
from diplotrack.exchange.texts.text_file import Correspondent, Enclosed, TextFile, bare_name, named_after
from diplotrack.exchange.texts.web_page import read_page

PROPERTIES = "__properties_version1.0"
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_", "__attach_version1.0_"
_EMBEDDED = "__substg1.0_3701000D"
_COPY, _HIDDEN_COPY = 2, 3
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_BROKEN = (
    OSError,
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What olefile raises over a file whose tables lead nowhere."""

Path = tuple[str, ...]


def read(content: bytes, name: str) -> TextFile:
    """The message. Raises UserError for damaged files and for Office documents of the old kind."""
    import olefile

    try:
        compound = olefile.OleFileIO(io.BytesIO(content))
        streams = {tuple(path): None for path in compound.listdir()}
    except _BROKEN as error:
        raise _no_message(set(), name) from error
    if (PROPERTIES,) not in streams:
        raise _no_message({path[0] for path in streams}, name)
    if len(streams) > MOST_PARTS:
        raise too_large(name)
    return _Store(compound, tuple(streams), name).message(())


def _no_message(streams: set[str], name: str) -> UserError:
    if "EncryptedPackage" in streams:
        return protected(name)
    sentence = _(
        "“{file}” is an old or a protected Office document, or a damaged message. Save it as DOCX without a password."
    )
    return UserError(sentence.format(file=name))


class _Store:
    """The streams of a file, and the messages in it."""

    def __init__(self, compound: Any, streams: tuple[Path, ...], name: str) -> None:
        self.compound, self.name = compound, name
        self.room = LARGEST_DOCUMENT
        self.within: dict[Path, list[str]] = {}
        for path in streams:
            self.within.setdefault(path[:-1], []).append(path[-1])
            for depth in range(1, len(path)):  # storages too, each once
                known = self.within.setdefault(path[: depth - 1], [])
                if path[depth - 1] not in known[-1:]:
                    known.append(path[depth - 1])

    def message(self, place: Path) -> TextFile:
        """The message in a storage."""
        if len(place) > 2 * DEEPEST_NESTING:
            raise damaged(self.name)
        head = _Properties(self, place, 24 if place else 32)
        travelled = message.read(head.text(0x007D).encode("utf-8", "replace"), self.name)
        paragraphs, notes = gathered([self._body(head)])
        people = list(self._recipients(place))
        sender = Correspondent(
            head.text(0x0C1A) or head.text(0x0042),
            _address(head.text(0x5D01), head.text(0x0C1F), head.text(0x5D02), head.text(0x0065)),
        )
        return TextFile(
            paragraphs,
            " ".join(head.text(0x0037).split()) or travelled.title,
            "msg",
            sent=head.moment(0x0039) or travelled.sent or head.moment(0x0E06),
            sender=sender if sender.address else travelled.sender or (sender if sender.name else None),
            recipients=tuple(dict.fromkeys(one for one, _is_copy in people)) or travelled.recipients,
            key=head.text(0x1035).strip() or travelled.key,
            in_reply_to=head.text(0x1042).strip() or travelled.in_reply_to,
            enclosed=tuple(self._enclosed(place)),
            notes=notes,
            copied=tuple(one for one, is_copy in people if is_copy) if people else travelled.copied,
        )

    def _body(self, head: _Properties) -> str:
        if (plain := head.text(0x1000)).strip():
            return plain
        codec = f"cp{head.number(0x3FDE) or head.number(0x3FFD)}".replace("cp65001", "utf-8")
        page = head.text(0x1013) or likely(head.binary(0x1013), codec)
        if page.strip():
            return read_page(page, self.name).text
        packed = head.binary(0x1009)
        return rich_text.words(unpacked(packed)) if packed else ""

    def _recipients(self, place: Path) -> Iterator[tuple[Correspondent, bool]]:
        """Those to whom it went, and whether somebody only got a copy; whom the others do not see stays out."""
        for name in self._named(place, _RECIPIENT):
            one = _Properties(self, (*place, name), 8)
            kind, name = one.number(0x0C15), one.text(0x3001)
            if kind != _HIDDEN_COPY:
                who = Correspondent(name, _address(one.text(0x39FE), one.text(0x3003), name))
                yield who, kind == _COPY

    def _enclosed(self, place: Path) -> Iterator[Enclosed]:
        for number, name in enumerate(self._named(place, _ATTACHMENT), 1):
            at = (*place, name)
            one = _Properties(self, at, 8)
            called = one.text(0x3707) or one.text(0x3704) or one.text(0x3001)
            if _EMBEDDED in self.within.get(at, ()) and PROPERTIES in self.within.get((*at, _EMBEDDED), ()):
                inner = self.message((*at, _EMBEDDED))
                title = named_after(inner.title or called or _("message"), ".eml")
                yield Enclosed(title, "message/rfc822", message.written(inner))
            elif content := one.binary(0x3701):
                called = called or _("enclosed {number}").format(number=number)
                yield Enclosed(bare_name(called), one.text(0x370E) or "application/octet-stream", content)

    def _named(self, place: Path, beginning: str) -> list[str]:
        return sorted({name for name in self.within.get(place, ()) if name.startswith(beginning)})

    def stream(self, path: Path) -> bytes:
        """The bytes of a stream; b"" where there is none. Several may claim the same bytes, but not without end."""
        if path[-1] not in self.within.get(path[:-1], ()):
            return b""
        try:
            self.room -= int(self.compound.get_size(list(path)))
            if self.room < 0:
                raise too_large(self.name)
            with self.compound.openstream(list(path)) as stream:
                content: bytes = stream.read()
        except _BROKEN as error:
            raise damaged(self.name) from error
        return content


class _Properties:
    """The properties of a message, recipient or attachment. Short ones stand in a table, long ones in streams."""

    def __init__(self, store: _Store, place: Path, head: int) -> None:
        self._store, self._place = store, place
        table = store.stream((*place, PROPERTIES))[head:]
        self._fixed = {
            struct.unpack_from("<I", table, at)[0]: table[at + 8 : at + 16]
            for at in range(0, len(table) - 15, 16)
        }

    def text(self, number: int) -> str:
        """A text; older files hold it in the code page of who wrote it."""
        wide = self._stream(number, 0x001F)
        if wide:
            return wide.decode("utf-16-le", "replace").replace("\x00", "")
        narrow = self._stream(number, 0x001E)
        page = self.number(0x3FFD)
        return likely(narrow, f"cp{page}" if page else "").replace("\x00", "") if narrow else ""

    def binary(self, number: int) -> bytes:
        """Bytes; b"" where there are none."""
        return self._stream(number, 0x0102)

    def number(self, number: int) -> int:
        """An integer; 0 where there is none."""
        value = self._fixed.get(number << 16 | 0x0003, b"")
        return int.from_bytes(value[:4], "little", signed=True)

    def moment(self, number: int) -> datetime | None:
        """A moment in UTC; None where there is none, or one that no calendar has."""
        value = int.from_bytes(self._fixed.get(number << 16 | 0x0040, b""), "little")
        try:
            return (_EPOCH + timedelta(microseconds=value // 10)).replace(microsecond=0) if value else None
        except OverflowError:
            return None

    def _stream(self, number: int, kind: int) -> bytes:
        return self._store.stream((*self._place, f"__substg1.0_{number:04X}{kind:04X}"))


def _address(*candidates: str) -> str:
    """The first that is an address as the net knows it; Exchange has names of its own."""
    return next((one.strip().lower() for one in candidates if "@" in one and not one.startswith("/")), "")
