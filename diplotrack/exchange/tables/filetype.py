"""What a file really is, by its first bytes and not its name; what holds no table is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, Label, _
from diplotrack.exchange.limits import LARGEST_FILE
from diplotrack.exchange.refusing import unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})

_SIGNATURES: tuple[tuple[bytes, Label], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture (PNG)")),
    (b"\xff\xd8\xff", N_("a picture (JPEG)")),
    (b"GIF8", N_("a picture (GIF)")),
    (b"II*\x00", N_("a picture (TIFF)")),
    (b"MM\x00*", N_("a picture (TIFF)")),
    (b"RIFF", N_("a picture, sound or film")),
    (b"\x1f\x8b", N_("a compressed file (gzip)")),
    (b"BZh", N_("a compressed file (bzip2)")),
    (b"\xfd7zXZ\x00", N_("a compressed file (xz)")),
    (b"7z\xbc\xaf\x27\x1c", N_("an archive (7z)")),
    (b"Rar!", N_("an archive (RAR)")),
    (b"SQLite format 3\x00", N_("a database (SQLite)")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"%!PS", N_("a PostScript document")),
    (b"PAR1", N_("a Parquet table")),
)
_MARKUP: tuple[tuple[bytes, Label], ...] = (
    (b"<!doctype html", N_("a web page")),
    (b"<html", N_("a web page")),
    (b"<table", N_("a web page")),
    (b"<?xml", N_("an XML document")),
    (b"begin:vcalendar", N_("a calendar")),
    (b"begin:vcard", N_("an address book")),
)


def kind_of_file(path: Path) -> Literal["text", "workbook"]:
    """Whether the file is delimited text or an XLSX workbook. Raises UserError for whatever is neither."""
    size = size_of(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as error:
        raise unreadable(path, error) from error
    if not size or not start.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x1a"):
        sentence = _("“{file}” is empty. Check that it was saved or downloaded whole.")
        raise UserError(sentence.format(file=path.name))
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(path)
    if start.startswith(OLE):
        raise UserError(_ole_sentence(path))
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            raise UserError(_no_table(path, what))
    opening = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for tag, what in _MARKUP:
        if opening.startswith(tag):
            raise UserError(_no_table(path, what))
    if opening.startswith((b"{", b"[")) and path.suffix.lower() == ".json":
        raise UserError(_json_sentence(path, opening))
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        sentence = _(
            "“{file}” is named as a workbook but is none. If it holds text, rename it to end in .csv."
        )
        raise UserError(sentence.format(file=path.name))
    return "text"


def regular(path: Path) -> os.stat_result:
    """What the system says of a file. Raises UserError where there is none, or what there is would never end."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        sentence = _("There is no file “{path}”. Check the name and folder.")
        raise UserError(sentence.format(path=path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if stat.S_ISDIR(status.st_mode):
        raise UserError(_("“{path}” is a folder. Name the file inside it.").format(path=path))
    if not stat.S_ISREG(status.st_mode):
        raise UserError(_("“{path}” is a device or pipe. Save it to a file first.").format(path=path))
    return status


def size_of(path: Path) -> int:
    """The bytes of a file. Raises UserError where it is none that can be read, or has too many."""
    size = regular(path).st_size
    if size > LARGEST_FILE:
        sentence = _("“{file}” has {size} megabytes; at most {most} are read. Split it into smaller files.")
        raise UserError(sentence.format(file=path.name, size=size >> 20, most=LARGEST_FILE >> 20))
    return size


def _kind_of_package(path: Path) -> Literal["workbook"]:
    """A ZIP: a workbook, or the sentence for what else it is."""
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, RuntimeError, OSError, NotImplementedError) as error:
        raise UserError(
            _("“{file}” is a damaged workbook or archive. Open and save it again, or fetch it anew.").format(
                file=path.name
            )
        ) from error
    if "xl/workbook.xml" in names:
        return "workbook"
    if b"opendocument.spreadsheet" in mimetype:
        raise UserError(_save_as_xlsx(path, N_("an OpenDocument spreadsheet")))
    if "xl/workbook.bin" in names:
        raise UserError(_save_as_xlsx(path, N_("a binary workbook (.xlsb)")))
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise UserError(_save_as_xlsx(path, N_("a Numbers document")))
    if "word/document.xml" in names:
        raise UserError(_no_table(path, N_("a Word document")))
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        sentence = _("“{file}” is a workbook without its sheets; it is damaged. Open and save it again.")
        raise UserError(sentence.format(file=path.name))
    raise UserError(
        _("“{file}” is an archive (ZIP). Unpack it and import the file inside.").format(file=path.name)
    )


def _ole_sentence(path: Path) -> str:
    """An old .xls and an encrypted .xlsx begin alike; only the encrypted one has a stream of that name."""
    with path.open("rb") as stream:
        directory = stream.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        sentence = _("“{file}” is protected by a password. Open it, save it without one, and import that.")
        return sentence.format(file=path.name)
    return _save_as_xlsx(path, N_("an Office document of the old kind (.xls or .doc)"))


def _json_sentence(path: Path, opening: bytes) -> str:
    from diplotrack.exchange.whole.layout import FORMAT

    if f'"{FORMAT}"'.encode() not in opening[:200]:
        return _no_table(path, N_("a JSON document"))
    sentence = _(
        "“{file}” holds a whole ledger, which becomes a workspace of its own: “diplotrack new FOLDER --from {file}”."
    )
    return sentence.format(file=path.name)


def _no_table(path: Path, what: Label) -> str:
    return _("“{file}” is {what} and holds no table that can be imported. Choose a CSV or XLSX file.").format(
        file=path.name, what=what
    )


def _save_as_xlsx(path: Path, what: Label) -> str:
    return _("“{file}” is {what}, which is not read. Open it and save it as XLSX or CSV.").format(
        file=path.name, what=what
    )
