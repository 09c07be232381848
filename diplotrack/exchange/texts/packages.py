"""Packed documents (Word, OpenDocument): their parts, unpacked within limits, and read as XML that refers to nothing.

Nothing is ever unpacked onto the disk, so the names in a package lead nowhere.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from diplotrack.exchange.limits import HIGHEST_PACKING, LARGEST_PART, MEGABYTE, MOST_PARTS
from diplotrack.exchange.texts.gathering import damaged, protected, too_large

START = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_ENTRY = 46
"""Bytes of the shortest entry in the list of contents."""


class Package:
    """A packed document. Raises UserError where it is damaged or unpacks into far too much."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        end = content.rfind(_END, -(1 << 17))
        if end >= 0 and len(content) >= end + 20:
            (listed,) = struct.unpack_from("<I", content, end + 12)
            if listed > MOST_PARTS * _ENTRY * 4:
                raise too_large(name)
        try:
            self._zip = ZipFile(io.BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError, struct.error) as error:
            raise damaged(name) from error
        self.parts = {entry.filename: entry for entry in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def read(self, part: str, most: int = LARGEST_PART) -> bytes:
        """The bytes of a part. What its entry says of its size is proven while it is unpacked."""
        entry = self.parts.get(part)
        if entry is None:
            raise damaged(self.name)
        if entry.flag_bits & 0x1:
            raise protected(self.name)
        packing = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > most or (entry.file_size > MEGABYTE and packing > HIGHEST_PACKING):
            raise too_large(self.name)
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error) as error:
            raise damaged(
                self.name
            ) from error  # RuntimeError, ValueError: methods and headers unknown to zipfile
        if len(content) > most:
            raise too_large(self.name)
        return content

    def xml(self, part: str) -> Any:
        """The root element of a part. A document type, which could define entities, is in no honest document."""
        return read_xml(self.read(part), self.name)


def read_xml(content: bytes, name: str) -> Any:
    """The root element: no entity resolved, nothing loaded from anywhere, nothing nested without end."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise damaged(name) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace, of which a form of document can have several."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
