"""Plain text in any usual encoding."""

from __future__ import annotations

import codecs
import re

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.tables.charset import guess_codec
from diplotrack.exchange.texts.gathering import gathered
from diplotrack.exchange.texts.text_file import TextFile

_FOREIGN = re.compile(rb"[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,200}")
_HIGH = re.compile(rb"[\x80-\xff]")
_JUDGED = 1 << 15
"""Bytes by which an encoding is judged; a megabyte of what is no text at all would take a quarter of a minute."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"\x1f\x8b")

_SEVEN_BITS = ("iso2022", "utf-7", "hz")
"""Encodings whose bytes look like sound UTF-8."""
_NO_TEXTS = ("punycode", "idna", "undefined")
"""Codecs for single names; the time that they take grows with the square of the length."""


def read(content: bytes, name: str) -> TextFile:
    """The paragraphs of a plain text. Raises UserError for what is none."""
    paragraphs, notes = gathered([decoded(content, name)])
    return TextFile(paragraphs, form="text", notes=notes)


def decoded(content: bytes, name: str) -> str:
    """Bytes as text: by their mark, as UTF-8, else in the likeliest older encoding. Raises UserError for binary."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            sentence = _("“{file}” is damaged UTF-16 text. Save it again as UTF-8.")
            raise UserError(sentence.format(file=name)) from None
    if b"\x00" in content or content.startswith(_PICTURES):
        raise UserError(_("“{file}” is no text. Save it as TXT or DOCX.").format(file=name))
    return likely(content)


def likely(content: bytes, wanted: str = "") -> str:
    """Bytes as text: as UTF-8 or what somebody said of it, if they prove to be that; else in the likeliest encoding.

    ``wanted`` may be any word that a file from outside gives.
    """
    said = _codec(wanted)
    order = ("utf-8-sig", said)
    if said.startswith(_SEVEN_BITS):
        order = (said, "utf-8-sig")
    for codec in filter(None, order):
        try:
            text = content.decode(codec)
            text.encode()  # some make half characters (lone surrogates), which nothing can keep
        except UnicodeError:
            continue
        return text
    first = _HIGH.search(content)
    start = max(0, first.start() - 40) if first else 0
    return content.decode(guess_codec(_FOREIGN.findall(content[start : start + _JUDGED])), "replace")


def _codec(name: str) -> str:
    """Python's name of an encoding of texts; "" for what is none."""
    try:
        found = codecs.lookup(name.strip()[:40])
    except (LookupError, ValueError):
        return ""
    return found.name if found._is_text_encoding and found.name not in _NO_TEXTS else ""
