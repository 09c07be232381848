"""LibreOffice without a window, which turns the same rows into PDF: from ODS, and from the DOCX that we write."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from diplotrack.reports.document import Document
from diplotrack.reports.render import render_docx
from tests.benchmarks.printing.references import rows_of
from tests.benchmarks.printing.rows import table_of

PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    f' xmlns:office="{_OPEN}:office:1.0" xmlns:table="{_OPEN}:table:1.0" xmlns:text="{_OPEN}:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Commitments">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    f' xmlns:manifest="{_OPEN}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def available() -> str:
    """ "" where LibreOffice is here or could be installed; else why it is not, in a sentence."""
    if shutil.which("soffice"):
        return ""
    if not shutil.which("apt-get"):
        return "LibreOffice is not here, and without apt-get it cannot be installed; left out."
    if os.geteuid() != 0:
        return f"LibreOffice is not here; as root the benchmark installs {' and '.join(PACKAGES)}. Left out."
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", *step], check=False, capture_output=True, env=environ)
    return "" if shutil.which("soffice") else "LibreOffice could not be installed; left out."


def ods(document: Document) -> bytes:
    """The rows as an OpenDocument spreadsheet."""
    lines = [[column.label for column in table_of(document).columns]]
    lines += [[row] if isinstance(row, str) else row for row in rows_of(document)]
    rows = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in lines)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        out.writestr("content.xml", _CONTENT.format(rows=rows))
        out.writestr("META-INF/manifest.xml", _MANIFEST.format(kind=_KIND))
    return written.getvalue()


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def docx(document: Document) -> bytes:
    """The document as our own DOCX."""
    written = io.BytesIO()
    render_docx(document, written)
    return written.getvalue()


def converted(source: bytes, suffix: str, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a file, with a profile of its own in the folder."""
    path = folder / f"rows{suffix}"
    path.write_bytes(source)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return path.with_suffix(".pdf").read_bytes()


if __name__ == "__main__":
    sys.exit(available())
