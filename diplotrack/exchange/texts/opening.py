"""The words of a file, whatever its form: told by its content and not its name."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import LARGEST_DOCUMENT
from diplotrack.exchange.refusing import mind_size, unreadable
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.store.passages import paragraphs

VERSIONS = {"text": 1, "docx": 1, "odt": 1, "rtf": 1, "pdf": 1, "html": 1, "eml": 1, "msg": 1}
"""The forms that are read, with a number that goes up whenever their reader finds words that it did not find before."""

SUFFIXES = (".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".eml", ".msg")
"""Usual endings of what can be read, for a chooser of files."""

_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"<(?:!doctype html|html|head|body|meta|title|p|div|table|h[1-6]|main|article|section|span)[\s>/]"
)
_SNIFFED = 4096


def read_file(path: Path) -> TextFile:
    """The text of a file. Raises UserError where it holds no words that can be read."""
    return read_bytes(_content(path), path.name)


def read_bytes(content: bytes, name: str) -> TextFile:
    """The text of a file by its bytes; ``name`` is for sentences alone. Raises UserError like :func:`read_file`."""
    found = _read(content, name)
    if (
        not any(letter.isalnum() for paragraph in found.paragraphs for letter in paragraph)
        and not found.enclosed
    ):
        raise UserError(_("“{file}” holds no words. Was it saved?").format(file=name))
    return found


def pasted(text: str) -> TextFile:
    """A text that was pasted or typed."""
    return TextFile(tuple(paragraphs(text)), form="text")


def _read(content: bytes, name: str) -> TextFile:
    """The text by the reader of its form."""
    start = content[:_SNIFFED]
    opening = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_package(content, name)
    if start.startswith(_OFFICE):
        from diplotrack.exchange.texts import outlook

        return outlook.read(content, name)
    if b"%PDF-" in start[:1024]:
        from diplotrack.exchange.texts import pdf

        return pdf.read(content, name)
    if opening.startswith(b"{\\rtf"):
        from diplotrack.exchange.texts import rich_text

        return rich_text.read(content, name)
    if _PAGE.match(opening) or (opening.startswith((b"<?xml", b"<!--")) and b"<html" in opening):
        from diplotrack.exchange.texts import web_page

        return web_page.read(content, name)
    from diplotrack.exchange.texts import message, plain

    return message.read(content, name) if message.is_message(start, name) else plain.read(content, name)


def _read_package(content: bytes, name: str) -> TextFile:
    from diplotrack.exchange.texts import opendocument, word
    from diplotrack.exchange.texts.packages import Package

    package = Package(content, name)
    if word.main_part(package) in package:
        return word.read(package)
    if "mimetype" in package and package.read("mimetype", 200).startswith(opendocument.MEDIA_TYPE):
        return opendocument.read(package)
    sentence = _("“{file}” is no Word document. Save the text as TXT or DOCX.")
    raise UserError(sentence.format(file=name))


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UserError(_("“{path}” is a folder. Name the file inside it.").format(path=path))
        if not stat.S_ISREG(status.st_mode):
            raise UserError(
                _("“{path}” is a device or pipe. Save the text to a file first.").format(path=path)
            )
        mind_size(path, status.st_size, LARGEST_DOCUMENT, _("Save its text by itself."))
        with path.open("rb") as stream:
            return stream.read(LARGEST_DOCUMENT)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        sentence = _("There is no file “{path}”. Check the name and folder.")
        raise UserError(sentence.format(path=path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
