"""LibreOffice without a window, which turns the same rows into PDF: from ODS, and from the DOCX that we write."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from diplotrack.reports.document import Document
from diplotrack.reports.render import render_docx
from tests.benchmarks.printing.references import places_of, rows_of
from tests.benchmarks.printing.rows import table_of

PATIENCE = 240
"""Seconds of the clock that a conversion may take."""
PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'office:version="1.2" xmlns:office="{_OPEN}:office:1.0" xmlns:table="{_OPEN}:table:1.0"'
    f' xmlns:text="{_OPEN}:text:1.0" xmlns:style="{_OPEN}:style:1.0"'
    f' xmlns:fo="{_OPEN}:xsl-fo-compatible:1.0"'
)
_CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:automatic-styles>{{widths}}'
    '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-size="8.6pt"/></style:style></office:automatic-styles><office:body>'
    '<office:spreadsheet><table:table table:name="Commitments">{columns}<table:table-header-rows>{head}'
    "</table:table-header-rows>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
)
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_SPACES}><office:automatic-styles>'
    '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm"'
    ' style:print-orientation="landscape" fo:margin="20mm"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/>'
    "</office:master-styles></office:document-styles>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    f' xmlns:manifest="{_OPEN}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
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
    """The rows as an OpenDocument spreadsheet, with the columns as wide as ours, wrapped, the header on every page."""
    places = places_of(document)
    widths = "".join(
        f'<style:style style:name="c{number}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{place.width + 10:.1f}pt"/></style:style>'
        for number, place in enumerate(places)
    )
    columns = "".join(f'<table:table-column table:style-name="c{number}"/>' for number in range(len(places)))
    content = _CONTENT.format(
        widths=widths,
        columns=columns,
        head=_row(column.label for column in table_of(document).columns),
        rows="".join(_row([row] if isinstance(row, str) else row) for row in rows_of(document)),
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        out.writestr("content.xml", content)
        out.writestr("styles.xml", _STYLES)
        out.writestr("META-INF/manifest.xml", _MANIFEST.format(kind=_KIND))
    return written.getvalue()


def _row(texts: Iterable[str]) -> str:
    cells = (
        '<table:table-cell table:style-name="cell" office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
        for text in texts
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def docx(document: Document) -> bytes:
    """The document as our own DOCX."""
    written = io.BytesIO()
    render_docx(document, written)
    return written.getvalue()


def converted(source: bytes, suffix: str, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a file, with a profile of its own in the folder.

    Raises TimeoutExpired after :data:`PATIENCE`.
    """
    path = folder / f"rows{suffix}"
    path.write_bytes(source)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as office:
        try:
            office.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # It is a script that starts a program that starts another: all of the session goes.
            os.killpg(office.pid, signal.SIGKILL)
            raise
    return path.with_suffix(".pdf").read_bytes()
