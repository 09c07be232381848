"""XML as text: what stands in it is escaped here and nowhere else."""

from __future__ import annotations

import re

from diplotrack.reports.render.wording import clean, one_line

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_BREAKS = re.compile("([\t\n])")
_BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text as the value of an attribute, on one line."""
    return escaped(one_line(text)).replace('"', "&quot;")


def words(text: str) -> str:
    """Text as the content of a run: tabs and line ends are elements of their own."""
    text = clean(text)
    if "\n" not in text and "\t" not in text:
        return _words(text)
    return "".join(_BREAK.get(part) or _words(part) for part in _BREAKS.split(text) if part)


def _words(text: str) -> str:
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "  " in text else ""
    return f"<w:t{kept}>{escaped(text)}</w:t>"


def twips(points: float) -> int:
    """Points in twentieths."""
    return round(points * 20)


def units(points: float) -> int:
    """Points in English metric units, as drawings are measured."""
    return round(points * 12700)
