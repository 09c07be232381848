"""A document as a file: PDF, DOCX, XLSX, CSV, JSON.

Each renderer writes beside its target and renames, so that nothing is left half-written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike
    from typing import BinaryIO

    from diplotrack.reports.document import Document
    from diplotrack.reports.render.outcome import Rendered

Paper: TypeAlias = Literal["A4", "Letter"]
Target: TypeAlias = "str | PathLike[str] | BinaryIO"


def render_pdf(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Print the document to a PDF file or binary stream. UserError when the target cannot be written."""
    from diplotrack.reports.render.pdf import render

    return render(document, target, paper)


def render_docx(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the document as an editable DOCX. UserError when the target cannot be written."""
    from diplotrack.reports.render.docx import render

    return render(document, target, paper)


def render_xlsx(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the document's tables as sheets of a workbook, numbers and days as such."""
    from diplotrack.reports.render.xlsx import render

    return render(document, target, paper)


def render_csv(document: Document, target: Target, _paper: Paper = "A4") -> Rendered:
    """Write the document's tables as UTF-8 CSV with a byte order mark; paper has no meaning here."""
    from diplotrack.reports.render.csv import render

    return render(document, target)


def render_json(document: Document, target: Target, _paper: Paper = "A4") -> Rendered:
    """Write the document's tables as JSON, one object a row under the columns' keys; paper has no meaning here."""
    from diplotrack.reports.render.json import render

    return render(document, target)


RENDERERS: dict[str, Callable[[Document, Target, Paper], Rendered]] = {
    ".pdf": render_pdf,
    ".docx": render_docx,
    ".xlsx": render_xlsx,
    ".csv": render_csv,
    ".json": render_json,
}
