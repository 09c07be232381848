"""The text of a draft in a file: plain text in any usual encoding, or a Word document with its changes accepted."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.tables.charset import guess_codec

LARGEST = 20 << 20
"""Bytes of a draft's file."""

LONGEST = 2_000_000
"""Characters of a draft's text: several long books."""

UNPACKED = 200 << 20
"""Bytes into which a document may unpack; more is no draft but an attack."""

PACKAGE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOVED_AWAY = (f"{_WORD}del", f"{_WORD}moveFrom")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_draft(path: Path) -> str:
    """The text of a file, told by its content and not its name. Raises UserError for whatever holds none."""
    content = _content(path)
    if content.startswith(PACKAGE):
        text = _of_document(path)
    elif content.startswith(OLD_OFFICE):
        sentence = _("“{file}” is an old or a protected Office document. Save it as DOCX without a password.")
        raise UserError(sentence.format(file=path.name))
    else:
        text = decoded(content, path.name)
    return proven(text, path.name)


def proven(text: str, name: str) -> str:
    """The text, if there is something to check in it. Raises UserError for an empty or far too long one."""
    if not any(letter.isalnum() for letter in text):
        raise UserError(_("“{file}” holds no words to check. Was the draft saved?").format(file=name))
    if len(text) > LONGEST:
        sentence = _("“{file}” has {n} characters; at most {most} are checked. Split it.")
        raise UserError(sentence.format(file=name, n=len(text), most=LONGEST))
    return text


def decoded(content: bytes, name: str) -> str:
    """Bytes as text: by their mark, as UTF-8, else in the likeliest older encoding. Raises UserError for binary."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    elif content.startswith(b"%PDF"):
        raise UserError(
            _("“{file}” is a PDF document. Check the text or DOCX file it was made of.").format(file=name)
        )
    elif b"\x00" in content or content.startswith((b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise UserError(_("“{file}” is no text. Save the draft as TXT or DOCX.").format(file=name))
    else:
        codec = "utf-8-sig"
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        if codec == "utf-16":
            sentence = _("“{file}” is damaged UTF-16 text. Save the draft again as UTF-8.")
            raise UserError(sentence.format(file=name)) from None
    return content.decode(guess_codec(_FOREIGN.findall(content[: 1 << 20])), "replace")


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UserError(_("“{path}” is a folder. Name the draft inside it.").format(path=path))
        if status.st_size > LARGEST:
            sentence = _("“{file}” has {size} megabytes; drafts of at most {most} are read.")
            raise UserError(sentence.format(file=path.name, size=status.st_size >> 20, most=LARGEST >> 20))
        with path.open("rb") as stream:
            return stream.read(LARGEST)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        sentence = _("There is no file “{path}”. Check the name and folder, or use - for standard input.")
        raise UserError(sentence.format(path=path)) from error
    except OSError as error:
        sentence = _("“{path}” cannot be read: {why}.")
        raise UserError(sentence.format(path=path, why=error.strerror or error)) from error


def _of_document(path: Path) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    damaged = _("“{file}” is a damaged document. Open it in a word processor and save it again.")
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            size = sum(entry.file_size for entry in package.infolist())
        if "word/document.xml" not in names:
            sentence = _("“{file}” is no Word document. Save the draft as TXT or DOCX.")
            raise UserError(sentence.format(file=path.name))
        if size > UNPACKED:
            raise UserError(_("“{file}” unpacks into far more than a draft.").format(file=path.name))
        body = Document(str(path)).element.body
    except (BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise UserError(damaged.format(file=path.name)) from error
    return "\n\n".join(text for paragraph in body.iter(f"{_WORD}p") if (text := _paragraph(paragraph)))


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph as they stand once all tracked changes are accepted."""
    parts = []
    for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
        above = [one.tag for one in node.iterancestors()]
        within = above[: above.index(f"{_WORD}p")]
        if any(tag in _MOVED_AWAY for tag in within) or _FALLBACK in above:
            continue
        if next(node.iterancestors(f"{_WORD}p")) is paragraph:
            parts.append(node.text or "" if node.tag == f"{_WORD}t" else " ")
    return "".join(parts).strip()
