"""The pages of a PDF as pictures and as text. Any thread may ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

from diplotrack.base.pdfium import PDFIUM


class Leaves:
    """``sizes`` are those of the pages, in points.

    The file is opened anew for each answer and closed with it (well under a millisecond): what the collector would
    let go of, it lets go of on a thread of its choice and without the lock.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        with self._document() as document:
            self.sizes = tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, scale: float) -> QImage:
        """The page on white, ``scale`` pixels a point."""
        with self._page(page) as leaf:
            # Four bytes a pixel in the order in which Qt has them on every machine that we run on.
            bitmap = leaf.render(scale=scale, prefer_bgrx=True)
            drawn = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
        return drawn

    def words(self, page: int) -> str:
        """The text of the page, line by line."""
        with self._page(page) as leaf:
            text = leaf.get_textpage()
            found: str = text.get_text_bounded()
            text.close()
        return "\n".join(found.splitlines())

    def words_within(self, page: int, part: QRectF) -> str:
        """The text in that part of the page, in points from its upper left corner."""
        height = self.sizes[page].height()
        with self._page(page) as leaf:
            text = leaf.get_textpage()
            found: str = text.get_text_bounded(
                part.left(), height - part.bottom(), part.right(), height - part.top()
            )
            text.close()
        return "\n".join(found.splitlines())

    @contextmanager
    def _document(self) -> Iterator[Any]:
        import pypdfium2

        with PDFIUM:
            document = pypdfium2.PdfDocument(self.content)
            try:
                yield document
            finally:
                document.close()

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        with self._document() as document:
            leaf = document[page]
            try:
                yield leaf
            finally:
                leaf.close()
