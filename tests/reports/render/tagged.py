"""The structure of a PDF as another reader, PDFium, finds it: elements with their kids, marks and what is marked."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as c


@dataclass
class Found:
    """An element on one page: its kind (as PDF 1.7 has it), and in order the marks and the elements in it."""

    kind: str
    alt: str = ""
    scope: str = ""
    read_as: str = ""
    content: list[Found | int] = field(default_factory=list)

    @property
    def kids(self) -> list[Found]:
        """The elements in it."""
        return [one for one in self.content if isinstance(one, Found)]

    @property
    def marks(self) -> list[int]:
        """The numbers of all that is marked as its own or its kids', in order."""
        return [mark for one in self.content for mark in (one.marks if isinstance(one, Found) else [one])]

    def walk(self) -> Iterator[Found]:
        """It and all in it, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def elements(pdf: pypdfium2.PdfDocument, number: int) -> list[Found]:
    """The topmost elements of a page (from 0)."""
    page = pdf[number]
    tree = c.FPDF_StructTree_GetForPage(page.raw)
    count = c.FPDF_StructTree_CountChildren(tree)
    found = [_element(c.FPDF_StructTree_GetChildAtIndex(tree, place)) for place in range(count)]
    c.FPDF_StructTree_Close(tree)
    page.close()
    return found


def _element(handle: Any) -> Found:
    found = Found(
        _said(c.FPDF_StructElement_GetType, handle),
        _said(c.FPDF_StructElement_GetAltText, handle),
        _scope(handle),
        _said(c.FPDF_StructElement_GetActualText, handle),
    )
    for place in range(c.FPDF_StructElement_CountChildren(handle)):
        kid = c.FPDF_StructElement_GetChildAtIndex(handle, place)
        if kid:
            found.content.append(_element(kid))
        else:
            mark = c.FPDF_StructElement_GetChildMarkedContentID(handle, place)
            if mark >= 0:
                found.content.append(mark)
    return found


def _said(ask: Any, handle: Any) -> str:
    length = ask(handle, None, 0)
    room = ctypes.create_string_buffer(length)
    ask(handle, room, length)
    return room.raw.decode("utf-16-le").rstrip("\0")


def _scope(handle: Any) -> str:
    for place in range(c.FPDF_StructElement_GetAttributeCount(handle)):
        held = c.FPDF_StructElement_GetAttributeAtIndex(handle, place)
        value = c.FPDF_StructElement_Attr_GetValue(held, b"Scope")
        if not value:
            continue
        length = ctypes.c_ulong()
        room = ctypes.create_string_buffer(64)
        if c.FPDF_StructElement_Attr_GetStringValue(value, room, 64, ctypes.byref(length)):
            return room.raw[: length.value].decode("utf-16-le").rstrip("\0")
    return ""


def marks_of(pdf: pypdfium2.PdfDocument, number: int) -> list[tuple[list[str], int]]:
    """Everything that is painted on a page (from 0), in order: the names of the marks around it, and its number in the
    structure (-1 where it is adornment)."""
    page = pdf[number]
    found = []
    for item in page.get_objects(max_depth=1):
        names = []
        for place in range(c.FPDFPageObj_CountMarks(item.raw)):
            mark = c.FPDFPageObj_GetMark(item.raw, place)
            length = ctypes.c_ulong()
            room = (c.FPDF_WCHAR * 64)()
            c.FPDFPageObjMark_GetName(mark, room, 128, ctypes.byref(length))
            names.append(bytes(room)[: length.value].decode("utf-16-le").rstrip("\0"))
        found.append((names, c.FPDFPageObj_GetMarkedContentID(item.raw)))
    page.close()
    return found
