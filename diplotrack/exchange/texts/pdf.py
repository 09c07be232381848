"""The words of a PDF document: its lines put together into paragraphs again, page after page.

A PDF knows no paragraphs, only where characters stand. What belongs together is told by the distances between lines,
by indentation, and by lines that end early. What stands at the head or foot of most pages is left out.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number
from diplotrack.base.pdfium import PDFIUM
from diplotrack.exchange.limits import LONGEST_READING, LONGEST_TEXT, MOST_PAGES
from diplotrack.exchange.texts.gathering import damaged, gathered, protected
from diplotrack.exchange.texts.lines import Line, paragraphs_of
from diplotrack.exchange.texts.text_file import TextFile

START = b"%PDF-"
WITHIN = 1024
"""Bytes in which the first mark of a PDF must come; some programs put their own before it."""
_PRINTED = re.compile("[^\n\ufffe]+\ufffe?")
"""A line as it was printed: PDFium ends none where a word is divided, but marks the place."""
_PASSWORD = 4
"""PDFium's number for a document that asks for a password."""


def read(content: bytes, name: str) -> TextFile:
    """The text of a document. Raises UserError where it is damaged, protected, or holds pictures of pages only."""
    with _opened(content, name) as document:
        with PDFIUM:
            count, title = len(document), document.get_metadata_value("Title")
        pages, notes = _pages(document, count)
    paragraphs, cut = gathered(paragraphs_of(pages))
    if not any(letter.isalnum() for text in paragraphs for letter in text):
        sentence = _(
            "“{file}” holds pictures of pages and no words. Have its text recognised (OCR), and save it anew."
        )
        raise UserError(sentence.format(file=name))
    return TextFile(paragraphs, " ".join(title.split()), "pdf", notes=(*notes, *cut))


def _pages(document: Any, count: int) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of the pages, and a sentence where not all were read."""
    import pypdfium2

    end, room = time.monotonic() + LONGEST_READING, LONGEST_TEXT
    pages: list[list[Line]] = []
    for number in range(min(count, MOST_PAGES)):
        if time.monotonic() > end or room < 0:
            break
        with PDFIUM:
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                pages.append([])  # one damaged page keeps back no other
                continue
            try:
                pages.append(list(_lines(page, room)))
            finally:
                page.close()
        room -= sum(len(line.text) for line in pages[-1])
    if len(pages) == count:
        return pages, ()
    sentence = _("Only the first {n} of {all} pages were read.")
    return pages, (sentence.format(n=format_number(len(pages)), all=format_number(count)),)


def _lines(page: Any, most: int) -> Iterator[Line]:
    """The lines of a page, with their places."""
    import pypdfium2

    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    try:
        words = text.get_text_range(0, min(text.count_chars(), most + 1)) if text.count_chars() > 0 else ""
        for line in _PRINTED.finditer(words):
            if bare := line[0].strip():
                begin = line.end() - len(line[0].lstrip())
                yield _line(text, bare, begin, begin + len(bare) - 1)
    finally:
        text.close()


def _line(text: Any, words: str, first: int, last: int) -> Line:
    from pypdfium2 import raw

    boxes = []
    for place in (first, last):
        index = raw.FPDFText_GetCharIndexFromTextIndex(text, place)
        box = [ctypes.c_double() for _side in range(4)]
        if index < 0 or not raw.FPDFText_GetCharBox(text, index, *(ctypes.byref(side) for side in box)):
            return Line(words)
        boxes.append([side.value for side in box])
    size = raw.FPDFText_GetFontSize(text, raw.FPDFText_GetCharIndexFromTextIndex(text, first))
    return Line(words, boxes[0][0], boxes[1][1], boxes[0][2], float(size))


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Any]:
    """The document. PDFium is only called in turn; see ``base.pdfium``."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD:
                raise protected(name) from error
            raise damaged(name) from error
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()
