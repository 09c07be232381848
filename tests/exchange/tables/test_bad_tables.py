"""What holds no readable table: one clear sentence each, never a traceback."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.exchange import limits
from diplotrack.exchange.tables.tabular import open_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def package(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "is empty"),
    "blank": ("a.csv", b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    "only delimiters": ("a.csv", b",,\n,,\n", "blank lines"),
    "no header": ("a.csv", b"1,2008-04-03\n2,2008-04-04\n", "has no header: row 1"),
    "pdf": ("a.csv", b"%PDF-1.7\n...", "a PDF document"),
    "picture": ("a.csv", b"\x89PNG\r\n\x1a\n....", "a picture (PNG)"),
    "photograph": ("a.csv", b"\xff\xd8\xff\xe0....", "a picture (JPEG)"),
    "gzip": ("a.csv", b"\x1f\x8b\x08....", "a compressed file"),
    "database": ("a.csv", b"SQLite format 3\x00....", "a database"),
    "archive": ("a.csv", package(readme="x"), "an archive (ZIP)"),
    "web page": ("a.xls", b"<html><table><tr><td>1", "a web page"),
    "xml": ("a.csv", b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML document"),
    "calendar": ("a.csv", b"BEGIN:VCALENDAR\r\n", "a calendar"),
    "old workbook": ("a.xls", OLE, "(.xls or .doc)"),
    "encrypted workbook": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "text named workbook": ("a.xlsx", b"id,name\n1,x\n", "named as a workbook but is none"),
    "broken zip": ("a.xlsx", b"PK\x03\x04" + b"\0" * 50, "damaged workbook or archive"),
    "workbook without sheets": ("a.xlsx", package(readme="x"), "without its sheets"),
    "zero byte": ("a.csv", b"id,name\n1,x\n2,a\0b\n", "zero byte in line 3"),
    "noise": ("a.csv", bytes(range(1, 256)) * 8, "no text that can be read"),
    "unclosed quote": ("a.csv", b'id,name\n1,x\n2,"open\n3,y\n', "opens in line 3 is never closed"),
}


@pytest.mark.parametrize("which", BAD)
def test_it_gets_one_sentence(tmp_path: Path, which: str) -> None:
    name, content, words = BAD[which]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        list(open_table(path).rows())
    assert words in caught.value.sentence
    assert name in caught.value.sentence


def test_open_document_and_binary_workbooks_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(package(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="x"))
    with pytest.raises(UserError, match="OpenDocument"):
        open_table(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    with pytest.raises(UserError, match=r"\.xlsb"):
        open_table(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(UserError, match="Word document"):
        open_table(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        open_table(tmp_path / "none.csv")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        open_table(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UserError, match="device or pipe"):
        open_table(tmp_path / "pipe.csv")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("id\n1\n")
    path.chmod(0)
    with pytest.raises(UserError, match="cannot be read"):
        open_table(path)


def test_a_file_of_more_than_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(limits.LARGEST_FILE + 1)
    with pytest.raises(UserError, match="at most 2048 are read"):
        open_table(path)


def test_a_cell_of_more_than_a_megabyte_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text('id,name\n1,x\n2,"' + "lorem ipsum\n" * 100_000)
    with pytest.raises(UserError, match="begins in line 3"):
        list(open_table(path).rows())


def test_a_file_without_line_ends_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    path.write_bytes(b"a" * (limits.LONGEST_LINE + 10))
    with pytest.raises(UserError, match="a line 1 of more than 8 million"):
        open_table(path)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(limits.MOST_COLUMNS + 1)))
    with pytest.raises(UserError, match="2001 columns"):
        open_table(path)


def test_an_unknown_encoding_or_delimiter_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id\n1\n")
    with pytest.raises(UserError, match="no encoding “klingon”"):
        open_table(path, encoding="klingon")
    with pytest.raises(UserError, match="no encoding “hex”"):
        open_table(path, encoding="hex")
    with pytest.raises(UserError, match="cannot separate cells"):
        open_table(path, delimiter="::")
    with pytest.raises(UserError, match="has no sheets"):
        open_table(path, sheet="Sheet1")
