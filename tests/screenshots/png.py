"""Pictures as small PNG files: a palette of 256 colours is enough for letters on plain grounds."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage, QPixmap

LARGEST = 150_000
"""Bytes that a picture may take, so that a clone stays small."""


def of_pixmap(pixmap: QPixmap) -> Image.Image:
    """What Qt drew."""
    drawn = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    size = (drawn.width(), drawn.height())
    return Image.frombuffer("RGBA", size, bytes(drawn.constBits()), "raw", "RGBA", drawn.bytesPerLine(), 1)


def of_first_page(pdf: Path, width: int) -> Image.Image:
    """The first page of a PDF, ``width`` pixels wide, with a hairline around it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    drawn: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    document.close()
    framed = Image.new("RGB", (drawn.width + 2, drawn.height + 2), "#cfcabf")
    framed.paste(drawn, (1, 1))
    return framed


def write(picture: Image.Image, path: Path) -> int:
    """Write it with as many colours as :data:`LARGEST` allows; returns its bytes. Raises ValueError where none do."""
    whole = picture.convert("RGB")
    for colours in (256, 128, 64, 32):
        kept = io.BytesIO()
        few = whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(kept, "PNG", optimize=True)
        if len(kept.getvalue()) <= LARGEST:
            path.write_bytes(kept.getvalue())
            return len(kept.getvalue())
    raise ValueError(f"{path.name} cannot be made smaller than {LARGEST} bytes.")
